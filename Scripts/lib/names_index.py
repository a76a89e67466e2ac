"""The hash table by which galley finds names: Rules/data/names.idx.

Open addressing with linear probing, all numbers little-endian: the numbers of slots and of entries (32 bits each), which slots
are taken (hash_table.py), and for each taken one, in their order, the offset of a line in names.tsv (24 bits). A key is
filed under the FNV-1a hash (64 bits) of its bytes, in the slot (low 32 bits of it) * slots >> 32: every key of the table
with its first line, and every part of a key before a space, hyphen, apostrophe or stop with the first line that begins
with it.
"""
import struct

from hash_table import taken

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
    slots = [None] * (2 * len(lines))
    for key, offset in lines.items():
        slot = (fnv1a(key) & 0xFFFFFFFF) * len(slots) >> 32
        while slots[slot] is not None:
            slot = (slot + 1) % len(slots)
        slots[slot] = offset
    offsets = b"".join(offset.to_bytes(3, "little") for offset in slots if offset is not None)
    return struct.pack("<2I", len(slots), len(lines)) + taken(slots) + offsets
