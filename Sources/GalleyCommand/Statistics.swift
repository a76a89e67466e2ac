import Formats
import GalleyCore

/// Counts of a run: for each rule, for each file, and against the number of words.
struct Statistics {
  private static let mostFiles = 20

  private var rules: [RuleID: Int] = [:]
  private var files: [(path: String, findings: Int, words: Int)] = []
  private var words = 0, findings = 0, fileCount = 0

  mutating func add(_ report: FileReport) {
    let count = report.words
    fileCount += 1
    words += count
    findings += report.diagnostics.count
    for diagnostic in report.diagnostics { rules[diagnostic.rule, default: 0] += 1 }
    if !report.diagnostics.isEmpty { files.append((report.path, report.diagnostics.count, count)) }
  }

  var text: String {
    var text = ""
    for (rule, count) in rules.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { text += Self.row(count, "\(rule)") }
    if fileCount > 1, !files.isEmpty {
      text += "\n"
      let sorted = files.sorted { ($1.findings, $0.path) < ($0.findings, $1.path) }
      for file in sorted.prefix(Self.mostFiles) {
        text += Self.row(file.findings, "\(printable(file.path)), \(plural(file.words, "word")), \(Self.rate(file.findings, file.words)) per 1,000")
      }
      if sorted.count > Self.mostFiles { text += "         and \(plural(sorted.count - Self.mostFiles, "more file"))\n" }
    }
    if !text.isEmpty { text += "\n" }
    return text + "\(plural(words, "word")), \(plural(findings, "finding")), \(Self.rate(findings, words)) per 1,000 words\n"
  }

  private static func row(_ count: Int, _ text: String) -> String {
    let number = String(count)
    return String(repeating: " ", count: max(0, 7 - number.count)) + "\(number)  \(text)\n"
  }

  /// With two decimals.
  private static func rate(_ count: Int, _ words: Int) -> String {
    let hundredths = words == 0 ? 0 : (count * 100_000 + words / 2) / words
    let decimals = String(hundredths % 100)
    return "\(hundredths / 100).\(decimals.count < 2 ? "0" : "")\(decimals)"
  }
}

/// A count and its noun.
func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
