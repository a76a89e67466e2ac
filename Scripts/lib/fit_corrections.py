"""Fits what tells the right correction of an unknown word on a damaged page (`PageCorrections`).

  Scripts/fit corrections FOLDER [--half]

FOLDER holds labelled texts as for `Scripts/fit pages`: ocr.jsonl, ocr2.jsonl. JudgementBench, which the script builds (or the
binary that JUDGEMENT_BENCH names), prints for each unknown word what it may be a misreading of, with the features. A
conditional logit, fitted by Newton’s method, weighs them: the probability of a reading is 10 to the weighted sum of its
features, as a share of that of all readings. Learnt are the words whose truth is among the readings; figures count all misread
words. With --half the weights come from one half of the pages alone, and the figures for the other half are held out. Prints the weights
as `PageCorrections` has them. Needs numpy 2.
"""
import bisect
import math
import re
import subprocess

from benches import bench
import labelled_pages
import numpy as np

RIDGE, ROUNDS = 1.0, 12


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


def main():
    parser = labelled_pages.parser(__doc__)
    options = parser.parse_args()
    pages = {path: (tokens, text) for path, tokens, text in labelled_pages.pages(options.folder)}
    names, words = read(bench("JudgementBench"), pages)
    known = []
    for path, truth, _, readings in words:
        right = [k for k, (text, _) in enumerate(readings) if core(text) == truth]
        known.append((path, np.array([features for _, features in readings]), right[0] if right else None))
    learned = [(x, y) for path, x, y in known if y is not None and (not options.half or labelled_pages.is_learned(path))]
    weights = fit(learned, len(names))
    for half in (True, False):
        of = [(x, y) for path, x, y in known if labelled_pages.is_learned(path) == half]
        within = sum(y is not None for _, y in of)
        first = sum(y == 0 for _, y in of)
        best = sum(y is not None and int(np.argmax(x @ weights)) == y for x, y in of)
        print(f"{'learned' if half else 'held'} half: {len(of)} misread words, the truth among the readings {within / len(of):.3f},",
              f"first by the search {first / len(of):.3f}, first by the weights {best / len(of):.3f}")
    print(", ".join(f"{name}: {weight / math.log(10):.2f}" for name, weight in zip(names, weights)))


main()
