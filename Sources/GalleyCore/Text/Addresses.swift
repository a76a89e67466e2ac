import Formats

/// Addresses and file names in running text: what is language must end before them.
enum Addresses {
  /// The end of a URL, e-mail address, domain or file name whose first word is [start, end).
  /// - Parameter glued: up to where a run without an end was seen that is no name; words are asked for in their order
  static func end(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ limit: Int, _ glued: inout Int) -> Int? {
    switch bytes[end] {
    case .colon:  // scheme://
      guard end + 3 < limit, bytes[end + 1] == .slash, bytes[end + 2] == .slash, bytes[end + 3] > .closeParenthesis else { return nil }
      return unspaced(bytes, end + 3, limit)
    case .at:  // name@
      guard end + 1 < limit, [.letter, .digit].contains(ByteClass.of(bytes[end + 1])) else { return nil }
      return unspaced(bytes, end + 1, limit)
    case .stop, .hyphen, .underscore, .plus:
      // a.b@c and www.a.b and name.ext: look ahead over what such a name may consist of.
      // Longer ones are no names, and every part would be looked at again.
      guard glued - start < Self.longestName else { return nil }
      var at = end
      var suffix = end
      while at < limit {
        guard at - start < Self.longestName else {
          glued = runEnd(bytes, at, limit)
          return nil
        }
        let byte = bytes[at]
        let kind = ByteClass.of(byte)
        if kind == .letter || kind == .digit { at += 1; continue }
        if byte == .at, at + 1 < limit, ByteClass.of(bytes[at + 1]) == .letter { return unspaced(bytes, at, limit) }
        guard isJoint(bytes, at, limit) else { break }
        if byte == .stop { suffix = at }
        at += 1
      }
      guard suffix > start, bytes[suffix] == .stop, isNameSuffix(bytes, suffix + 1, at) || startsWWW(bytes, start, end)
      else { return nil }
      return at < limit && bytes[at] == .slash ? unspaced(bytes, at, limit) : at
    default: return nil
    }
  }

  private static let longestName = 256

  /// Whether a mark may stand between two parts of a name.
  private static func isJoint(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Bool {
    let byte = bytes[at]
    guard byte == .stop || byte == .hyphen || byte == .underscore || byte == .plus, at + 1 < limit else { return false }
    let next = ByteClass.of(bytes[at + 1])
    return next == .letter || next == .digit || bytes[at + 1] == byte && byte == .underscore
  }

  /// Where a run ends that looks like a name, whatever its length.
  private static func runEnd(_ bytes: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var at = start
    while at < limit {
      let kind = ByteClass.of(bytes[at])
      guard kind == .letter || kind == .digit || isJoint(bytes, at, limit) else { break }
      at += 1
    }
    return at
  }

  private static func startsWWW(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end - start == 3 && bytes[start] | .caseBit == UInt8(ascii: "w") && bytes[start + 1] | .caseBit == UInt8(ascii: "w") && bytes[start + 2] | .caseBit == UInt8(ascii: "w")
  }

  /// Whether [start, end) is a domain or file suffix that is no English word of its own.
  private static func isNameSuffix(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard (2...5).contains(end - start) else { return false }
    var key: UInt64 = 0
    var isUpper = true, isLower = true
    for i in start..<end {
      let byte = bytes[i]
      if byte >= UInt8(ascii: "a") { isUpper = false } else if byte >= UInt8(ascii: "A") { isLower = false }
      key = key << 8 | UInt64(byte | .caseBit)
    }
    return (isUpper || isLower) && WordClassSet(ofShort: key).contains(suffixes)
  }

  private static let suffixes = WordClass.addressSuffix

  /// The end of the run without spaces from `at`, less the punctuation that belongs to the sentence; nil if there is none.
  private static func unspaced(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int? {
    var end = at
    while end < limit {
      let byte = bytes[end]
      if byte <= .space || byte == .doubleQuote || byte == .lessThan || byte == .greaterThan { break }
      if byte >= 0x80 {
        let (scalar, length) = decodeScalar(bytes, end)
        guard ScalarClass(scalar).isWordForming else { break }
        end += length
        continue
      }
      end += 1
    }
    trim: while end > at + 1 {
      switch bytes[end - 1] {
      case .stop, .comma, .semicolon, .colon, .exclamation, .question, .closeParenthesis, .closeBracket, .apostrophe, .closeBrace: end -= 1
      default: break trim
      }
    }
    return end > at ? end : nil
  }
}
