import Formats
import GalleyCore

/// Comments that have galley leave a finding alone. Where one may stand depends on the text around it, so each is tried:
/// the first that does away with the finding, and with nothing else than findings of its rule, is taken.
struct SuppressionEdit {
  private let document: OpenDocument
  private let finding: Finding
  private let isForAll: Bool

  init(_ document: OpenDocument, _ finding: Finding, isForAll: Bool) {
    (self.document, self.finding, self.isForAll) = (document, finding, isForAll)
  }

  /// - Parameter check: what is found in a later state of the text
  func first(_ check: ([UInt8]) -> [Finding]) -> [FileEdit]? {
    for edit in candidates {
      let found = check(FixApplier.apply([edit], to: document.text.bytes))
      let change = TextChange(edit.range, count: edit.replacement.count)
      let isGone = !found.contains { $0.rule == finding.rule && $0.range.start == change.moved(finding.range.start) }
      func others(_ list: [Finding]) -> Int { list.count { $0.rule != finding.rule } }
      let gains = found.contains(where: isAboutComment) && !document.findings.contains(where: isAboutComment)
      if isGone, !gains, others(found) == others(document.findings) { return [edit] }
    }
    return nil
  }

  private func isAboutComment(_ finding: Finding) -> Bool { document.card(of: finding)?.isAboutComments == true }

  private var candidates: [FileEdit] {
    let text = document.text
    let line = text.lines.lineIndex(of: finding.range.start)
    func insertion(_ offset: Int, _ comment: String) -> FileEdit {
      FileEdit(range: FileRange(offset, offset), replacement: Array(comment.utf8))
    }
    func above(_ line: Int, _ verb: String) -> FileEdit {
      insertion(Int(text.lines.starts[line]), comment(verb) + lineEnd)
    }
    if isForAll {
      // After front matter or a declaration, where there is one.
      return ([0, 1] + (frontMatterEnd.map { [$0] } ?? [])).filter { $0 < text.lines.starts.count }.map { above($0, "off") }
    }
    guard isInline else { return [above(line, "ignore-next-line")] }
    let end = text.lines.text(ofLine: line, in: text.bytes).endIndex
    return [insertion(end, " " + comment("ignore-line")), above(line, "ignore-next-line")]
  }

  /// Whether a comment may stand after text.
  private var isInline: Bool { document.language == .markdown || document.language == .html }

  private func comment(_ verb: String) -> String {
    let body = "galley:\(verb) \(finding.rule)"
    switch document.language {
    case .markdown, .html: return "<!-- \(body) -->"
    case .commitMessage: return "# \(body)"
    case .plainText, .configuration, .other: return "// \(body)"
    }
  }

  private var lineEnd: String { document.text.lines.firstEnd(in: document.text.bytes) }

  /// The line after front matter.
  private var frontMatterEnd: Int? {
    let (lines, bytes) = (document.text.lines, document.text.bytes)
    guard lines.text(ofLine: 0, in: bytes).elementsEqual("---".utf8) else { return nil }
    return lines.starts.indices.dropFirst().first { lines.text(ofLine: $0, in: bytes).elementsEqual("---".utf8) }.map { $0 + 1 }
  }
}
