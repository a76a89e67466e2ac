import Formats
import GalleyCore
import Platform
import Synchronization

/// What the client has been told of texts that it does not have open. Some clients ask for a whole workspace every other second:
/// what has not changed is not even read.
struct SweptTexts {
  private struct Known {
    let identity: FileIdentity
    let setup: Setup
    let result: String
  }

  private var known: [String: Known] = [:]

  /// What was said of a file as it is now; nil where it would have to be checked.
  func result(of file: String, _ identity: FileIdentity, _ setup: Setup) -> String? {
    guard let last = known[file], last.identity == identity, last.setup === setup else { return nil }
    return last.result
  }

  mutating func note(_ result: String, of file: String, _ identity: FileIdentity, _ setup: Setup) {
    known[file] = Known(identity: identity, setup: setup, result: result)
  }

  mutating func keep(only files: Set<String>) { known = known.filter { files.contains($0.key) } }
}

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
    analyst.lookAtFiles()
    let found = folders.flatMap { analyst.knowledge.texts(below: $0) }.filter { seen.insert($0).inserted }
    analyst.swept.keep(only: seen)
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
    if analyst.server.state.withLock({ $0.documents[uri] }) != nil {
      guard let checked = analyst.check(uri) else { return nil }
      let client = analyst.server.state.withLock(\.client)
      let items = DiagnosticEncoder(checked, client).array(checked.visible)
      return report(uri, version: .integer(checked.version), DiagnosticEncoder.identity(of: items), items)
    }
    guard let setup = analyst.knowledge.setup(for: FilePath(file)), let identity = FileIdentity.of(file) else { return nil }
    if let result = analyst.swept.result(of: file, identity, setup), known[uri.text] == result {
      return report(uri, version: .null, result, [])
    }
    guard let bytes = try? FileReader.read(file),
      let read = try? DocumentReader.read(name: file, bytes: bytes, extended: setup.resources.extended)
    else { return nil }
    // Places are those of the text that an editor would show.
    let text = TextBuffer(String(decoding: read.source.text, as: UTF8.self))
    let found = setup.engine.check(read, setup.resources).filter { $0.severity >= analyst.knowledge.level }.map {
      Finding($0, inTextOf: read)
    }
    let items = DiagnosticEncoder(uri: uri, text: text, analyst.client(explaining: found, setup)).array(found)
    let result = DiagnosticEncoder.identity(of: items)
    analyst.swept.note(result, of: file, identity, setup)
    return report(uri, version: .null, result, items)
  }

  private func report(_ uri: DocumentURI, version: JSONValue, _ result: String, _ items: JSONValue) -> JSONValue {
    let head: JSONValue = ["uri": .string(uri.text), "version": version, "resultId": .string(result)]
    return known[uri.text] == result ? head.adding("kind", "unchanged") : head.adding("kind", "full").adding("items", items)
  }
}
