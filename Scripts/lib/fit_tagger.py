"""Trains the part-of-speech tagger and writes Rules/data/tagger.bin.

    pip install numpy==2.4.6 numba==0.68.1 lemminflect==0.2.3 textblob==0.20.1
    Scripts/fit tagger [--dry] FOLDER

FOLDER holds gum.tsv.xz, one token a line: form, lemma, universal tag, Penn tag and more; blank lines part sentences,
`# newdoc NAME` begins a document. An averaged perceptron, four times with the sentences in another order, its weights
added up. Documents are dealt into eight folds; the figures printed (and written into Rules/model/README.md's table)
are those of tokens in folds that the model did not see. What is shipped is trained on all of them. The same input
gives the same bytes.

The file, little-endian: eight UInt32 (magic "GLTG", version, log₂ of the number of weights, number of slots, of
entries, three unused), the entries (UInt64 tags, UInt32 class, UInt32 1 if a capital may make the word a name), the
slots (UInt32: a 20-bit fingerprint above a 12-bit entry; 0xFFFFFFFF is empty; the slot of a hash is its low 32 bits ×
slots >> 32, its fingerprint the top 20 bits, collisions go to the next), then the weights, a signed byte each. Words
are hashed by FNV-1a, whose bits are then mixed; endings after a byte 1.
"""
import argparse, collections, lzma, pathlib, struct
import numpy as np
from numba import njit

from tagger_features import ALL, Builder, fill, fnv, slot
from tagger_lexicon import Entries, Lexicon
from tagger_tags import TAGS, UNIVERSAL, tag_id

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDS, RUNS, EPOCHS, BITS = 8, 4, 4, 20
MAGIC, VERSION, EMPTY = 0x47544C47, 1, 0xFFFFFFFF
# The largest weights are cut, so that the others keep more of their differences.
KEPT = 99.8


def read(path):
    """[(name, [[(form, tag)]])]"""
    documents, sentence = [], []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"): documents.append((line.split()[-1], []))
            elif line:
                fields = line.split("\t")
                sentence.append((fields[0].replace("’", "'").replace("‘", "'"), tag_id(fields[3], fields[2])))
            elif sentence:
                documents[-1][1].append(sentence)
                sentence = []
    return documents


def arrays(documents, builder):
    rows, dynamic, tags, gold, starts = [], [], [], [], [0]
    for _, sentences in documents:
        lower, upper = set(), set()
        for sentence in sentences:
            for i, (word, _) in enumerate(sentence):
                if word[0].islower(): lower.add(word.lower())
                elif i and word[0].isupper() and sentence[i - 1][0][-1].isalnum(): upper.add(word.lower())
        for sentence in sentences:
            r, d, t = builder.sentence([w for w, _ in sentence], lower, upper)
            rows += r; dynamic += d; tags += t
            gold += [tag for _, tag in sentence]
            starts.append(len(rows))
    return (np.array(rows, np.uint64), np.array(dynamic, np.uint64), np.array(tags, np.uint64), np.array(gold, np.int32),
            np.array(starts, np.int64))


@njit
def run(weights, sums, step, rows, dynamic, tags, gold, starts, order, bits, learns, count, out):
    buffer = np.zeros(26, np.uint64)
    for sentence in order:
        t1, t2 = 63, 63
        for i in range(starts[sentence], starts[sentence + 1]):
            fill(buffer, rows, dynamic, i, t1, t2)
            best, most = -1, -1e18
            for t in range(count):
                if tags[i] >> np.uint64(t) & np.uint64(1):
                    score = 0.0
                    for j in range(26): score += weights[slot(buffer[j], j, t, bits)]
                    if score > most: best, most = t, score
            if learns:
                step += 1
                right = gold[i]
                if best != right and tags[i] >> np.uint64(right) & np.uint64(1):
                    for j in range(26):
                        x = slot(buffer[j], j, right, bits)
                        weights[x] += 1
                        sums[x] += step
                        x = slot(buffer[j], j, best, bits)
                        weights[x] -= 1
                        sums[x] -= step
            out[i] = best
            t2 = t1
            t1 = best
    return step


