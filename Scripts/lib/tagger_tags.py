"""The tags of the part-of-speech tagger: Penn Treebank tags, split where one serves several universal parts of speech.

The order is that of Sources/GalleyCore/Analysis/Grammar/Tag.swift.
"""
TAGS = """
NN/NOUN NNS/NOUN NN/PRON NNP/PROPN NNPS/PROPN NNP/ADJ NNP/VERB
PRP/PRON PRP$/PRON EX/PRON DT/PRON WP/PRON WP$/PRON WDT/PRON
DT/DET PDT/DET WDT/DET JJ/ADJ JJR/ADJ JJS/ADJ RB/ADV RBR/ADV RBS/ADV WRB/ADV RB/PART
VB/VERB VBP/VERB VBZ/VERB VBD/VERB VBN/VERB VBG/VERB VB/AUX VBP/AUX VBZ/AUX VBD/AUX VBN/AUX VBG/AUX MD/AUX
IN/ADP IN/SCONJ RP/ADP TO/PART POS/PART CC/CCONJ CD/NUM UH/INTJ FW/X LS/X SYM/SYM $/SYM
,/PUNCT ./PUNCT :/PUNCT HYPH/PUNCT QUOTE/PUNCT BRACKET/PUNCT
""".split()
ID = {tag: i for i, tag in enumerate(TAGS)}
UNIVERSAL = [tag.split("/")[1] for tag in TAGS]
# Treebank tags that are too rare to be told apart, and what stands for all others of their part of speech.
MERGED = {"``/PUNCT": "QUOTE/PUNCT", "''/PUNCT": "QUOTE/PUNCT", "-LRB-/PUNCT": "BRACKET/PUNCT", "-RRB-/PUNCT": "BRACKET/PUNCT"}
COMMONEST = {"NOUN": "NN", "PROPN": "NNP", "PRON": "PRP", "DET": "DT", "ADJ": "JJ", "ADV": "RB", "VERB": "VB", "AUX": "VBZ",
             "ADP": "IN", "SCONJ": "IN", "PART": "RB", "CCONJ": "CC", "NUM": "CD", "INTJ": "UH", "SYM": "SYM", "PUNCT": ":", "X": "FW"}


def tag_id(penn, universal):
    name = f"{penn}/{universal}"
    name = MERGED.get(name, name)
    return ID[name] if name in ID else ID[f"{COMMONEST[universal]}/{universal}"]
