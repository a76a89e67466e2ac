"""The file of Sources/Spelling/LanguageModel: all little-endian, every section aligned to 64 bytes.

Probabilities and back-offs are log10 in steps of 1/30: probabilities positive bytes (20 is 10^-0.67), back-offs signed ones.

header      16 uint32: magic, version, words, pairs, triples, contexts, then where the ten sections begin
words       which of 2^17 slots are taken, as hash_table.py has it; then for each taken one, in their order, 6 bytes: the top
            24 bits of the word's hash, probability, back-off, capitals. The slot is the low half of the hash * 2^17 >> 32,
            collisions go to the next one; a word's slot is its number.
            capitals: 0 unknown, else 128 + 10 log10 of the odds of a capital within a sentence
pairs       int16 of 2^18 + 1 bucket starts, each less (bucket * pairs >> 18); uint16 fingerprints; probabilities
contexts    a bit for each pair that is the context of a triple; uint32 how many such before each 64; their back-offs
triples     as pairs

A pair (word << 17 | word before) of 34 bits is scattered one to one: the upper 18 bits are its bucket, the lower 16 its
fingerprint, so nothing is taken for another pair. A triple (place of the pair << 17 | first word) of 38 bits likewise, but
four bits are lost: another triple of the bucket is taken for it once in some ten thousand.
"""
import struct

import numpy as np

import hash_table
from word_hash import word_hash

MAGIC, VERSION = 0x4D4C4C47, 2  # "GLLM"
STEPS = 30
SLOT_BITS, BUCKET_BITS, PRINT_BITS = 17, 18, 16
ENTRY = np.dtype([("print", "u1", 3), ("p", "u1"), ("b", "i1"), ("capitals", "u1")])
FACTORS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93)


