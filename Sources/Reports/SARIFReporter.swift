package import GalleyCore

/// SARIF 2.1.0 (OASIS standard): one run, its rules with their cards’ prose, fingerprints that survive moved lines.
/// Columns count Unicode scalars, as `columnKind` says.
package struct SARIFReporter: Reporter {
  private let options: ReportOptions
  private let rules: [RuleCard]
  private let indices: [RuleID: Int]
  private var isFirst = true
  private var failures: [(path: String, reason: String)] = []

  package init(_ options: ReportOptions) {
    self.options = options
    rules = options.cards.filter { $0.kind != .excuse }
    indices = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package mutating func begin(into output: inout [UInt8]) {
    output.append("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{")
    output.append("\"tool\":{\"driver\":{\"name\":\"galley\",\"version\":")
    JSON.string(options.version, into: &output)
    output.append(",\"rules\":[")
    for (i, card) in rules.enumerated() {
      output.append(i > 0 ? ",\n" : "\n")
      rule(card, into: &output)
    }
    output.append("]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[")
  }

  private func rule(_ card: RuleCard, into output: inout [UInt8]) {
    let prose = (try? card.prose()) ?? ""
    output.append("{\"id\":\"\(card.id)\",\"shortDescription\":{\"text\":")
    JSON.string(card.summary, into: &output)
    output.append("},\"help\":{\"text\":")
    JSON.string(prose.isEmpty ? card.summary : "\(card.summary)\n\n\(prose)", into: &output)
    output.append("},\"defaultConfiguration\":{\"level\":\"\(card.severity.name)\"},\"properties\":{\"tags\":[")
    JSON.string(card.category, into: &output)
    output.append("]}}")
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    if case .failed(let reason) = report.status { failures.append((report.path, reason)) }
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics {
      output.append(isFirst ? "\n" : ",\n")
      isFirst = false
      result(diagnostic, document, URIReference.of(report.path), into: &output)
    }
  }

  private func result(_ diagnostic: Diagnostic, _ document: Document, _ uri: String, into output: inout [UInt8]) {
    output.append("{\"ruleId\":\"\(diagnostic.rule)\"")
    if let index = indices[diagnostic.rule] { output.append(",\"ruleIndex\":\(index)") }
    output.append(",\"level\":\"\(diagnostic.severity.name)\",\"message\":{\"text\":")
    JSON.string(diagnostic.located(in: document), into: &output)
    output.append("},\"locations\":[{")
    location(document.sourceRange(of: diagnostic), document.source, uri, into: &output)
    output.append("}]")
    if !diagnostic.related.isEmpty {
      output.append(",\"relatedLocations\":[")
      for (i, related) in diagnostic.related.enumerated() {
        output.append(i > 0 ? ",{" : "{")
        location(document.sourceRange(related.range), document.source, uri, into: &output)
        output.append(",\"message\":{\"text\":")
        JSON.string(related.message, into: &output)
        output.append("}}")
      }
      output.append("]")
    }
    output.append(",\"partialFingerprints\":{\"galley/v1\":\"\(fingerprint(of: diagnostic, in: document))\"}")
    fixes(diagnostic, document, uri, into: &output)
    output.append("}")
  }

  private func fixes(_ diagnostic: Diagnostic, _ document: Document, _ uri: String, into output: inout [UInt8]) {
    let fixes = diagnostic.fixes.compactMap { fix in document.sourceEdits(of: fix).map { (fix, $0) } }
    guard !fixes.isEmpty else { return }
    output.append(",\"fixes\":")
    JSON.array(fixes, into: &output) { change, output in
      let (fix, edits) = change
      output.append("{\"description\":{\"text\":\"\(fix.safety == .safe ? "safe" : "unsafe: needs a reader’s eye")\"}")
      output.append(",\"artifactChanges\":[{\"artifactLocation\":{\"uri\":")
      JSON.string(uri, into: &output)
      output.append("},\"replacements\":")
      JSON.array(edits, into: &output) { edit, output in
        output.append("{\"deletedRegion\":")
        region(edit.range, document.source, into: &output)
        output.append(",\"insertedContent\":{\"text\":")
        JSON.string(edit.replacement, into: &output)
        output.append("}}")
      }
      output.append("}]}")
    }
  }

  private func location(_ range: TextRange, _ source: Source, _ uri: String, into output: inout [UInt8]) {
    output.append("\"physicalLocation\":{\"artifactLocation\":{\"uri\":")
    JSON.string(uri, into: &output)
    output.append("},\"region\":")
    region(range, source, into: &output)
    output.append("}")
  }

  private func region(_ range: TextRange, _ source: Source, into output: inout [UInt8]) {
    let region = Region(range, source, .scalar)
    let start = source.fileOffset(range.start)
    output.append("{\"startLine\":\(region.start.line),\"startColumn\":\(region.start.column)")
    output.append(",\"endLine\":\(region.end.line),\"endColumn\":\(region.end.column)")
    output.append(",\"byteOffset\":\(start),\"byteLength\":\(source.fileOffset(range.end) - start)}")
  }

  package mutating func finish(into output: inout [UInt8]) {
    output.append("],\"invocations\":[{\"executionSuccessful\":\(failures.isEmpty)")
    if !failures.isEmpty {
      output.append(",\"toolExecutionNotifications\":[")
      for (i, failure) in failures.enumerated() {
        output.append(i > 0 ? ",{\"level\":\"error\",\"message\":{\"text\":" : "{\"level\":\"error\",\"message\":{\"text\":")
        JSON.string("\(failure.path): \(failure.reason)", into: &output)
        output.append("}}")
      }
      output.append("]")
    }
    output.append("}]}]}\n")
  }
}

/// Paths as URI references (RFC 3986).
enum URIReference {
  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)

  static func of(_ path: String) -> String {
    var text = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
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
