"""Fits the judgement of unknown words (Rules/model/spelling.tsv) to labelled texts.

  Scripts/fit spelling FOLDER [--dump FILE] [--dry]

FOLDER holds labelled texts, in any number of folders below it:

  crowd.jsonl  texts with many defects (Scripts/generate-misspellings makes some): {"file", "source", "defects": [{"start", "end", "class", "expected": [...]}]}
  sparse.jsonl  the same with a slip or two each: without them every slip would stand among others, and one alone be believed
  clean.jsonl, clean2.jsonl  edited texts: {"file", "known": [[start, end, "TRUE" | "ARGUABLE" | ...]]}
  ocr.jsonl, ocr2.jsonl  scanned ones: {"file", "tokens": [[start, end, wrong, truth, kind, ...], ...]}

Offsets count bytes. JudgementBench, which the script builds (or the binary that JUDGEMENT_BENCH names), prints the
features of every word that no dictionary knows; each kind of word gets an additive logistic regression, whose features
add piecewise linear curves. All figures come from models that did not see the text (cross-validation by source).
Writes Rules/model/spelling.tsv. Needs numpy.
"""
import argparse
import os
import pathlib
import subprocess
import sys

import spelling_judgement

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def bench():
    binary = os.environ.get("JUDGEMENT_BENCH")
    if not binary:
        subprocess.run(["swift", "build", "-c", "release", "--product", "JudgementBench"], cwd=ROOT, check=True, stdout=sys.stderr)
        binary = ROOT / ".build/release/JudgementBench"
    return str(binary)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    parser.add_argument("--dump", help="append every word with its held-out probability")
    options = parser.parse_args()
    table = spelling_judgement.fit(*spelling_judgement.read(bench(), options.folder), options.dump)
    if not options.dry:
        (ROOT / "Rules/model/spelling.tsv").write_text(table)


main()