def scatter(key, bits):
    mask, half = np.uint64((1 << bits) - 1), np.uint64(bits // 2)
    key = key.astype(np.uint64)
    key ^= key >> half
    for factor in FACTORS:
        key = (key * np.uint64(factor)) & mask
        key ^= key >> half
    return key


def slots(words):
    """Each word's number, and the fingerprints by number, None where no word has it."""
    prints = [None] * (1 << SLOT_BITS)
    numbers = np.zeros(len(words), dtype=np.int64)
    for i, word in enumerate(words):
        value = word_hash(word)
        slot = (value & 0xFFFFFFFF) << SLOT_BITS >> 32
        while prints[slot] is not None:
            slot = (slot + 1) & ((1 << SLOT_BITS) - 1)
        prints[slot] = value >> 40
        numbers[i] = slot
    return numbers, prints


def word_table(prints, number, probability, backoff, capitals):
    """The bytes of the section of words; what is known of each stands in the order of `number`."""
    entries = np.zeros(len(number), dtype=ENTRY)
    order = np.argsort(number)
    entries["print"] = [tuple(prints[n].to_bytes(3, "little")) for n in number[order]]
    entries["p"], entries["b"], entries["capitals"] = probability[order], backoff[order], capitals[order]
    return hash_table.taken(prints) + entries.tobytes()


def probabilities(values):
    return np.clip(np.round(-values * STEPS), 0, 255).astype(np.uint8)


def backoffs(values):
    return np.clip(np.round(values * STEPS), -128, 127).astype(np.int8)


def bucketed(key, bits):
    """The order of the entries, the buckets' starts as the file has them, and the fingerprints."""
    scattered = scatter(key, bits)
    order = np.argsort(scattered, kind="stable")
    scattered = scattered[order]
    count = len(key)
    buckets = np.arange((1 << BUCKET_BITS) + 1, dtype=np.int64)
    starts = np.searchsorted(scattered >> np.uint64(bits - BUCKET_BITS), buckets.astype(np.uint64))
    off = starts - (buckets * count >> BUCKET_BITS)
    if abs(off).max() > 32767:
        raise SystemExit("the keys are scattered too unevenly for 16 bits")
    return order, off.astype(np.int16), (scattered & np.uint64((1 << PRINT_BITS) - 1)).astype(np.uint16)


def write(model, path):
    number, prints = slots(model.words)
    capitals = np.clip(np.round(128 + 10 * np.nan_to_num(model.capitals)), 1, 255)
    capitals = np.where(np.isnan(model.capitals), 0, capitals)
    words = word_table(prints, number, probabilities(model.probability), backoffs(model.backoff), capitals)

    key = number[model.pair_word] << SLOT_BITS | number[model.pair_before]
    order, pair_starts, pair_prints = bucketed(key, 2 * SLOT_BITS)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    backoff = backoffs(model.pair_backoff)[order]
    bits = np.zeros((len(order) + 63) // 64 * 64, dtype=bool)
    bits[: len(order)] = backoff != 0
    ranks = np.concatenate([[0], np.cumsum(bits.reshape(-1, 64).sum(axis=1))[:-1]]).astype(np.uint32)

    triple_key = place[model.triple_pair] << SLOT_BITS | number[model.triple_first]
    triple_order, triple_starts, triple_prints = bucketed(triple_key, 21 + SLOT_BITS)
    sections = [
        words,
        pair_starts,
        pair_prints,
        probabilities(model.pair_probability)[order],
        np.packbits(bits, bitorder="little"),
        ranks,
        backoff[backoff != 0],
        triple_starts,
        triple_prints,
        probabilities(model.triple_probability)[triple_order],
    ]
    at, starts, body = 64, [], b""
    for section in sections:
        data = section if isinstance(section, bytes) else section.tobytes()
        starts.append(at + len(body))
        body += data + bytes(-len(data) % 64)
    contexts = int((backoff != 0).sum())
    header = [MAGIC, VERSION, len(model.words), len(order), len(triple_order), contexts]
    with open(path, "wb") as file:
        file.write(struct.pack("<16I", *header, *starts) + body)
    return 64 + len(body)


class LanguageModel:
    """Reads the file and scores as Sources/Spelling/LanguageModel does, many slots at once."""

    NONE = -1

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        header = struct.unpack_from("<16I", data)
        if header[:2] != (MAGIC, VERSION):
            raise SystemExit(f"{path}: not a language model of this version")
        pairs, triples, contexts = header[3:6]
        at = header[6:]
        slots = 1 << SLOT_BITS
        is_taken = np.unpackbits(np.frombuffer(data, np.uint8, slots // 8, at[0]), bitorder="little") == 1
        words = np.zeros(slots, ENTRY)
        words[is_taken] = np.frombuffer(data, ENTRY, header[2], at[0] + slots // 8 + slots // 16)
        self.prints = np.where(is_taken, words["print"].astype(np.int64) @ (1, 1 << 8, 1 << 16), self.NONE)
        self.alone = -words["p"].astype(np.int32)
        self.backoff = words["b"].astype(np.int32)
        self.pair_keys, _ = self._keys(data, at[1], at[2], pairs)
        self.pair_scores = -np.frombuffer(data, np.uint8, pairs, at[3]).astype(np.int32)
        bits = np.unpackbits(np.frombuffer(data, np.uint8, (pairs + 63) // 64 * 8, at[4]), bitorder="little")[:pairs]
        self.context_backoff = np.zeros(pairs, np.int32)
        self.context_backoff[bits == 1] = np.frombuffer(data, np.int8, contexts, at[6])
        self.triple_keys, order = self._keys(data, at[7], at[8], triples)
        self.triple_scores = -np.frombuffer(data, np.uint8, triples, at[9]).astype(np.int32)[order]

    @staticmethod
    def _keys(data, starts, prints, count):
        buckets = np.arange((1 << BUCKET_BITS) + 1, dtype=np.int64)
        start = (buckets * count >> BUCKET_BITS) + np.frombuffer(data, np.int16, len(buckets), starts)
        keys = np.repeat(buckets[:-1], np.diff(start)) << PRINT_BITS | np.frombuffer(data, np.uint16, count, prints)
        order = np.argsort(keys, kind="stable")
        return keys[order], order

    def number(self, word):
        """The number of a word in lower case; NONE when the vocabulary lacks it."""
        value = word_hash(word.encode())
        slot = (value & 0xFFFFFFFF) << SLOT_BITS >> 32
        while self.prints[slot] != self.NONE:
            if self.prints[slot] == value >> 40:
                return slot
            slot = (slot + 1) & ((1 << SLOT_BITS) - 1)
        return self.NONE

    @staticmethod
    def _find(keys, wanted):
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return place, keys[place] == wanted

    def _pair(self, before, word):
        key = scatter(np.maximum(word, 0) << SLOT_BITS | np.maximum(before, 0), 2 * SLOT_BITS).astype(np.int64)
        place, found = self._find(self.pair_keys, key)
        return place, found & (before >= 0) & (word >= 0)

    def follow(self, far, near, word):
        """The score of `word` after `far near`, arrays of numbers of words; NONE where there is none."""
        place, seen = self._pair(near, word)
        two = np.where(seen, self.pair_scores[place], np.where(near >= 0, self.backoff[near], 0) + self.alone[word])
        bits = 21 + SLOT_BITS
        key = scatter(place.astype(np.int64) << SLOT_BITS | np.maximum(far, 0), bits).astype(np.int64)
        key = key >> (bits - BUCKET_BITS) << PRINT_BITS | key & ((1 << PRINT_BITS) - 1)
        triple, found = self._find(self.triple_keys, key)
        found &= seen & (far >= 0)
        context, has_context = self._pair(far, near)
        weight = np.where(has_context, self.context_backoff[context], 0)
        return np.where(found, self.triple_scores[triple], two + weight)
