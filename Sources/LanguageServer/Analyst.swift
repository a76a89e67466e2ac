import Formats
import GalleyCore
import Platform
import Synchronization

/// The side of the server that checks and answers, in one thread: what it keeps is its own.
package final class Analyst {
  /// How often it is seen whether the client’s process still lives.
  private static let pulse = Duration.seconds(20)
  /// Bytes of a text whose first check is worth telling about.
  private static let longText = 200_000

  let server: Server
  private(set) var knowledge: Knowledge
  private var sweeps: [WorkspaceSweep] = []
  var swept = SweptTexts()
  private let pages = RulePages()

  package init(_ server: Server) {
    self.server = server
    knowledge = Knowledge(server.options, server.state.withLock(\.settings))
  }

  /// Works until the server is to end.
  package func work() {
    while server.status == nil {
      if step() { continue }
      let next = server.state.withLock { $0.documents.values.compactMap(\.typing.wakes).min() }
      let pause = next.map { min(max(.milliseconds(1), $0 - .now), Self.pulse) } ?? Self.pulse
      guard !server.wake.wait(atMost: pause) else { continue }
      if server.clientHasDied { server.end() }
      // Not every client tells what others write.
      lookAtFiles()
    }
  }

  private enum Work { case reload, look, answer(Request), check(DocumentURI) }

  /// Does one piece of work; false if there is none.
  package func step() -> Bool {
    let work = server.state.withLock { state -> Work? in
      if state.isReloadWanted {
        state.isReloadWanted = false
        return .reload
      }
      if state.isLookWanted {
        state.isLookWanted = false
        return .look
      }
      if !state.requests.isEmpty { return .answer(state.requests.removeFirst()) }
      return state.waiting.popLast().map { .check($0) }
    }
    switch work {
    case .reload: reload()
    case .look: lookAtFiles()
    case .answer(let request): take(request)
    case .check(let uri): _ = check(uri)
    case nil:
      if showLeft() { return true }
      guard let sweep = sweeps.first else { return false }
      if !sweep.step(self) { sweeps.removeFirst() }
    }
    return true
  }

  /// Shows what was held back until somebody paused.
  private func showLeft() -> Bool {
    server.state.withLock { state in
      var isAny = false
      for uri in state.documents.keys where state.documents[uri]?.typing.expire(now: .now) == true {
        server.show(uri, &state)
        isAny = true
      }
      return isAny
    }
  }

  /// Reads settings, configurations, word lists and rules again, and has everything checked with them.
  func reload() {
    knowledge.reload(server.state.withLock(\.settings)) { server.tell($0, isError: true) }
    server.state.withLock { state in
      for uri in state.documents.keys {
        state.documents[uri]?.checkedRevision = nil
        server.enqueue(uri, &state)
      }
    }
  }

  /// Reads everything again if a file is no longer what it was when it was read.
  func lookAtFiles() { if knowledge.hasChanged { reload() } }

  private func take(_ request: Request) {
    // An exit that the client sends right behind it does not take it back.
    if request.method == "shutdown" { return server.respond(request.id, .success(.null)) }
    if server.isCancelled(request.id) { return server.respond(request.id, .failure(.cancelled)) }
    if request.method == "workspace/diagnostic" {
      sweeps.append(WorkspaceSweep(request, self))
      return
    }
    do throws(ResponseError) {
      guard let result = try answer(request) else { return }
      server.respond(request.id, server.isCancelled(request.id) ? .failure(.cancelled) : .success(result))
    } catch { server.respond(request.id, .failure(error)) }
  }

  /// - Returns: nil where the answer has been given
  private func answer(_ request: Request) throws(ResponseError) -> JSONValue? {
    let params = request.params
    switch request.method {
    case "workspace/executeCommand": return try Commands(self).run(params)
    case "codeAction/resolve": return try CodeActions.resolve(params, self)
    default: break
    }
    guard let uri = request.uri else { throw .invalidParameters("no document is named") }
    guard let document = server.state.withLock({ $0.documents[uri] }) else {
      if request.method == "textDocument/diagnostic" { return ["kind": "full", "items": []] }
      throw .invalidParameters("\(uri.text) is not open")
    }
    if request.method == "textDocument/diagnostic" {
      guard check(uri, for: request) != nil else { throw server.isCancelled(request.id) ? .cancelled : .superseded }
      server.state.withLock { server.respondWithFindings(request, &$0) }
      return nil
    }
    guard document.revision == request.revision else { throw .contentModified }
    let client = server.state.withLock(\.client)
    switch request.method {
    case "textDocument/documentLink": return document.language == .configuration ? ConfigurationLinks.links(in: document, client) : []
    case "textDocument/completion": return try Completion(document, client, cards: knowledge.cards(for: uri.name)).items(params)
    default: break
    }
    guard document.language.isProse else { return request.method == "textDocument/hover" ? .null : [] }
    if request.method == "textDocument/documentSymbol" { return Symbols(document, client, knowledge.setup(for: document)).all }
    guard let checked = check(uri, for: request) else { throw .contentModified }
    switch request.method {
    case "textDocument/codeAction": return try CodeActions(checked, client, self).all(params)
    case "textDocument/hover": return try Hover(checked, client, knowledge.setup(for: checked)).answer(params)
    default: throw .unknownMethod(request.method)
    }
  }

  /// Checks a document, if it is not.
  /// - Returns: the document with what was found in it; nil if it was changed or the request was taken back meanwhile
  func check(_ uri: DocumentURI, for request: Request? = nil) -> OpenDocument? {
    lookAtFiles()
    guard let document = server.state.withLock({ $0.documents[uri] }) else { return nil }
    if document.isChecked || document.language == .other { return document }
    let setup = knowledge.setup(for: document)
    tellFaults()
    guard document.language.isProse, let setup else { return document }
    let isLong = document.setup == nil && document.text.bytes.count >= Self.longText
    let progress =
      isLong ? Progress(server, title: "Checking \(document.uri.name.names.last.map { String(decoding: $0, as: UTF8.self) } ?? "")") : nil
    defer { progress?.end() }
    let start = ContinuousClock.now
    let server = self.server
    let id = request?.id
    let revision = document.revision
    let findings = Self.findings(of: document.text.bytes, document, setup, least: knowledge.level) {
      if let id, server.isCancelled(id) { return true }
      return server.state.withLock { $0.documents[uri]?.revision != revision || $0.status != nil }
    }
    let time = ContinuousClock.now - start
    _ = client(explaining: findings ?? [], setup)
    return server.state.withLock { state in
      guard let findings, state.documents[uri]?.revision == revision else { return nil }
      if let id, state.cancelled.contains(id) {
        server.enqueue(uri, &state)
        return nil
      }
      state.documents[uri]?.take(findings, time: time, setup: setup)
      state.waiting.removeAll { $0 == uri }
      server.show(uri, &state)
      return state.documents[uri]
    }
  }

  /// The client, once it knows the pages that explain the rules of some findings.
  func client(explaining findings: [Finding], _ setup: Setup) -> ClientCapabilities {
    let addresses = pages.addresses(of: findings, setup.engine.cards)
    return server.state.withLock { state in
      state.client.rulePages.merge(addresses) { $1 }
      return state.client
    }
  }

  /// What is wrong with a text in some state of a document; nil if that became superfluous.
  static func findings(
    of bytes: [UInt8], _ document: OpenDocument, _ setup: Setup, least: Severity, isSuperseded: @escaping @Sendable () -> Bool = { false }
  ) -> [Finding]? {
    var engine = setup.engine
    engine.isSuperseded = isSuperseded
    guard let read = try? OpenText.read(bytes, document.language, name: document.uri.name.description, setup.resources.extended) else {
      return []
    }
    let found = engine.check(read, setup.resources)
    return isSuperseded() ? nil : found.filter { $0.severity >= least }.map { Finding($0, in: read) }
  }

  /// Shows what is wrong with configurations where they are, and takes back what is fixed.
  private func tellFaults() {
    let client = server.state.withLock(\.client)
    for (path, faults) in knowledge.takeNews() {
      let uri = DocumentURI(path: path)
      let text = TextBuffer(
        String(decoding: (try? FileReader.read(path.description, most: FileReader.largestConfiguration)) ?? [], as: UTF8.self))
      let items = faults.map { fault -> JSONValue in
        let offset = text.bytes.isEmpty ? 0 : text.offset(of: fault.position)
        return [
          "range": text.range(FileRange(offset, text.endOfWord(at: offset)), client.encoding), "severity": 1, "source": "galley",
          "message": .string(fault.message),
        ]
      }
      server.outbox.send(
        Message.notification("textDocument/publishDiagnostics", ["uri": .string(uri.text), "diagnostics": .array(items)]), findingsOf: uri)
      if let first = faults.first { server.tell("\(path): \(first.message)", isError: true) }
    }
  }
}

extension TextBuffer {
  /// The byte at a 1-based position whose column counts characters.
  func offset(of position: Position) -> Int {
    offset(of: ProtocolPosition(max(0, position.line - 1), max(0, position.column - 1)), .utf32)
  }

  func endOfWord(at offset: Int) -> Int {
    bytes[offset...].firstIndex { $0 <= 0x20 || $0 == 0x3A || $0 == 0x2C } ?? bytes.count
  }
}
