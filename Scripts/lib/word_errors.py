"""Words of a page as it was read against those of its truth."""
import difflib


def tokens(text):
    """Runs of visible characters, quotation marks and dashes in one form each."""
    return text.translate(str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})).split()


def edits(read, true):
    """How many words are wrong of those read, how many edits make one of the other, and how many words there are in truth."""
    a, b = tokens(read), tokens(true)
    wrong = distance = 0
    for kind, i, j, k, l in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            wrong += j - i
            distance += max(j - i, l - k)
    return wrong, distance, len(a), len(b)
