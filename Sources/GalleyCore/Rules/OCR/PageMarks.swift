import Formats
import Spelling

/// Marks of a damaged page that `PageReading` takes for misread where no rule of its own tells.
struct PageMarks {
  private let document: Document
  private let reading: PageReading

  init(_ analysis: Analysis) { (document, reading) = (analysis.document, analysis.shared(PageReading.self)) }

  /// How often what is offered is what was printed.
  private static let replaced: Confidence = 0.7, removed: Confidence = 0.6

  func read(_ i: Int, _ paragraph: Paragraph) -> StrayPunctuation.Reading? {
    let tokens = document.tokens
    guard !isText(tokens[i]), let odds = reading.odds(i), odds >= PageReading.leastMark else { return nil }
    let mark = document.text(tokens[i].range)
    let left = i > paragraph.tokens.lowerBound && !tokens[i - 1].isBlank ? tokens[i - 1] : nil
    let right = i + 1 < paragraph.tokens.upperBound && !tokens[i + 1].isBlank ? tokens[i + 1] : nil
    if let left, let right, isText(left), isText(right) {
      let range = left.range.union(right.range)
      return .init(
        range: range, message: "“\(document.text(range))”: a space read as “\(mark)”", text: "\(document.text(left.range)) \(document.text(right.range))",
        confidence: Self.replaced)
    }
    guard let word = left.flatMap({ isText($0) ? $0 : nil }) ?? right.flatMap({ isText($0) ? $0 : nil }) else {
      return .init(range: tokens[i].range, message: "a stray “\(mark)”", text: "", confidence: Self.removed)
    }
    let text = document.text(word.range), range = word.range.union(tokens[i].range)
    if left != nil, tokens[i].kind == .punctuation, endsSentence(i, paragraph) {
      return .init(range: range, message: "“\(text)\(mark)”: a stop read as “\(mark)”", text: text + ".", confidence: Self.replaced)
    }
    return .init(
      range: range, message: "a stray “\(mark)” \(left != nil ? "after" : "before") “\(text)”", text: text, confidence: Self.removed)
  }

  private func isText(_ token: Token) -> Bool { token.kind == .word || token.kind == .number }

  /// Whether another mark than a stop stands before a word with a capital, or at the end of a paragraph.
  private func endsSentence(_ i: Int, _ paragraph: Paragraph) -> Bool {
    guard document.bytes[document.tokens[i].start] != .stop else { return false }
    guard let next = document.next(i, limit: paragraph.tokens.upperBound) else { return true }
    return document.tokens[next].kind == .word && !isLowercase(document.tokens[next], document)
  }
}
