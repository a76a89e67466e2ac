#!/usr/bin/env python3
"""Feeds the language server random and mutated streams of messages: it must answer or refuse, end when the stream ends,
and not grow.

  Tests/Protocol/fuzz.py [--streams N] [--seed N] [--binary GALLEY]

A stream is a plausible session whose bytes, lengths, members and order are damaged. Streams go to one server one after
another, so that what one breaks shows in the next; a check that the server is sane follows each, and every so many a new
server begins. What fails is kept in the folder .build/fuzz (--replay FILE feeds it again).
"""
import argparse, json, os, random, select, subprocess, sys, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEXTS = ["I saw the the cat.\n", "", "“Open and never closed, he said.\n\n", "a😀b the the 𝒳\r\nc\rd", "x" * 3000, "\ufeffgovemment of the the\n",
         "galley:off doubled-word\nthe the\n", "---\ngalley: {off: [quotes]}\n---\n“the the\n", "\u0000\u0001\ud800 the the"]
LANGUAGES = ["plaintext", "markdown", "html", "gitcommit", "python", "", "yaml"]
REQUESTS = ["textDocument/diagnostic", "textDocument/codeAction", "codeAction/resolve", "textDocument/hover", "textDocument/documentSymbol",
            "textDocument/completion", "textDocument/documentLink", "workspace/executeCommand", "workspace/diagnostic", "nonsense", "initialize"]
SECONDS = 20  # A server that says nothing for so long hangs.


def frame(body, chance=None):
    data = body if isinstance(body, bytes) else json.dumps(body).encode("utf-8", "surrogatepass")
    length = len(data)
    if chance and chance.random() < 0.03: length = chance.choice([0, -1, length + 1, length - 1, 10**9, 10**30, "x"])
    return b"Content-Length: %s\r\n\r\n%s" % (str(length).encode(), data)


def place(chance):
    return {"line": chance.choice([0, 0, 1, 2, 7, 10**9, -1, 1.5, None]), "character": chance.choice([0, 1, 3, 8, 10**9, -5, "x"])}


def message(chance, number):
    uri = chance.choice(["file:///nowhere/a.txt", "file:///nowhere/b.md", "untitled:one", "file:///nowhere/.galley.yml", "", "%zz"])
    document = {"uri": uri, "version": chance.choice([number, number, 1, -3, None, "x"])}
    kind = chance.randrange(9)
    if kind == 0:
        item = {"uri": uri, "languageId": chance.choice(LANGUAGES), "version": number, "text": chance.choice(TEXTS)}
        return {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}}
    if kind in (1, 2, 3):
        changes = [{"text": chance.choice(TEXTS)} for _ in range(chance.choice([0, 1, 1, 3]))]
        for change in changes:
            if chance.random() < 0.8: change["range"] = {"start": place(chance), "end": place(chance)}
        return {"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": document, "contentChanges": changes}}
    if kind == 4:
        method = chance.choice(["textDocument/didSave", "textDocument/didClose", "$/setTrace", "workspace/didChangeConfiguration", "$/cancelRequest",
                                "workspace/didChangeWorkspaceFolders", "window/workDoneProgress/cancel", "$/unknown", "initialized"])
        params = {"textDocument": document, "id": chance.choice([number - 1, "x"]), "token": chance.choice(["t", 7, None]), "value": "off", "settings": chance.choice([{"level": "note"}, {"level": 3}, 7]),
                  "event": {"added": [{"uri": "file:///nowhere/other", "name": "o"}], "removed": []}}
        return {"jsonrpc": "2.0", "method": method, "params": params}
    if kind == 5: return chance.choice([[], 7, "x", None, {}, {"id": 3}, {"method": 3}, {"id": {}, "method": "shutdwon"}, {"id": 1, "result": 3}, [[[[]]]]])
    params = {"textDocument": document, "position": place(chance), "range": {"start": place(chance), "end": place(chance)}, "context": {"diagnostics": []},
              "command": chance.choice(["galley.addWord", "galley.ruleOff", "galley.apply", "x"]), "workDoneToken": chance.choice(["t", 7, None]),
              "arguments": chance.choice([[], ["x"], [{"changes": {}}], [{"action": "here", "rule": "doubled-word", "start": 6, "uri": uri, "revision": 0}], [uri, "a b", "user"], [uri, "x", "y"]]),
              "data": chance.choice([None, {"action": "here", "rule": "doubled-word", "start": 6, "uri": uri, "revision": 0}]), "previousResultIds": []}
    return {"jsonrpc": "2.0", "id": chance.choice([number, str(number)]), "method": chance.choice(REQUESTS), "params": params}


