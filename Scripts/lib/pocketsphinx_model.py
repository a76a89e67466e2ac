"""Reads the trigram model of Debian's pocketsphinx-en-us, whose own converters fail on it.

Little-endian. `Trie Language Model`, a byte (order), three uint32 (words, pairs, triples), uint32 1 (16-bit quantisation);
three tables of 65,536 float32 (pair probabilities, pair back-offs, triple probabilities), logarithms to the base 1.0001;
words + 1 records (float32 probability, float32 back-off, uint32 first pair); pairs of 70 bits, packed (17 word, 16 back-off,
16 probability, 21 first triple); triples of 33 bits (17 word, 16 probability); uint32 size and the words, each closed by 0.
The trie runs backwards: the children of a word are the words before it.
"""
import struct
from dataclasses import dataclass

import numpy as np

MAGIC = b"Trie Language Model"
LEVELS = 1 << 16
TO_LOG10 = np.log10(1.0001)
# Readers of packed bits may look a few bytes beyond the last field.
PADDING = bytes(16)


@dataclass
class Trigrams:
    """Probabilities and back-offs are log10; `pair_word[i]` follows `pair_before[i]`; pairs are sorted by both."""

    words: list
    probability: np.ndarray
    backoff: np.ndarray
    pair_word: np.ndarray
    pair_before: np.ndarray
    pair_probability: np.ndarray
    pair_backoff: np.ndarray
    triple_pair: np.ndarray
    triple_first: np.ndarray
    triple_probability: np.ndarray


def packed(data, start, width):
    """The fields of `width` bits, at most 32, that begin at the bits `start`."""
    source = np.frombuffer(data, dtype=np.uint8)
    byte = start >> 3
    value = np.zeros(len(start), dtype=np.uint64)
    for k in range(5):
        value |= source[byte + k].astype(np.uint64) << np.uint64(8 * k)
    return ((value >> (start & 7).astype(np.uint64)) & np.uint64((1 << width) - 1)).astype(np.int64)


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if not data.startswith(MAGIC) or data[len(MAGIC)] != 3:
        raise SystemExit(f"{path}: not a trigram model of pocketsphinx")
    at = len(MAGIC) + 1
    words, pairs, triples, quantised = struct.unpack_from("<4I", data, at)
    if quantised != 1:
        raise SystemExit(f"{path}: not quantised to 16 bits")
    at += 16
    tables = [np.frombuffer(data, "<f4", LEVELS, at + 4 * LEVELS * i) * TO_LOG10 for i in range(3)]
    at += 3 * 4 * LEVELS
    records = np.frombuffer(data, [("p", "<f4"), ("b", "<f4"), ("first", "<u4")], words + 1, at)
    at += 12 * (words + 1)

    def block(count, bits):
        nonlocal at
        size = ((1 + count) * bits + 7) // 8 + 8
        at += size
        return data[at - size : at] + PADDING

    pair_bits, triple_bits = block(pairs, 70), block(triples, 33)
    (size,) = struct.unpack_from("<I", data, at)
    names = data[at + 4 : at + 4 + size].split(b"\0")[:words]

    # Doubled entries at the end are counted and not used.
    pairs = int(records["first"][words])
    start = np.arange(pairs + 1, dtype=np.int64) * 70
    first_triple = packed(pair_bits, start + 49, 21)
    triples = int(first_triple[pairs])
    triple_start = np.arange(triples, dtype=np.int64) * 33
    start = start[:pairs]
    return Trigrams(
        words=names,
        probability=records["p"][:words] * TO_LOG10,
        backoff=records["b"][:words] * TO_LOG10,
        pair_word=np.repeat(np.arange(words), np.diff(records["first"].astype(np.int64))),
        pair_before=packed(pair_bits, start, 17),
        pair_probability=tables[0][packed(pair_bits, start + 33, 16)],
        pair_backoff=tables[1][packed(pair_bits, start + 17, 16)],
        triple_pair=np.repeat(np.arange(pairs), np.diff(first_triple)),
        triple_first=packed(triple_bits, triple_start, 17),
        triple_probability=tables[2][packed(triple_bits, triple_start + 17, 16)],
    )
