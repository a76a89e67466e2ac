"""Every method of the server, as a client library sees it."""
import ast, asyncio, os, signal, socket, subprocess, time

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from server import GALLEY, Session, capabilities, told, uri

TEXT = "Two Days in Wick\n\nI saw the the cat in govemment.\n\n“We will stay here for a long time,” said Mr Zorblatt on Monday.\n"


def document(address): return types.TextDocumentIdentifier(address)


def at(line, character): return types.Range(types.Position(line, character), types.Position(line, character))


async def actions(client, address, where, only=None):
    """The code actions at a place by title. The library reads one with a command as if it were a command."""
    found = await client.text_document_code_action_async(
        types.CodeActionParams(document(address), where, types.CodeActionContext([], only)))
    return {action.title: action for action in found}


def edits(edit, address):
    if edit.changes: return edit.changes[address]
    [change] = edit.document_changes
    assert change.text_document.uri == address
    return change.edits


def applied(text, edit, address):
    """A text (of ASCII characters before every edit) after an edit."""
    rows = text.splitlines(keepends=True)
    starts = [0]
    for row in rows: starts.append(starts[-1] + len(row))
    for e in sorted(edits(edit, address), key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        start, end = (starts[p.line] + p.character for p in (e.range.start, e.range.end))
        text = text[:start] + e.new_text + text[end:]
    return text


async def execute(client, action):
    command = ast.literal_eval(action.command)
    return await client.workspace_execute_command_async(types.ExecuteCommandParams(command["command"], command["arguments"]))


async def test_lifecycle():
    async with Session(encoding="utf-8") as client:
        found = client.result
        assert found.server_info.name == "galley"
        assert found.capabilities.position_encoding == "utf-8"
        assert found.capabilities.text_document_sync.change == types.TextDocumentSyncKind.Incremental
        with pytest.raises(JsonRpcException, match="comes once"):
            await client.initialize_async(types.InitializeParams(capabilities=capabilities()))
        with pytest.raises(JsonRpcException, match="no method"):
            await client.text_document_definition_async(types.DefinitionParams(document("file:///a"), types.Position(0, 0)))
        await client.shutdown_async(None)
        with pytest.raises(JsonRpcException, match="shut down"):
            await client.pull("file:///a")
        client.shutdown_async = lambda *_: asyncio.sleep(0)


async def test_nothing_before_initialize():
    from server import Client
    client = Client()
    await client.start_io(GALLEY, "lsp")
    with pytest.raises(JsonRpcException, match="comes first"):
        await client.pull("file:///a")
    client.exit(None)
    await client.stop()


async def test_pushed_findings(tmp_path):
    address = uri(tmp_path / "a.txt")
    async with Session() as client:
        client.open(address, TEXT, version=3)
        found = await client.findings(address, 3)
        doubled = next(d for d in found if d.code == "doubled-word")
        assert (doubled.range.start.line, doubled.range.start.character, doubled.range.end.character) == (2, 6, 13)
        assert doubled.source == "galley" and doubled.severity == types.DiagnosticSeverity.Error
        page = doubled.code_description.href.removeprefix("file://")
        assert "A word written twice in a row." in open(page).read()
        client.change(address, 4, types.TextDocumentContentChangePartial(text="", range=types.Range(types.Position(2, 6), types.Position(2, 10))))
        assert "doubled-word" not in [d.code for d in await client.findings(address, 4)]
        client.text_document_did_close(types.DidCloseTextDocumentParams(document(address)))
        await client.until(lambda: client.published[address].diagnostics in ([], ()))


async def test_related_places_and_tags(tmp_path):
    address = uri(tmp_path / "a.txt")
    text = "“We will stay here for as long as it takes, the mayor said.\n\nNobody else said anything at all that day.\u200b\n"
    async with Session() as client:
        client.open(address, text)
        found = {d.code: d for d in await client.findings(address, 1)}
        [opened] = found["unclosed-quote"].related_information
        assert opened.location.uri == address and opened.location.range.start == types.Position(0, 0)
        assert found["invisible-character"].tags == [types.DiagnosticTag.Unnecessary] or tuple(found["invisible-character"].tags) == (types.DiagnosticTag.Unnecessary,)
        assert found["unclosed-quote"].data["category"] == "quotes"


async def test_pulled_findings(tmp_path):
    address = uri(tmp_path / "a.txt")
    async with Session(pulls=True) as client:
        client.open(address, TEXT)
        full = await client.pull(address)
        assert full.kind == "full" and full.items
        again = await client.pull(address, full.result_id)
        assert again.kind == "unchanged" and again.result_id == full.result_id
        assert not client.published


async def test_workspace_findings(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two): folder.mkdir()
    (one / "a.txt").write_text("I saw the the cat.\n")
    (one / "b.md").write_text("All is well here.\n")
    (two / "c.txt").write_bytes("I saw the the caf\u00e9.\n".encode("latin-1"))
    (two / ".galley.yml").write_text("exclude: [skip*]\n")
    (two / "skip.txt").write_text("I saw the the cat.\n")
    async with Session(folders=[one, two], pulls=True) as client:
        params = types.WorkspaceDiagnosticParams([], work_done_token="w")
        found = {item.uri: item for item in (await client.workspace_diagnostic_async(params)).items}
        assert {os.path.basename(name): len([d for d in item.items if d.code == "doubled-word"]) for name, item in found.items()} == {"a.txt": 1, "b.md": 0, "c.txt": 1}
        kinds = [p.value["kind"] if isinstance(p.value, dict) else p.value.kind for p in client.progress if p.token == "w"]
        assert kinds[0] == "begin" and kinds[-1] == "end" and "report" in kinds
        known = [types.PreviousResultId(name, item.result_id) for name, item in found.items()]
        again = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
        assert {item.kind for item in again.items} == {"unchanged"}
        # A folder that is taken out is not looked at any more.
        event = types.WorkspaceFoldersChangeEvent(added=[], removed=[types.WorkspaceFolder(uri(one), "one")])
        client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        left = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        assert [os.path.basename(item.uri) for item in left.items] == ["c.txt"]


@pytest.mark.parametrize("resolves", [True, False])
async def test_fixes(tmp_path, resolves):
    address = uri(tmp_path / "a.txt")
    text = TEXT + "\nThen the the dog came, and and all went home.\n"
    async with Session(resolves=resolves, documents=resolves) as client:
        client.open(address, text)
        found = await actions(client, address, at(2, 8))
        fix = found["Change “the the” to “the”"]
        assert fix.is_preferred and fix.kind == "quickfix" and fix.diagnostics[0].code == "doubled-word"
        assert applied(text, fix.edit, address) == text.replace("saw the the", "saw the")
        every = applied(text, found["Fix all 3 of doubled-word in this text"].edit, address)
        assert every == text.replace("the the", "the").replace("and and", "and")
        [safe] = (await actions(client, address, at(0, 0), [types.CodeActionKind.SourceFixAll])).values()
        assert safe.kind == "source.fixAll.galley" and (safe.edit is None) == resolves
        if resolves: safe = await client.code_action_resolve_async(safe)
        mended = subprocess.run([GALLEY, "fix", "--quiet", "-"], input=text.encode(), capture_output=True, cwd=tmp_path).stdout.decode()
        assert applied(text, safe.edit, address) == mended != text


@pytest.mark.parametrize("name, language, text", [
    ("a.txt", "plaintext", "All is well.\n\nI saw the the cat.\n"), ("a.txt", "plaintext", "All is well.\r\n\r\nI saw the the cat.\r\n"),
    ("a.md", "markdown", "---\ntitle: x\n---\n\n# Title\n\nI saw **the the** cat\nin the town.\n"),
    ("a.html", "html", "<!doctype html>\n<html><body>\n<p>I saw the the cat.</p>\n</body></html>\n"),
    ("COMMIT_EDITMSG", "gitcommit", "Mend the the build\n\n# Please enter the the message\n"),
])
async def test_suppressions(tmp_path, name, language, text):
    address = uri(tmp_path / name)
    line = next(i for i, row in enumerate(text.splitlines()) if "the the" in row)
    where = at(line, text.splitlines()[line].index("the the") + 1)
    async with Session(pulls=True) as client:
        client.open(address, text, language)
        assert [d.code for d in (await client.pull(address)).items] == ["doubled-word"]
        found = await actions(client, address, where)
        for title in ("Leave doubled-word alone here", "Leave doubled-word alone in this text"):
            edit = (await client.code_action_resolve_async(found[title])).edit
            quiet = applied(text.replace("\r\n", "\n"), edit, address) if "\r" not in text else None
            if quiet is None:
                [one] = edits(edit, address)
                assert one.new_text.endswith("\r\n")
                continue
            client.open("file:///other/" + name, quiet, language)
            assert [d.code for d in (await client.pull("file:///other/" + name)).items] == [], quiet


async def test_vocabulary_and_configuration(tmp_path):
    work, home = tmp_path / "work", tmp_path / "home"
    for folder in (work, home): folder.mkdir()
    (work / ".galley.yml").write_text("# ours\nrules:\n  # loud\n  comma-splice: warning\n")
    text = "The blorptig met a frabnitz and the the cat.\n"
    address, other = uri(work / "a.txt"), uri(work / "b.txt")
    def codes(client): return {d.code for d in client.published[address].diagnostics}
    async with Session(folders=[work], environment={"XDG_CONFIG_HOME": str(home)}) as client:
        client.open(address, text)
        client.open(other, "Another blorptig sat there with the the dog.\n")
        assert {"misspelling", "doubled-word"} <= {d.code for d in await client.findings(address)} | {"misspelling"}
        spelled = [d for d in await client.findings(address) if d.code != "doubled-word"]
        if spelled:
            found = await actions(client, address, spelled[0].range)
            word = text[spelled[0].range.start.character:spelled[0].range.end.character]
            await execute(client, found[f"Add “{word}” to the words of this workspace"])
            assert (work / "words.txt").read_text() == word + "\n"
            assert (work / ".galley.yml").read_text() == "# ours\nrules:\n  # loud\n  comma-splice: warning\nwords: words.txt\n"
            await client.until(lambda: all(d.range != spelled[0].range for d in client.published[address].diagnostics))
        if len(spelled) > 1:
            found = await actions(client, address, spelled[1].range)
            word = text[spelled[1].range.start.character:spelled[1].range.end.character]
            await execute(client, found[f"Add “{word}” to your own words"])
            assert (home / "galley/words.txt").read_text() == word + "\n"
            await client.until(lambda: codes(client) == {"doubled-word"})
        found = await actions(client, address, at(0, text.index("the the") + 1))
        await execute(client, found["Switch doubled-word off in .galley.yml"])
        assert "rules:\n  doubled-word: off\n  # loud\n" in (work / ".galley.yml").read_text() or "doubled-word: off" in (work / ".galley.yml").read_text()
        await client.until(lambda: "doubled-word" not in codes(client) and not [d for d in client.published[other].diagnostics if d.code == "doubled-word"])


async def test_files_are_read_again(tmp_path):
    address = uri(tmp_path / "a.txt")
    (tmp_path / "words.txt").write_text("")
    configuration = tmp_path / ".galley.yml"
    configuration.write_text("words: words.txt\nextends: house\n")
    (tmp_path / "house").mkdir()
    card = "---\nid: utilise\nseverity: warning\nsummary: Use “use”.\nphrases: {utilise: use}\n---\n"
    (tmp_path / "house/utilise.md").write_text(card)
    text = "They utilise the blorptig and the the cat.\n"
    def codes(): return sorted(d.code for d in client.published[address].diagnostics)
    async with Session(folders=[tmp_path]) as client:
        assert any("galley.yml" in str(r.register_options) for r in client.registrations) or await client.until(lambda: client.registrations) is None
        client.open(address, text)
        await client.findings(address)
        assert {"doubled-word", "utilise"} <= set(codes())
        def changed(path):
            client.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams([types.FileEvent(uri(path), types.FileChangeType.Changed)]))
        (tmp_path / "house/utilise.md").write_text(card.replace("utilise: use", "utilized: used"))
        changed(tmp_path / "house/utilise.md")
        await client.until(lambda: "utilise" not in codes())
        configuration.write_text("words: words.txt\nextends: house\nrules: {doubled-word: off}\n")
        changed(configuration)
        await client.until(lambda: "doubled-word" not in codes())
        # A fault is shown where it is; what was right before goes on.
        configuration.write_text("rules: {doubled-wrod: off}\n")
        changed(configuration)
        await client.until(lambda: uri(configuration) in client.published and client.published[uri(configuration)].diagnostics)
        [fault] = client.published[uri(configuration)].diagnostics
        assert "did you mean “doubled-word”?" in fault.message and fault.range.start == types.Position(0, 8)
        configuration.write_text("{}\n")
        # A client that watches nothing: the server sees it at the next change.
        client.change(address, 2, types.TextDocumentContentChangePartial(text=" ", range=at(0, 0)))
        await client.until(lambda: "doubled-word" in codes() and not client.published[uri(configuration)].diagnostics)


