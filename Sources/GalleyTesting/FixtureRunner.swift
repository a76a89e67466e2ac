package import Formats
package import GalleyCore
import Reports

/// Checks the articles of Fixtures/ in this process.
package enum FixtureRunner {
  /// The findings at the default level.
  package static func findings(_ path: String) throws -> (document: Document, diagnostics: [Diagnostic]) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let document = Document(Source(path: name, bytes: Repository.bytes(path)))
    return (document, try Workbench.check(document).filter { $0.severity >= .warning })
  }

  /// The findings as compiler lines.
  package static func report(_ path: String) throws -> String {
    let (document, diagnostics) = try findings(path)
    var reporter = TextReporter(ReportOptions())
    var output: [UInt8] = []
    reporter.report(FileReport(path: document.source.path, document: document, diagnostics: diagnostics), into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// A defect put into an article on purpose, as its `.defects` file lists it.
  package struct Defect: Sendable {
    package let kind: String
    package let text: String
    package let line: Int
    package let column: Int
    package let range: TextRange
  }

  /// How the findings in an article meet the defects put into it.
  package struct Score: Sendable {
    package let article: String
    package var seen: [Defect] = []
    package var missed: [Defect] = []
    /// Findings at no defect.
    package var alarms: [String] = []
  }

  package static func score(_ article: String) throws -> Score {
    let (document, diagnostics) = try findings("Fixtures/articles/\(article).txt")
    var score = Score(article: article)
    let defects = defects(article, document)
    for defect in defects {
      if diagnostics.contains(where: { answers($0, defect, document) }) { score.seen.append(defect) } else { score.missed.append(defect) }
    }
    for diagnostic in diagnostics where !defects.contains(where: { answers(diagnostic, $0, document) }) {
      let position = document.source.position(of: diagnostic.range.start)
      score.alarms.append("\(position.line):\(position.column): \(diagnostic.message) [\(diagnostic.rule)]")
    }
    return score
  }

  /// A quotation left open may as well be reported where it opens.
  private static func answers(_ diagnostic: Diagnostic, _ defect: Defect, _ document: Document) -> Bool {
    if meets(diagnostic.range, defect.range) { return true }
    guard defect.kind == "unclosed-quote", diagnostic.rule == "unclosed-quote" else { return false }
    let paragraph = document.paragraphs.first { $0.range.end >= defect.range.start }
    return paragraph.map { $0.range.contains(diagnostic.range) } ?? false
  }

  /// Ranges that overlap or touch: whether a mark or the word before it is flagged is the rule's business.
  private static func meets(_ a: TextRange, _ b: TextRange) -> Bool { a.start <= b.end && b.start <= a.end }

  private static func defects(_ article: String, _ document: Document) -> [Defect] {
    let lines = Repository.text("Fixtures/articles/\(article).defects").split(separator: "\n")
    return lines.compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard !line.hasPrefix("#"), fields.count == 4 else { return nil }
      let position = fields[3].split(separator: ":").compactMap { Int($0) }
      guard position.count == 2 else { return nil }
      let text = fields[1].replacing("\\r", with: "\r").replacing("\\n", with: "\n")
      let start = document.offset(line: position[0], column: position[1])
      return Defect(
        kind: fields[0], text: fields[1], line: position[0], column: position[1],
        range: TextRange(start, start + text.utf8.count))
    }
  }
}

extension Document {
  /// The offset of a 1-based position in scalars.
  package func offset(line: Int, column: Int) -> Int {
    var offset = Int(source.lines.starts[line - 1])
    for (_, _, length) in UTF8Scalars(bytes[offset...]).prefix(column - 1) { offset += length }
    return offset
  }
}
