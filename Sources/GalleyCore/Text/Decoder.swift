import Formats

/// Decodes the bytes of a file into UTF-8.
enum Decoder {
  struct Result {
    var text: [UInt8]
    var encoding: TextEncoding
    var firstInvalid: Int?
    var hasByteOrderMark: Bool
    var map: OffsetMap
  }

  static func decode(_ bytes: [UInt8]) -> Result {
    if bytes.starts(with: [0xFF, 0xFE]) { return decodeUTF16(bytes, .utf16LittleEndian) }
    if bytes.starts(with: [0xFE, 0xFF]) { return decodeUTF16(bytes, .utf16BigEndian) }
    if let encoding = unmarkedUTF16(bytes) { return decodeUTF16(bytes, encoding, from: 0) }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var multibyte = 0
    let invalid = UTF8Form.invalidOffset(bytes.span, from: mark, multibyte: &multibyte)
    guard let invalid else {
      return Result(
        text: mark == 0 ? bytes : Array(bytes[mark...]), encoding: .utf8, firstInvalid: nil,
        hasByteOrderMark: mark > 0, map: OffsetMap(shift: mark))
    }
    return decodeDamaged(bytes, from: mark, firstInvalid: invalid)
  }

  /// UTF-16 without a mark: the high bytes of most characters, and hardly a low one, are zero; or, in other scripts than
  /// Latin, those of blanks and digits alone.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count >= 4, bytes.prefix(1 << 12).contains(0) else { return nil }
    let sample = bytes.prefix(1 << 16)
    var zeros = [0, 0]
    for (i, byte) in sample.enumerated() where byte == 0 { zeros[i & 1] += 1 }
    let units = sample.count / 2
    func fits(high: Int, low: Int) -> Bool { high * 2 >= units && low * 20 < units }
    if fits(high: zeros[1], low: zeros[0]) { return .utf16LittleEndian }
    if fits(high: zeros[0], low: zeros[1]) { return .utf16BigEndian }
    if isUTF16(sample, low: 0) { return .utf16LittleEndian }
    return isUTF16(sample, low: 1) ? .utf16BigEndian : nil
  }

  /// Whether bytes that are no UTF-8 beyond ASCII are whole characters of UTF-16, blanks among them, and no control character.
  /// Pairs of ASCII letters are Chinese ones in UTF-16: text of one byte a character with some zeros in it has hardly others.
  /// - Parameter low: which of two bytes is the low one
  private static func isUTF16(_ bytes: ArraySlice<UInt8>, low: Int) -> Bool {
    var blanks = 0, foreign = 0, pairs = 0
    var isPair = false
    for i in stride(from: 0, to: bytes.count - 1, by: 2) {
      let unit = UInt32(bytes[i + low]) | UInt32(bytes[i + 1 - low]) << 8
      let isSecond = (0xDC00..<0xE000).contains(unit)
      guard isPair == isSecond else { return false }
      isPair = (0xD800..<0xDC00).contains(unit)
      switch unit {
      case 0x09, 0x0A, 0x0D, 0x20: blanks += 1
      case 0x21..<0x7F: break
      case 0xA0...:
        foreign += 1
        if isPrintable(bytes[i]), isPrintable(bytes[i + 1]) { pairs += 1 }
      default: return false
      }
    }
    var multibyte = 0
    let isInvalid = UTF8Form.invalidOffset(Array(bytes).span, from: 0, multibyte: &multibyte) != nil
    return blanks > 0 && foreign > blanks && pairs * 2 < foreign && (isInvalid || multibyte == 0)
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { 0x20..<0x7F ~= byte }

  /// Decodes bytes whose format names their encoding, without a mark in front.
  static func decode(_ bytes: [UInt8], as encoding: TextEncoding) -> Result {
    switch encoding {
    case .utf8, .damagedUTF8: return decode(bytes)
    case .utf16LittleEndian, .utf16BigEndian: return decodeUTF16(bytes, encoding, from: 0)
    case .windows1252:
      var result = Result(
        text: [], encoding: encoding, firstInvalid: nil, hasByteOrderMark: false, map: OffsetMap())
      result.text.reserveCapacity(bytes.count + bytes.count / 8)
      result.map.append(source: 0, target: 0, isLinear: true)
      for (i, byte) in bytes.enumerated() { appendWindows1252(byte, at: i, to: &result.text, &result.map) }
      return result
    }
  }

  private static func appendWindows1252(_ byte: UInt8, at i: Int, to text: inout [UInt8], _ map: inout OffsetMap) {
    guard byte >= 0x80 else { return text.append(byte) }
    map.append(source: text.count, target: i, isLinear: false)
    appendUTF8(Windows1252.scalar(for: byte), to: &text)
    map.append(source: text.count, target: i + 1, isLinear: true)
  }

  /// Reads what is not UTF-8 as Windows-1252, byte by byte. A file without a single good multi-byte sequence
  /// counts as Windows-1252 as a whole.
  private static func decodeDamaged(_ bytes: [UInt8], from start: Int, firstInvalid: Int) -> Result {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    var map = OffsetMap(shift: start)
    map.append(source: 0, target: start, isLinear: true)
    var good = 0
    var firstInText: Int?
    let span = bytes.span
    var i = start
    while i < span.count {
      let byte = span[i]
      if byte < 0x80 {
        text.append(byte)
        i += 1
        continue
      }
      let length = UTF8Form.sequenceLength(span, i)
      if length > 0 {
        good += 1
        for k in 0..<length { text.append(span[i + k]) }
        i += length
        continue
      }
      if firstInText == nil { firstInText = text.count }
      appendWindows1252(byte, at: i, to: &text, &map)
      i += 1
    }
    return Result(
      text: text, encoding: good == 0 ? .windows1252 : .damagedUTF8, firstInvalid: firstInText,
      hasByteOrderMark: start > 0, map: map)
  }

  private static func decodeUTF16(_ bytes: [UInt8], _ encoding: TextEncoding, from start: Int = 2) -> Result {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var map = OffsetMap(shift: start)
    map.append(source: 0, target: start, isLinear: true)
    var firstInvalid: Int?
    let low = encoding == .utf16LittleEndian ? 0 : 1
    func unit(_ i: Int) -> UInt32 { UInt32(bytes[i + low]) | UInt32(bytes[i + 1 - low]) << 8 }
    var i = start
    while i + 1 < bytes.count {
      var scalar = unit(i)
      var length = 2
      if (0xD800..<0xDC00).contains(scalar), i + 3 < bytes.count, (0xDC00..<0xE000).contains(unit(i + 2)) {
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (unit(i + 2) - 0xDC00)
        length = 4
      } else if (0xD800..<0xE000).contains(scalar) {
        firstInvalid = firstInvalid ?? text.count
        scalar = 0xFFFD
      }
      map.append(source: text.count, target: i, isLinear: false)
      appendUTF8(scalar, to: &text)
      i += length
    }
    if i < bytes.count {
      firstInvalid = firstInvalid ?? text.count
    }
    map.append(source: text.count, target: i, isLinear: false)
    return Result(text: text, encoding: encoding, firstInvalid: firstInvalid, hasByteOrderMark: start > 0, map: map)
  }
}
