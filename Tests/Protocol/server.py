"""A galley language server behind the client of a library that is not ours."""
import asyncio, json, os, random, subprocess

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GALLEY = os.environ.get("GALLEY_BINARY", os.path.join(ROOT, ".build/debug/galley"))
ENCODINGS = ["utf-8", "utf-16", "utf-32"]


def uri(path):
    return "file://" + str(path)


class Client(LanguageClient):
    """Keeps what the server sends on its own account."""

    def __init__(self):
        super().__init__("galley-tests", "1")
        self.published, self.messages, self.progress, self.refreshes, self.edits = {}, [], [], 0, []
        self.registrations, self.configuration, self.history = [], None, []
        self.changed = asyncio.Event()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params):
            self.published[params.uri] = params
            self.history.append(params)
            self.changed.set()

        @self.feature(types.WINDOW_LOG_MESSAGE)
        def log(params): self.messages.append(params.message)

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def show(params): self.messages.append(params.message)

        @self.feature(types.LOG_TRACE)
        def trace(params): self.messages.append(params.message)

        @self.feature(types.PROGRESS)
        def progress(params): self.progress.append(params)

        @self.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)
        def create(params): return None

        @self.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        def refresh(*_):
            self.refreshes += 1
            self.changed.set()

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params): self.registrations += params.registrations

        @self.feature(types.WORKSPACE_CONFIGURATION)
        def configure(params): return [self.configuration for _ in params.items]

        @self.feature(types.WORKSPACE_APPLY_EDIT)
        def apply(params):
            self.edits.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

    def report_server_error(self, error, source):
        raise error

    async def until(self, condition, seconds=60):
        """Waits until a condition holds."""
        async with asyncio.timeout(seconds):
            while not condition():
                self.changed.clear()
                try:
                    async with asyncio.timeout(0.05): await self.changed.wait()
                except TimeoutError: pass

    async def findings(self, address, version=None):
        """What the server pushed for a version of a document."""
        await self.until(lambda: address in self.published and (version is None or self.published[address].version == version))
        return self.published[address].diagnostics

    async def pull(self, address, previous=None):
        return await self.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(types.TextDocumentIdentifier(address), previous_result_id=previous))

    def open(self, address, text, language="plaintext", version=1):
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(address, language, version, text)))

    def change(self, address, version, *changes):
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, address), list(changes)))

    def save(self, address):
        self.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(address)))


def capabilities(encoding="utf-16", pulls=False, resolves=True, documents=True, configuration=False, watches=True, refreshes=True):
    kinds = types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll])
    publish = types.PublishDiagnosticsClientCapabilities(
        related_information=True, version_support=True, code_description_support=True, data_support=True,
        tag_support=types.ClientDiagnosticsTagOptions([types.DiagnosticTag.Unnecessary]))
    pull = types.DiagnosticClientCapabilities(
        related_information=True, code_description_support=True, data_support=True,
        tag_support=types.ClientDiagnosticsTagOptions([types.DiagnosticTag.Unnecessary])) if pulls else None
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[encoding]),
        window=types.WindowClientCapabilities(work_done_progress=True),
        workspace=types.WorkspaceClientCapabilities(
            apply_edit=True, configuration=configuration, workspace_folders=True,
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=documents),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=watches),
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=refreshes)),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=publish, diagnostic=pull,
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
            code_action=types.CodeActionClientCapabilities(
                code_action_literal_support=types.ClientCodeActionLiteralOptions(kinds), is_preferred_support=True, data_support=True,
                resolve_support=types.ClientCodeActionResolveOptions(["edit"]) if resolves else None)))


class Session:
    """A server with its client, as a context."""

    def __init__(self, folders=(), options=None, arguments=(), environment=None, settings=None, **abilities):
        self.client = Client()
        self.client.configuration = settings
        self.folders, self.options, self.arguments, self.environment, self.abilities = folders, options, arguments, environment, abilities

    async def __aenter__(self):
        environment = dict(os.environ, **(self.environment or {}))
        await self.client.start_io(GALLEY, "lsp", *self.arguments, env=environment)
        result = await self.client.initialize_async(
            types.InitializeParams(
                capabilities=capabilities(**self.abilities), process_id=os.getpid(), initialization_options=self.options,
                workspace_folders=[types.WorkspaceFolder(uri(folder), os.path.basename(str(folder))) for folder in self.folders] or None))
        self.client.result = result
        self.client.initialized(types.InitializedParams())
        return self.client

    async def __aexit__(self, *_):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


def units(text, encoding):
    """The length of a text as an encoding counts it."""
    return {"utf-8": lambda: len(text.encode()), "utf-16": lambda: len(text.encode("utf-16-le")) // 2, "utf-32": lambda: len(text)}[encoding]()


def lines(text):
    """The lines of a text with their ends, as the protocol tells them apart."""
    found, start, i = [], 0, 0
    while i < len(text):
        if text[i] in "\r\n":
            i += 2 if text[i:i + 2] == "\r\n" else 1
            found.append(text[start:i])
            start = i
        else: i += 1
    return found + [text[start:]]


def position(text, index, encoding):
    """The place of a character of a text."""
    before = lines(text[:index])
    # Between the halves of a line end stands nobody.
    return types.Position(len(before) - 1, units(before[-1], encoding))


def span(text, start, end, encoding):
    return types.Range(position(text, start, encoding), position(text, end, encoding))


WORKERS = {}


def checked(text, *arguments, name="text.txt", folder=None):
    """What the command line finds in a text: a new process with GALLEY_FRESH=1, else one that answers as it does."""
    if not os.environ.get("GALLEY_FRESH"):
        if arguments not in WORKERS:
            WORKERS[arguments] = subprocess.Popen([GALLEY, "worker", "--jobs", "1", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        worker = WORKERS[arguments]
        worker.stdin.write(json.dumps({"text": text, "name": name}).encode() + b"\n")
        worker.stdin.flush()
        answer = json.loads(worker.stdout.readline())
        assert answer["status"] == "ok", answer
        return answer["diagnostics"]
    done = subprocess.run(
        [GALLEY, "check", "--format", "json", "--stdin-filename", name, *arguments, "-"], input=text.encode(), capture_output=True, cwd=folder)
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout)["diagnostics"]


def expected(text, encoding, *arguments, **options):
    """The same as the protocol would say it: start, end, rule and message, in the order of the text."""
    data = text.encode()
    table = lines(text)
    def place(at):
        line = table[at["line"] - 1]
        return at["line"] - 1, units(line[:at["column"] - 1], encoding)
    return [
        (place(found["range"]["start"]), place(found["range"]["end"]), found["rule"], found["message"], found["severity"])
        for found in checked(text, *arguments, **options)]


def told(diagnostics):
    """Findings of the protocol in the same form."""
    names = {types.DiagnosticSeverity.Error: "error", types.DiagnosticSeverity.Warning: "warning", types.DiagnosticSeverity.Information: "note"}
    def whole(found):
        data = found.data
        message = data.get("message") if isinstance(data, dict) else getattr(data, "message", None)
        return message or found.message
    return [
        ((d.range.start.line, d.range.start.character), (d.range.end.line, d.range.end.character), d.code, whole(d), names[d.severity])
        for d in diagnostics]
