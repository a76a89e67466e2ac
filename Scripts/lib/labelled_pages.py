"""Pages with the truth word by word, and which half of them models learn from."""
import argparse
import hashlib
import json
import pathlib


SCANNED, EDITED = ("ocr.jsonl", "ocr2.jsonl"), ("clean.jsonl", "clean2.jsonl")


def parser(description):
    """The arguments of the scripts that learn from such pages."""
    found = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("folder", type=pathlib.Path)
    found.add_argument("--half", action="store_true", help="learn from one half of the pages alone")
    return found


def texts(folder, indexes):
    """By path, the tokens of each text below a folder that the indexes name; None of an edited one."""
    found = {}
    for name in indexes:
        for index in sorted(folder.rglob(name)):
            for line in open(index, encoding="utf-8"):
                row = json.loads(line)
                if row["file"].endswith(".txt"):
                    found[str(index.parent / row["file"])] = row.get("tokens")
    return found


def pages(folder):
    """(path, tokens, bytes) of every scanned text below a folder."""
    return [(path, tokens, pathlib.Path(path).read_bytes()) for path, tokens in texts(folder, SCANNED).items()]


def number(path, salt=""):
    """A number from 0 to 255 that a page keeps."""
    path = pathlib.Path(path)
    return hashlib.md5((path.parent.name + "/" + path.name + salt).encode()).digest()[0]


def is_learned(path):
    """Whether the page belongs to the half that models learn from."""
    return number(path) % 2 == 1
