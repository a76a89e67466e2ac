"""Fits what tells the right correction of a word on a damaged page (`PageCorrections`): Rules/model/corrections.tsv.

  Scripts/fit corrections FOLDER [--half] [--dry]

FOLDER holds labelled texts as for `Scripts/fit pages`: ocr.jsonl, ocr2.jsonl. JudgementBench, which the script builds (or the
binary that JUDGEMENT_BENCH names), prints for each unknown word what it may be a misreading of, with the features. A
conditional logit, fitted by Newton’s method, weighs them: the probability of a reading is 10 to the weighted sum of its
features, as a share of that of all readings. Learnt are the words whose truth is among the readings; figures count all misread
words. With --half the weights come from one half of the pages alone, and the figures for the other half are held out. Needs numpy 2.
"""
import bisect
import datetime
import math
import re
import subprocess

from benches import ROOT, bench
import labelled_pages
import numpy as np

TABLE = ROOT / "Rules/model/corrections.tsv"
RIDGE, ROUNDS = 1.0, 12
# What fewer words tell of is not weighed.
LEAST = 20


def core(text):
    """A word in lower case without the marks around it."""
    return re.sub(r"^[^\w]+|[^\w]+$", "", text).lower().replace("’", "'")


def read(binary, pages):
    """The names of the features; of each misread word its page, the index of the right reading or None, and all features."""
    output = subprocess.run([binary, "--corrections", *pages], check=True, capture_output=True).stdout.decode()
    names, words = [], []
    for line in output.splitlines():
        field = line.split("\t")
        if field[0] == "features":
            names = field[1].split()
        elif field[0] == "text":
            path = field[1]
            tokens, text = pages[path]
            starts = [token[0] for token in tokens]
        elif field[0] == "word":
            start = int(field[1])
            token = tokens[max(0, bisect.bisect_right(starts, start) - 1)]
            isMisread = token[0] <= start < token[1] and token[2] and token[4] != "ignored"
            truth = core(token[3]) if isMisread else None
            readings = []
            if truth is not None:
                words.append([path, truth, text[token[0] : token[1]].decode(), readings])
        else:
            readings.append((field[1], [float(value) for value in field[2].split()]))
    return names, [word for word in words if word[3]]


def fit(words, width):
    """The weights of natural logarithms."""
    weights = np.zeros(width)
    for _ in range(ROUNDS):
        gradient, curvature = -RIDGE * weights, np.eye(width) * RIDGE
        for features, right in words:
            odds = features @ weights
            share = np.exp(odds - odds.max())
            share /= share.sum()
            centred = features - share @ features
            gradient += centred[right]
            curvature += (centred * share[:, None]).T @ centred
        weights += np.linalg.solve(curvature, gradient)
    return weights


def figures(words, weights):
    """How many misread words there are; shares of those whose truth is among the readings, first by the search, first by the weights."""
    within = sum(y is not None for _, y in words)
    first = sum(y == 0 for _, y in words)
    best = sum(y is not None and int(np.argmax(x @ weights)) == y for x, y in words)
    return f"{len(words)} misread words, the truth among the readings {within / len(words):.3f}, first by the search {first / len(words):.3f}, first by the weights {best / len(words):.3f}"


def main():
    parser = labelled_pages.parser(__doc__)
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    options = parser.parse_args()
    pages = {path: (tokens, text) for path, tokens, text in labelled_pages.pages(options.folder)}
    names, words = read(bench("JudgementBench"), pages)
    known = []
    for path, truth, _, readings in words:
        right = [k for k, (text, _) in enumerate(readings) if core(text) == truth]
        known.append((path, np.array([features for _, features in readings]), right[0] if right else None))
    learned = [(x, y) for path, x, y in known if y is not None and (not options.half or labelled_pages.is_learned(path))]
    told = sum((x != x[0]).any(axis=0) for x, _ in learned) >= LEAST
    weights = np.zeros(len(names))
    weights[told] = fit([(x[:, told], y) for x, y in learned], told.sum())
    lines = ["# What weighs the corrections of a word of a damaged page where it stands, as log₁₀: written by Scripts/fit corrections,",
             f"# {datetime.date.today()}. Sources/GalleyCore/Analysis/OCR/PageCorrectionFeature.swift says what the features are."]
    for half in (True, False):
        of = [(x, y) for path, x, y in known if labelled_pages.is_learned(path) == half]
        lines.append(f"# {'Learned' if half or not options.half else 'Held'} half: {figures(of, weights)}.")
    lines += [f"weight\t{name}\t{weight / math.log(10):.3f}" for name, weight, is_told in zip(names, weights, told) if is_told]
    print("\n".join(lines))
    if not options.dry:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
