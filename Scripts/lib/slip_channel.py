"""A channel of slips, fitted on pairs of what was written and what was meant: what each slip of a letter or two costs.

noisy_channel.py says how. It begins with the channel set by hand in Rules/model/typing.tsv, and costs are drawn towards those
where few slips were seen. Pairs do not tell how many words are right: all costs have a level in common.
"""
import collections
import copy
import math
import pathlib
import statistics

import noisy_channel
from noisy_channel import LONGEST

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = set("aeiouy")
KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
ALIKE = ["ckq", "sz", "sc", "gj", "fv", "bp", "dt", "mn", "vw", "xz", "lr"]
LEVEL = 0.15
# As many letters as were looked at, before the first, with the costs set by hand: of single letters, of longer pieces.
PRIOR, LONG_PRIOR = 100, 60
# A piece that is no row of the table by hand needs so many slips, and has to be so much cheaper than its letters.
LEAST, GAIN = 6, 0.4
# Rows that spare less are not written.
TELLING = 0.1


def neighbours(a, b):
    """Whether two letters are beside each other on a keyboard whose rows stand half a key to the right of the one above."""
    places = {letter: (row, place) for row, keys in enumerate(KEYS) for place, letter in enumerate(keys)}
    (row_a, a), (row_b, b) = places[a], places[b]
    if row_a == row_b:
        return abs(a - b) == 1
    upper, lower = (a, b) if row_a < row_b else (b, a)
    return abs(row_a - row_b) == 1 and upper in (lower, lower + 1)


class Channel:
    """What slips cost: `change[written, meant]`, `omit[meant]`, `omit_end[meant]`, `add[written]`, `pieces[written][meant]`, `weight`."""

    def __init__(self):
        self.weight, rows = {}, []
        for line in (ROOT / "Rules/model/typing.tsv").read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if fields[0] == "weight":
                self.weight[fields[1]] = float(fields[2])
            elif len(fields) == 3:
                rows.append(fields)
        w = self.weight
        self.change = {}
        for written in LETTERS:
            for meant in LETTERS:
                cost = w["substitute"]
                if neighbours(written, meant):
                    cost = min(cost, w["substitute-near"])
                if written in VOWELS and meant in VOWELS:
                    cost = min(cost, w["substitute-vowel"])
                if any(written in group and meant in group for group in ALIKE):
                    cost = min(cost, w["substitute-sound"])
                if written != meant:
                    self.change[written, meant] = cost
        self.omit = {x: w["omit-h"] if x == "h" else w["omit-vowel"] if x in VOWELS else w["omit"] for x in LETTERS}
        self.omit["'"] = w["omit-apostrophe"]
        self.omit_end = {x: min(cost, w["omit-end"]) if x in "esd" else cost for x, cost in self.omit.items()}
        self.add = {x: w["add-vowel"] if x in VOWELS else w["add"] for x in LETTERS}
        self.add["'"] = w["add-apostrophe"]
        self.pieces = collections.defaultdict(dict)
        for kind, a, b in rows:
            for written, meant in ((a, b), (b, a)):
                if len(written) == len(meant) == 1:
                    self.change[written, meant] = min(self.change[written, meant], w[kind])
                else:
                    self.pieces[written][meant] = min(self.pieces[written].get(meant, 99), w[kind])

    def align(self, written, meant, first=True):
        """The cost of the cheapest way, and its steps, as noisy_channel has them."""
        w = self.weight
        rows, columns = len(written), len(meant)

        def steps(i, j):
            edge = w["first-letter"] if first and j == 0 else 0
            if j < columns:
                price, kind = (self.omit_end if i == rows else self.omit).get(meant[j], w["omit"]), "omit-end" if i == rows else "omit"
                if j and meant[j] == meant[j - 1] and w["omit-double"] < price:
                    price, kind = w["omit-double"], "omit-double"
                yield 0, 1, price + edge, kind
            if i == rows:
                return
            price, kind = self.add.get(written[i], w["add"]), "add"
            if i and written[i] == written[i - 1] and w["add-double"] < price:
                price, kind = w["add-double"], "add-double"
            yield 1, 0, price + edge, kind
            if j < columns:
                if written[i] == meant[j]:
                    yield 1, 1, 0, "right"
                else:
                    yield 1, 1, self.change.get((written[i], meant[j]), w["substitute"]) + edge, "change"
                    if written[i : i + 2] == meant[j : j + 2][::-1] and len(meant[j : j + 2]) == 2:
                        yield 2, 2, w["transpose"] + edge, "transpose"
            for down in range(1, min(LONGEST, rows - i) + 1):
                for piece, price in self.pieces.get(written[i : i + down], {}).items():
                    if meant.startswith(piece, j):
                        yield down, len(piece), price, "piece"

        return noisy_channel.align(written, meant, steps, alike=1e-9)

    def rows(self):
        """As a table that ChannelTable.swift reads."""
        # What is rare costs what is rare in general; a piece that costs as much as its letters says nothing.
        rare = statistics.median(self.change.values())
        letters = copy.deepcopy(self)
        letters.pieces.clear()
        self.weight["substitute"] = rare
        names = ["substitute", "omit-double", "add-double", "transpose", "first-letter", "omit-apostrophe", "accent"]
        yield from (f"weight\t{name}\t{self.weight[name]:.2f}" for name in names)
        yield from (f"read\t{written}\t{meant}\t{cost:.2f}" for (written, meant), cost in sorted(self.change.items()) if cost < rare - TELLING)
        for kind, costs in (("omit", self.omit), ("omit-end", self.omit_end), ("add", self.add)):
            yield from (f"{kind}\t{letter}\t{cost:.2f}" for letter, cost in sorted(costs.items()))
        for written, costs in sorted(self.pieces.items()):
            yield from (f"read\t{written}\t{meant}\t{cost:.2f}" for meant, cost in sorted(costs.items()) if cost < letters.align(written, meant, first=False)[0] - TELLING)


