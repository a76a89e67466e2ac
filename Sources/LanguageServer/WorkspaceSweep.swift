import Formats
import GalleyCore
import Platform
import Synchronization

/// The findings of all texts in the workspace, one text at a time, so that whoever writes does not wait.
final class WorkspaceSweep {
  private let request: Request
  private var files: ArraySlice<String>
  private let count: Int
  private let known: [String: String]
  private let progress: Progress?
  private var items: [JSONValue] = []

  init(_ request: Request, _ analyst: Analyst) {
    self.request = request
    let ids = request.params["previousResultIds"]?.array ?? []
    known = Dictionary(
      ids.compactMap { id in id["uri"]?.string.flatMap { uri in id["value"]?.string.map { (uri, $0) } } }, uniquingKeysWith: { $1 })
    let folders = analyst.server.state.withLock(\.folders)
    var seen: Set<String> = []
    let found = folders.flatMap { analyst.knowledge.texts(below: $0) }.filter { seen.insert($0).inserted }
    (files, count) = (found[...], found.count)
    let token = request.params["workDoneToken"]
    progress = token.map { Progress(analyst.server, title: "Checking the workspace", token: $0) }
  }

  /// Checks one more text; false once the request is answered.
  func step(_ analyst: Analyst) -> Bool {
    let server = analyst.server
    if server.isCancelled(request.id) { return finish(server, .failure(.cancelled)) }
    guard let file = files.popFirst() else {
      let rest = items
      return finish(server, .success(["items": .array(rest)]))
    }
    if let item = item(file, analyst) {
      if let token = request.params["partialResultToken"] {
        server.outbox.send(Message.notification("$/progress", ["token": token, "value": ["items": [item]]]))
      } else {
        items.append(item)
      }
    }
    progress?.report("\(count - files.count) of \(count)", percentage: (count - files.count) * 100 / max(1, count))
    return true
  }

  private func finish(_ server: Server, _ result: Result<JSONValue, ResponseError>) -> Bool {
    progress?.end()
    server.respond(request.id, result)
    return false
  }

  private func item(_ file: String, _ analyst: Analyst) -> JSONValue? {
    let uri = DocumentURI(path: FilePath(file))
    let (client, open) = analyst.server.state.withLock { ($0.client, $0.documents[uri]) }
    var text = TextBuffer("")
    var found: [Finding] = []
    if open != nil {
      guard let checked = analyst.check(uri) else { return nil }
      (text, found) = (checked.text, checked.visible)
    } else {
      guard let setup = analyst.knowledge.setup(for: FilePath(file)), let bytes = try? FileReader.read(file),
        let read = try? DocumentReader.read(name: file, bytes: bytes, extended: setup.resources.extended)
      else { return nil }
      // Places are those of the text that an editor would show.
      let shown = TextBuffer(String(decoding: read.source.text, as: UTF8.self))
      text = shown
      found = setup.engine.check(read, setup.resources).filter { $0.severity >= analyst.knowledge.level }
        .map { Finding($0, inTextOf: read) }
    }
    let diagnostics = DiagnosticEncoder(uri: uri, text: text, client).array(found)
    let id = DiagnosticEncoder.identity(of: diagnostics)
    let version: JSONValue = open.map { .integer($0.version) } ?? .null
    if known[uri.text] == id { return ["uri": .string(uri.text), "version": version, "kind": "unchanged", "resultId": .string(id)] }
    return ["uri": .string(uri.text), "version": version, "kind": "full", "resultId": .string(id), "items": diagnostics]
  }
}
