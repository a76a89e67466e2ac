"""Fits how worn pages are misread, letter by letter (the rows `worn` of Rules/model/ocr.tsv).

  Scripts/fit channel FOLDER [--half] [--dry]

FOLDER holds labelled texts, in any number of folders below it: ocr.jsonl, ocr2.jsonl with {"file", "tokens": [[start, end,
wrong, truth, kind, class], ...]}; offsets count bytes. Each misread word is aligned with what was printed, pieces of up to
three letters with pieces of up to three (noisy_channel.py says how). A row costs −log₁₀ of the misreading’s share among the letters
printed in misread words, the rows `read` being worth some more of them. With --half one half of the pages alone is counted,
the half that `Scripts/fit pages --half` learns from. For the other half the script prints what a misread word costs
before and after.
"""
import collections
import math
import pathlib
import re

import labelled_pages
import noisy_channel
from noisy_channel import LONGEST

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "Rules/model/ocr.tsv"
ROUNDS, LEAST_COUNT = 5, 3
# Pieces of more letters than one are taken apart where their letters explain them as well.
JOINT = 0.3
DEAREST = 2.9
# Letters printed that a row set by hand counts for.
STRENGTH = 50


def core(text):
    """A word in lower case without the marks around it that may be printed there."""
    return re.sub(r"^[\"'(“‘\[—-]+|[\"')”’\].,;:!?—-]+$", "", text).lower()


def pairs(pages):
    """The words of pages as (observed, intended), unchanged ones, too."""
    for tokens, text in pages:
        for start, end, wrong, truth, kind, *_ in tokens:
            if kind == "ignored" or (wrong and kind != "sub"):
                continue
            observed = core(text[start:end].decode("utf-8", "replace"))
            intended = core(truth) if truth is not None else observed
            if observed and intended and " " not in intended and abs(len(observed) - len(intended)) <= 3:
                yield observed, intended


def align(observed, intended, cost):
    """The cost of the cheapest way, and its pieces (observed, intended) that are not alike."""
    n, m = len(observed), len(intended)

    def steps(i, j):
        if i < n and j < m and observed[i] == intended[j]:
            yield 1, 1, 0.0, None
        for a in range(min(LONGEST, n - i) + 1):
            for b in range(min(LONGEST, m - j) + 1):
                if a + b == 0 or a + b > LONGEST + 1:
                    continue
                x, y = observed[i : i + a], intended[j : j + b]
                if x == y or (a and b and a + b > 2 and (x[0] == y[0] or x[-1] == y[-1])):
                    continue
                yield a, b, cost(x, y), None

    total, found = noisy_channel.align(observed, intended, steps)
    return total, [(x, y) for _, x, y, _ in found if x != y]


def first_cost(x, y):
    return {(1, 1): 3.2, (0, 1): 2.8, (1, 0): 2.6}.get((len(x), len(y)), 2.6 + 0.9 * max(len(x), len(y)))


def count(words, cost):
    counts = collections.Counter()
    for (observed, intended), number in words.items():
        if observed != intended:
            total, pieces = align(observed, intended, cost)
            if len(pieces) * 2 <= max(3, len(intended)):
                for piece in pieces:
                    counts[piece] += number
    return counts


def by_hand():
    """The rows `read` by piece."""
    fields = [line.split("\t") for line in TABLE.read_text().splitlines() if line.startswith("read\t")]
    return {(x, y): float(cost) for _, x, y, cost in fields}


def costs(counts, printed, prior):
    """By piece the cost; and that of any other substitution, omission, addition."""
    letters = sum(n for piece, n in printed.items() if len(piece) == 1)
    rows, rest = {}, collections.Counter()
    for (x, y), cost in prior.items():
        rows[x, y] = noisy_channel.drawn(counts[x, y], max(printed[y], counts[x, y]), cost, STRENGTH)
    for (x, y), n in counts.items():
        if (x, y) in rows:
            continue
        if n >= LEAST_COUNT and x and y:
            rows[x, y] = -math.log10(n / (max(printed[y], n) + STRENGTH))
        else:
            rest[min(len(x), 1), min(len(y), 1)] += n if len(x) <= 1 and len(y) <= 1 else 0
    # Any one of some twenty letters.
    others = {kind: -math.log10(rest[kind] / letters / (20 if kind != (0, 1) else 1)) for kind in ((1, 1), (0, 1), (1, 0))}
    return rows, others


def main():
    parser = labelled_pages.parser(__doc__)
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    options = parser.parse_args()
    found = labelled_pages.pages(options.folder)
    used = collections.Counter(pairs(page for path, *page in found if not options.half or labelled_pages.is_learned(path)))
    held = collections.Counter(pairs(page for path, *page in found if not labelled_pages.is_learned(path)))
    printed = collections.Counter()
    for (observed, intended), n in used.items():
        if observed == intended:
            continue
        for piece in noisy_channel.pieces(intended):
            printed[piece] += n
    cost, rows, prior = first_cost, {}, by_hand()

    def bits(cost):
        wrong = [(align(*pair, cost)[0], n) for pair, n in held.items() if pair[0] != pair[1]]
        return sum(c * n for c, n in wrong) / sum(n for _, n in wrong)

    print(f"{sum(used.values())} words, held out {sum(held.values())}; log10 of a misread word at first {bits(cost):.3f}")
    for _ in range(ROUNDS):
        rows, others = costs(count(used, cost), printed, prior)

        def cost(x, y, rows=rows, others=others):
            if (x, y) in rows:
                return rows[x, y] + (JOINT if len(x) + len(y) > 2 else 0)
            if len(x) <= 1 and len(y) <= 1:
                return others[len(x), len(y)]
            return 2.6 + 0.9 * max(len(x), len(y)) + 2

        print(f"  {len(rows)} rows, others {({k: round(v, 2) for k, v in others.items()})}, held out {bits(cost):.3f}")
    lines = [line for line in TABLE.read_text().splitlines() if not line.startswith("worn\t")]
    kept = sorted((y, c, x) for (x, y), c in rows.items() if c < DEAREST and y.isalnum())
    # Digits are seldom read into words, but no word has one by itself: that they are rare says nothing.
    kept = [(y, min(c, prior.get((x, y), c)) if any(map(str.isdigit, x)) else c, x) for y, c, x in kept]
    lines += [f"worn\t{x}\t{y}\t{max(0.4, c):.1f}" for y, c, x in kept]
    print(len(kept), "rows")
    if not options.dry:
        TABLE.write_text("\n".join(lines) + "\n")


main()
