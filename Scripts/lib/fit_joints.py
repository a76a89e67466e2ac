"""Fits the judgement of sentences out of joint (Rules/structure/sentence-joints.tsv) on damage of its own making.

  Scripts/fit joints FOLDER... [--slips FILE] [--seed N] [--dry]

The folders hold well-edited texts (*.txt); --slips lists their own slips (name of file, TAB, place in bytes), which
are left out. Copies of the texts get a capital here and there, lose the stop between two sentences, and have
sentences cut in two. ContextBench, which the script builds (or the binary that CONTEXT_BENCH names), prints the
evidence at every place where such a slip may be; boosted trees for each kind of place tell slips from the places of the
texts as they are. All figures come from models that did not see the text. Needs numpy 2 and lightgbm 4.7.
"""
import argparse
import glob
import hashlib
import os
import pathlib
import random
import re
import subprocess
import tempfile

import numpy as np

from benches import bench
import boosted_trees

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "Rules/structure/sentence-joints.tsv"
FOLDS = 4
# Words of text for each damage.
APART = 45
# False alarms allowed in a million words of well-edited text, by what is reported.
BUDGETS = {"capital": 45, "stop": 18, "cut": 26}
# Where no other capital is near, the texts have a few dozen places in all to be wrong at: less is asked there.
EASIER = {("function-capital", "capital"): 1.5}
STARTERS = set(
    "is are was were has have had does did do will would can could may might must should be been of to from by with for in on at into about "
    "between against under over through during without within as than and but or nor which who whose whom that where because although "
    "though while whereas unless until since if when after before so".split()
)


def damaged(text, rng):
    """The text with slips, and their places (bytes) with what they are."""
    choices = []
    for m in re.finditer(r"(?<=[a-z,] )[a-z]{2,}(?=[ .,])|(?<=[a-z] )a(?= [a-z])", text):
        choices.append((m.start(), m.end(), m.group().capitalize(), "capital", 0))
    for m in re.finditer(r"(?<=[a-z]{2})\. (?=[A-Z][a-z]* [a-z])", text):
        choices.append((m.start(), m.end(), " ", "stop", 1))
    for m in re.finditer(r"(?<=[a-z]{2}) ([a-z]+)(?= \w)", text):
        if m.group(1) in STARTERS:
            choices.append((m.start(), m.end(), ". " + m.group(1).capitalize(), "cut", 2))
    rng.shuffle(choices)
    left = {"capital": 1, "stop": 1, "cut": 1.6}
    total = len(text.split()) / APART
    picked, taken = [], []
    for start, end, new, kind, at in choices:
        if left[kind] * total / sum(left.values()) < sum(1 for p in picked if p[3] == kind) + rng.random():
            continue
        if any(start < e + 25 and s < end + 25 for s, e in taken):
            continue
        picked.append((start, end, new, kind, at)), taken.append((start, end))
    out, places, last = [], {}, 0
    for start, end, new, kind, at in sorted(picked):
        out += [text[last:start], new]
        places[len("".join(out).encode()) - len(new.encode()) + at] = kind
        last = end
    return "".join(out + [text[last:]]), places


def evidence(paths):
    lines = subprocess.run([bench("ContextBench"), "joints", *paths], check=True, capture_output=True, text=True).stdout.splitlines()
    return lines[0].split("\t")[1].split(), lines[1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--slips")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dry", action="store_true")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    slips = set()
    if options.slips:
        with open(options.slips, encoding="utf-8") as file:
            slips = {tuple(line.split("\t")[:2]) for line in file}
    paths = sorted(p for folder in options.folders for p in glob.glob(os.path.join(folder, "**", "*.txt"), recursive=True))
    with tempfile.TemporaryDirectory() as folder:
        wanted, source = {}, {}
        for n, path in enumerate(paths):
            with open(path, encoding="utf-8") as file:
                text, places = damaged(file.read(), rng)
            copy = os.path.join(folder, f"{n}.txt")
            with open(copy, "w", encoding="utf-8") as file:
                file.write(text)
            wanted[copy], source[copy] = places, path
        names, lines = evidence(paths + list(wanted))
    rows, path, words = [], None, 0
    for line in lines:
        fields = line.split("\t")
        if fields[0] == "text":
            path = fields[1]
            words += int(fields[2]) if path not in wanted else 0
            continue
        name = os.path.basename(source.get(path, path))
        if path not in wanted and (name, fields[1]) in slips:
            continue
        label = wanted[path].get(int(fields[1]), "other") if path in wanted else "clean"
        fold = hashlib.md5(name.encode()).digest()[0] % FOLDS
        rows.append((fields[0], label, fold, path, fields[1], [float(v) for v in fields[2].split()]))
    total = {kind: sum(list(p.values()).count(kind) for p in wanted.values()) for kind in BUDGETS}
    kinds = np.array([row[0] for row in rows])
    labels = np.array([row[1] for row in rows])
    folds = np.array([row[2] for row in rows])
    x = np.array([row[5] for row in rows])
    lines, summary = [], []
    judged = [(kind, outcome) for kind in ("function-capital", "function-among", "capital", "capital-among") for outcome in ("capital", "stop")]
    judged += [(kind, "cut") for kind in ("verb", "preposition", "conjunction", "relative", "subordinator")]
    scores = {}
    fits = {}
    for kind, outcome in judged:
        here = (kinds == kind) & (labels != "other")
        xs, ys = x[here], (labels[here] == outcome).astype(float)
        score = boosted_trees.held_out(xs, ys, folds[here])
        scores[kind, outcome], fits[kind, outcome] = (np.flatnonzero(here), score, ys), boosted_trees.fit(xs, ys)
    for outcome, budget in BUDGETS.items():
        # One log-odds for all kinds of places gives the most finds for the false alarms allowed.
        group = [key for key in judged if key[1] == outcome]
        clean = np.concatenate([s[labels[w] == "clean"] for w, s, _ in (scores[k] for k in group)])
        least = float(np.sort(clean)[::-1][int(budget * words / 1e6)])
        for key in group:
            where, score, ys = scores[key]
            score += EASIER.get(key, 0)
            found = int((score[ys == 1] >= least).sum())
            print(f"{key[0]} {outcome}: {found} of {int(ys.sum())} places, {int((score[labels[where] == 'clean'] >= least).sum())} false in {words} words")
            lines += boosted_trees.rows(" ".join(key), fits[key], least=least - EASIER.get(key, 0))
            order = where[np.argsort(np.where(labels[where] == "clean", -score, 99))][:14]
            for n in order:
                with open(rows[n][3], "rb") as file:
                    data = file.read()
                at = int(rows[n][4])
                print("   ", rows[n][3].split("/")[-1], at, data[max(0, at - 60) : at].decode(errors="ignore").replace("\n", "|"), "⟦", data[at : at + 40].decode(errors="ignore").replace("\n", "|"))
        found = sum(int((scores[k][1][scores[k][2] == 1] >= least).sum()) for k in group)
        summary.append(f"{outcome} {found / total[outcome]:.2f} of {total[outcome]}")
    text = f"found on texts not fitted on: {', '.join(summary)}, with {sum(BUDGETS.values())} false alarms in a million words"
    print(text)
    if options.dry:
        return
    head = [
        "# The evidence for slips where sentences join (Sources/GalleyCore/Analysis/Context/JointFeature.swift): for each kind of place",
        "# and slip boosted trees, whose sum is reported where it is positive. Written by Scripts/fit joints:",
        f"# {text}.",
        boosted_trees.header(names),
    ]
    TABLE.write_text("\n".join(head + lines) + "\n", encoding="utf-8")


main()
