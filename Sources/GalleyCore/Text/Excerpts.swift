/// Passages quoted out of their middle, as search results, captions and notes quote them: “...tion of the bridge can be seen...”.
/// An ellipsis stands for what is missing, half a word or half a quotation perhaps.
extension Document {
  /// Whether the paragraph begins with an ellipsis: what is closed in it may have been opened before.
  func beginsCut(paragraph: Int) -> Bool { tokens[paragraphs[paragraph].tokens.lowerBound].kind == .ellipsis }

  /// Whether the paragraph begins and ends with an ellipsis: what is opened in it may be closed after it.
  func isCutOut(paragraph: Int) -> Bool {
    beginsCut(paragraph: paragraph) && tokens[paragraphs[paragraph].tokens.upperBound - 1].kind == .ellipsis
  }

  /// Whether the word at a token is what an ellipsis at an edge of its paragraph left of a longer one.
  func isCutWord(_ i: Int) -> Bool {
    guard let paragraph = paragraph(ofToken: i) else { return false }
    let (first, last) = (paragraph.tokens.lowerBound, paragraph.tokens.upperBound - 1)
    return i == first + 1 && tokens[first].kind == .ellipsis || i == last - 1 && tokens[last].kind == .ellipsis
  }
}
