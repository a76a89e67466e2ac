import Formats

/// Reports a file that is not UTF-8, once.
package struct InvalidEncoding: Rule {
  package static let id: RuleID = "invalid-encoding"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for problem in document.problems where problem.isEncoding { findings.flag(problem.range, problem.message) }
    guard let first = document.source.firstInvalid, document.markup == .none else { return }
    let text = document.source.text
    let length = first < text.count ? decodeScalar(text.span, first).length : 0
    let message: String
    switch document.source.encoding {
    case .windows1252: message = "not UTF-8; read as Windows-1252"
    case .utf16LittleEndian, .utf16BigEndian: message = "damaged UTF-16: half a character"
    case .utf8, .damagedUTF8: message = "bytes that are not UTF-8; read as Windows-1252 from here on where needed"
    }
    guard document.map != nil else { return findings.flag(TextRange(first, first + length), message) }
    let offset = document.proseOffset(atOrAfter: first)
    findings.flag(TextRange(offset, offset), message, source: SourceRange(first, first + length))
  }
}
