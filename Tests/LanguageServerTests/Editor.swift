import Formats
import GalleyCore
import GalleyTesting
import LanguageServer

/// A client and a server in one thread: what is sent is dealt with before the next.
final class Editor {
  let outbox = Outbox()
  let server: Server
  let analyst: Analyst
  private var number = 0
  private(set) var messages: [JSONValue] = []

  init(_ capabilities: JSONValue = [:], options: ServerOptions = ServerOptions(), folders: [String] = []) throws {
    // The index of the dictionaries is compiled once for all tests.
    _ = try Workbench.resources()
    var options = options
    options.search = folders.isEmpty ? .none : .nearest
    server = Server(options, outbox: outbox)
    let roots: [JSONValue] = folders.map { ["uri": .string("file://\($0)"), "name": "folder"] }
    server.receive([
      "jsonrpc": "2.0", "id": "first", "method": "initialize",
      "params": ["capabilities": capabilities, "workspaceFolders": .array(roots)],
    ])
    analyst = Analyst(server)
    tell("initialized", [:])
    _ = outbox.drain()
  }

  func tell(_ method: String, _ params: JSONValue) {
    server.receive(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  /// Does everything that waits.
  func work() {
    while analyst.step() {}
    messages += outbox.drain()
  }

  /// The answer to a request.
  func ask(_ method: String, _ params: JSONValue) -> JSONValue {
    number += 1
    let id: JSONValue = .integer(number)
    server.receive(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params])
    work()
    return messages.last { $0["id"] == id && $0["method"] == nil } ?? .null
  }

  func open(_ text: String, as language: String = "plaintext", uri: String = "file:///texts/a.txt", version: Int = 1) {
    tell(
      "textDocument/didOpen",
      ["textDocument": ["uri": .string(uri), "languageId": .string(language), "version": .integer(version), "text": .string(text)]])
  }

  func change(_ changes: JSONValue, version: Int, uri: String = "file:///texts/a.txt") {
    tell("textDocument/didChange", ["textDocument": ["uri": .string(uri), "version": .integer(version)], "contentChanges": changes])
  }

  func type(_ text: String, line: Int, character: Int, version: Int) {
    let place: JSONValue = ["line": .integer(line), "character": .integer(character)]
    change([["range": ["start": place, "end": place], "text": .string(text)]], version: version)
  }

  func save(uri: String = "file:///texts/a.txt") { tell("textDocument/didSave", ["textDocument": ["uri": .string(uri)]]) }

  /// The rules of what was pushed last, and for which version.
  func pushed(uri: String = "file:///texts/a.txt") -> (rules: [String], version: Int?) {
    let last = messages.last { $0["method"] == "textDocument/publishDiagnostics" && $0.at("params", "uri")?.string == uri }
    return ((last?.at("params", "diagnostics")?.array ?? []).compactMap { $0["code"]?.string }, last?.at("params", "version")?.integer)
  }
}
