"""Adds to the trigram model what other counts know: pairs in books, numbers, names, unknown words and letter cases."""
import os
import pickle
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import symspellpy
import truecase

from pocketsphinx_model import Trigrams

UNKNOWN, NAME, NUMBER = b"<unk>", b"<name>", b"<num>"
CLASSES = (UNKNOWN, NAME, NUMBER)
# A pair that the trigram model never saw is believed half: it comes from other kinds of text.
OUTSIDE = 0.5
# Pairs seen less often than this in truecase's four million words are chance.
LEAST = 3
# Counts are lowered by this for what was not seen.
DISCOUNT = 0.75
# And words that were seen seldom promise nothing about what follows them.
CAUTION = 20
NUMERAL = re.compile(r"[\d.,:/-]*\d[\d.,:/-]*(?:st|nd|rd|th|s)?")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass
class Model(Trigrams):
    """`capitals` is log10 of the odds that a word within a sentence has a capital; nan where nothing is known."""

    capitals: np.ndarray = None


def book_pairs():
    """Pairs and words with their counts, from the books of symspellpy."""
    folder = os.path.dirname(symspellpy.__file__)

    def lines(name):
        with open(os.path.join(folder, name), encoding="utf-8-sig") as file:
            return [line.split() for line in file]

    words = {word.encode(): int(count) for word, count in lines("frequency_dictionary_en_82_765.txt")}
    pairs = Counter()
    for left, right, count in lines("frequency_bigramdictionary_en_243_342.txt"):
        pairs[left.encode(), right.encode()] += int(count)
    return words, pairs


class _Counts(dict):
    """Stands for NLTK's distribution, whose pickles hold a plain dictionary of counts."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module in ("builtins", "collections", "copyreg") and name in ("set", "dict", "Counter", "defaultdict", "int"):
            return super().find_class(module, name)
        if name in ("FreqDist", "ConditionalFreqDist"):
            return _Counts
        raise pickle.UnpicklingError(f"{module}.{name} has no business in a table of counts")


def cased_counts():
    """truecase's counts of words and of pairs, as written."""
    path = os.path.join(os.path.dirname(truecase.__file__), "data", "english.dist")
    with open(path, "rb") as file:
        table = _Unpickler(file).load()
    return table["uni_dist"], table["backward_bi_dist"]


def book_shares(books, index):
    """How often the second word of each pair follows the first, by word * vocabulary + word before, to an unknown scale."""
    words, counts = books
    return {
        index[right] * len(index) + index[left]: count / words[left]
        for (left, right), count in counts.items()
        if left in index and right in index and left in words
    }


def merged(model, books, cased):
    """The model with classes, and with the pairs that only the others know."""
    words = list(model.words) + [name for name in CLASSES if name not in model.words]
    index = {word: i for i, word in enumerate(words)}
    class_ids = {index[name] for name in CLASSES}

    def identify(token):
        lower = token.lower().replace("’", "'").encode()
        if lower in index:
            return index[lower]
        if NUMERAL.fullmatch(token):
            return index[NUMBER]
        if not WORD.fullmatch(token):
            return None
        return index[NAME] if token[0].isupper() else index[UNKNOWN]

    singles, pairs, low, high = Counter(), Counter(), Counter(), Counter()
    ids = {token: identify(token) for token in cased[0]}
    for token, count in cased[0].items():
        if ids[token] is not None:
            singles[ids[token]] += count
    for pair, count in cased[1].items():
        left, _, right = pair.rpartition("_")
        a, b = ids.get(left), ids.get(right)
        if a is None or b is None:
            continue
        pairs[a, b] += count
        (high if right[0].isupper() else low)[b] += count

    total = sum(singles.values())
    probability = np.concatenate([model.probability, np.zeros(len(words) - len(model.words))])
    backoff = np.concatenate([model.backoff, np.zeros(len(words) - len(model.words))])
    for i in class_ids:
        probability[i] = np.log10(singles[i] / total)

    size = len(words)
    known = model.pair_word.astype(np.int64) * size + model.pair_before
    found = dict(zip(known.tolist(), range(len(known))))
    pair_probability = model.pair_probability.copy()
    new = {}
    shares = book_shares(books, index)
    shared = {key: found[key] for key in shares if key in found}
    # The books' words were counted in another way than their pairs; the pairs that both know give the scale.
    scale = np.median([np.log10(shares[key]) - pair_probability[at] for key, at in shared.items()])
    for key, share in shares.items():
        share = min(1, share / 10**scale)
        if key in shared:
            at = shared[key]
            pair_probability[at] = max(pair_probability[at], np.log10((10 ** pair_probability[at] + share) / 2))
        else:
            new[key] = share * OUTSIDE
    for (a, b), count in pairs.items():
        key = b * size + a
        if key in found:
            continue
        if a in class_ids or b in class_ids:
            if count >= 2:
                new[key] = (count - DISCOUNT) / singles[a]
        elif count >= LEAST:
            new[key] = max(new.get(key, 0), OUTSIDE * (count - 1) / (singles[a] + CAUTION))
    for i in class_ids:
        after = [(key // size, share) for key, share in new.items() if key % size == i]
        rest = 1 - sum(share for _, share in after)
        backoff[i] = np.log10(rest / (1 - sum(10 ** probability[b] for b, _ in after)))

    keys = np.array(list(new), dtype=np.int64)
    everything = np.concatenate([known, keys])
    order = np.argsort(everything, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    capitals = np.full(size, np.nan)
    for i in set(low) | set(high):
        capitals[i] = np.log10((high[i] + 0.5) / (low[i] + 0.5))
    return Model(
        words=words,
        probability=probability,
        backoff=backoff,
        pair_word=everything[order] // size,
        pair_before=everything[order] % size,
        pair_probability=np.concatenate([pair_probability, np.log10(list(new.values()))])[order],
        pair_backoff=np.concatenate([model.pair_backoff, np.zeros(len(keys))])[order],
        triple_pair=place[model.triple_pair],
        triple_first=model.triple_first,
        triple_probability=model.triple_probability,
        capitals=capitals,
    )
