/// Parts of a line that are near a finding. A line may be as long as its file, and be shown once for each finding in it:
/// what is far from the finding is never looked at.
enum Excerpt {
  /// Bytes that are kept: as many as a hundred of the longest characters have, more than any report shows of a line.
  private static let most = 400

  typealias Part = (bytes: ArraySlice<UInt8>, isCut: Bool)

  /// The last bytes of a text, whole scalars; and whether others stand before them.
  /// - Parameter width: scalars that the report shows at most; nil where it shows all that it gets
  static func tail(_ text: ArraySlice<UInt8>, width: Int? = nil) -> Part {
    if let width, isWider(text.suffix(width + 1), than: width) { return (text.suffix(width + 1), true) }
    guard text.count > most else { return (text, false) }
    let kept = text.suffix(most).drop { $0 & 0xC0 == 0x80 }
    return (kept, true)
  }

  /// The first bytes of a text, whole scalars; and whether others stand after them.
  static func head(_ text: ArraySlice<UInt8>, width: Int? = nil) -> Part {
    if let width, isWider(text.prefix(width + 1), than: width) { return (text.prefix(width + 1), true) }
    guard text.count > most else { return (text, false) }
    var end = text.startIndex + most
    while end > text.startIndex, text[end] & 0xC0 == 0x80 { end -= 1 }
    return (text[..<end], true)
  }

  /// The last of these scalars, so many at most.
  static func suffix(_ text: ArraySlice<UInt8>, scalars most: Int) -> ArraySlice<UInt8> {
    var start = text.endIndex, count = 0
    while start > text.startIndex, count < most {
      start -= 1
      if text[start] & 0xC0 != 0x80 { count += 1 }
    }
    return text[start...]
  }

  /// The first of these scalars, so many at most.
  static func prefix(_ text: ArraySlice<UInt8>, scalars most: Int) -> ArraySlice<UInt8> {
    var end = text.startIndex, count = 0
    while end < text.endIndex {
      if text[end] & 0xC0 != 0x80 { count += 1 }
      if count > most { break }
      end += 1
    }
    return text[..<end]
  }

  /// Whether bytes are more than so many scalars for certain.
  private static func isWider(_ bytes: ArraySlice<UInt8>, than width: Int) -> Bool { bytes.count > width && bytes.allSatisfy { $0 < 0x80 } }
}
