"""Pages with the truth word by word, and which half of them models learn from."""
import hashlib
import json
import pathlib


def pages(folder):
    """(path, tokens, bytes) of every scanned text below a folder."""
    found = []
    for name in ("ocr.jsonl", "ocr2.jsonl"):
        for index in sorted(pathlib.Path(folder).rglob(name)):
            for line in open(index, encoding="utf-8"):
                row = json.loads(line)
                if row["file"].endswith(".txt"):
                    path = index.parent / row["file"]
                    found.append((str(path), row["tokens"], path.read_bytes()))
    return found


def number(path, salt=""):
    """A number from 0 to 255 that a page keeps."""
    path = pathlib.Path(path)
    return hashlib.md5((path.parent.name + "/" + path.name + salt).encode()).digest()[0]


def is_learned(path):
    """Whether the page belongs to the half that models learn from."""
    return number(path) % 2 == 1
