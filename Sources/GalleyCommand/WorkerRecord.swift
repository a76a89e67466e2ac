import Formats
import GalleyCore
import Reports

/// One line of a worker’s input: what to check, and the id that its answer carries.
struct WorkerRecord {
  /// A string, a number or null; given back as it came.
  let id: JSONValue
  var text: String?
  /// A file, in whatever encoding and packing it has.
  var bytes: [UInt8]?
  var path: String?
  /// The name that a text is reported under; its ending and its folder’s configuration count.
  var name: String?
  var input: String?
  var languages: [String] = []
  var report = Report.diagnostics

  /// What the answer tells.
  enum Report: String {
    case diagnostics
    /// How well each page was read.
    case ocr
  }

  /// Why there is no record, with the id where that can be read.
  struct Fault: Error {
    var id = JSONValue.null
    let reason: String
  }

  /// Reads a line of JSON.
  init(_ line: [UInt8]) throws(Fault) {
    let value: JSONValue
    do throws(JSONParser.Fault) { value = try JSONParser.parse(line) } catch {
      throw Fault(reason: "a record is one JSON object on one line")
    }
    guard value.members != nil, String(validating: line, as: UTF8.self) != nil else {
      throw Fault(reason: value.members == nil ? "a record is one JSON object" : "a record is one JSON object on one line")
    }
    let id = value["id"] ?? .null
    switch id {
    case .null, .string, .integer: break
    case .number(let number) where number.isFinite: break
    default: throw Fault(reason: "“id” must be a string, a number or null")
    }
    self.id = id
    func fault(_ key: String, _ reason: String) -> Fault { Fault(id: id, reason: "“\(key)” \(reason)") }
    func string(_ key: String) throws(Fault) -> String? {
      guard let found = value[key], !found.isNull else { return nil }
      guard let text = found.string else { throw fault(key, "has the wrong type") }
      return text
    }
    text = try string("text")
    if let encoded = try string("bytes") {
      guard let decoded = Base64.decode(encoded.utf8) else { throw fault("bytes", "has no valid value") }
      bytes = decoded
    }
    path = try string("path")
    name = try string("name")
    input = try string("input")
    // One tag, or several.
    if let found = value["language"], !found.isNull {
      guard let tags = found.string.map({ [$0] }) ?? found.strings, tags.count == found.array?.count ?? 1 else {
        throw fault("language", "has the wrong type")
      }
      languages = tags
    }
    if let wanted = try string("report") {
      guard let known = Report(rawValue: wanted) else { throw fault("report", "has no valid value") }
      report = known
    }
    guard [text != nil, bytes != nil, path != nil].count(where: { $0 }) == 1 else {
      throw Fault(id: id, reason: "a record has one of “text”, “bytes” and “path”")
    }
  }
}

/// One line of a worker’s output.
enum WorkerAnswer {
  static func write(_ id: JSONValue, _ report: FileReport, into output: inout [UInt8]) {
    if case .failed(let reason) = report.status { return write(id, failure: reason, into: &output) }
    write(id, "ok", into: &output) { json in
      json.member("words", report.words)
      json.member("diagnostics", report.located()) { $0.finding($1, report.shownPath) }
    }
  }

  static func write(_ id: JSONValue, _ measured: PageMeter.Measured, into output: inout [UInt8]) {
    switch measured.outcome {
    case .failure(let error): write(id, failure: error.reason, into: &output)
    case .success(let pages):
      write(id, "ok", into: &output) {
        $0.member("pages", pages) { json, page in
          json.object {
            $0.member("number", page.number)
            $0.member("tokens", page.tokens)
            $0.key("wrong")
            $0.number(page.wrong, places: 2)
          }
        }
      }
    }
  }

  static func write(_ id: JSONValue, failure reason: String, into output: inout [UInt8]) {
    write(id, "error", into: &output) { $0.member("error", reason) }
  }

  private static func write(_ id: JSONValue, _ status: String, into output: inout [UInt8], _ members: (inout JSONWriter) -> Void) {
    var json = JSONWriter()
    json.write(into: &output) { json in
      json.object {
        $0.key("id")
        $0.value(id)
        $0.member("status", status)
        members(&$0)
      }
      json.end()
    }
  }
}
