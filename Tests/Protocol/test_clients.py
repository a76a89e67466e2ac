"""Clients that can less than others, and what clients do by themselves: polling, progress, files that nobody watches."""
import json, os, subprocess, threading, time

from lsprotocol import types

from server import GALLEY, Session, uri

TEXT = "I saw the the accomodation.\n"


class Plain:
    """A client of a few lines: what no library does may be said with it."""

    def __init__(self, abilities=None, folders=(), **members):
        self.process = subprocess.Popen([GALLEY, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        # Whoever waits for what never comes reads an end.
        self.guard = threading.Timer(60, self.process.kill)
        self.guard.start()
        self.number, self.requests, self.notes = 0, [], []
        roots = [{"uri": uri(folder), "name": str(folder)} for folder in folders] or None
        self.result = self.ask("initialize", {"capabilities": abilities or {}, "workspaceFolders": roots, **members})
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps(dict(message, jsonrpc="2.0")).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method, params): self.send({"method": method, "params": params})

    def begin(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.number

    def read(self):
        length = 0
        while line := self.process.stdout.readline().strip(): length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        if "method" in message: (self.requests if "id" in message else self.notes).append(message)
        return message

    def answer(self, number):
        while (message := self.read()).get("id") != number or "method" in message: pass
        return message.get("result", message.get("error"))

    def ask(self, method, params): return self.answer(self.begin(method, params))

    def open(self, address, text, version=1):
        self.tell("textDocument/didOpen", {"textDocument": {"uri": address, "languageId": "plaintext", "version": version, "text": text}})

    def found(self, address):
        """The rules of the findings that were pushed last."""
        while not (pushed := [n["params"] for n in self.notes if n["method"].endswith("publishDiagnostics") and n["params"]["uri"] == address]): self.read()
        return [d["code"] for d in pushed[-1]["diagnostics"]]

    def __enter__(self): return self

    def __exit__(self, *_):
        self.ask("shutdown", None)
        self.tell("exit", None)
        status = self.process.wait(20)
        self.guard.cancel()
        assert status == 0


def around(address, line, start, end, **context):
    return {"textDocument": {"uri": address}, "range": {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}},
            "context": {"diagnostics": [], **context}}


def test_a_client_that_knows_only_commands(tmp_path):
    """Without literals of actions every action is a command; the server asks for the edit."""
    address = uri(tmp_path / "a.txt")
    with Plain({"workspace": {"applyEdit": True}}) as client:
        assert client.result["capabilities"]["codeActionProvider"] is True
        client.open(address, TEXT)
        assert client.found(address) == ["doubled-word", "misspelling"]
        found = {c["title"]: c for c in client.ask("textDocument/codeAction", around(address, 0, 7, 7))}
        assert all(set(c) == {"title", "command", "arguments"} for c in found.values())
        for title, new in [("Change “the the” to “the”", "the"), ("Leave doubled-word alone here", "// galley:ignore-next-line doubled-word\n")]:
            chosen = found[title]
            assert client.ask("workspace/executeCommand", {"command": chosen["command"], "arguments": chosen["arguments"]}) is None
            [edit] = client.requests[-1]["params"]["edit"]["changes"][address]
            assert client.requests[-1]["method"] == "workspace/applyEdit" and edit["newText"] == new
        assert client.ask("workspace/executeCommand", {"command": "galley.apply", "arguments": [{}]})["code"] == -32602
    with Plain() as client:
        client.open(address, TEXT)
        client.found(address)
        chosen = next(c for c in client.ask("textDocument/codeAction", around(address, 0, 7, 7)) if c["title"].startswith("Change"))
        # Who makes no edits is told so.
        assert "makes no edits" in client.ask("workspace/executeCommand", {"command": chosen["command"], "arguments": chosen["arguments"]})["message"]
        assert not client.requests


async def test_a_workspace_that_is_asked_for_again_and_again(tmp_path):
    """What has not changed is not checked again; what has changed is, and so is all after a change of the configuration."""
    text = "The mayor came home late on Monday night, and Mr Zorblatt saw the the cat in the govemment.\n\n" * 40
    for number in range(40): (tmp_path / f"{number:02}.txt").write_text(text.replace("Monday", f"Monday {number}"))
    async with Session(folders=[tmp_path], pulls=True) as client:
        async def ask(known):
            start = time.monotonic()
            previous = [types.PreviousResultId(name, item.result_id) for name, item in known.items()]
            answer = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous))
            return {item.uri: item for item in answer.items}, time.monotonic() - start
        first, slow = await ask({})
        assert len(first) == 40 and all(item.kind == "full" and item.items[0].code_description for item in first.values())
        again, quick = await ask(first)
        assert {item.kind for item in again.values()} == {"unchanged"}
        assert quick < slow / 4, (quick, slow)
        (tmp_path / "07.txt").write_text("All is well here.\n")
        changed, _ = await ask(first)
        assert [os.path.basename(name) for name, item in changed.items() if item.kind == "full"] == ["07.txt"]
        # Nobody tells of the new configuration.
        (tmp_path / ".galley.yml").write_text("rules: {doubled-word: off}\n")
        other, _ = await ask({name: item for name, item in (first | changed).items()})
        assert len([item for item in other.values() if item.kind == "full"]) == 39
        assert all(d.code != "doubled-word" for item in other.values() if item.kind == "full" for d in item.items)


def test_progress_is_taken_back(tmp_path):
    text = "The mayor came home late on Monday night, and Mr Zorblatt saw the the cat in the govemment.\n\n" * 100
    for number in range(60): (tmp_path / f"{number:02}.txt").write_text(text.replace("Monday", f"Monday {number}"))
    with Plain({"textDocument": {"diagnostic": {}}}, folders=[tmp_path]) as client:
        asked = client.begin("workspace/diagnostic", {"previousResultIds": [], "workDoneToken": "ours"})
        while not any(n["method"] == "$/progress" and n["params"]["value"]["kind"] == "report" for n in client.notes): client.read()
        client.tell("window/workDoneProgress/cancel", {"token": "ours"})
        assert client.answer(asked)["code"] == -32800
        assert [n["params"]["value"]["kind"] for n in client.notes if n["method"] == "$/progress"][-1] == "end"


def test_lists_that_are_saved_in_the_editor(tmp_path):
    """No client watches files here: what is saved is looked at."""
    (tmp_path / ".galley.yml").write_text("words: words.txt\n")
    (tmp_path / "words.txt").write_text("")
    address, words = uri(tmp_path / "a.txt"), uri(tmp_path / "words.txt")
    with Plain(folders=[tmp_path]) as client:
        client.open(address, TEXT)
        client.open(words, "")
        assert client.found(address) == ["doubled-word", "misspelling"]
        client.found(words)
        (tmp_path / "words.txt").write_text("accomodation\n")
        client.tell("textDocument/didSave", {"textDocument": {"uri": words}})
        while client.found(address) != ["doubled-word"]: client.read()
