"""The evidence of the tagger, number for number what Sources/GalleyCore/Analysis/Grammar/Tagger.swift computes."""
import numpy as np
from numba import njit

from tagger_tags import ID

MASK = (1 << 64) - 1
# Features that depend on words only, and all of them, with those that depend on the tags before.
STATIC, ALL = 19, 26
BOUNDARY = 0x9E37_79B9_7F4A_7C15  # stands for the word before the first and after the last
LOWER, CAPITAL, UPPER, SINGLE, MIXED, DIGIT, MARK, EDGE = range(8)
NUMERIC = sum(1 << ID[t] for t in ("CD/NUM", "NN/NOUN", "JJ/ADJ", "NNP/PROPN", "NNS/NOUN", "LS/X"))
MARKS = sum(1 << ID[t] for t in (",/PUNCT", "./PUNCT", ":/PUNCT", "SYM/SYM"))
NAME, NAMES, PROPER_ADJECTIVE = (1 << ID[t] for t in ("NNP/PROPN", "NNPS/PROPN", "NNP/ADJ"))


def fnv(data):
    value = 0xCBF2_9CE4_8422_2325
    for byte in data: value = ((value ^ byte) * 0x100_0000_01B3) & MASK
    return value


def shape(word):
    first = word[0]
    if first.isupper(): return SINGLE if len(word) == 1 else UPPER if word == word.upper() else CAPITAL
    if any(c.isdigit() for c in word): return DIGIT
    if any(c.isupper() for c in word): return MIXED
    return LOWER if first.isalpha() else MARK


class Word:
    """What is known of a word by itself."""
    def __init__(self, text, entries):
        data = text.encode()
        self.text, self.hash = text, fnv(data)
        self.last2, self.last3, self.last4, self.first2 = fnv(data[-2:]), fnv(data[-3:]), fnv(data[-4:]), fnv(data[:2])
        entry = entries.words.get(text)
        self.is_name = True
        self.kind = 0
        if entry: self.tags, self.kind, self.is_name = entry
        elif any(c.isdigit() for c in text): self.tags = NUMERIC
        elif not any(c.isalpha() for c in text): self.tags = MARKS
        else:
            self.tags = next((entries.endings[data[-n:]] for n in (4, 3, 2, 1) if data[-n:] in entries.endings), 1 << ID["NN/NOUN"])

    def candidates(self, form):
        tags = self.tags
        if form in (CAPITAL, UPPER, SINGLE, MIXED) and self.is_name:
            tags |= NAME | PROPER_ADJECTIVE
            if self.text.endswith("s"): tags |= NAMES
        return tags


def pair(a, b): return (a * 0xC2B2_AE3D_27D4_EB4F ^ b) & MASK


class Builder:
    """Features of sentences, given which words their document has in lower case and which as names."""
    def __init__(self, entries): self.entries, self.known = entries, {}

    def word(self, text):
        if text not in self.known: self.known[text] = Word(text, self.entries)
        return self.known[text]

    def sentence(self, words, lower, upper):
        W = [self.word(w.lower()) for w in words]
        forms = [shape(w) for w in words]
        n = len(words)
        title = 1 if n > 2 and sum(f in (CAPITAL, UPPER) for f in forms) * 5 > n * 3 else 0
        first, rows, tags, dynamic = 1, [], [], []
        for i, w in enumerate(W):
            form = forms[i] + 8 * first + 16 * title
            if forms[i] != MARK: first = 0
            before, after = (W[i - 1] if i else None), (W[i + 1] if i + 1 < n else None)
            p1, n1 = (before.hash if before else BOUNDARY), (after.hash if after else BOUNDARY)
            p2, n2 = (W[i - 2].hash if i > 1 else BOUNDARY), (W[i + 2].hash if i + 2 < n else BOUNDARY)
            kind_before, kind_after = (before.kind if before else 0xFFFF), (after.kind if after else 0xFFFF)
            shapes = forms[i] + 8 * (forms[i - 1] if i else EDGE) + 64 * (forms[i + 1] if i + 1 < n else EDGE)
            rows.append([
                w.hash, w.last3, pair(w.last2, forms[i]), w.last4, form, pair(w.kind, form), w.kind, w.first2,
                form * 4 + (w.text in lower) * 2 + (w.text in upper),
                p1, n1, p2, n2, kind_after, kind_before, after.last3 if after else BOUNDARY, shapes, pair(w.hash, p1), pair(w.hash, n1)])
            dynamic.append([w.hash, w.kind, kind_after, w.last3])
            tags.append(w.candidates(forms[i]))
        return rows, dynamic, tags


@njit
def slot(value, template, tag, bits):
    x = (value ^ (np.uint64(template + 1) * np.uint64(0x9E3779B97F4A7C15))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(31)) ^ np.uint64(tag + 1) * np.uint64(0x94D049BB133111EB)) * np.uint64(0x9E3779B97F4A7C15)
    return np.int64(x >> np.uint64(64 - bits))


@njit
def join(a, b): return a * np.uint64(0xC2B2AE3D27D4EB4F) ^ b


@njit
def fill(buffer, static, dynamic, i, t1, t2):
    """The features of a word; `t1` and `t2` are the tags before it, 63 at the beginning of a sentence."""
    for j in range(19): buffer[j] = static[i, j]
    a, b = np.uint64(t1), np.uint64(t1 * 64 + t2)
    buffer[19] = a
    buffer[20] = b
    buffer[21] = join(dynamic[i, 0], a)
    buffer[22] = join(dynamic[i, 1], a)
    buffer[23] = join(dynamic[i, 2], a)
    buffer[24] = join(dynamic[i, 3], a)
    buffer[25] = join(dynamic[i, 1], b)
