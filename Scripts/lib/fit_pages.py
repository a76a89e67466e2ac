"""Fits what tells the misread words and marks of damaged pages (Rules/model/page-words.tsv, page-marks.tsv).

  Scripts/fit pages FOLDER [--half] [--dry]

FOLDER holds labelled texts, in any number of folders below it:

  ocr.jsonl, ocr2.jsonl  scanned ones: {"file", "tokens": [[start, end, wrong, truth, kind, class], ...]}
  clean.jsonl, clean2.jsonl  edited texts: {"file"}; nothing in them was misread

Offsets count bytes. A word is misread where more than the marks of its token are wrong, a mark where they alone are.
JudgementBench, which the script builds (or the binary that JUDGEMENT_BENCH names), prints the features of every known word,
number and mark of the texts that show damage. All figures come from models that did not see the page (cross-validation
by page); with --half the models learn from one half of the pages alone. Needs numpy 2 and lightgbm 4.7.
"""
import bisect
import pathlib
import subprocess
import time

from benches import bench
import boosted_trees
import labelled_pages
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TREES, FOLDS = 250, 5
PARAMETERS = {**boosted_trees.RANDOMISED, "num_leaves": 16}
INTRODUCTIONS = {
    "word": "The evidence that a known word or a number of a damaged page was misread",
    "mark": "The evidence that a mark of a damaged page was misread",
}
FEATURES = {"word": "PageWordFeature", "mark": "PageMarkFeature"}


def label(tokens, starts, start, kind):
    """1 for misread, 0 for right, None where the truth does not say."""
    if tokens is None:
        return 0
    token = tokens[max(0, bisect.bisect_right(starts, start) - 1)]
    if not token[0] <= start < token[1] or token[4] == "ignored":
        return None
    if not token[2]:
        return 0
    return 1 if (token[5] == "punct") == (kind == "mark") else None


def read(binary, found):
    names, rows = {}, {"word": [], "mark": []}
    paths = list(found)
    for at in range(0, len(paths), 500):
        output = subprocess.run([binary, "--pages", *paths[at : at + 500]], check=True, capture_output=True).stdout.decode()
        for line in output.splitlines():
            field = line.split("\t")
            if field[0] in ("words", "marks"):
                names[field[0][:-1]] = field[1].split()
            elif field[0] == "text":
                path, tokens = field[1], found[field[1]]
                starts = [token[0] for token in tokens or []]
            else:
                y = label(tokens, starts, int(field[1]), field[0])
                if y is not None:
                    rows[field[0]].append((path, y, [float(value) for value in field[3].split()]))
    return names, rows


def main():
    parser = labelled_pages.parser(__doc__)
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    options = parser.parse_args()
    names, rows = read(bench("JudgementBench"), labelled_pages.texts(options.folder, labelled_pages.SCANNED + labelled_pages.EDITED))
    for kind, found in rows.items():
        x = np.array([row[2] for row in found])
        y = np.array([row[1] for row in found])
        folds = np.array([labelled_pages.number(row[0], "x") % FOLDS for row in found])
        used = np.array([not options.half or labelled_pages.is_learned(row[0]) for row in found])
        scores = boosted_trees.held_out(x, y, folds, used=used, trees=TREES, **PARAMETERS)
        lines = [f"# {INTRODUCTIONS[kind]}: boosted trees", f"# (Sources/GalleyCore/Analysis/OCR/{FEATURES[kind]}.swift).", "#"]
        lines.append(f"# Written by Scripts/fit pages, {time.strftime('%Y-%m-%d')}. Of {int(y.sum())} misread in {len(y)}, held out by page:")
        for least in (-2, -1, 0, 0.5, 1, 2):
            said = scores >= least
            lines.append(f"#   from {least}: {int(said.sum())} said, {y[said].mean():.3f} right, recall {y[said].sum() / y.sum():.3f}")
        print("\n".join(lines))
        model = boosted_trees.fit(x[used], y[used], trees=TREES, **PARAMETERS)
        lines += [boosted_trees.header(names[kind]), *boosted_trees.rows(kind, model)]
        if not options.dry:
            (ROOT / f"Rules/model/page-{kind}s.tsv").write_text("\n".join(lines) + "\n")


main()