def mutated(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice([0, 0, 1, 2, 8])):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(4)
        if kind == 0 and at < len(data): data[at] = chance.randrange(256)
        elif kind == 1: del data[at:at + chance.choice([1, 5, 60])]
        elif kind == 2: data[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice([1, 4])))
        else: data[at:at] = data[at:at + 40]
    return bytes(data)


def stream(chance):
    data = b"".join(frame(message(chance, number), chance) for number in range(2, 2 + chance.choice([1, 3, 6])))
    # A word that ends the server would end the series.
    return mutated(data, chance).replace(b"exit", b"exat").replace(b"shutdown", b"shutdwon").replace(b'"addWord', b'"')


class Server:
    def __init__(self, binary):
        self.process = subprocess.Popen([binary, "lsp", "--no-config"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="/",
                                        env=dict(os.environ, XDG_CONFIG_HOME="/nonexistent"))
        os.set_blocking(self.process.stdout.fileno(), False)
        self.count, self.output = 0, b""
        self.feed(frame({"jsonrpc": "2.0", "id": "first", "method": "initialize", "params": {"capabilities": {}}}))
        assert self.sane()

    def feed(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def sane(self):
        """Whether a question is answered after whatever came: spaces complete a body that was announced too long."""
        self.count += 1
        mark = b"sane-%d" % self.count
        question = frame({"jsonrpc": "2.0", "id": mark.decode(), "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": "file:///nowhere/z"}}})
        end = time.monotonic() + SECONDS
        self.feed(question)
        asked = 1
        while time.monotonic() < end:
            ready, _, _ = select.select([self.process.stdout], [], [], 0.05)
            if ready:
                piece = self.process.stdout.read()
                if piece == b"": return False
                self.output = (self.output + (piece or b""))[-1 << 16:]
            if mark in self.output:
                self.output = b""
                return True
            if self.process.poll() is not None: return False
            if not ready and asked < 400:
                # The question may have been swallowed as the rest of a body.
                self.feed(question * 20)
                asked += 20
        return False

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as file: return int(file.read().split("VmRSS:")[1].split()[0]) // 1024

    def end(self):
        self.process.stdin.close()
        try: return self.process.wait(SECONDS) in (0, 1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return False


def run(binary, streams, seed, report=print):
    """The number of streams that failed."""
    failures, server, first, size = 0, None, 0, 0
    for number in range(streams):
        chance = random.Random(seed * 1_000_003 + number)
        if server is None: server, first, size = Server(binary), number, 0
        data = stream(chance)
        # A length of gigabytes has the server wait for them, as it must: such a stream has a server of its own.
        waits = any(len(digits) > 8 for digits in lengths(data))
        try:
            if waits:
                own = Server(binary)
                own.feed(data)
                sane = own.end()
            else:
                server.feed(data)
                sane = server.sane()
        except BrokenPipeError: sane = False
        if number - first == 100: size = server.memory() if sane else 0
        grown = sane and number - first == 999 and size and server.memory() > size + 60
        if not sane or grown:
            failures += 1
            os.makedirs(os.path.join(ROOT, ".build/fuzz"), exist_ok=True)
            path = os.path.join(ROOT, f".build/fuzz/stream-{seed}-{number}")
            with open(path, "wb") as file: file.write(data)
            report(f"stream {number}: {'it grew to %d MiB' % server.memory() if grown else 'no answer, status %s' % server.process.poll()}; kept in {path}")
            server.process.kill()
            server = None
        elif number - first == 999:
            if not server.end():
                failures += 1
                report(f"stream {number}: the server did not end with its input")
            server = None
    if server and not server.end(): failures += 1
    return failures


def lengths(data):
    found, at = [], 0
    lower = data.lower()
    while (at := lower.find(b"content-length:", at)) >= 0:
        at += 15
        found.append(bytes(b for b in data[at:at + 40].split(b"\n")[0] if 48 <= b < 58))
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--streams", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build/debug/galley"))
    parser.add_argument("--replay")
    options = parser.parse_args()
    # The server works in another folder.
    options.binary = os.path.abspath(options.binary)
    if options.replay:
        server = Server(options.binary)
        with open(options.replay, "rb") as file: server.feed(file.read())
        sys.exit(0 if server.sane() else 1)
    start = time.monotonic()
    failures = run(options.binary, options.streams, options.seed)
    print(f"{options.streams} streams, {failures} failures, {time.monotonic() - start:.0f} s")
    sys.exit(1 if failures else 0)
