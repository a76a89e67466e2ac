import Formats
import GalleyCore
import Platform

/// What can be said of a text at once after a key, while the whole check still runs: what was found before, moved along
/// with the text and without what the edit touched, and what rules find in the edited paragraph that need no more than
/// that.
enum Preview {
  /// A longer paragraph is left to the whole check.
  private static let longestParagraph = 1 << 13

  static func findings(of document: OpenDocument) -> [Finding] {
    guard document.language == .plainText, let setup = document.setup, let caret = document.typing.offset else { return document.findings }
    let paragraph = document.text.paragraph(at: caret)
    guard paragraph.count <= longestParagraph else { return document.findings }
    let bytes = Array(document.text.bytes[paragraph.start..<paragraph.end])
    guard let part = try? OpenText.read(bytes, document.language, name: document.uri.name.description, setup.resources.extended) else {
      return document.findings
    }
    let found = setup.engine.keeping { isLocal($0) }.check(part, setup.resources)
    let shift = TextChange(FileRange(0, 0), count: paragraph.start)
    let fresh = found.compactMap { Finding($0, in: part).moved(by: shift) }
      .filter { new in !document.findings.contains { $0.range.overlaps(new.range) || $0.range == new.range } }
    guard !fresh.isEmpty else { return document.findings }
    return (document.findings + fresh).sorted { $0.range.start < $1.range.start }
  }

  /// Rules of words and patterns look at a few words at a time.
  private static func isLocal(_ card: RuleCard) -> Bool {
    switch card.kind {
    case .phrases, .table, .pattern, .sequence: !card.isAboutComments
    case .algorithmic, .limit, .consistency, .excuse: false
    }
  }
}

extension TextBuffer {
  /// The lines around an offset, up to blank ones.
  func paragraph(at offset: Int) -> FileRange {
    func isBlank(_ line: Int) -> Bool { lines.text(ofLine: line, in: bytes).allSatisfy { $0 <= 0x20 } }
    var first = lines.lineIndex(of: min(offset, bytes.count))
    var last = first
    while first > 0, !isBlank(first - 1) { first -= 1 }
    while last + 1 < lines.starts.count, !isBlank(last + 1) { last += 1 }
    let end = last + 1 < lines.starts.count ? Int(lines.starts[last + 1]) : bytes.count
    return FileRange(Int(lines.starts[first]), end)
  }
}
