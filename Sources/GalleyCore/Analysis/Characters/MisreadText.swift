import Formats

/// UTF-8 that some program took for another character set, read back as it was intended.
///
/// Such text shows each byte of a multi-byte sequence as a character of its own: `’` is E2 80 99, in Windows-1252
/// `â€™`, in Mac Roman `‚Äô`. Reading back takes each character for its byte again and accepts what gives a
/// plausible character. Text may have gone through this twice (`Ã¢â‚¬â„¢`).
struct MisreadText {
  /// What was found at an offset.
  struct Reading {
    let end: Int
    let text: [UInt8]
    /// How often the text was misread.
    let levels: Int
    /// The character set that it was mistaken for last.
    let page: CodePage
  }

  /// How often programs have misread one text, as far as anybody has seen; bytes of a run that are read at once.
  private static let mostLevels = 4, longestRun = 4096

  /// Reads the run of misread sequences that begins at `start`; nil if there is none that makes sense.
  static func read(_ bytes: ArraySlice<UInt8>, at start: Int) -> Reading? {
    for page in CodePage.allCases {
      guard let first = run(bytes, start, page), !page.isForeign || ForeignReading(first.text, bytes, start..<first.end).isSure else { continue }
      var text = first.text
      var levels = 1
      // Misread again: what came out is itself a run of misread sequences.
      while levels < mostLevels, let again = whole(text) {
        text = again
        levels += 1
      }
      return Reading(end: first.end, text: text, levels: levels, page: page)
    }
    return nil
  }

  /// Reads a whole text as one run, plain ASCII in it left as it is.
  private static func whole(_ text: [UInt8]) -> [UInt8]? {
    for page in CodePage.allCases {
      var result: [UInt8] = []
      var at = 0
      var isMisread = true
      while at < text.count, isMisread {
        if text[at] < 0x80 {
          result.append(text[at])
          at += 1
        } else if let next = run(text[...], at, page) {
          result += next.text
          at = next.end
        } else {
          isMisread = false
        }
      }
      if isMisread, result.count < text.count { return result }
    }
    return nil
  }

  /// Consecutive sequences of one character set, as far as they make sense together.
  private static func run(_ bytes: ArraySlice<UInt8>, _ start: Int, _ page: CodePage) -> (end: Int, text: [UInt8])? {
    var plausibility = Plausibility()
    var text: [UInt8] = []
    var at = start
    var best: (end: Int, count: Int)?
    while text.count < longestRun, let next = sequence(bytes, at, page) {
      plausibility.add(decodeScalar(next.bytes.span, 0).scalar)
      guard plausibility.mayGrow else { break }
      text += next.bytes
      at = next.end
      if plausibility.isGiven { best = (at, text.count) }
    }
    return best.map { ($0.end, Array(text[..<$0.count])) }
  }

  /// One sequence: a lead and its continuations, all through `page`.
  private static func sequence(_ bytes: ArraySlice<UInt8>, _ start: Int, _ page: CodePage) -> (end: Int, bytes: [UInt8])? {
    var at = start
    func next() -> UInt8? {
      guard at < bytes.endIndex, bytes[at] >= 0x80 else { return nil }
      let (scalar, size) = decodeScalar(bytes.span, at - bytes.startIndex)
      guard let byte = page.byte(for: scalar) else { return nil }
      at += size
      return byte
    }
    guard let lead = next(), lead >= 0xC2, lead <= 0xF4 else { return nil }
    var decoded = [lead]
    for _ in 1..<(lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2) {
      guard let tail = next(), tail & 0xC0 == 0x80 else { return nil }
      decoded.append(tail)
    }
    return UTF8Form.holds(decoded) ? (at, decoded) : nil
  }
}

/// A reading through a set of letters or boxes that texts hold by right: Cyrillic, Czech, tables of lines.
private struct ForeignReading {
  let isSure: Bool

  /// - Parameters:
  ///   - text: what was read back
  ///   - bytes: the text that holds it, at `range`
  init(_ text: [UInt8], _ bytes: ArraySlice<UInt8>, _ range: Range<Int>) {
    func isLatin(_ at: Int) -> Bool { bytes.indices.contains(at) && bytes[at].isLetter }
    let isInWord = isLatin(range.lowerBound - 1) || isLatin(range.upperBound)
    // Beside letters or boxes of its own kind it belongs to them.
    let isAmongOwn =
      range.lowerBound > bytes.startIndex && bytes[range.lowerBound - 1] >= 0x80 || range.upperBound < bytes.endIndex && bytes[range.upperBound] >= 0x80
    var isMark = true, isLetter = true
    for (scalar, _, _) in UTF8Scalars(text) {
      if ScalarClass(scalar).isWordForming { isMark = false } else { isLetter = false }
      if !(0xA0...0x17F).contains(scalar), !(0x2010...0x2044).contains(scalar), scalar != 0x20AC, scalar != 0x2122 { (isMark, isLetter) = (false, false) }
    }
    let isLong = text.count > 2
    isSure = !isAmongOwn && (isMark && (isLong || bytes.indices.contains(range.upperBound) && bytes[range.upperBound].isDigit) || isLetter && isInWord)
  }
}

/// Whether characters read back make sense together. One that English and European text uses is believed alone; one
/// of another script only beside another of the same, since capital letters before a closing quotation mark make
/// such by chance.
private struct Plausibility {
  private var count = 0
  private var others = 0
  private var script: ScalarClass.Script?
  private(set) var mayGrow = true

  var isGiven: Bool { mayGrow && others != 1 }

  mutating func add(_ scalar: UInt32) {
    count += 1
    // Controls of C1 come of text misread twice, never first.
    if Self.isCommon(scalar) || count > 1 && (0x80..<0xA0).contains(scalar) { return }
    let scalarClass = ScalarClass(scalar)
    others += 1
    guard scalarClass.isWordForming else {
      mayGrow = false
      return
    }
    if scalarClass.kind == .mark { return }
    if let script, script != scalarClass.script { mayGrow = false }
    script = scalarClass.script
  }

  private static func isCommon(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0...0x17F, 0x192, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x218...0x21B, 0x2C6, 0x2DC: true
    case 0x1E00...0x1EFF, 0x2002...0x200F, 0x2010...0x2027, 0x202F...0x2040, 0x2060, 0x20AC, 0x20B9, 0x20BD: true
    case 0x2116, 0x2122, 0x2150...0x215E, 0x2190...0x2199, 0x2200...0x2265, 0x25A0...0x25CF, 0x2605, 0x2606: true
    case 0x2610...0x2612, 0x2660...0x2667, 0x2705, 0x2713...0x2717, 0x2764, 0xFB00...0xFB06, 0xFE0E, 0xFE0F: true
    case 0xFEFF, 0xFFFD, 0x1F1E6...0x1FAFF: true
    default: false
    }
  }
}
