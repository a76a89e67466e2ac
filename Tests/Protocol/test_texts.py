"""The server’s text is the client’s after any edits, and its findings are those of the command line."""
import glob, os, random

import pytest
from lsprotocol import types

from server import ENCODINGS, ROOT, Session, expected, span, told, units, uri


# GALLEY_TEXTS=FOLDER:FOLDER adds texts of other folders, each in three encodings.
FOLDERS = [os.path.join(ROOT, "Fixtures/articles")] + os.environ.get("GALLEY_TEXTS", "").split(":")
MOST = int(os.environ.get("GALLEY_MOST_TEXTS", "200"))


def texts():
    for folder in filter(None, FOLDERS):
        for path in sorted(glob.glob(os.path.join(folder, "*.txt")))[:MOST]:
            with open(path, "rb") as file: data = file.read()
            try: yield os.path.basename(path), data.decode()
            except UnicodeDecodeError: pass


def crowded(text, seed):
    """The same with what makes positions hard: astral characters, combining marks, line ends of every kind."""
    chance = random.Random(seed)
    found = []
    for line in text.split("\n"):
        if line and chance.random() < 0.5:
            at = line.find(" ")
            line = line[:at + 1] + chance.choice(["😀 ", "𝒳é ", "e\u0301 ", "東京 ", "🏳️‍🌈 "]) + line[at + 1:]
        found.append(line)
    return chance.choice(["\n", "\r\n"]).join(found)


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_findings_equal_the_command_lines(encoding, tmp_path):
    count = 0
    async with Session(encoding=encoding, pulls=True, refreshes=False) as client:
        for number, (name, text) in enumerate(texts()):
            text = crowded(text, number)
            address = uri(tmp_path / name)
            client.open(address, text)
            found = (await client.pull(address)).items
            assert told(found) == expected(text, encoding, name=str(tmp_path / name)), name
            count += len(found)
            client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(address)))
    assert count > 50


@pytest.mark.parametrize("name, language, text", [
    ("a.md", "markdown", "# Title\n\nI saw the *the* 😀 cat in **the the** house.\n\n```\nthe the\n```\n"),
    ("a.html", "html", "<!doctype html><meta charset=windows-1252><p>Žižek 😀 saw <b>the the</b> cat &amp; the the dog.</p>\n"),
    ("a.adoc", "asciidoc", "= Title\n\nI saw the the cat.\n"),
    ("bom.txt", "plaintext", "\ufeffI saw the the cat.\n"),
    ("mac.txt", "plaintext", "First line.\rI saw the the cat.\r\rAnd 😀 the the dog.\r"),
])
async def test_other_formats(name, language, text, tmp_path):
    for encoding in ENCODINGS:
        async with Session(encoding=encoding, pulls=True, refreshes=False) as client:
            address = uri(tmp_path / name)
            client.open(address, text, language)
            found = told((await client.pull(address)).items)
            assert found and all(found[i][2] for i in range(len(found)))
            # A command line reads bytes: without a declaration that says another encoding, they are the same.
            same = text.replace("<meta charset=windows-1252>", "<meta charset=utf-8       >")
            wanted = expected(same.removeprefix("\ufeff"), encoding, name=str(tmp_path / name.replace(".adoc", ".txt")))
            shift = units("\ufeff", encoding) if text.startswith("\ufeff") else 0
            assert found == [((a[0], a[1] + shift), (b[0], b[1] + shift), *rest) for a, b, *rest in wanted]


def edit(text, chance):
    """A random edit: where, and what comes there."""
    size = chance.choice([0, 0, 1, 1, 2, 5, 20, 80])
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + (size if chance.random() < 0.6 else 0))
    new = chance.choice([
        "", "e", "the the ", "\n", "\r\n", "\r", "😀", "“", "”", " ", ".", "govemment ", "𝒳", "e\u0301", "a\nb\r\nc\rd", "東", "\u2028", "x" * 40])
    # An edit between the halves of a line end, or that makes halves one, moves lines: that is what is tried.
    return start, end, new


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_random_edits(encoding, tmp_path):
    chance = random.Random(20 + ENCODINGS.index(encoding))
    text = crowded(next(iter(texts()))[1], 1)
    address = uri(tmp_path / "text.txt")
    edits = int(os.environ.get("GALLEY_EDITS", "2000")) // len(ENCODINGS) + 1
    async with Session(encoding=encoding, pulls=True, refreshes=False) as client:
        client.open(address, text, version=0)
        version = 0
        while version < edits:
            changes = []
            for _ in range(chance.choice([1, 1, 1, 3])):
                start, end, new = edit(text, chance)
                # Within a line end nobody can stand.
                while start > 0 and text[start - 1:start + 1] == "\r\n": start -= 1
                while end > 0 and text[end - 1:end + 1] == "\r\n": end += 1
                changes.append(types.TextDocumentContentChangePartial(text=new, range=span(text, start, end, encoding)))
                text = text[:start] + new + text[end:]
            version += 1
            client.change(address, version, *changes)
            if version % 100 == 0:
                client.save(address)
                found = await client.pull(address)
                assert told(found.items) == expected(text, encoding, name=str(tmp_path / "text.txt")), (encoding, version)
        client.save(address)
        assert told((await client.pull(address)).items) == expected(text, encoding, name=str(tmp_path / "text.txt"))


async def test_whole_texts_and_stale_versions(tmp_path):
    address = uri(tmp_path / "a.txt")
    async with Session(pulls=True, refreshes=False) as client:
        client.open(address, "All is well here.\n", version=5)
        client.change(address, 6, types.TextDocumentContentChangeWholeDocument(text="I saw the the cat.\n"))
        assert [d.code for d in (await client.pull(address)).items] == ["doubled-word"]
        client.change(address, 6, types.TextDocumentContentChangeWholeDocument(text="Nothing.\n"))
        client.change(address, 4, types.TextDocumentContentChangeWholeDocument(text="Nothing.\n"))
        assert [d.code for d in (await client.pull(address)).items] == ["doubled-word"]
        assert any("not newer" in message for message in client.messages)
        client.change(address, 9, types.TextDocumentContentChangePartial(
            text=" It is here.", range=types.Range(types.Position(0, 4000), types.Position(0, 5000))))
        assert [d.code for d in (await client.pull(address)).items] == ["doubled-word"]
