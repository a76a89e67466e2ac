#!/usr/bin/env python3
"""Fits Rules/grammar/garbled-phrase.tsv: how much likelier words must become by changing places, or by one between them.

    Scripts/fit repairs [--dry] FOLDER...

The folders hold well-edited texts (*.txt). ContextBench (the binary that CONTEXT_BENCH names, or a new one) prints the repairs
that it considers. In half of the texts each change may be proposed at most FALSE times in a million words, their own slips
included; that is its threshold. The other half tells how often it is then proposed there, and how many slips are found that the
script makes itself: two words of the class `transposable` swapped, or the word left out, once in each text, wherever it stands.
"""
import argparse
import bisect
import glob
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from benches import ROOT, bench  # noqa: E402

TABLE = ROOT / "Rules/grammar/garbled-phrase.tsv"
FALSE = {"swap": 6}
FALSE_OF_A_WORD = 2
# Steps of the language model below which no threshold lies: a factor of a hundred.
LEAST = 60
SEED = 20261201


def table():
    rows = [line.split("\t") for line in TABLE.read_text().splitlines() if line[:1] != "#"]
    return {change: int(least) for change, least in rows}


def transposable():
    lines = (ROOT / "Rules/lexicon/function-words.tsv").read_text().splitlines()
    return {word for line in lines if line.startswith("transposable\t") for word in line.split("\t")[1].split()}


def repairs(paths, asked):
    """By path: the words, and (change, place of the second word, gain) of every repair."""
    found, words, name = {}, {}, None
    for at in range(0, len(paths), 400):
        run = subprocess.run([bench("ContextBench"), "repairs", *paths[at:at + 400]], check=True, capture_output=True, text=True)
        for line in run.stdout.splitlines():
            fields = line.split("\t")
            if fields[0] == "text":
                name, words[fields[1]], found[fields[1]] = fields[1], int(fields[2]), []
            else:
                found[name].append((fields[0], int(fields[1]), int(fields[2]) + asked[fields[0]]))
    return found, words


def slip(text, change, movable, rng):
    """A text with one slip, and where the second word of the joint stands, in bytes; None where there is no place for it."""
    if change == "swap":
        places = [m for m in re.finditer(r"(?<=[a-z] )([a-z]+) ([a-z]+)(?= [a-z])", text) if {m[1], m[2]} <= movable and m[1] != m[2]]
    else:
        places = list(re.finditer(rf"(?<=[a-z] ){change} (?=[a-z]+ [a-z])", text))
    if not places:
        return None
    m = rng.choice(places)
    new = f"{m[2]} {m[1]}" if change == "swap" else ""
    second = m.start() + (len(m[2]) + 1 if change == "swap" else 0)
    return text[:m.start()] + new + text[m.end():], len(text[:second].encode())


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folders", nargs="+")
    arguments.add_argument("--dry", action="store_true")
    options = arguments.parse_args()
    paths = sorted(p for folder in options.folders for p in glob.glob(os.path.join(folder, "**", "*.txt"), recursive=True))
    held = {p: hashlib.md5(os.path.basename(p).encode()).digest()[0] % 2 for p in paths}
    asked, movable, rng = table(), transposable(), random.Random(SEED)
    found, words = repairs(paths, asked)
    count = [sum(n for p, n in words.items() if held[p] == half) for half in (0, 1)]
    gains = {c: [sorted(g for p in found if held[p] == half for x, _, g in found[p] if x == c) for half in (0, 1)] for c in asked}

    def above(change, half, least):
        return len(gains[change][half]) - bisect.bisect_left(gains[change][half], least)

    least = {}
    for change in asked:
        allowed = int(FALSE.get(change, FALSE_OF_A_WORD) * count[0] / 1e6)
        sure = gains[change][0]
        least[change] = max(LEAST, sure[-allowed - 1] + 1 if len(sure) > allowed else LEAST)

    shares = {}
    with tempfile.TemporaryDirectory() as folder:
        for change in asked:
            slips = {}
            for n, path in enumerate(p for p in found if held[p]):
                with open(path, encoding="utf-8", errors="replace") as file:
                    made = slip(file.read(), change, movable, rng)
                if made:
                    name = os.path.join(folder, f"{change}-{n}.txt")
                    with open(name, "w", encoding="utf-8") as file:
                        file.write(made[0])
                    slips[name] = made[1]
            seen, _ = repairs(sorted(slips), asked)
            hits = sum(any(c == change and place == slips[p] and gain >= least[change] for c, place, gain in seen[p]) for p in seen)
            shares[change] = hits / max(1, len(slips))
            print(f"{change}\t{least[change]}\tfound {shares[change]:.2f} of {len(slips)}, {above(change, 1, least[change])} false in {count[1]} words held out")
    if options.dry:
        return
    lines = [
        "# By how much words must become likelier, in thirtieths of a factor of ten, when two small ones change places (swap), or one comes between.",
        f"# Written by Scripts/fit repairs: at most {FALSE['swap']} swaps and {FALSE_OF_A_WORD} times each word in a million words of well-edited text;",
        f"# of own slips in the texts held out {shares['swap']:.2f} of the swaps are found.",
        "# change\tleast",
    ] + [f"{change}\t{value}" for change, value in least.items()]
    TABLE.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
