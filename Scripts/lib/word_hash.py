"""The hash of Sources/Spelling/WordHash.swift, for the scripts that write tables keyed by it."""

MASK = (1 << 64) - 1


def mix(a, b):
    product = a * b
    return (product >> 64) ^ (product & MASK)


def word_hash(data):
    h = (len(data) * 0x9E3779B97F4A7C15) & MASK
    whole = len(data) & ~7
    for i in range(0, whole, 8):
        h = mix(h ^ int.from_bytes(data[i : i + 8], "little"), 0xA0761D6478BD642F)
    return mix(h ^ int.from_bytes(data[whole:], "little") ^ 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3)


def pair_hash(left, right):
    return mix(word_hash(left) ^ 0xD6E8FEB86659FD93, word_hash(right) ^ 0xCA5A826395121157)
