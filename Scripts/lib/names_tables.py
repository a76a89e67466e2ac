"""Reads the tables of Rules/names, with the place of every cell, and normalises surface forms."""
import os
import unicodedata

#: The columns of every table, in order; a table's first line must name exactly these.
COLUMNS = {
    "countries": "name iso2 variants demonyms capital parent region confusions metonyms",
    "regions": "name type country variants abbreviations capital demonyms",
    "cities": "name iso2 admin1 population",
    "places": "name country variants type within",
    "people": "name surname variants garbles country role years field",
    "parties": "party words country leaders members",
    "institutions": "name acronym variants garbles country kind",
    "given": "name sex class",
    "given-extra": "name sex origin",
    "given-variants": "name variants",
    "surnames": "name class",
    "titles": "title class office abbreviations sex",
    "particles": "particle position origin",
}

_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ə": "a",
    "ħ": "h", "ŋ": "n",
})
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "‑": "-", "\u00a0": " "})


def key_of(surface):
    """The lookup key: lower case, NFC, straight apostrophes and hyphens, single spaces."""
    text = unicodedata.normalize("NFC", surface).translate(_MARKS).replace("İ", "i").lower()
    return " ".join(text.split())


def without_accents(key):
    """The key as a keyboard without accents would have it."""
    decomposed = unicodedata.normalize("NFKD", key.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


class Problems:
    """Collects findings about the tables, each with file, line and column."""

    #: So many findings are printed; a wrong column can give thousands.
    SHOWN = 50

    def __init__(self, root):
        self.root = root
        self.found = []

    @property
    def errors(self):
        return [f for f in self.found if f[3] == "error"]

    def add(self, cell, message, severity="error"):
        self.found.append((os.path.relpath(cell.path, self.root), cell.line, cell.column, severity, message))

    def report(self, stream):
        found = sorted(set(self.found))
        for path, line, column, severity, message in found[:self.SHOWN]:
            print(f"{path}:{line}:{column}: {severity}: {message}", file=stream)
        if len(found) > self.SHOWN:
            print(f"… and {len(found) - self.SHOWN} more", file=stream)


class Cell:
    """The text of one cell and where it stands."""

    __slots__ = ("text", "path", "line", "column")

    def __init__(self, text, path, line, column):
        self.text, self.path, self.line, self.column = text, path, line, column

    def __bool__(self):
        return bool(self.text)

    def parts(self):
        """The values of a cell that holds several, separated by `; `."""
        start = 0
        for piece in self.text.split(";"):
            stripped = piece.strip()
            if stripped:
                offset = start + len(piece) - len(piece.lstrip())
                yield Cell(stripped, self.path, self.line, self.column + offset)
            start += len(piece) + 1


def read_table(folder, name, problems):
    """Rows of a table as dictionaries of cells; an absent table is empty."""
    path = os.path.join(folder, name + ".tsv")
    if not os.path.exists(path):
        return []
    columns = COLUMNS[name].split()
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    here = Cell("", path, 1, 1)
    if lines[0].rstrip("\r") != "#" + "\t".join(columns):
        problems.add(here, "the first line must be #" + " ".join(columns) + ", separated by tabs")
        return []
    if lines[-1]:
        problems.add(Cell("", path, len(lines), 1), "the last line must end with a newline")
    rows, seen = [], {}
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        row = _row(line, columns, path, number, problems)
        if row is None:
            continue
        identity = tuple(c.text for c in list(row.values())[:3])
        if identity in seen:
            problems.add(row[columns[0]], f"“{identity[0]}” repeats line {seen[identity]}")
        seen.setdefault(identity, number)
        rows.append(row)
    return rows


def _row(line, columns, path, number, problems):
    texts = line.rstrip("\r").split("\t")
    if line.endswith("\r"):
        problems.add(Cell("", path, number, len(line)), "carriage return at the end of the line")
    if len(texts) != len(columns):
        problems.add(Cell("", path, number, 1), f"{len(texts)} columns, expected {len(columns)}")
        return None
    row, column = {}, 1
    for title, text in zip(columns, texts):
        cell = row[title] = Cell(text.strip(), path, number, column + len(text) - len(text.lstrip()))
        if text != text.strip() or "  " in text or unicodedata.normalize("NFC", text) != text:
            problems.add(cell, f"column {title}: surplus space or not in Unicode form NFC")
        if "|" in text:
            problems.add(cell, f"column {title}: “|” is reserved")
        column += len(text) + 1
    if not row[columns[0]]:
        problems.add(row[columns[0]], f"column {columns[0]} is empty")
        return None
    return row