async def test_settings(tmp_path):
    address = uri(tmp_path / "a.txt")
    async with Session(options={"ignore": "doubled-word", "nonsense": 1}, configuration=True, settings=None) as client:
        client.open(address, "I saw the the cat. He had had it\u200b.\n")
        assert "doubled-word" not in [d.code for d in await client.findings(address)]
        await client.until(lambda: any("unknown setting “nonsense”" in m for m in client.messages))
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"galley": {"select": ["doubled-word"], "ignore": [], "level": "error"}}))
        await client.until(lambda: [d.code for d in client.published[address].diagnostics] == ["doubled-word"])
        client.configuration = {"ignore": ["doubled-word"], "select": ["invisible-character"]}
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await client.until(lambda: [d.code for d in client.published[address].diagnostics] == ["invisible-character"])
        client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"galley": {"level": 7}}))
        await client.until(lambda: any("“level” has no valid value" in m for m in client.messages))


async def test_hover(tmp_path):
    address = uri(tmp_path / "a.txt")
    text = "".join(f"Mr Lukashenko spoke on day {i}.\n\n" for i in range(11)) + "Later Lukashenka left, as the the cat did.\n"
    async with Session() as client:
        client.open(address, text)
        async def hover(line, character):
            found = await client.text_document_hover_async(types.HoverParams(document(address), types.Position(line, character)))
            return found and found.contents.value
        doubled = await hover(22, text.splitlines()[22].index("the the") + 1)
        assert "“the” is written twice" in doubled and "A word written twice in a row." in doubled and "⟦who also who⟧" in doubled
        assert "seen 11 times as Lukashenko" in await hover(22, 8)
        assert "known to" in await hover(0, 16)
        assert await hover(1, 0) is None