def train(data):
    total = np.zeros(1 << BITS)
    out = np.zeros(len(data[0]), np.int32)
    for seed in range(RUNS):
        shuffle = np.random.RandomState(seed)
        weights, sums, step = np.zeros(1 << BITS), np.zeros(1 << BITS), 0
        for _ in range(EPOCHS): step = run(weights, sums, step, *data, shuffle.permutation(len(data[4]) - 1), BITS, True, len(TAGS), out)
        total += weights - sums / step
    scale = 127 / np.percentile(np.abs(total[total != 0]), KEPT)
    return np.clip(np.round(total * scale), -127, 127)


def tagged(weights, data):
    out = np.zeros(len(data[0]), np.int32)
    run(weights, weights, 0, *data, np.arange(len(data[4]) - 1), BITS, False, len(TAGS), out)
    return out


def mixed(data):
    value = fnv(data)
    value = ((value ^ value >> 32) * 0x9E37_79B9_7F4A_7C15) & 0xFFFF_FFFF_FFFF_FFFF
    return value ^ value >> 29


def compiled(entries, weights):
    kinds = collections.Counter(entries.words.values())
    for tags in entries.endings.values(): kinds[(tags, 0, True)] += 1
    listed = [kind for kind, _ in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))]
    assert len(listed) < 1 << 12, len(listed)
    number = {kind: i for i, kind in enumerate(listed)}
    keys = [(mixed(word.encode()), number[kind]) for word, kind in entries.words.items()]
    keys += [(mixed(b"\x01" + ending), number[(tags, 0, True)]) for ending, tags in entries.endings.items()]
    slots = [EMPTY] * (len(keys) * 4 // 3)
    for value, entry in sorted(keys):
        at = (value & 0xFFFFFFFF) * len(slots) >> 32
        while slots[at] != EMPTY: at = (at + 1) % len(slots)
        slots[at] = value >> 44 << 12 | entry

    def found(value):
        at = (value & 0xFFFFFFFF) * len(slots) >> 32
        while slots[at] >> 12 != value >> 44: at = (at + 1) % len(slots)
        return slots[at] & 0xFFF

    mistaken = sum(found(value) != entry for value, entry in keys)
    print(f"{len(keys)} words and endings, {mistaken} taken for others")
    head = struct.pack("<8I", MAGIC, VERSION, BITS, len(slots), len(listed), 0, 0, 0)
    body = b"".join(struct.pack("<QII", tags, kind, name) for tags, kind, name in listed)
    return head + body + struct.pack(f"<{len(slots)}I", *slots) + weights.astype(np.int8).tobytes()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dry", action="store_true", help="only measure")
    parser.add_argument("--folds", type=int, default=FOLDS, help="measure on so many folds")
    arguments = parser.parse_args()
    documents, lexicon = read(arguments.folder / "gum.tsv.xz"), Lexicon()
    universal = np.array([sorted(set(UNIVERSAL)).index(u) for u in UNIVERSAL])
    fine = coarse = count = 0
    for fold in range(arguments.folds):
        seen = [d for i, d in enumerate(documents) if i % FOLDS != fold]
        builder = Builder(Entries([s for _, sentences in seen for s in sentences], lexicon))
        held = arrays([d for i, d in enumerate(documents) if i % FOLDS == fold], builder)
        out = tagged(train(arrays(seen, builder)), held)
        right, alike = (out == held[3]).sum(), (universal[out] == universal[held[3]]).sum()
        print(f"fold {fold}: {alike / len(out):.4f} universal, {right / len(out):.4f} fine, {len(out)} tokens", flush=True)
        fine, coarse, count = fine + right, coarse + alike, count + len(out)
    if count: print(f"held out: {coarse / count:.4f} universal, {fine / count:.4f} fine, {count} tokens")
    if arguments.dry: return
    entries = Entries([s for _, sentences in documents for s in sentences], lexicon)
    data = compiled(entries, train(arrays(documents, Builder(entries))))
    (ROOT / "Rules/data/tagger.bin").write_bytes(data)
    print(f"Rules/data/tagger.bin: {len(data)} bytes")


main()
