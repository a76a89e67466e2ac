"""What ContextBench says of confusable words: the gains of their partners, and what may stand around them."""
import subprocess

from benches import bench
import numpy as np

# The order of NeighbourFeatures.Feature.
FEATURES = (
    "edge comma mark hyphen number name noun plural pronoun object own determiner adjective comparative adverb base present third past "
    "participle gerund be have do modal preposition clause question conjunction to not"
).split()
SLOTS = ("far", "near", "next", "last")
NAMES = [f"{slot}-{feature}" for slot in SLOTS for feature in FEATURES]


def dump(paths, sets):
    """For each text its path, its count of words and rows: word, place in bytes, four masks, gains by partner."""
    text = subprocess.run([bench("ContextBench"), "confusables", sets, *paths], check=True, capture_output=True, text=True).stdout
    for line in text.splitlines():
        fields = line.split("\t")
        if len(fields) == 3:
            yield fields[1], int(fields[2]), None
            continue
        gains = {}
        for part in fields[3].split(" "):
            other, *numbers = part.split(",")
            gains[other] = [int(n) for n in numbers]
        yield fields[0], int(fields[1]), ([int(n) for n in fields[2].split(" ")], gains)


def indicators(masks):
    """Rows of 0 and 1, one column for each of NAMES."""
    masks = np.asarray(masks, dtype=np.int64)
    bits = np.arange(len(FEATURES))
    return ((masks[:, :, None] >> bits) & 1).reshape(len(masks), -1).astype(float)