def runs(steps):
    """The places of slips that stand side by side: (first, last)."""
    start = None
    for i, step in enumerate([*steps, ("right", "", "", False)]):
        if step[0] == "right":
            if start is not None:
                yield start, i - 1
            start = None
        elif start is None:
            start = i


def refit(channel, hand, pairs):
    slips, pieces, looked_at = collections.Counter(), collections.Counter(), collections.Counter()
    at_first = others = doubles = 0
    for written, meant in pairs:
        looked_at.update(noisy_channel.pieces(meant))
        doubles += sum(a == b for a, b in zip(meant, meant[1:]))
        steps = channel.align(written, meant)[1]
        for first, last in runs(steps):
            for kind, a, b, is_first in steps[first : last + 1]:
                slips[(kind, a, b) if kind in ("change", "omit", "omit-end", "add") else kind] += 1
                at_first, others = at_first + is_first, others + (not is_first)
            # Each slip with one letter or none on either side of it.
            for start in range(max(0, first - 2), last + 1):
                for end in range(max(start, first), min(len(steps), last + 3)):
                    part = steps[start : end + 1]
                    a, b = "".join(s[1] for s in part), "".join(s[2] for s in part)
                    if a != b and 0 < len(a) <= LONGEST and 0 < len(b) <= LONGEST and len(a + b) > 2 and any(s[0] != "right" for s in part):
                        pieces[a, b] += 1
    letters, ends = sum(len(meant) for _, meant in pairs), collections.Counter(meant[-1] for _, meant in pairs)

    def cost(count, of, before, prior=PRIOR):
        return noisy_channel.drawn(count, of, before, prior, LEVEL)

    new = copy.deepcopy(hand)
    for (written, meant), before in hand.change.items():
        new.change[written, meant] = cost(slips["change", written, meant], looked_at[meant], before)
    for letter, before in hand.omit.items():
        new.omit[letter] = cost(slips["omit", "", letter], looked_at[letter], before)
        new.omit_end[letter] = cost(slips["omit-end", "", letter], ends[letter], hand.omit_end[letter])
        new.add[letter] = cost(slips["add", letter, ""], letters, hand.add[letter])
    new.weight["omit-double"] = cost(slips["omit-double"], doubles, hand.weight["omit-double"])
    for name in ("add-double", "transpose"):
        new.weight[name] = cost(slips[name], letters, hand.weight[name])
    new.weight["first-letter"] = max(0, math.log10((others / (letters - len(pairs))) / (at_first / len(pairs))))
    for written, costs in hand.pieces.items():
        for meant, before in costs.items():
            new.pieces[written][meant] = cost(pieces[written, meant], looked_at[meant], before, LONG_PRIOR)
    # The short ones first: longer ones have to be cheaper than what these make up.
    for (written, meant), count in sorted(pieces.items(), key=lambda row: (len(row[0][0] + row[0][1]), row[0])):
        before = new.align(written, meant, first=False)[0]
        price = cost(count, looked_at[meant], before, LONG_PRIOR)
        if count >= LEAST and price < before - GAIN:
            new.pieces[written][meant] = price
    return new


def fit(pairs, rounds=2):
    """- pairs: (written, meant); only letters and apostrophes are learnt from"""
    pairs = [(a.lower(), b.lower()) for a, b in pairs]
    pairs = [(a, b) for a, b in pairs if all(x in LETTERS or x == "'" for x in a + b)]
    hand = Channel()
    channel = hand
    for _ in range(rounds):
        channel = refit(channel, hand, pairs)
    return channel
