import FoundationEssentials
import GalleyCore
import Reports

/// One line of a worker’s input: what to check, and the id that its answer carries.
struct WorkerRecord: Decodable {
  /// Given back as it came: a string, a number or null.
  enum ID: Decodable, Sendable {
    case null, string(String), integer(Int64), number(Double)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let text = try? value.decode(String.self) {
        self = .string(text)
      } else if let integer = try? value.decode(Int64.self) {
        self = .integer(integer)
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else {
        throw DecodingError.dataCorruptedError(in: value, debugDescription: "“id” must be a string, a number or null")
      }
    }
  }

  let id: ID?
  let text: String?
  /// A file’s bytes in base64, in whatever encoding and packing the file has.
  let bytes: Data?
  let path: String?
  /// The name that a text is reported under; its ending and its folder’s configuration count.
  let name: String?
  let input: String?
  /// One tag, or several.
  let language: Tags?
  let report: Report?

  /// What the answer tells.
  enum Report: String, Decodable {
    case diagnostics
    /// How well each page was read.
    case ocr
  }

  enum Tags: Decodable {
    case one(String), several([String])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let tag = try? value.decode(String.self) {
        self = .one(tag)
      } else {
        self = .several(try value.decode([String].self))
      }
    }

    var all: [String] {
      switch self {
      case .one(let tag): [tag]
      case .several(let tags): tags
      }
    }
  }

  private struct OnlyID: Decodable { let id: ID? }

  /// Reads a line of JSON.
  /// - Returns: the record, or the reason why there is none, with the id where that can be read
  static func read(_ line: [UInt8]) -> Result<WorkerRecord, Fault> {
    let data = Data(line)
    do {
      let record = try JSONDecoder().decode(WorkerRecord.self, from: data)
      guard [record.text != nil, record.bytes != nil, record.path != nil].filter({ $0 }).count == 1 else {
        return .failure(Fault(id: record.id, reason: "a record has one of “text”, “bytes” and “path”"))
      }
      return .success(record)
    } catch {
      let id = try? JSONDecoder().decode(OnlyID.self, from: data).id
      return .failure(Fault(id: id, reason: reason(error)))
    }
  }

  struct Fault: Error {
    let id: ID?
    let reason: String
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "not a record: \(error)" }
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
      guard let key = context.codingPath.first else { return "a record is one JSON object" }
      return "“\(key.stringValue)” has the wrong type"
    case .dataCorrupted(let context):
      guard let key = context.codingPath.first else { return "a record is one JSON object on one line" }
      return key.stringValue == "id" ? context.debugDescription : "“\(key.stringValue)” has no valid value"
    @unknown default: return "not a record"
    }
  }
}

/// One line of a worker’s output.
enum WorkerAnswer {
  static func write(_ id: WorkerRecord.ID?, _ report: FileReport, into output: inout [UInt8]) {
    if case .failed(let reason) = report.status { return write(id, failure: reason, into: &output) }
    begin(id, "ok", into: &output)
    output += ",\"words\":\(report.document?.wordCount ?? 0),\"diagnostics\":".utf8
    guard let document = report.document else { return }
    JSON.array(report.diagnostics, into: &output) { JSON.diagnostic($0, document, report.shownPath, into: &$1) }
    output += "}\n".utf8
  }

  static func write(_ id: WorkerRecord.ID?, _ measured: PageMeter.Measured, into output: inout [UInt8]) {
    switch measured.outcome {
    case .failure(let error): write(id, failure: error.reason, into: &output)
    case .success(let pages):
      begin(id, "ok", into: &output)
      output += ",\"pages\":".utf8
      JSON.array(pages, into: &output) { page, output in
        let wrong = Int((page.wrong * 100).rounded())
        output += "{\"number\":\(page.number),\"tokens\":\(page.tokens),\"wrong\":\(wrong / 100).".utf8
        output += "\(wrong % 100 < 10 ? "0" : "")\(wrong % 100)}".utf8
      }
      output += "}\n".utf8
    }
  }

  static func write(_ id: WorkerRecord.ID?, failure reason: String, into output: inout [UInt8]) {
    begin(id, "error", into: &output)
    output += ",\"error\":".utf8
    JSON.string(reason, into: &output)
    output += "}\n".utf8
  }

  private static func begin(_ id: WorkerRecord.ID?, _ status: String, into output: inout [UInt8]) {
    output += "{\"id\":".utf8
    switch id {
    case .string(let text): JSON.string(text, into: &output)
    case .integer(let integer): output += "\(integer)".utf8
    case .number(let number): output += "\(number)".utf8
    case .null, nil: output += "null".utf8
    }
    output += ",\"status\":\"\(status)\"".utf8
  }
}