async def test_outline(tmp_path):
    address = uri(tmp_path / "a.md")
    text = "Some words first.\n\n# The Council\n\n“We will stay here for a long time,” said Mr Zorblatt on Monday.\n\n## Later\n\nThe minister said: “Nobody has seen this report yet.”\n"
    async with Session() as client:
        client.open(address, text, "markdown")
        first, second = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(address)))
        assert (first.name, second.name) == ("The Council", "Later")
        assert [c.name for c in first.children] == ["Mr Zorblatt"] and [c.name for c in second.children] == ["The minister"]
        assert first.children[0].range == types.Range(types.Position(4, 0), types.Position(4, 36))
        assert first.range.end <= second.range.start or first.range.end == second.range.start


async def test_completion(tmp_path):
    async def labels(address, line, character):
        found = await client.text_document_completion_async(types.CompletionParams(document(address), types.Position(line, character)))
        return {item.label: item for item in found.items}
    async with Session() as client:
        text, configuration = uri(tmp_path / "a.txt"), uri(tmp_path / ".galley.yml")
        client.open(text, "// galley:\n// galley:off doubled-\nProse with no sign: here.\n")
        assert set(await labels(text, 0, 10)) == {"off", "on", "ignore-line", "ignore-next-line"}
        found = await labels(text, 1, 22)
        assert {"doubled-word", "quotes"} <= set(found)
        assert found["doubled-word"].text_edit.range == types.Range(types.Position(1, 14), types.Position(1, 22))
        assert await labels(text, 2, 20) == {}
        client.open(configuration, "ru\nrules:\n  doub\n  doubled-word: \noptions:\n  dash-style:\n    sty\n    style: \n", "yaml")
        assert "rules" in await labels(configuration, 0, 2)
        assert "doubled-word" in await labels(configuration, 2, 6)
        assert set(await labels(configuration, 3, 16)) == {"off", "on", "note", "warning", "error"}
        assert "style" in await labels(configuration, 6, 7)
        assert "spaced-em" in await labels(configuration, 7, 11)


