import Formats

extension ProseBuilder {
  /// Appends the inside of a JSON string with its escapes decoded; what is no escape stays as it is.
  mutating func decodeEscapes(_ range: TextRange) {
    var start = range.start, i = range.start
    while i < range.end {
      guard source[i] == .backslash, let (scalar, end) = escape(at: i, limit: range.end) else {
        i += 1
        continue
      }
      copy(TextRange(start, i))
      append(String(scalar).utf8, for: TextRange(i, end))
      (start, i) = (end, end)
    }
    copy(TextRange(start, range.end))
  }

  private func escape(at start: Int, limit: Int) -> (Unicode.Scalar, end: Int)? {
    guard start + 1 < limit else { return nil }
    switch source[start + 1] {
    case .doubleQuote, .backslash, .slash: return (Unicode.Scalar(source[start + 1]), start + 2)
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return (" ", start + 2)
    case UInt8(ascii: "u"):
      guard let first = unit(at: start + 2, limit) else { return nil }
      if let scalar = Unicode.Scalar(first) { return (scalar, start + 6) }
      // Half of a pair.
      guard first < 0xDC00, start + 7 < limit, source[start + 6] == .backslash, source[start + 7] == UInt8(ascii: "u"),
        let second = unit(at: start + 8, limit), (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { return ("\u{FFFD}", start + 6) }
      return (scalar, start + 12)
    default: return nil
    }
  }

  private func unit(at start: Int, _ limit: Int) -> UInt32? {
    guard start + 4 <= limit else { return nil }
    var value: UInt32 = 0
    for byte in source[start..<(start + 4)] {
      switch byte {
      case UInt8.digits: value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | .caseBit) - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return value
  }
}
