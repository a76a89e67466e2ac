import Formats

/// The text with straight apostrophes for curly ones.
func withStraightApostrophes(_ text: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  var i = text.startIndex
  while i < text.endIndex {
    if text[i] == 0xE2, text[i...].starts(with: [0xE2, 0x80, 0x99]) {
      result.append(.apostrophe)
      i += 3
    } else {
      result.append(text[i])
      i += 1
    }
  }
  return result
}
