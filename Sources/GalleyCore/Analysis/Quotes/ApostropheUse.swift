import Formats

/// Which apostrophe the words of a document carry.
struct ApostropheUse: SharedAnalysis {
  let straight: Int, curly: Int

  init(_ analysis: Analysis) {
    let document = analysis.document
    var straight = 0, curly = 0
    for word in document.vocabulary.words where word.flags.contains(.apostrophe) {
      let isStraight = document.bytes[word.range.start..<word.range.end].contains(.apostrophe)
      if isStraight { straight += word.count } else { curly += word.count }
    }
    (self.straight, self.curly) = (straight, curly)
  }

  var prefersStraight: Bool { straight > curly }
  var prefersCurly: Bool { curly > 0 && curly >= straight }

  /// Whether an apostrophe without a partner stands directly after the word at token `i`, and nothing after that.
  static func isTrailing(_ i: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document, tokens = document.tokens, mark = i + 1
    guard mark < tokens.count, tokens[mark].kind == .quote, [0x27, 0x2019].contains(document.scalar(at: tokens[mark].start) ?? 0),
      mark + 1 == tokens.count || tokens[mark + 1].isBlank
    else { return false }
    let marks = analysis.quotations[.single].marks
    let found = marks.partitioningIndex { $0.token >= mark }
    return found < marks.count && marks[found].token == mark && marks[found].partner == nil
  }

  /// A text with the apostrophes that the document prefers.
  static func styled(_ text: String, _ analysis: Analysis) -> String {
    guard text.utf8.contains(.apostrophe) else { return text }
    return analysis.shared(Self.self).prefersCurly ? text.replacing("'", with: "’") : text
  }
}
