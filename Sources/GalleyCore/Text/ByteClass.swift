import Formats

/// What an ASCII byte may be part of.
enum ByteClass: UInt8 {
  case letter, digit, space, newline, formFeed, stop, hyphen, quote, punctuation, at, hash, symbol, control, high

  /// Letters first: four bytes in five are.
  @inline(__always) static func of(_ byte: UInt8) -> ByteClass {
    byte.isLetter ? .letter : byte == .space ? .space : other(byte)
  }

  @inline(never) private static func other(_ byte: UInt8) -> ByteClass {
    switch byte {
    case UInt8.digits: .digit
    case .space, .tab, .verticalTab: .space
    case .lineFeed, .carriageReturn: .newline
    case .formFeed: .formFeed
    case .stop: .stop
    case .hyphen: .hyphen
    case .doubleQuote, .apostrophe, .backtick: .quote
    case .comma, .semicolon, .colon, .exclamation, .question, .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace, .closeBrace, .slash: .punctuation
    case .at: .at
    case .hash: .hash
    case 0x80...0xFF: .high
    case 0x00...0x1F, 0x7F: .control
    default: .symbol
    }
  }
}