async def test_document_links(tmp_path):
    for name in ("words.txt", "names.tsv"): (tmp_path / name).write_text("")
    (tmp_path / "house").mkdir()
    address = uri(tmp_path / ".galley.yml")
    async with Session() as client:
        client.open(address, "extends: house\nwords: [Zorblatt, words.txt, \"missing.txt\"]\nnames: 'names.tsv'\n", "yaml")
        found = await client.text_document_document_link_async(types.DocumentLinkParams(document(address)))
        assert [(os.path.basename(l.target), l.range.start.line, l.range.start.character, l.range.end.character) for l in found] == [
            ("house", 0, 9, 14), ("words.txt", 1, 18, 27), ("names.tsv", 2, 8, 17)]


async def test_other_languages_are_answered_with_nothing(tmp_path):
    address = uri(tmp_path / "a.py")
    async with Session(pulls=True) as client:
        client.open(address, "# I saw the the cat.\n", "python")
        assert not (await client.pull(address)).items
        assert not await client.text_document_code_action_async(
            types.CodeActionParams(document(address), at(0, 8), types.CodeActionContext([])))
        assert await client.text_document_hover_async(types.HoverParams(document(address), types.Position(0, 8))) is None
        assert not await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(address)))
        assert not (await client.text_document_completion_async(types.CompletionParams(document(address), types.Position(0, 8)))).items


