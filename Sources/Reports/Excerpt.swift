/// Parts of a line that are near a finding. A line may be as long as its file, and be shown once for each finding in it:
/// what is far from the finding is never looked at.
enum Excerpt {
  /// Bytes that are kept: as many as a hundred of the longest characters have, more than any report shows of a line.
  private static let most = 400

  /// The last bytes of a text, whole scalars; and whether others stand before them.
  static func tail(_ text: ArraySlice<UInt8>) -> (bytes: ArraySlice<UInt8>, isCut: Bool) {
    guard text.count > most else { return (text, false) }
    let kept = text.suffix(most).drop { $0 & 0xC0 == 0x80 }
    return (kept, true)
  }

  /// The first bytes of a text, whole scalars; and whether others stand after them.
  static func head(_ text: ArraySlice<UInt8>) -> (bytes: ArraySlice<UInt8>, isCut: Bool) {
    guard text.count > most else { return (text, false) }
    var end = text.startIndex + most
    while end > text.startIndex, text[end] & 0xC0 == 0x80 { end -= 1 }
    return (text[..<end], true)
  }
}
