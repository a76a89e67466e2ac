import Formats

/// Tags, and the marks that are one token or a run of the same.
extension Lexer {
  /// Stops and hyphens of one token; more are a line drawn across the page, in several.
  private static let longestRun = 1000

  /// `@handle`, `#tag`, or a lone sign.
  mutating func tagged(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int {
    var end = at + 1
    var letters = 0
    let isFree = at == 0 || ![.letter, .digit].contains(ByteClass.of(bytes[at - 1]))
    while isFree, end < limit {
      let kind = ByteClass.of(bytes[end])
      if kind == .letter { letters += 1 } else if kind != .digit, bytes[end] != .underscore { break }
      end += 1
    }
    if letters == 0 {
      append(.symbol, at, at + 1)
      return at + 1
    }
    appendLong(.verbatim, bytes, at, end)
    return end
  }

  mutating func stops(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int {
    var end = at
    while end < limit, bytes[end] == .stop, end - at < Self.longestRun { end += 1 }
    if end - at >= 3 {
      append(.ellipsis, at, end)
      return end
    }
    append(.punctuation, at, at + 1)
    return at + 1
  }

  mutating func hyphens(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int {
    var end = at
    while end < limit, bytes[end] == .hyphen, end - at < Self.longestRun { end += 1 }
    let isFreeLeft = at == 0 || bytes[at - 1] <= .space
    let isFreeRight = end >= limit || bytes[end] <= .space
    append(end - at > 1 || isFreeLeft && isFreeRight ? .dash : .hyphen, at, end)
    return end
  }

  mutating func high(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int {
    let (scalar, length) = decodeScalar(bytes, at)
    let end = at + length
    let scalarClass = ScalarClass(scalar)
    switch scalar {
    case 0x2018...0x201F, 0xAB, 0xBB, 0x2039, 0x203A, 0xB4, 0x2032...0x2037, 0x300C...0x300F: append(.quote, at, end)
    case 0x2012...0x2015: append(.dash, at, end)
    case 0x2010, 0x2011: append(.hyphen, at, end)
    case 0x2026: append(.ellipsis, at, end)
    default:
      switch scalarClass.kind {
      case .lower, .upper, .letter, .digit: return word(bytes, at, limit)
      case .mark: append(.symbol, at, end)
      case .space: append(.space, at, end)
      case .invisible, .control: append(.invisible, at, end)
      case .punctuation where ![0xA7, 0xB6, 0x2020, 0x2021, 0x2022].contains(scalar): append(.punctuation, at, end)
      default: append(.symbol, at, end)
      }
    }
    return end
  }
}
