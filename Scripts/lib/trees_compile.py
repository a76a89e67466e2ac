"""Compiles tables of boosted trees (Sources/GalleyCore/Analysis/Models/TreeTable.swift) into what galley reads at a start.

    trees_compile.py RULES trees.bin TABLE...

TABLE is a path in the folder RULES. The file (all numbers little-endian): the 64-bit count of models; a record of 32
bytes for each: as 32-bit numbers the place and the length of its name, of its trees and of its nodes, the lengths counted
in bytes, trees and nodes; the bias as a 64-bit float. Places are bytes from the beginning of the file. A name is the path
of the table, a tab, and the name that the model has in it. A tree has 16 bytes: the most that it and all after it can
add, as a 64-bit float, and the 64-bit number of its root among the nodes of the model. A node has 8 bytes: the 16-bit
number of the feature, or 65535 for a leaf; the 16-bit distance to the branch for greater numbers, the next node being the
other one; the number that is compared with or added, as a 32-bit float. A tree of one leaf is added to the bias.
"""
import pathlib
import struct
import sys

LEAF = 0xFFFF


def models(path):
    """The rows of each model: lists of fields."""
    found = {}
    rows = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, *fields = line.split("\t")
        if name == "features":
            continue
        if name:
            rows = found.setdefault(name, [])
        rows.append(fields)
    return found


def compiled(rows):
    """The bias, the trees and the nodes of a model."""
    bias, roots, nodes = 0.0, [], []

    def read(fields):
        feature, _, value = next(fields).partition(":")
        place = len(nodes)
        nodes.append((int(feature) if feature else LEAF, 0, single(value)))
        if feature:
            read(fields)
            nodes[place] = (nodes[place][0], len(nodes) - place, nodes[place][2])
            read(fields)

    for row in rows:
        root, fields = len(nodes), iter(row)
        read(fields)
        assert next(fields, None) is None, row
        if len(nodes) == root + 1:
            bias += nodes.pop()[2]
        else:
            roots.append(root)
    trees, most = [], 0.0
    for root, end in reversed(list(zip(roots, roots[1:] + [len(nodes)]))):
        most += max(number for feature, _, number in nodes[root:end] if feature == LEAF)
        trees.insert(0, (most, root))
    return bias, trees, nodes


def single(text):
    """The 32-bit float that is nearest to a decimal."""
    return struct.unpack("<f", struct.pack("<f", float(text)))[0]


def main(folder, output, *tables):
    records, names, body = [], b"", b""
    found = [(f"{table}\t{name}", compiled(rows)) for table in tables for name, rows in models(pathlib.Path(folder, table)).items()]
    start = 8 + 32 * len(found)
    for name, (bias, trees, nodes) in found:
        place = start + len(body)
        body += b"".join(struct.pack("<dQ", most, root) for most, root in trees)
        body += b"".join(struct.pack("<HHf", *node) for node in nodes)
        records.append((len(names), len(name.encode()), place, len(trees), place + 16 * len(trees), len(nodes), bias))
        names += name.encode()
    end = start + len(body)
    with open(output, "wb") as file:
        file.write(struct.pack("<Q", len(records)))
        for name, length, trees, tree_count, nodes, node_count, bias in records:
            file.write(struct.pack("<IIIIIId", end + name, length, trees, tree_count, nodes, node_count, bias))
        file.write(body + names)


if __name__ == "__main__":
    main(*sys.argv[1:])
