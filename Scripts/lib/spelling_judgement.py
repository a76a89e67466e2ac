"""The fit of Rules/model/spelling.tsv; Scripts/fit says what it reads."""
import bisect
import collections
import datetime
import json
import math
import subprocess
import zlib

import numpy as np

import additive
import boosted_trees

FOLDS = 5
# Kinds of defects that make a wrong word of an unknown one; at others an unknown word tells nothing.
WRONG = ("misspel", "lower_", "inner_capital", "mid_capital", "apostrophe", "nonword_ocr", "ocr_I_l", "split_word", "merged_words",
         "broken_hyphen", "ligature", "number_garble", "realword_ocr", "missing_space", "lost_character")
# Names that are somebody's, though not here: other rules know them.
NAMES = ("misspelt_person", "name_variant", "lower_name")
LONGEST = 40
TREES, EARLY_TREES = 240, 150
# The share of additive curves in the judgement whether a word is wrong: kinds of texts left out whole are judged best so. Which word
# was meant, trees tell better alone.
CURVES = 0.4
# From this probability on a word is reported at least as a note; of the wrong ones among them so many may be lost by a short search.
REPORTED, LOST = 0.25, 0.01
# The weight of a word of edited prose, which is what most texts are, beside one of a text full of defects.
EDITED = 4.0


def plain(text):
    return text.replace("’", "'").replace("‘", "'")


Row = collections.namedtuple("Row", "column kind source word correction wrong right features")


class Crowd:
    """What a text with many defects says of a place: wrong, right or nothing; and what was meant."""

    def __init__(self, row, data):
        self.defects, self.data = row["defects"], data

    def label(self, start, end, correction):
        for d in self.defects:
            if d["start"] < end and start < d["end"]:
                if not d["class"].startswith(WRONG) or d["class"] in NAMES or d["end"] - d["start"] > LONGEST:
                    return None, None
                low, high = min(start, d["start"]), max(end, d["end"])
                got = self.data[low:start] + correction.encode() + self.data[end:high]
                wants = [self.data[low : d["start"]] + x.encode() + self.data[d["end"] : high] for x in d["expected"]]
                return 1, int(any(plain(got.decode("utf-8", "replace")) == plain(w.decode("utf-8", "replace")) for w in wants))
            if start == d["end"] or end == d["start"]:
                return None, None
        return 0, None


class Sparse(Crowd):
    """Only what is wrong: the right words of such a text are those of the edited text that it is made of."""

    def label(self, start, end, correction):
        wrong, right = super().label(start, end, correction)
        return wrong or None, right


class Edited:
    def __init__(self, row, data):
        self.known = row.get("known") or []

    def label(self, start, end, correction):
        for s, e, verdict in self.known:
            if s < end and start < e:
                return (1, None) if verdict == "TRUE" and e - s <= LONGEST else (None, None)
        return 0, None


class Scanned:
    def __init__(self, row, data):
        self.tokens, self.data = row["tokens"], data
        self.starts = [t[0] for t in self.tokens]

    def label(self, start, end, correction):
        at = bisect.bisect_right(self.starts, start) - 1
        if at < 0 or self.tokens[at][1] < end:
            return None, None
        s, e, wrong, truth, kind = self.tokens[at][:5]
        if kind == "ignored":
            return None, None
        if not wrong:
            return 0, None
        written = self.data[s:e].decode("utf-8", "replace").strip(".,;:!?()[]\"'“”‘’")
        truth = (truth or "").strip(".,;:!?()[]\"'“”‘’")
        # Only a mark is wrong.
        if written == truth:
            return 0, None
        return 1, int(plain(correction) == plain(truth))


READERS = {"crowd": Crowd, "sparse": Sparse, "clean": Edited, "clean2": Edited, "ocr": Scanned, "ocr2": Scanned}


def read(bench, folder):
    texts = {}
    for index in sorted(folder.rglob("*.jsonl")):
        reader = READERS.get(index.stem)
        if not reader:
            continue
        for line in open(index, encoding="utf-8"):
            row = json.loads(line)
            path = index.parent / row["file"]
            if path.exists():
                source = row.get("source", row["file"]) if issubclass(reader, Crowd) else row["file"]
                texts[str(path)] = (index.stem, str(source).split("/")[-1], reader(row, path.read_bytes()))
    names, late, rows, paths = [], [], [], sorted(texts)
    for first in range(0, len(paths), 400):
        out = subprocess.run([bench, *paths[first : first + 400]], check=True, capture_output=True, text=True).stdout
        for line in out.splitlines():
            fields = line.split("\t")
            if fields[0] == "features":
                names = fields[1].split(" ")
            elif fields[0] == "late":
                late = fields[1].split(" ")
            elif fields[0] == "text":
                kind, source, labels = texts[fields[1]]
            elif fields[0] == "word":
                found = [labels.label(*map(int, p.split("-")), fields[3]) for p in fields[4].split(" ")]
                wrong = [w for w, _ in found if w is not None]
                if not wrong:
                    continue
                right = [r for w, r in found if w == 1 and r is not None]
                rows.append(Row(fields[1], kind, source, fields[2], fields[3], max(wrong), right[0] if right and fields[3] else -1,
                                [float(x) for x in fields[5].split(" ")]))
    if not rows or len(names) != len(rows[0].features):
        raise SystemExit(f"{bench}: {len(names)} names of features, {len(rows[0].features) if rows else 0} values")
    return names, late, rows


