/// Addresses and file names in running text: what is language must end before them.
enum Addresses {
  /// The end of a URL, e-mail address, domain or file name whose first word is [start, end).
  /// - Parameter glued: up to where a run without an end was seen that is no name; words are asked for in their order
  static func end(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ limit: Int, _ glued: inout Int) -> Int? {
    switch bytes[end] {
    case 0x3A:  // scheme://
      guard end + 3 < limit, bytes[end + 1] == 0x2F, bytes[end + 2] == 0x2F, bytes[end + 3] > 0x29 else { return nil }
      return unspaced(bytes, end + 3, limit)
    case 0x40:  // name@
      guard end + 1 < limit, [.letter, .digit].contains(ByteClass.of(bytes[end + 1])) else { return nil }
      return unspaced(bytes, end + 1, limit)
    case 0x2E, 0x2D, 0x5F, 0x2B:
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
        if byte == 0x40, at + 1 < limit, ByteClass.of(bytes[at + 1]) == .letter { return unspaced(bytes, at, limit) }
        guard isJoint(bytes, at, limit) else { break }
        if byte == 0x2E { suffix = at }
        at += 1
      }
      guard suffix > start, bytes[suffix] == 0x2E, isNameSuffix(bytes, suffix + 1, at) || startsWWW(bytes, start, end)
      else { return nil }
      return at < limit && bytes[at] == 0x2F ? unspaced(bytes, at, limit) : at
    default: return nil
    }
  }

  private static let longestName = 256

  /// Whether a mark may stand between two parts of a name.
  private static func isJoint(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Bool {
    let byte = bytes[at]
    guard byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x2B, at + 1 < limit else { return false }
    let next = ByteClass.of(bytes[at + 1])
    return next == .letter || next == .digit || bytes[at + 1] == byte && byte == 0x5F
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
    end - start == 3 && bytes[start] | 0x20 == 0x77 && bytes[start + 1] | 0x20 == 0x77 && bytes[start + 2] | 0x20 == 0x77
  }

  /// Whether [start, end) is a domain or file suffix that is no English word of its own.
  private static func isNameSuffix(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard (2...5).contains(end - start) else { return false }
    var key: UInt64 = 0
    var isUpper = true, isLower = true
    for i in start..<end {
      let byte = bytes[i]
      if byte >= 0x61 { isUpper = false } else if byte >= 0x41 { isLower = false }
      key = key << 8 | UInt64(byte | 0x20)
    }
    return (isUpper || isLower) && WordClassSet(ofShort: key).contains(suffixes)
  }

  private static let suffixes = WordClass.addressSuffix

  /// The end of the run without spaces from `at`, less the punctuation that belongs to the sentence; nil if there is none.
  private static func unspaced(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int? {
    var end = at
    while end < limit {
      let byte = bytes[end]
      if byte <= 0x20 || byte == 0x22 || byte == 0x3C || byte == 0x3E { break }
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
      case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x5D, 0x27, 0x7D: end -= 1
      default: break trim
      }
    }
    return end > at ? end : nil
  }
}
