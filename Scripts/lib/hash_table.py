"""The tables of small numbers by hash that Sources/Spelling/FrequencyTable.swift reads.

Four little-endian UInt32 (magic, format version, number of slots, number of entries), then which slots are taken: a bit
for each in UInt64s, and for each 64 how many are taken before them (UInt32). Then, in the order of the taken slots, the
fingerprints of three bytes, then the values of one. The slot of a key is (low 32 bits of its hash) * slots >> 32, its
fingerprint the top 24 bits, and collisions go to the next slot.
"""
import struct

MAGIC, VERSION = 0x51464C47, 2  # "GLFQ"


def table(entries):
    """The bytes of a table of pairs of hash and value, filed in this order."""
    slots = [None] * (len(entries) * 4 // 3)
    for key, value in entries:
        slot = (key & 0xFFFFFFFF) * len(slots) >> 32
        while slots[slot] is not None:
            slot = (slot + 1) % len(slots)
        slots[slot] = (key >> 40, value)
    return packed(slots)


def packed(slots):
    """The bytes of a table of these slots: pairs of fingerprint and value, None where a slot is free."""
    entries = [entry for entry in slots if entry is not None]
    return (
        struct.pack("<4I", MAGIC, VERSION, len(slots), len(entries)) + taken(slots)
        + b"".join(print_.to_bytes(3, "little") for print_, _ in entries) + bytes(value for _, value in entries))


def taken(slots):
    """Which slots are not None: a bit for each in UInt64s, and for each 64 how many before them (UInt32)."""
    bits, ranks = [], []
    count = 0
    for start in range(0, len(slots), 64):
        ranks.append(count)
        bits.append(sum(1 << i for i, entry in enumerate(slots[start:start + 64]) if entry is not None))
        count += bits[-1].bit_count() if hasattr(int, "bit_count") else bin(bits[-1]).count("1")
    return struct.pack(f"<{len(bits)}Q", *bits) + struct.pack(f"<{len(ranks)}I", *ranks)
