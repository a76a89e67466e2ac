extension UInt8 {
  /// Of ASCII, as are the others.
  @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
  @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inline(__always) var isCapital: Bool { self &- 0x41 < 26 }
  @inline(__always) var isLowercase: Bool { self &- 0x61 < 26 }
}

/// What an ASCII byte may be part of.
enum ByteClass: UInt8 {
  case letter, digit, space, newline, formFeed, stop, hyphen, quote, punctuation, at, hash, symbol, control, high

  /// Letters first: four bytes in five are.
  @inline(__always) static func of(_ byte: UInt8) -> ByteClass {
    (byte | 0x20) &- 0x61 < 26 ? .letter : byte == 0x20 ? .space : other(byte)
  }

  @inline(never) private static func other(_ byte: UInt8) -> ByteClass {
    switch byte {
    case 0x30...0x39: .digit
    case 0x20, 0x09, 0x0B: .space
    case 0x0A, 0x0D: .newline
    case 0x0C: .formFeed
    case 0x2E: .stop
    case 0x2D: .hyphen
    case 0x22, 0x27, 0x60: .quote
    case 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F: .punctuation
    case 0x40: .at
    case 0x23: .hash
    case 0x80...0xFF: .high
    case 0x00...0x1F, 0x7F: .control
    default: .symbol
    }
  }
}
