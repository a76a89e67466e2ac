import Formats

extension Document {
  /// An edit of an OCR file whose range spans several words, as one edit of each word’s own text: the new words go into
  /// the old ones’ places, and what has no word any more stays as an empty element. Nil where no word is concerned.
  func wordEdits(_ edit: Edit) -> [Edit]? {
    guard let layout else { return nil }
    var range = edit.range, replacement = edit.replacement
    var words = layout.words(in: range)
    if words.isEmpty {
      // Only what is between two words changes: they change together.
      guard let next = layout.words.firstIndex(where: { $0.range.start >= range.end }), next > 0 else { return nil }
      words = layout.words[(next - 1)...next]
      let whole = layout.words[next - 1].range.union(layout.words[next].range)
      replacement = text(TextRange(whole.start, range.start)) + replacement + text(TextRange(range.end, whole.end))
      range = whole
    }
    let parts = replacement.split { $0 == " " || $0 == "\n" || $0 == "\r\n" }.map(String.init)
    var edits: [Edit] = []
    for (number, word) in words.enumerated() {
      let part = TextRange(max(word.range.start, range.start), min(word.range.end, range.end))
      let isLast = number + 1 == words.count
      let new = number >= parts.count ? "" : isLast ? parts[number...].joined(separator: " ") : parts[number]
      if new != text(part) { edits.append(Edit(part, new)) }
    }
    return edits.isEmpty ? nil : edits
  }
}
