import Formats
import GalleyCore
import Platform
import Synchronization

extension OpenDocument {
  /// A whole check of a text that takes longer than this is worth showing in advance what an edit left of the findings.
  static let quickEnough = Duration.milliseconds(2)
  var isSlow: Bool { checkingTime > Self.quickEnough }
}

extension Server {
  func notify(_ method: String, _ params: JSONValue) {
    switch method {
    case "exit": return leave()
    case "initialized" where isRunning: return begin()
    case "$/cancelRequest":
      state.withLock { state in
        if let id = params["id"], state.unanswered.contains(id) { state.cancelled.insert(id) }
      }
      return wake.signal()
    case "window/workDoneProgress/cancel":
      state.withLock { state in
        if let id = params["token"].flatMap({ state.watched[$0] }) { state.cancelled.insert(id) }
      }
      return wake.signal()
    case "$/setTrace": return state.withLock { $0.trace = params["value"]?.string ?? "off" }
    default: break
    }
    guard isRunning else { return }
    switch method {
    case "textDocument/didOpen": open(params)
    case "textDocument/didChange": change(in: params)
    case "textDocument/didSave": saved(params)
    case "textDocument/didClose": close(params)
    case "workspace/didChangeConfiguration":
      let settings = params["settings"] ?? .null
      state.withLock { state in
        // A client that gives no settings is asked for them.
        if settings.isNull, state.client.giveConfiguration { askForSettings(&state) }
      }
      if !settings.isNull { change(settings) }
    case "workspace/didChangeWatchedFiles": reload()
    case "workspace/didChangeWorkspaceFolders": changeFolders(params)
    default: break
    }
  }

  private var isRunning: Bool { state.withLock { $0.phase == .running } }

  private func begin() {
    state.withLock { state in
      if state.client.giveConfiguration { askForSettings(&state) }
      guard state.client.registersWatchers else { return }
      let globs = ["**/\(ConfigurationSearch.fileName)", "**/*.{txt,dic,tsv,words}", "**/*.md"]
      request(
        "client/registerCapability",
        [
          "registrations": [
            [
              "id": "galley-files", "method": "workspace/didChangeWatchedFiles",
              "registerOptions": ["watchers": .array(globs.map { ["globPattern": .string($0)] })],
            ]
          ]
        ], &state)
    }
  }

  private func askForSettings(_ state: inout State) {
    request("workspace/configuration", ["items": [["section": "galley"]]], for: .configuration, &state)
  }

  private func open(_ params: JSONValue) {
    guard let item = params["textDocument"], let uri = item["uri"]?.string, let text = item["text"]?.string else { return }
    let document = OpenDocument(
      uri: DocumentURI(uri), languageID: item["languageId"]?.string ?? "", version: item["version"]?.integer ?? 0, text: text)
    state.withLock { state in
      state.documents[document.uri] = document
      enqueue(document.uri, &state)
    }
    wake.signal()
  }

  /// Has a document checked before all others.
  func enqueue(_ uri: DocumentURI, _ state: inout State) {
    guard let language = state.documents[uri]?.language, language != .other else { return }
    state.waiting.removeAll { $0 == uri }
    state.waiting.append(uri)
  }

  private func change(in params: JSONValue) {
    guard let item = params["textDocument"], let uri = item["uri"]?.string.map({ DocumentURI($0) }),
      let changes = params["contentChanges"]?.array
    else { return }
    let isStale = state.withLock { state -> Bool in
      guard state.documents[uri] != nil else { return false }
      let isNew = state.documents[uri]?.apply(changes, version: item["version"]?.integer, state.client.encoding, now: .now) ?? false
      guard isNew, let document = state.documents[uri] else { return true }
      if document.language.isProse, document.isSlow, document.checkedRevision != nil {
        // Who asks for findings and cannot be told of later ones gets those of the whole check.
        if !state.client.pullsDiagnostics || state.client.refreshesDiagnostics {
          state.documents[uri]?.findings = Preview.findings(of: document)
        }
        if !state.client.pullsDiagnostics { publish(uri, &state) }
      }
      enqueue(uri, &state)
      return false
    }
    if isStale {
      tell("changes of \(uri.text) came with a version that is not newer than the last; they are left out", isError: true)
    }
    wake.signal()
  }

  private func saved(_ params: JSONValue) {
    guard let uri = params.at("textDocument", "uri")?.string.map({ DocumentURI($0) }) else { return }
    state.withLock { state in
      state.isLookWanted = true
      guard let document = state.documents[uri] else { return }
      if document.language == .configuration { state.isReloadWanted = true }
      guard !document.typing.isIdle else { return }
      state.documents[uri]?.typing.leave()
      show(uri, &state)
    }
    wake.signal()
  }

  private func close(_ params: JSONValue) {
    guard let uri = params.at("textDocument", "uri")?.string.map({ DocumentURI($0) }) else { return }
    state.withLock { state in
      state.waiting.removeAll { $0 == uri }
      guard let document = state.documents.removeValue(forKey: uri) else { return }
      // What was pushed is taken back; what was asked for the client forgets itself.
      if document.language.isProse, !state.client.pullsDiagnostics {
        outbox.send(
          Message.notification("textDocument/publishDiagnostics", ["uri": .string(uri.text), "diagnostics": []]), findingsOf: uri)
      }
    }
  }

  private func changeFolders(_ params: JSONValue) {
    func folders(_ key: String) -> [FilePath] {
      (params.at("event", key)?.array ?? []).compactMap { $0["uri"]?.string }.compactMap { DocumentURI($0).path }
    }
    let removed = folders("removed"), added = folders("added")
    state.withLock { state in
      state.folders.removeAll { removed.contains($0) }
      state.folders += added.filter { !state.folders.contains($0) }
    }
  }

  /// Brings to the client what is to be seen of a document now, in the way that it gets findings.
  func show(_ uri: DocumentURI, _ state: inout State) {
    guard let document = state.documents[uri], document.isChecked else { return }
    guard state.client.pullsDiagnostics else { return publish(uri, &state) }
    if document.published != nil, document.published != document.visible, state.client.refreshesDiagnostics {
      // Told once; the client asks again.
      state.documents[uri]?.published = document.visible
      request("workspace/diagnostic/refresh", .null, &state)
    }
  }

  /// Pushes what is to be seen of a document.
  private func publish(_ uri: DocumentURI, _ state: inout State) {
    guard let document = state.documents[uri] else { return }
    let visible = document.visible
    guard document.publishedRevision != document.revision || document.published != visible else { return }
    state.documents[uri]?.published = visible
    state.documents[uri]?.publishedRevision = document.revision
    let items = DiagnosticEncoder(document, state.client).array(visible)
    outbox.send(
      Message.notification(
        "textDocument/publishDiagnostics",
        ["uri": .string(uri.text), "version": .integer(document.version), "diagnostics": items]), findingsOf: uri)
  }
}
