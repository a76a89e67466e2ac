"""What the trainings of channels share: words that were meant, what became of them, and what each change of a few letters costs.

A pair is aligned by the cheapest way from one to the other, what changed is counted, and the costs are counted anew from that (Viterbi
training of the channel of Brill and Moore, An improved error model for noisy channel spelling correction, 2000). Costs are −log₁₀
of a probability. What may change into what, and what it costs, is the business of each channel: of hands (slip_channel.py), of
scanners (fit_channel.py).
"""
import math

# Letters of a piece that changes as a whole.
LONGEST = 3


def align(written, meant, steps, alike=0.0):
    """The cost of the cheapest way, and its steps: (kind, letters written, letters meant, whether at the word's first letter).

    - steps: of a place in both, what is possible there: (letters written, letters meant, cost, kind)
    - alike: of ways whose costs differ by no more than this, the first one stays
    """
    rows, columns = len(written), len(meant)
    cost = [[math.inf] * (columns + 1) for _ in range(rows + 1)]
    back = [[None] * (columns + 1) for _ in range(rows + 1)]
    cost[0][0] = 0
    for i in range(rows + 1):
        for j in range(columns + 1):
            here = cost[i][j]
            if here == math.inf:
                continue
            for down, right, price, kind in steps(i, j):
                if here + price < cost[i + down][j + right] - alike:
                    cost[i + down][j + right], back[i + down][j + right] = here + price, (down, right, kind)
    found, i, j = [], rows, columns
    while i or j:
        down, right, kind = back[i][j]
        i, j = i - down, j - right
        found.append((kind, written[i : i + down], meant[j : j + right], j == 0))
    return cost[rows][columns], found[::-1]


def pieces(word):
    """Every run of letters that may change as a whole."""
    for size in range(1, LONGEST + 1):
        for i in range(len(word) - size + 1):
            yield word[i : i + size]


def drawn(count, of, before, strength, level=0.0):
    """The cost of what was seen so often, drawn towards a cost set by hand where little was seen.

    - of: how often it could have been
    - before: the cost set by hand
    - strength: how many letters that one is worth
    - level: what all costs have in common
    """
    return level - math.log10((count + strength * 10 ** (level - before)) / (of + strength))
