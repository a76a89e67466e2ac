"""The words of texts as Sources/GalleyCore/Analysis/Context sees them: each with two neighbours on both sides."""
import re

import numpy as np

# A word; or what ends a sentence; or what ends a phrase. A comma and a blank do neither.
PIECE = re.compile(r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d[\d.,]*\d|\d)|(?P<stop>[.!?\n]+)|(?P<gap>[^\s,])")
HYPHENS = "-‐‑"
GAP = -1


class Slots:
    """The pieces of many texts in a row. `number` is the model's for each, GAP where nothing is known of the neighbours."""

    def __init__(self, model, texts):
        self.words, self.text, self.place, numbers = [], [], [], []
        self.hyphened = []
        cache = {}
        start, end = model.number("<s>"), model.number("</s>")
        name, count, unknown = (model.number(f"<{x}>") for x in ("name", "num", "unk"))

        def add(number, word=None, text=0, place=0, hyphened=False):
            numbers.append(number)
            self.words.append(word)
            self.text.append(text)
            self.place.append(place)
            self.hyphened.append(hyphened)

        for t, text in enumerate(texts):
            add(GAP), add(start)
            for piece in PIECE.finditer(text):
                kind, found = piece.lastgroup, piece.group()
                if kind == "word":
                    lower = found.lower().replace("’", "'")
                    if lower not in cache:
                        cache[lower] = model.number(lower)
                    number = cache[lower]
                    if number < 0:
                        number = name if found[0].isupper() else unknown
                    beside = text[piece.start() - 1 : piece.start()] + text[piece.end() : piece.end() + 1]
                    add(number, found, t, piece.start(), any(mark in HYPHENS for mark in beside))
                elif kind == "number":
                    add(count)
                elif kind == "stop":
                    add(end), add(start)
                else:
                    add(GAP)
            add(end), add(GAP)
        self.number = np.array(numbers, dtype=np.int64)
        self.start, self.end = start, end
        self.text = np.array(self.text)

    def around(self, places):
        """Numbers of the two words before and after, with nothing beyond a sentence's ends or a gap."""
        n = self.number
        near, far = n[places - 1], n[places - 2]
        next, last = n[places + 1], n[places + 2]
        far = np.where((near == self.start) | (near < 0), GAP, far)
        last = np.where((next == self.end) | (next < 0), GAP, last)
        return far, near, next, last

    def fits(self, model, word, places):
        """What WordContext.fit says of words, an array of numbers or one, at places: a row each of three scores."""
        word = np.broadcast_to(np.asarray(word, dtype=np.int64), places.shape)
        far, near, next, last = self.around(places)
        has_next = next >= 0
        itself = np.where(near >= 0, model.follow(far, near, word), model.alone[word])
        behind = np.where(has_next, model.follow(near, word, next), 0)
        further = np.where(has_next & (last >= 0), model.follow(word, next, last), 0)
        return np.stack([itself, behind, further], axis=1)

    def is_at_sentence_start(self, places):
        return self.number[places - 1] == self.start
