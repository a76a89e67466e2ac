"""Fits the judgement of unknown words (Rules/model/spelling.tsv) to labelled texts.

  Scripts/fit spelling FOLDER [--slips FILE] [--dump FILE] [--dry]

FOLDER holds labelled texts, in any number of folders below it:

  crowd.jsonl  texts with many defects (Scripts/generate-misspellings makes some): {"file", "source", "defects": [{"start", "end", "class", "expected": [...]}]}
  sparse.jsonl  the same with a slip or two each: without them every slip would stand among others, and one alone be believed
  clean.jsonl, clean2.jsonl  edited texts: {"file", "known": [[start, end, "TRUE" | "ARGUABLE" | ...]]}
  ocr.jsonl, ocr2.jsonl  scanned ones: {"file", "tokens": [[start, end, wrong, truth, kind, ...], ...]}

Offsets count bytes. --slips lists what is wrong besides (name of file, TAB, word), in the edited texts and in what is
made of them: trees remember a mistaken label. JudgementBench, which the script builds (or the binary that JUDGEMENT_BENCH
names), prints the features of every word that no dictionary knows, and which of them are known late; each kind of word gets
additive curves and boosted trees. All figures come from models that did not see the text (cross-validation by source).
Writes Rules/model/spelling.tsv. Needs numpy 2 and lightgbm 4.7.
"""
import argparse
import pathlib

from benches import bench
import spelling_judgement

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--slips", help="words of the edited texts that are wrong, though no index says so")
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    parser.add_argument("--dump", help="append every word with its held-out probability")
    options = parser.parse_args()
    names, late, rows = spelling_judgement.read(bench("JudgementBench"), options.folder)
    if options.slips:
        with open(options.slips, encoding="utf-8") as file:
            rows = spelling_judgement.corrected(rows, {tuple(line.rstrip("\n").split("\t")) for line in file})
    table = spelling_judgement.fit(names, late, rows, options.dump)
    if not options.dry:
        (ROOT / "Rules/model/spelling.tsv").write_text(table)


main()
