import Formats

/// Which words of a line touch, by what the format states and by their boxes.
extension OCRPage {
  /// Where a line’s spaces are stated.
  enum SpaceStatement {
    /// The file states none: its words are apart.
    case none
    /// The file states them: these words have one before them.
    case before(Set<Int>)
  }

  /// Two boxes closer than this part of a letter’s width have no space between them.
  private static let touching = 0.3
  /// Punctuation stands a little off its word.
  private static let touchingMark = 0.7

  /// Decides for the page, once its lines are known.
  mutating func closeGaps(_ spaces: SpaceStatement, _ bytes: [UInt8]) {
    for line in lines {
      var stated: Set<Int>?
      if case .before(let all) = spaces { stated = all }
      let isStated = line.contains { stated?.contains($0) == true }
      let width = letterWidth(line, bytes)
      for i in line.dropFirst() {
        let isMark = isLone(i, Self.closing, bytes) || isLone(i - 1, Self.opening, bytes)
        let gap = width.flatMap { distance(i - 1, i, letter: $0) }
        if stated?.contains(i) == true {
          words[i].touches = isMark && (gap ?? 1) <= 0
        } else if let gap {
          words[i].touches = isMark ? gap < Self.touchingMark : stated != nil && gap < Self.touching
        } else {
          words[i].touches = isMark || isStated
        }
      }
    }
  }

  /// How far apart two words are, in widths of a letter; nil where boxes are missing or overlap as those of no line do.
  private func distance(_ i: Int, _ next: Int, letter width: Double) -> Double? {
    guard let a = words[i].box, let b = words[next].box, a.right > a.left, b.right > b.left, b.right > a.left else { return nil }
    return Double(b.left - a.right) / width
  }

  private func letterWidth(_ line: Range<Int>, _ bytes: [UInt8]) -> Double? {
    var width = 0.0, letters = 0
    for i in line {
      guard let box = words[i].box, box.right > box.left else { continue }
      width += Double(box.right - box.left)
      for piece in pieces[words[i].pieces] {
        letters += bytes[piece.start..<piece.end].count { $0 & 0xC0 != 0x80 }
      }
    }
    return letters == 0 ? nil : width / Double(letters)
  }

  private static let closing = Set(",.;:!?)]}”’»".unicodeScalars.map(\.value))
  private static let opening = Set("([{“‘«".unicodeScalars.map(\.value))

  /// Whether a word consists of such marks alone.
  private func isLone(_ i: Int, _ marks: Set<UInt32>, _ bytes: [UInt8]) -> Bool {
    for piece in pieces[words[i].pieces] {
      for (scalar, _, _) in UTF8Scalars(bytes[piece.start..<piece.end]) where !marks.contains(scalar) { return false }
    }
    return !words[i].pieces.isEmpty
  }

  /// Whether the word is the last one once more: some engines write a word twice at the same place.
  func repeatsLast(_ word: Word, _ piece: TextRange, _ bytes: [UInt8]) -> Bool {
    guard words.count > lines.last?.upperBound ?? 0, let last = words.last, let box = word.box, box == last.box,
      box.right > box.left, last.pieces.count == 1, let place = last.pieces.first
    else { return false }
    let known = pieces[place]
    return bytes[known.start..<known.end].elementsEqual(bytes[piece.start..<piece.end])
  }
}
