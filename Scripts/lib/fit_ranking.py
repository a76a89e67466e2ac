"""Fits what candidates for a wrong word are ranked by on words that people misspelt: Rules/model/slips.tsv, ranking.tsv.

  Scripts/fit ranking PAIRS [--leave SOURCE…] [--dry]

PAIRS holds a JSON object a line: "wrong", "right" and, in "also", what would be right, too; pairs whose "source" is to be left are
counted, not learnt from. SpellingBench, which the script builds (or
the binary that SPELLING_BENCH names), prints the features of the best words of the dictionary for each; a conditional logit tells the
right one from the others. One of the features is the cost of the way from one to the other in a channel of slips (slip_channel.py),
which is fitted on half of the right words for the other half, and on all of them for the table. All that is counted was fitted on the
other half; the weights that are written come from all. Their scale is the one that Sources/Spelling/Confidence.swift expects. Needs numpy 2.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import tempfile

import numpy as np

from benches import ROOT, bench
import slip_channel

SLIPS = ROOT / "Rules/model/slips.tsv"
TABLE = ROOT / "Rules/model/ranking.tsv"
MOST = 12
# The strength of the penalty on the square of weights, of features with a deviation of one.
SHRINK = 1.0


def evidence(pairs, channel):
    """Features, right ones and places taken, by pair and candidate; the names of the features."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file, tempfile.NamedTemporaryFile("w", encoding="utf-8") as table:
        for pair in pairs:
            file.write(f"{pair['wrong']}\t{'|'.join([pair['right'], *pair.get('also', [])])}\n")
        file.flush()
        table.write("\n".join(channel.rows()))
        table.flush()
        command = [bench("SpellingBench"), "--slips", table.name, "--evidence", file.name]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    names = lines[0].split("\t")[2:]
    x = np.zeros((len(pairs), MOST, len(names)))
    right, taken = np.zeros((len(pairs), MOST), bool), np.zeros((len(pairs), MOST), bool)
    for line in lines[1:]:
        pair, is_right, *values = line.split("\t")
        pair = int(pair)
        place = taken[pair].sum()
        x[pair, place], right[pair, place], taken[pair, place] = [float(v) for v in values], is_right == "1", True
    return x, right, taken, names


def shares(x, taken, weights):
    """The probability of each candidate among those of its pair."""
    score = np.where(taken, x @ weights, -1e9)
    mass = np.exp(score - score.max(1, keepdims=True))
    return mass / mass.sum(1, keepdims=True)


def fit(x, right, taken):
    """Weights that make the right candidates likeliest (Newton's method)."""
    known = right.any(1)
    x, right, taken = x[known], right[known], taken[known]
    weights = np.zeros(x.shape[2])
    for _ in range(40):
        p = shares(x, taken, weights)
        q = np.where(right, p, 0)
        q /= q.sum(1, keepdims=True) + 1e-300
        slope = np.einsum("nc,ncf->f", p - q, x) + 2 * SHRINK * weights
        mean = np.einsum("nc,ncf->nf", p, x)
        bend = np.einsum("nc,ncf,ncg->fg", p, x, x, optimize=True) - mean.T @ mean + 2 * SHRINK * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step * min(1, 2 / (np.abs(step).max() + 1e-9))
        if np.abs(step).max() < 1e-5:
            break
    return weights


def counted(x, right, taken, weights):
    """Shares of pairs whose right word comes first, and among the first five."""
    order = np.argsort(-np.where(taken, x @ weights, -1e9), 1, kind="stable")
    sorted_right = np.take_along_axis(right, order, 1)
    return sorted_right[:, 0].mean(), sorted_right[:, :5].any(1).mean()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=pathlib.Path)
    parser.add_argument("--leave", nargs="*", default=[], metavar="SOURCE")
    parser.add_argument("--dry", action="store_true")
    options = parser.parse_args()
    pairs = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    words = sorted({pair["right"] for pair in pairs})
    random.Random(1).shuffle(words)
    half = {word: place % 2 for place, word in enumerate(words)}
    pairs.sort(key=lambda pair: half[pair["right"]])
    half = np.array([half[pair["right"]] for pair in pairs])
    is_source = np.array([pair.get("source") not in options.leave for pair in pairs])

    def slips(chosen):
        return slip_channel.fit([(pair["wrong"], pair["right"]) for pair, is_chosen in zip(pairs, chosen & is_source) if is_chosen])

    learnt = [slips(half != held) for held in (0, 1)]
    parts = [evidence([p for p, h in zip(pairs, half) if h == held], learnt[held]) for held in (0, 1)]
    names = parts[0][3]
    x, right, taken = (np.concatenate([part[i] for part in parts]) for i in range(3))
    deviation = x[taken].std(0) + 1e-9
    z = x / deviation
    # By the channel's cost and the frequency alone, as the candidates come.
    print(f"{len(pairs)} pairs; as they come: first {right[:, 0].mean():.4f}, in five {right[:, :5].any(1).mean():.4f}")
    for held in (0, 1):
        others = (half != held) & is_source
        weights = fit(z[others], right[others], taken[others])
        first, five = counted(z[half == held], right[half == held], taken[half == held], weights)
        print(f"half {held}, fitted on the other: first {first:.4f}, in five {five:.4f}")
    # Scores are costs; a tenfold mass is worth what Confidence takes it for.
    odds = float(re.search(r"\(bias, odds, cost, length\) = \(\S+, (\S+),", (ROOT / "Sources/Spelling/Confidence.swift").read_text()).group(1))
    weights = -fit(z[is_source], right[is_source], taken[is_source]) / deviation / odds
    cost, zipf = x[..., names.index("cost")], x[..., names.index("zipf")]
    scores, plain = x @ weights, cost + 8 - zipf
    best = np.argmin(np.where(taken, scores, 1e9), 1)
    rows = np.arange(len(x))[taken.any(1)]
    level = float((plain[rows, best[rows]] - scores[rows, best[rows]]).mean())
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("weight")]
    lines += [f"weight\tlevel\t{level:.3f}", *(f"weight\t{name}\t{weight:.3f}" for name, weight in zip(names, weights))]
    if not options.dry:
        SLIPS.write_text("\n".join(["# What slips cost: written by Scripts/fit ranking.", *slips(half >= 0).rows()]) + "\n", encoding="utf-8")
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines[-len(names) - 1 :]))


if __name__ == "__main__":
    main()