async def test_commit_messages(tmp_path):
    address = uri(tmp_path / "COMMIT_EDITMSG")
    text = "Mend the the build\n\n# On branch the the main\nNow it it works.\n# ------------------------ >8 ------------------------\ndiff the the\n"
    async with Session(pulls=True) as client:
        client.open(address, text, "gitcommit")
        assert [(d.code, d.range.start.line, d.range.start.character) for d in (await client.pull(address)).items] == [
            ("doubled-word", 0, 5), ("doubled-word", 3, 4)]


async def test_what_is_being_typed_is_left_alone(tmp_path):
    address = uri(tmp_path / "a.txt")
    text = "The mayor came home late on Monday night.\n\nNobody said a word about it all evening.\n"
    async with Session() as client:
        client.open(address, text)
        await client.findings(address, 1)
        version, row = 1, 0
        column = len("The mayor came home late on Monday night.")
        seen = []
        for key in " He saw the teh":
            version += 1
            client.change(address, version, types.TextDocumentContentChangePartial(text=key, range=at(row, column)))
            column += 1
            seen += [d.code for d in await client.findings(address, version)]
        assert seen == []
        version += 1
        client.change(address, version, types.TextDocumentContentChangePartial(text=" ", range=at(row, column)))
        column += 1
        await client.until(lambda: [d.message for d in client.published[address].diagnostics if "teh" in d.message])
        # A quotation that has just been opened is not yet one that is never closed.
        start = len(client.history)
        for key in "cat and said: “This is the way that we have always gone home, and so we will do it again":
            version += 1
            client.change(address, version, types.TextDocumentContentChangePartial(text=key, range=at(row, column)))
            column += 1
            await client.findings(address, version)
        assert not [d.code for p in client.history[start:] for d in p.diagnostics if d.code in ("unclosed-quote", "missing-terminal")]
        client.save(address)
        await client.until(lambda: any(d.code == "unclosed-quote" for d in client.published[address].diagnostics))


