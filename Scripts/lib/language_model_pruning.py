"""Leaves out the pairs and triples that tell least beyond what the shorter context says."""
import glob
import os
import re
from dataclasses import replace

import numpy as np

# The rarest words that a text asks about still decide: the weight of an entry is tempered by this power of its frequency.
TEMPER = 0.6


def contexts(model):
    """For each triple the place of the pair that stands before its last word."""
    size = len(model.words)
    key = model.pair_word * size + model.pair_before
    middle = model.pair_before[model.triple_pair]
    return np.searchsorted(key, middle * size + model.triple_first)


def best(weight, count):
    keep = np.zeros(len(weight), dtype=bool)
    keep[np.argsort(-weight, kind="stable")[:count]] = True
    return keep


def pruned(model, pairs, triples):
    context = contexts(model)
    before, last = model.pair_before, model.pair_word
    guess = model.backoff[before] + model.probability[last]
    joint = model.probability[before] + model.pair_probability
    pair_weight = 10 ** (TEMPER * joint) * np.abs(model.pair_probability - guess)

    guess = model.pair_backoff[context] + model.pair_probability[model.triple_pair]
    joint = model.probability[model.triple_first] + model.pair_probability[context] + model.triple_probability
    triple_weight = 10 ** (TEMPER * joint) * np.abs(model.triple_probability - guess)

    keep_triple = best(triple_weight, triples)
    is_context = np.zeros(len(last), dtype=bool)
    is_context[context[keep_triple]] = True
    needed = is_context.copy()
    needed[model.triple_pair[keep_triple]] = True
    pair_weight[needed] = np.inf
    keep_pair = best(pair_weight, max(pairs, int(needed.sum())))
    place = np.cumsum(keep_pair) - 1
    return replace(
        model,
        pair_word=last[keep_pair],
        pair_before=before[keep_pair],
        pair_probability=model.pair_probability[keep_pair],
        pair_backoff=np.where(is_context, model.pair_backoff, 0)[keep_pair],
        triple_pair=place[model.triple_pair[keep_triple]],
        triple_first=model.triple_first[keep_triple],
        triple_probability=model.triple_probability[keep_triple],
    )


def surprise(model, folder):
    """How many words of the texts of a folder the vocabulary holds after two that it holds, and their mean surprise in bits."""
    index = {word: i for i, word in enumerate(model.words)}
    size = len(model.words)
    ids = []
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.txt"), recursive=True)):
        with open(path, encoding="utf-8") as file:
            text = file.read().lower().replace("’", "'")
        for sentence in re.split(r"[.!?;:\n“”\"]+", text):
            ids.append(-1)
            ids += [index.get(word.encode(), -1) for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", sentence)]
    ids = np.array(ids, dtype=np.int64)
    first, middle, last = ids[:-2], ids[1:-1], ids[2:]
    whole = (first >= 0) & (middle >= 0) & (last >= 0)
    first, middle, last = first[whole], middle[whole], last[whole]
    key = model.pair_word * size + model.pair_before

    def find(keys, wanted):
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return at, keys[at] == wanted

    pair, has_pair = find(key, last * size + middle)
    context, has_context = find(key, middle * size + first)
    two = np.where(has_pair, model.pair_probability[pair], model.backoff[middle] + model.probability[last])
    triple_key = model.triple_pair * size + model.triple_first
    order = np.argsort(triple_key)
    triple, has_triple = find(triple_key[order], pair * size + first)
    has_triple &= has_pair
    three = np.where(
        has_triple, model.triple_probability[order][triple], np.where(has_context, model.pair_backoff[context], 0) + two
    )
    return len(last), -float(np.mean(np.maximum(three, -9))) / np.log10(2)
