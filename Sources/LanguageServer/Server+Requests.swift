import Formats
import GalleyCore
import Synchronization

extension Server {
  /// What an analyst answers.
  static let analysed: Set<String> = [
    "textDocument/diagnostic", "workspace/diagnostic", "textDocument/codeAction", "codeAction/resolve", "textDocument/hover",
    "textDocument/documentSymbol", "textDocument/completion", "textDocument/documentLink", "workspace/executeCommand",
  ]

  func ask(_ request: Request) {
    switch request.method {
    case "initialize": initialize(request)
    case "shutdown":
      let isRunning = state.withLock { state in
        guard state.phase == .running else { return false }
        state.phase = .shutDown
        return true
      }
      guard isRunning else { return respond(request.id, .failure(notRunning)) }
      // What was asked before is answered first.
      hand(request)
    case let method:
      guard state.withLock({ $0.phase == .running }) else { return respond(request.id, .failure(notRunning)) }
      guard Self.analysed.contains(method) else { return respond(request.id, .failure(.unknownMethod(method))) }
      hand(request)
    }
  }

  private var notRunning: ResponseError {
    state.withLock { $0.phase == .created } ? .notInitialized : .invalidRequest("the server is shut down")
  }

  /// Answers at once what is known, and leaves the rest to the analyst.
  private func hand(_ request: Request) {
    let isWaiting = state.withLock { state in
      guard state.unanswered.insert(request.id).inserted else {
        outbox.send(Message.response(request.id, .failure(.invalidRequest("the id is in use"))))
        return false
      }
      var request = request
      if let uri = request.uri, let document = state.documents[uri] {
        request.revision = document.revision
        if request.method == "textDocument/diagnostic", !state.isReloadWanted, pull(request, document, &state) { return false }
      }
      if let token = request.params["workDoneToken"] { state.watched[token] = request.id }
      state.requests.append(request)
      return true
    }
    if isWaiting { wake.signal() }
  }

  /// Answers with findings that are there; false if they are still to be found.
  private func pull(_ request: Request, _ document: OpenDocument, _ state: inout State) -> Bool {
    let mayComeBack = state.client.refreshesDiagnostics && document.checkedRevision != nil && document.isSlow
    guard document.isChecked || !document.language.isProse || mayComeBack else { return false }
    respondWithFindings(request, &state)
    return true
  }

  /// Answers a request for the findings of a document with those that are known.
  func respondWithFindings(_ request: Request, _ state: inout State) {
    guard let uri = request.uri else { return respond(request.id, .failure(.invalidParameters("no document is named")), &state) }
    guard let document = state.documents[uri] else {
      return respond(request.id, .success(["kind": "full", "items": []]), &state)
    }
    let visible = document.visible
    let items = DiagnosticEncoder(document, state.client).array(visible)
    let id = DiagnosticEncoder.identity(of: items)
    state.documents[uri]?.published = visible
    state.documents[uri]?.publishedRevision = document.revision
    if request.params["previousResultId"]?.string == id {
      respond(request.id, .success(["kind": "unchanged", "resultId": .string(id)]), &state)
    } else {
      respond(request.id, .success(["kind": "full", "resultId": .string(id), "items": items]), &state)
    }
  }

  private func initialize(_ request: Request) {
    let params = request.params
    var problems: [String] = []
    let isFirst = state.withLock { state in
      guard state.phase == .created else { return false }
      state.phase = .running
      state.client = ClientCapabilities(params)
      state.parent = params["processId"]?.integer ?? 0
      if let trace = params["trace"]?.string { state.trace = trace }
      let roots = params["workspaceFolders"]?.array?.compactMap { $0["uri"]?.string } ?? params["rootUri"]?.string.map { [$0] } ?? []
      state.folders = roots.compactMap { DocumentURI($0).path }
      if let settings = params["initializationOptions"], !settings.isNull {
        state.base = options.settings.merging(settings) { problems.append($0) }
        state.settings = state.base
        // The analyst may have begun with what held before.
        state.isReloadWanted = true
      }
      return true
    }
    guard isFirst else { return respond(request.id, .failure(.invalidRequest("“initialize” comes once"))) }
    respond(
      request.id,
      .success([
        "capabilities": capabilities, "serverInfo": ["name": "galley", "version": .string(options.version)],
      ]))
    for problem in problems { tell(problem, isError: true) }
  }

  private var capabilities: JSONValue {
    let client = state.withLock { $0.client }
    return [
      "positionEncoding": .string(client.encoding.rawValue),
      "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
      "diagnosticProvider": [
        "identifier": "galley", "interFileDependencies": false, "workspaceDiagnostics": true, "workDoneProgress": true,
      ],
      "codeActionProvider": client.readsActionLiterals
        ? ["codeActionKinds": .array(CodeActions.kinds.map { .string($0) }), "resolveProvider": true] : true,
      "hoverProvider": true,
      "documentSymbolProvider": ["label": "galley"],
      "completionProvider": ["triggerCharacters": [":", " ", ","], "resolveProvider": false],
      "documentLinkProvider": ["resolveProvider": false],
      "executeCommandProvider": ["commands": .array(Commands.names.map { .string($0) })],
      "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
    ]
  }
}
