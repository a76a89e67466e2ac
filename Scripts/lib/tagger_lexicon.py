"""What English words may be, for the tagger: from the treebank's counts, the forms that lemminflect lists, and Brill's
lexicon as textblob brings it along."""
import collections, gzip, importlib.util, pathlib

from tagger_tags import ID

FREQUENT = 20   # seen so often, a word has no other tags than those seen with it
FAMOUS = 30     # seen so often and never as a name, a word is no name for its capital
COMMON = {"NN": "NN/NOUN", "NNS": "NNS/NOUN", "VB": "VB/VERB", "VBD": "VBD/VERB", "VBN": "VBN/VERB", "VBG": "VBG/VERB", "VBZ": "VBZ/VERB",
          "VBP": "VBP/VERB", "JJ": "JJ/ADJ", "JJR": "JJR/ADJ", "JJS": "JJS/ADJ", "RB": "RB/ADV", "RBR": "RBR/ADV", "RBS": "RBS/ADV"}
NAMES = [ID["NNP/PROPN"], ID["NNPS/PROPN"], ID["NNP/ADJ"]]


def folder(package): return pathlib.Path(importlib.util.find_spec(package).origin).parent


def plain(word): return word.isascii() and word == word.lower() and all(c.isalpha() or c == "'" for c in word)


class Lexicon:
    """Penn tags of words, by dictionaries; `capital` among them: the word is a name when it has a capital."""

    def __init__(self):
        self.tags, self.best = collections.defaultdict(set), {}
        for line in gzip.open(folder("lemminflect") / "resources/infl_lu.csv.gz", "rt"):
            word, kind, *forms = line.rstrip("\n").split(",")
            self.add_forms(word, kind, [form.split("/") for form in forms])
        for line in gzip.open(folder("lemminflect") / "resources/lemma_lu.csv.gz", "rt"):
            word, kind, lemma = line.rstrip("\n").split(",")
            tag = {"noun": "NN", "verb": "VB", "adj": "JJ", "adv": "RB"}.get(kind)
            if tag and word == lemma: self.add(word, tag)
        for line in open(folder("textblob") / "en/en-lexicon.txt", encoding="utf-8"):
            fields = line.split()
            if len(fields) != 2 or line.startswith(";;;"): continue
            word, tag = fields
            if plain(word):
                self.best[word] = tag
                self.tags[word].add(tag)
            elif tag in ("NNP", "NNPS") and plain(word.lower()): self.tags[word.lower()].add("capital")

    def add(self, word, tag):
        if plain(word): self.tags[word].add(tag)

    def add_forms(self, word, kind, forms):
        if kind == "noun":
            self.add(word, "NN")
            for form in forms[0]: self.add(form, "NNS")
        elif kind == "verb":
            self.add(word, "VB")
            past = forms[0]
            participle = forms[1] if len(forms) > 1 and forms[1] != [""] else past
            for tag, group in zip(("VBD", "VBN", "VBG", "VBZ"), (past, participle, *forms[2:4])):
                for form in group: self.add(form, tag)
        else:
            base = {"adj": "JJ", "adv": "RB"}[kind]
            self.add(word, base)
            for degree, group in zip("RS", forms):
                for form in filter(None, group): self.add(form, base + degree)

    def ids(self, word):
        found = {ID[COMMON[tag]] for tag in self.tags.get(word, ()) if tag in COMMON}
        if "VB" in self.tags.get(word, ()): found.add(ID["VBP/VERB"])
        return found

    def kind(self, word): return (self.best.get(word, ""), tuple(sorted(self.tags.get(word, ()))))


class Entries:
    """For each word: the tags it may have as a set of bits, its class (a number that stands for what dictionaries say),
    and whether a capital may make it a name. Words without an entry have one by their ending."""

    def __init__(self, sentences, lexicon):
        seen = collections.defaultdict(collections.Counter)
        for sentence in sentences:
            for word, tag in sentence: seen[word.lower()][tag] += 1
        kinds = collections.Counter(lexicon.kind(word) for word in sorted(set(lexicon.tags) | set(seen)))
        self.classes = {kind: i for i, (kind, _) in enumerate(kinds.most_common(1000))}
        self.words = {}
        for word in sorted(set(lexicon.tags) | set(seen)):
            counts = seen.get(word, {})
            total = sum(counts.values())
            # One strange tag in two hundred is a slip of the annotators.
            tags = {tag for tag, n in counts.items() if n * 200 >= total}
            if total < FREQUENT: tags |= lexicon.ids(word)
            if not tags: continue
            is_name = total < FAMOUS or bool(tags & set(NAMES))
            self.words[word] = (sum(1 << t for t in tags), self.classes.get(lexicon.kind(word), 0), is_name)
        self.endings = self.by_ending(seen)

    @staticmethod
    def by_ending(seen):
        """Tags of rare words by their last one to four bytes."""
        counts = collections.defaultdict(collections.Counter)
        for word, tags in seen.items():
            if sum(tags.values()) <= 3 and word.isalpha():
                text = word.encode()
                for n in range(1, 5):
                    if len(text) > n:
                        for tag, k in tags.items(): counts[text[-n:]][tag] += k
        noun, found = ID["NN/NOUN"], {}
        for ending, tags in counts.items():
            total = sum(tags.values())
            if total >= 8: found[ending] = sum(1 << t for t, k in tags.items() if k * 50 >= total) | (1 << noun if not tags[noun] * 50 >= total else 0)
        return found
