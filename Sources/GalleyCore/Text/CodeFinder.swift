import Formats

/// Finds what a technical text says in no human language: paths, options, identifiers, file names, manual pages.
///
/// Nothing is code in a text that shows no other: a stray sign of a scanner and an identifier look alike. Only where
/// several things can be nothing else is everything taken that may be code, and `terms` are what it is made of.
struct CodeFinder {
  struct Code: Sendable {
    /// What is no language, ascending, what the input format knows included.
    var ranges: [TextRange] = []
    /// Words of the code, in lower case; nil unless the text is technical.
    var terms: Set<[UInt8]>?
  }

  private let bytes: [UInt8]
  /// Longer runs without a space are no code that anybody reads.
  private static let longest = 300
  /// How much code makes a text technical: so many places, and one in so many bytes. An article may name a file or two.
  private static let least = 3
  private static let bytesForOne = 6_000

  /// - Parameter verbatim: what the input format knows to be code, ascending.
  static func find(in bytes: [UInt8], verbatim: [TextRange]) -> Code {
    let finder = CodeFinder(bytes: bytes)
    let certain = verbatim.count + finder.scan(inDoubt: false).count
    guard certain >= least, certain * bytesForOne >= bytes.count else { return Code(ranges: verbatim) }
    var ranges = finder.scan(inDoubt: true)
    if !verbatim.isEmpty {
      ranges = ranges.filter { range in
        let next = verbatim.partitioningIndex { $0.end > range.start }
        return next == verbatim.count || verbatim[next].start >= range.end
      }
      ranges = (ranges + verbatim).sorted { $0.start < $1.start }
    }
    return Code(ranges: ranges, terms: finder.terms(ranges))
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Looks at each run without spaces that has a sign in it; `inDoubt` takes what may be code too.
  private func scan(inDoubt: Bool) -> [TextRange] {
    var ranges: [TextRange] = []
    let signs = inDoubt ? Self.possibleSigns : Self.certainSigns
    let span = bytes.span
    var at = 0
    while at < span.count {
      if !inDoubt, span.count - at >= 8 {
        guard let sign = Self.firstSign(span, at) else {
          at += 8
          continue
        }
        at += sign
      }
      let byte = span[at]
      // Most bytes are lowercase letters: no sign of anything.
      guard !byte.isLowercase, signs.contains(byte),
        inDoubt || Self.isTelling(byte, before: at + 1 < span.count ? span[at + 1] : 0)
      else {
        at += 1
        continue
      }
      var start = at
      while start > 0, span[start - 1] > .space { start -= 1 }
      if at == start, let end = Self.capitalisedWord(span, at) {
        at = end
        continue
      }
      var end = at
      while end < span.count, span[end] > .space { end += 1 }
      if end - start <= Self.longest, let code = code(start, end, inDoubt) { ranges.append(code) }
      at = end
    }
    return ranges
  }

  /// Which of the eight bytes from `at` on is the first between “$” and “?”, or “_”: 0 to 7.
  @inline(__always) private static func firstSign(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let eight = unsafe UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
    let plain = eight & (0x7F * ones)
    let between = (plain &+ (0x80 - 0x24) * ones) & ~(plain &+ (0x80 - 0x40) * ones)
    let line = plain ^ (0x5F * ones)
    // The highest bit of each byte that is a sign.
    let signs = (between | (0x80 * ones &- line)) & ~eight & (0x80 * ones)
    return signs == 0 ? nil : signs.trailingZeroBitCount / 8
  }

  /// A run with one of these may be code; what can be nothing else has one of the former.
  private static let certainSigns = MarkSet("/_=$(:-.")
  private static let possibleSigns = MarkSet("/_=$(:-.0123456789+<>@ABCDEFGHIJKLMNOPQRSTUVWXYZ\\`{~")

  /// The end of a run that is a capital, lowercase letters and marks that close, as most are: no code.
  private static func capitalisedWord(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int? {
    guard Run.isUpper(bytes[start]) else { return nil }
    var at = start + 1
    while at < bytes.count, Run.isLower(bytes[at]) { at += 1 }
    while at < bytes.count, closers.contains(bytes[at]) { at += 1 }
    return at == bytes.count || bytes[at] <= .space ? at : nil
  }

  private static let closers = MarkSet(".,;:!?\"')")

  /// Whether a sign may show by itself what it stands in.
  private static func isTelling(_ byte: UInt8, before next: UInt8) -> Bool {
    switch byte {
    case .openParenthesis: next == .closeParenthesis || Run.isDigit(next)
    case .colon, .hyphen: next == byte
    case .stop: Run.isLower(next)
    default: true
    }
  }

  /// The code in the run [start, end), without the marks of the sentence around it.
  private func code(_ start: Int, _ end: Int, _ inDoubt: Bool) -> TextRange? {
    var (low, high) = (start, end)
    // “(”, quotation marks and what closes a sentence.
    opening: while low < high {
      switch bytes[low] {
      case .openParenthesis, .doubleQuote, .apostrophe, .backtick, .openBracket, .comma, 0x80...0xFF: low += 1
      default: break opening
      }
    }
    trim: while high > low {
      switch bytes[high - 1] {
      case .stop, .comma, .semicolon, .colon, .exclamation, .question, .doubleQuote, .apostrophe, .backtick, .closeBracket, 0x80...0xFF: high -= 1
      case .closeParenthesis:
        guard balance(low, high) < 0 else { break trim }
        high -= 1
      default: break trim
      }
    }
    // “(uid_t)(-1)” begins with its own bracket.
    if low > start, bytes[low - 1] == .openParenthesis, balance(low, high) < 0 { low -= 1 }
    guard high - low > 1, balance(low, high) == 0 else { return nil }
    let run = Run(bytes, low, high)
    return run.isCertain || inDoubt && run.isPossible ? TextRange(low, high) : nil
  }

  /// Round brackets that are opened and not closed.
  private func balance(_ start: Int, _ end: Int) -> Int {
    var balance = 0
    for i in start..<end { balance += bytes[i] == .openParenthesis ? 1 : bytes[i] == .closeParenthesis ? -1 : 0 }
    return balance
  }

  /// The words that the code is made of.
  private func terms(_ ranges: [TextRange]) -> Set<[UInt8]> {
    var terms: Set<[UInt8]> = []
    for range in ranges {
      for part in bytes[range.start..<range.end].split(whereSeparator: { !Run.isLetter($0) && !Run.isDigit($0) }) where part.count > 1 {
        terms.insert(lowercased(part))
      }
    }
    return terms
  }
}

/// A run of visible characters, as it is judged.
private struct Run {
  private let text: [UInt8]
  private let first: Int, end: Int
  private let isASCII: Bool
  /// Web and mail addresses stand in any text.
  private let isAddress: Bool

  init(_ text: [UInt8], _ first: Int, _ end: Int) {
    (self.text, self.first, self.end) = (text, first, end)
    var isASCII = true, isAddress = text[first..<end].starts(with: "www.".utf8)
    for i in first..<end {
      if text[i] >= 0x80 { isASCII = false }
      if text[i] == .at || text[i] == .colon && i + 2 < end && text[i + 1] == .slash && text[i + 2] == .slash { isAddress = true }
    }
    (self.isASCII, self.isAddress) = (isASCII, isAddress)
  }

  private var bytes: ArraySlice<UInt8> { text[first..<end] }

  static func isLower(_ byte: UInt8) -> Bool { byte.isLowercase }
  static func isUpper(_ byte: UInt8) -> Bool { byte.isCapital }
  static func isLetter(_ byte: UInt8) -> Bool { byte.isLetter }
  static func isDigit(_ byte: UInt8) -> Bool { byte.isDigit }

  @inline(__always) private func at(_ i: Int) -> UInt8 { i >= first && i < end ? text[i] : 0 }
  private func isWordy(_ i: Int) -> Bool { Self.isLetter(at(i)) || Self.isDigit(at(i)) }

  /// What can be nothing else: `/usr/share`, `foo_bar`, `--no-config`, `$HOME`, `a=b`, `main()`, `std::sort`.
  var isCertain: Bool {
    guard isASCII, !isAddress else { return false }
    if isPath(from: first) { return true }
    if at(first) == .hyphen, at(first + 1) == .hyphen, Self.isLower(at(first + 2)),
      bytes.dropFirst(3).contains(where: { $0 == .hyphen || $0 == .equals }),
      !bytes.dropFirst(2).contains(where: { $0 == .comma || $0 == .apostrophe }), !hasDash(first + 2)
    {
      return true
    }
    if at(first) == .dollar, at(first + 1) == .openBrace || at(first + 1) == .openParenthesis || Self.isUpper(at(first + 1)) && Self.isUpper(at(first + 2)) {
      return true
    }
    for i in first..<end {
      switch text[i] {
      case .underscore where isWordy(i - 1) && isWordy(i + 1): return true
      case .equals where Self.isLetter(at(i - 1)) && isWordy(i + 1): return true
      case .colon where at(i + 1) == .colon && Self.isLetter(at(i - 1)) && Self.isLetter(at(i + 2)): return true
      case .openParenthesis where at(i + 1) == .closeParenthesis && isWordy(i - 1): return true
      case .openParenthesis where i > first + 1 && Self.isDigit(at(i + 1)) && at(i + 2) == .closeParenthesis && i + 3 == end:
        return bytes[first..<i].allSatisfy { Self.isLower($0) || Self.isDigit($0) || $0 == .hyphen || $0 == .stop }
      case .stop where i > first && WordClass.machineSuffix.contains(Array(bytes[(i + 1)...])): return true
      default: break
      }
    }
    return false
  }

  /// What may be code among other code: `/etc`, `-f`, `--fix`, `init.d`, `libc6`, `ls(1)`, `<name>`, `camelCase`.
  var isPossible: Bool {
    if isAddress || !isASCII || bytes.contains(where: { $0 == .doubleQuote || $0 == .openBracket || $0 == .closeBracket }) { return false }
    if bytes.contains(.slash), at(first) == .slash || at(first) == .tilde || at(first) == .stop { return true }
    // -f, --fix
    if at(first) == .hyphen, isWordy(first + 1) || at(first + 1) == .hyphen && Self.isLetter(at(first + 2)) { return !hasDash(first + 2) }
    if at(first) == .dollar || at(first) == .lessThan && Self.isLetter(at(first + 1)) { return end - first > 2 }
    var letters = 0, digits = 0, lowercase = 0, capitals = 0
    for i in first..<end {
      let byte = text[i]
      if Self.isLower(byte) { lowercase += 1 } else if Self.isUpper(byte) { capitals += 1 }
      if Self.isLetter(byte) { letters += 1 } else if Self.isDigit(byte) { digits += 1 }
      switch byte {
      case .stop, .colon, .plus, .slash, .at:
        // init.d, root:games, a+b, main/contrib; “end.Next” is prose.
        let isJoint = Self.isLower(at(i + 1)) || Self.isDigit(at(i + 1))
        if isWordy(i - 1), isJoint, lowercase > 0 { return true }
        // README.Debian
        if byte == .stop, i - first >= 4, capitals == i - first, Self.isLetter(at(i + 1)) { return true }
      case .openParenthesis: if Self.isDigit(at(i + 1)), at(i + 2) == .closeParenthesis, lowercase > 0 { return true }
      case .equals, .backslash, .openBrace, .bar, .underscore, .greaterThan: return letters > 0 || i < end - 1
      case UInt8.capitals: if Self.isLower(at(i - 1)), Self.isLower(at(first)) { return true }
      default: break
      }
    }
    // libc6, x86-64; not 18th or 1990s.
    return lowercase > 0 && digits > 0 && Self.isLetter(at(first)) || bytes.last == .plus && letters > 0
  }

  /// `/usr/share`, `~/.profile`, `./configure`, `debian/rules.d/x`: slashes with names between them.
  private func isPath(from first: Int) -> Bool {
    guard at(first) == .slash || (at(first) == .tilde || at(first) == .stop) && at(first + 1) == .slash else { return false }
    let parts = bytes.split(separator: .slash)
    return parts.count >= 2 && Self.isLetter(at(first + 1)) && bytes.contains(where: Self.isLower)
      || at(first) != .slash && isWordy(first + 2)
  }

  /// Two hyphens that are a dash between words.
  private func hasDash(_ start: Int) -> Bool {
    for i in start..<max(start, end) where at(i) == .hyphen && at(i + 1) == .hyphen { return true }
    return false
  }
}
