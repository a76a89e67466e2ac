"""The hash table by which galley finds names: Rules/data/names.idx.

An array of little-endian 32-bit numbers, a power of two of them, open addressing with linear probing. Each holds 1 +
the offset of a line in names.tsv, or 0. A key is filed under the FNV-1a hash (64 bits) of its bytes: every key of the
table with its first line, and every part of a key before a space, hyphen, apostrophe or stop with the first line that
begins with it.
"""
import struct

MASK = (1 << 64) - 1


def fnv1a(key):
    value = 0xCBF29CE484222325
    for byte in key:
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def index(data):
    lines = {}
    offset = 0
    for line in data.splitlines(keepends=True):
        key = line[:line.index(b"\t")]
        for end in [i for i in range(1, len(key)) if key[i] in b" -'."] + [len(key)]:
            lines.setdefault(key[:end], offset)
        offset += len(line)
    size = 1
    while size < 2 * len(lines):
        size *= 2
    slots = [0] * size
    for key, offset in lines.items():
        value = fnv1a(key)
        slot = (value ^ value >> 32) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = offset + 1
    return struct.pack(f"<{size}I", *slots)
