/// Numbers as words: 1,234.5 and 23rd.
enum Numerals {
  /// Digits, with single stops, commas or hyphens between them.
  static func isNumber(_ word: borrowing Span<UInt8>) -> Bool {
    var afterDigit = false
    for index in word.indices {
      let byte = word[index]
      if byte &- 0x30 < 10 {
        afterDigit = true
      } else {
        let isSeparator = byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        guard isSeparator, afterDigit else { return false }
        afterDigit = false
      }
    }
    return afterDigit
  }

  /// Digits and the English ending that belongs to them, in lower case or in capitals.
  static func isOrdinal(_ word: borrowing Span<UInt8>) -> Bool {
    guard word.count > 2 else { return false }
    let digits = word.count - 2
    for index in 0..<digits {
      guard word[index] &- 0x30 < 10 else { return false }
    }
    let isTeen = digits > 1 && word[digits - 2] == 0x31
    let isLowercase = word[digits] & 0x20 != 0
    guard isLowercase == (word[digits + 1] & 0x20 != 0) else { return false }
    let ending = (word[digits] | 0x20, word[digits + 1] | 0x20)
    switch isTeen ? 0 : word[digits - 1] - 0x30 {
    case 1: return ending == (UInt8(ascii: "s"), UInt8(ascii: "t"))
    case 2: return ending == (UInt8(ascii: "n"), UInt8(ascii: "d"))
    case 3: return ending == (UInt8(ascii: "r"), UInt8(ascii: "d"))
    default: return ending == (UInt8(ascii: "t"), UInt8(ascii: "h"))
    }
  }
}
