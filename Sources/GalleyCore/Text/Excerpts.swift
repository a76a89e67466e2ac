/// Passages quoted out of their middle, as search results, captions and notes quote them: “...tion of the bridge can be seen...”.
/// An ellipsis stands for what is missing, half a word or half a quotation perhaps.
extension Document {
  /// Whether the paragraph begins with an ellipsis: what is closed in it may have been opened before.
  func beginsCut(paragraph: Int) -> Bool {
    tokens[paragraphs[paragraph].tokens].first { !$0.isBlank }?.kind == .ellipsis
  }

  /// Whether the paragraph begins and ends with an ellipsis: what is opened in it may be closed after it.
  func isCutOut(paragraph: Int) -> Bool {
    beginsCut(paragraph: paragraph) && lastMark(ofParagraph: paragraph)?.kind == .ellipsis
  }

  /// Whether the word at a token is what an ellipsis at an edge of its paragraph left of a longer one.
  func isCutWord(_ i: Int) -> Bool {
    guard let p = paragraphIndex(ofToken: i) else { return false }
    let range = paragraphs[p].tokens
    if i > range.lowerBound, tokens[i - 1].kind == .ellipsis, tokens[range.lowerBound..<(i - 1)].allSatisfy({ $0.isBlank }) { return true }
    return i + 1 < range.upperBound && tokens[i + 1].kind == .ellipsis && tokens[(i + 2)..<range.upperBound].allSatisfy { $0.isBlank }
  }

  /// The last token of a paragraph that is no blank.
  private func lastMark(ofParagraph paragraph: Int) -> Token? {
    tokens[paragraphs[paragraph].tokens].last { !$0.isBlank }
  }
}