def corrected(rows, slips):
    """The rows, those of `slips` (source, word) being wrong."""
    return [r._replace(wrong=1) if (r.source, r.word) in slips else r for r in rows]


def report(name, y, p):
    lines = [f"{name}: {len(y)} words, {int(y.sum())} wrong"]
    for cut in (0.5, 0.8, 0.9, 0.95, 0.98, 0.995):
        over = p >= cut
        lines.append(f"  from {cut}: {over.sum()} found, {y[over].mean() if over.any() else 0:.4f} right, recall {y[over].sum() / max(1, y.sum()):.3f}")
    return lines


def fit(names, late, rows, dump=None):
    """The table; prints and keeps the figures."""
    sources = {source: i for i, source in enumerate(sorted({r.source for r in rows}, key=lambda x: hash_of(x)))}
    columns = sorted({r.column for r in rows})
    tasks = [(c, [r for r in rows if r.column == c], "wrong") for c in columns]
    tasks.append(("right", [r for r in rows if r.right >= 0], "right"))
    # Whether a word's corrections are worth a long search is judged before they are known.
    is_late = np.isin(names, late)
    table, figures = [boosted_trees.header(names)], []
    for name, chosen, label in tasks:
        y = np.array([getattr(r, label) for r in chosen], float)
        if len(y) < 50 or y.min() == y.max():
            continue
        x = np.array([r.features for r in chosen])
        groups = np.array([sources[r.source] for r in chosen]) % FOLDS
        weights = np.array([EDITED if r.kind.startswith("clean") else 1.0 for r in chosen])
        share = CURVES if label == "wrong" else 0
        curves, by_curves = additive.held_out(x, y, groups, weights)
        score = share * by_curves + (1 - share) * boosted_trees.held_out(x, y, groups, weights, trees=TREES, **boosted_trees.RANDOMISED)
        # Held to what is reported: among words that are nearly surely right others are seldom wrong for one reason.
        reported = score >= math.log(REPORTED / (1 - REPORTED))
        scale, shift = boosted_trees.calibration(score[reported], y[reported], weights[reported])
        held = 1 / (1 + np.exp(-scale * score - shift))
        if share:
            table += curves.rows(name, share * scale)
        table += boosted_trees.rows(name, boosted_trees.fit(x, y, weights, TREES, **boosted_trees.RANDOMISED), -shift, (1 - share) * scale)
        if label == "wrong":
            early = np.where(is_late, 0.0, x)
            score = boosted_trees.held_out(early, y, groups, weights, trees=EARLY_TREES)
            least = float(np.quantile(score[(y == 1) & (held >= REPORTED)], LOST))
            table += boosted_trees.rows(f"{name} early", boosted_trees.fit(early, y, weights, EARLY_TREES), least)
            figures.append(f"{name}: long searches for {(score >= least).mean():.2f}, {(score[y == 0] >= least).mean():.2f} of the right words")
        figures += report(name, y, held)
        for kind in sorted({r.kind for r in chosen}):
            of = np.array([r.kind == kind for r in chosen])
            figures += ["  " + x for x in report(kind, y[of], held[of])[::3]]
        print("\n".join(figures[-40:]), flush=True)
        if dump:
            with open(dump, "a", encoding="utf-8") as out:
                for r, p in zip(chosen, held):
                    out.write(f"{name}\t{p:.4f}\t{getattr(r, label)}\t{r.kind}\t{r.source}\t{r.word}\t{r.correction}\n")
    head = [
        "# How words that no dictionary knows are judged: Scripts/fit spelling writes it, Rules/model/README.md says how it is",
        "# used. Trees (Sources/GalleyCore/Analysis/Models/TreeTable.swift).",
        f"# Fitted {datetime.date.today()} to {len(rows)} words of {len(sources)} texts; of held-out texts:",
    ] + ["# " + x for x in figures if not x.startswith("    ")]
    return "\n".join(head + table) + "\n"


def hash_of(text):
    """An order of texts that has nothing to do with their names."""
    return zlib.crc32(text.encode())