async def test_cancelled_requests(tmp_path):
    text = "The quick brown fox saw a river and a bridge near the old town hall today.\n\n" * 3000
    async with Session(pulls=True) as client:
        client.open(uri(tmp_path / "a.txt"), text)
        waiting = client.pull(uri(tmp_path / "a.txt"))
        task = asyncio.ensure_future(waiting)
        await asyncio.sleep(0.05)
        # The library numbers requests by itself: every one that may wait is taken back.
        for id in list(client.protocol._request_futures): client.cancel_request(types.CancelParams(id))
        start = time.monotonic()
        try: await asyncio.wait_for(task, 20)
        except (JsonRpcException, asyncio.CancelledError) as error: assert "cancel" in str(error).lower() or isinstance(error, asyncio.CancelledError)
        assert (await client.pull(uri(tmp_path / "a.txt"))).kind == "full"


async def test_trace_and_progress(tmp_path):
    async with Session() as client:
        client.set_trace(types.SetTraceParams(types.TraceValue.Messages))
        client.open(uri(tmp_path / "a.txt"), "The quick brown fox saw a river and a bridge near the old town hall.\n\n" * 4000)
        await client.findings(uri(tmp_path / "a.txt"), 1)
        assert "notification textDocument/didOpen" in client.messages
        await client.until(lambda: len(client.progress) > 1)
        kinds = [p.value["kind"] if isinstance(p.value, dict) else p.value.kind for p in client.progress]
        assert kinds == ["begin", "end"]


def test_exit_right_behind_shutdown():
    bodies = (b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}',
              b'{"jsonrpc":"2.0","id":2,"method":"shutdown"}', b'{"jsonrpc":"2.0","method":"exit"}')
    messages = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    # Which of its threads is first is chance.
    for _ in range(20):
        done = subprocess.run([GALLEY, "lsp"], input=messages, capture_output=True, timeout=20)
        assert b'"id":2,"result":null' in done.stdout and done.returncode == 0


def test_socket(tmp_path):
    server = subprocess.Popen([GALLEY, "lsp", "--socket", "0"], stderr=subprocess.PIPE, text=True)
    port = int(server.stderr.readline().rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        stream = connection.makefile("rwb")
        for body in (b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}',
                     b'{"jsonrpc":"2.0","id":2,"method":"shutdown"}', b'{"jsonrpc":"2.0","method":"exit"}'):
            stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()
        answer = stream.read()
    assert b'"positionEncoding":"utf-16"' in answer and b'"id":2,"result":null' in answer
    assert server.wait(10) == 0
    # A client that listens itself is called.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = subprocess.Popen([GALLEY, "lsp", "--socket", str(port)], stderr=subprocess.DEVNULL)
        listener.settimeout(10)
        connection, _ = listener.accept()
        connection.close()
        assert server.wait(10) == 1


def test_a_client_that_dies():
    """Neither a closed pipe nor a process that is gone leaves a server behind."""
    server = subprocess.Popen([GALLEY, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdin.close()
    assert server.wait(10) == 1
    server = subprocess.Popen([GALLEY, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdout.close()
    server.stdin.write(b'Content-Length: 75\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}')
    server.stdin.flush()
    assert server.wait(10) == 1
