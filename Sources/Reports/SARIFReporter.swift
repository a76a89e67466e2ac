import Formats
package import GalleyCore

/// SARIF 2.1.0 (OASIS standard): one run, its rules with their cards’ prose, fingerprints that survive moved lines.
/// Columns count Unicode scalars, as `columnKind` says.
package struct SARIFReporter: Reporter {
  private let options: ReportOptions
  private let rules: [RuleCard]
  private let indices: [RuleID: Int]
  private var json = JSONWriter()
  private var failures: [(path: String, reason: String)] = []

  package init(_ options: ReportOptions) {
    self.options = options
    rules = options.cards.filter { $0.kind != .excuse }
    indices = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package mutating func begin(into output: inout [UInt8]) {
    let (options, rules) = (options, rules)
    json.write(into: &output) { json in
      json.open("{")
      json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.member("version", "2.1.0")
      json.key("runs")
      json.open("[")
      json.open("{")
      json.member("tool") {
        $0.member("driver") {
          $0.member("name", "galley")
          $0.member("version", options.version)
          $0.member("rules", rules) {
            $0.breakLine()
            $0.rule($1)
          }
        }
      }
      json.member("columnKind", "unicodeCodePoints")
      json.key("results")
      json.open("[")
    }
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    if case .failed(let reason) = report.status { failures.append((report.shownPath, reason)) }
    let indices = indices
    json.write(into: &output) { json in
      for finding in report.located() {
        json.breakLine()
        json.result(finding, URIReference.of(report.repositoryPath), index: indices[finding.rule])
      }
    }
  }

  package mutating func finish(into output: inout [UInt8]) {
    let failures = failures
    json.write(into: &output) { json in
      json.close("]")
      json.member("invocations", CollectionOfOne(failures)) { json, failures in
        json.object { json in
          json.key("executionSuccessful")
          json.bool(failures.isEmpty)
          guard !failures.isEmpty else { return }
          json.member("toolExecutionNotifications", failures) { json, failure in
            json.object {
              $0.member("level", "error")
              $0.member("message") { $0.member("text", "\(failure.path): \(failure.reason)") }
            }
          }
        }
      }
      json.close("}")
      json.close("]")
      json.close("}")
      json.end()
    }
  }
}

extension JSONWriter {
  fileprivate mutating func rule(_ card: RuleCard) {
    let prose = (try? card.prose()) ?? ""
    object { json in
      json.member("id", card.id.name)
      json.member("shortDescription") { $0.member("text", card.summary) }
      json.member("help") { $0.member("text", prose.isEmpty ? card.summary : "\(card.summary)\n\n\(prose)") }
      json.member("defaultConfiguration") { $0.member("level", card.severity.name) }
      json.member("properties") { $0.member("tags", CollectionOfOne(card.category)) { $0.string($1) } }
    }
  }

  fileprivate mutating func result(_ finding: Located, _ uri: String, index: Int?) {
    object { json in
      json.member("ruleId", finding.rule.name)
      if let index { json.member("ruleIndex", index) }
      json.member("level", finding.severity.name)
      json.member("message") { $0.member("text", finding.messageWithPage) }
      json.member("locations", CollectionOfOne(finding.location)) { json, location in
        json.object { $0.location(location, uri) }
      }
      let related = finding.related
      if !related.isEmpty {
        json.member("relatedLocations", related) { json, related in
          json.object {
            $0.location(related.location, uri)
            $0.member("message") { $0.member("text", related.message) }
          }
        }
      }
      json.member("partialFingerprints") { $0.member("galley/v1", finding.fingerprint) }
      json.repairs(finding, uri)
    }
  }

  private mutating func repairs(_ finding: Located, _ uri: String) {
    let repairs = finding.repairs
    guard !repairs.isEmpty else { return }
    member("fixes", repairs) { json, repair in
      json.object { json in
        json.member("description") { $0.member("text", repair.safety == .safe ? "safe" : "unsafe: needs a reader’s eye") }
        json.member("artifactChanges", CollectionOfOne(repair.edits)) { json, edits in
          json.object { json in
            json.member("artifactLocation") { $0.member("uri", uri) }
            json.member("replacements", edits) { json, edit in
              json.object {
                $0.region("deletedRegion", edit.location)
                $0.member("insertedContent") { $0.member("text", edit.replacement) }
              }
            }
          }
        }
      }
    }
  }

  private mutating func location(_ location: Location, _ uri: String) {
    member("physicalLocation") {
      $0.member("artifactLocation") { $0.member("uri", uri) }
      $0.region("region", location)
    }
  }

  private mutating func region(_ name: String, _ location: Location) {
    member(name) {
      $0.member("startLine", location.start.line)
      $0.member("startColumn", location.start.column)
      $0.member("endLine", location.end.line)
      $0.member("endColumn", location.end.column)
      $0.member("byteOffset", location.file.start)
      $0.member("byteLength", location.file.count)
    }
  }
}

/// Paths as URI references (RFC 3986).
enum URIReference {
  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)

  static func of(_ path: String) -> String {
    var text = path.hasPrefix("/") ? "file://" : ""
    for byte in FileName.bytes(path) {
      if plain.contains(byte) {
        text.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.utf8.count < 2 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }
}
