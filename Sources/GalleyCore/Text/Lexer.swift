import Formats

/// Cuts well-formed UTF-8 into tokens that tile it. Works on bytes: ASCII by a table, the rest by scalar class.
@safe struct Lexer: ~Copyable {
  /// Where the tokens go: an array would be asked for its owner with each of them.
  private let buffer: UnsafeMutableBufferPointer<Token>
  private var count = 0
  private var isFull = false
  private var vocabulary = Vocabulary.Builder()
  /// See `Addresses.end`.
  private var glued = 0

  private init(_ buffer: UnsafeMutableBufferPointer<Token>) { unsafe self.buffer = buffer }

  /// - Parameter verbatim: ranges that the input format knows to be no prose (code, markup), ascending.
  static func lex(_ bytes: [UInt8], verbatim: [TextRange] = []) -> (tokens: [Token], vocabulary: Vocabulary) {
    // Prose has between two and three bytes to a token; no text has less than one.
    for capacity in [bytes.count / 2 + 64, bytes.count + 1] {
      var vocabulary: Vocabulary?
      let tokens = unsafe [Token](unsafeUninitializedCapacity: capacity) { buffer, count in
        unsafe LargePages.use(buffer)
        var lexer = unsafe Lexer(buffer)
        lexer.run(bytes, verbatim)
        count = lexer.count
        if !lexer.isFull { vocabulary = unsafe lexer.vocabulary.finish(bytes, UnsafeBufferPointer(rebasing: buffer[..<count]).span) }
      }
      if let vocabulary { return (tokens, vocabulary) }
    }
    preconditionFailure("more tokens than bytes")
  }

  private mutating func run(_ bytes: [UInt8], _ verbatim: [TextRange]) {
    var next = 0
    let span = bytes.span
    var at = 0
    while at < span.count, !isFull {
      if next < verbatim.count, at >= verbatim[next].start {
        let end = min(span.count, verbatim[next].end)
        appendLong(.verbatim, span, at, end)
        at = max(at, end)
        next += 1
        continue
      }
      let limit = next < verbatim.count ? min(verbatim[next].start, span.count) : span.count
      while at < limit, !isFull {
        let byte = span[at]
        if byte.isLetter {
          at = word(span, at, limit)
        } else if byte == .space, at + 1 < limit, span[at + 1] > .space {
          append(.space, at, at + 1)
          at += 1
        } else {
          at = step(span, at, limit)
        }
      }
    }
  }

  mutating func append(_ kind: Token.Kind, _ start: Int, _ end: Int, _ flags: Token.Flags = []) {
    append(Token(start: start, end: end, kind: kind, flags: flags))
  }

  @inline(__always) private mutating func append(_ token: Token) {
    guard unsafe count < buffer.count else { return isFull = true }
    unsafe buffer.initializeElement(at: count, to: token)
    count += 1
  }

  /// Appends a token that may be too long for one; gives where it was cut, which is between two scalars.
  private mutating func append(_ kind: Token.Kind, _ start: Int, _ end: Int, of bytes: borrowing Span<UInt8>) -> Int {
    let stop = Self.cut(bytes, start, end)
    append(kind, start, stop)
    return stop
  }

  /// The end of the token from `start` on that would like to reach `end`.
  @inline(__always) private static func cut(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard end - start > Token.longest else { return end }
    var stop = start + Token.longest
    while bytes[stop] & 0xC0 == 0x80 { stop -= 1 }
    return stop
  }

  mutating func appendLong(_ kind: Token.Kind, _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) {
    var at = start
    while at < end {
      at = append(kind, at, end, of: bytes)
    }
  }

  /// Appends the token at `at`; gives where the next one begins.
  private mutating func step(_ bytes: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int {
    let byte = bytes[at]
    switch ByteClass.of(byte) {
    case .letter, .digit: return word(bytes, at, limit)
    case .space:
      var end = at + 1
      while end < limit, end - at < Token.longest - 4, ByteClass.of(bytes[end]) == .space { end += 1 }
      append(.space, at, end)
      return end
    case .newline:
      let end = byte == .carriageReturn && at + 1 < limit && bytes[at + 1] == .lineFeed ? at + 2 : at + 1
      append(.lineBreak, at, end)
      return end
    case .formFeed:
      append(.lineBreak, at, at + 1)
      return at + 1
    case .stop: return stops(bytes, at, limit)
    case .hyphen: return hyphens(bytes, at, limit)
    case .quote:
      append(.quote, at, at + 1)
      return at + 1
    case .punctuation:
      append(.punctuation, at, at + 1)
      return at + 1
    case .at, .hash: return tagged(bytes, at, limit)
    case .symbol:
      append(.symbol, at, at + 1)
      return at + 1
    case .control:
      var end = at + 1
      while end < limit, end - at < Token.longest, bytes[end] == byte { end += 1 }
      append(.invisible, at, end)
      return end
    case .high: return high(bytes, at, limit)
    }
  }

  /// Scans letters, digits, marks, inner apostrophes and invisible scalars between letters.
  mutating func word(_ bytes: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var end = start
    var flags: Token.Flags = []
    var letters = 0
    let stop = min(limit, start + Token.longest - 8)
    // Most words are a few plain letters in front of a space: these are read and packed in one go.
    var key: UInt64 = 0
    if start + 8 <= stop {
      let eight = unsafe UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
      let count = Self.leadingLetters(eight)
      // Shifts by 64 give 0.
      key = eight.byteSwapped >> UInt64(64 - 8 * count)
      end += count
    }
    if end - start == 8 || start + 8 > stop {
      while end < stop {
        let byte = bytes[end]
        guard byte.isLetter else { break }
        key = key << 8 | UInt64(byte)
        end += 1
      }
    }
    letters = end - start
    if letters > 0, end < stop, Self.endsPlainWord(bytes[end], letters, end + 1 < limit ? bytes[end + 1] : .space) {
      let id =
        letters <= Vocabulary.Builder.shortest
        ? vocabulary.intern(key, start, end, flags) : vocabulary.intern(bytes, start, end, flags)
      append(Token(start: start, end: end, kind: .word, flags: flags, word: id))
      return end
    }
    scan: while end < stop {
      while end < stop, bytes[end].isLetter {
        letters += 1
        end += 1
      }
      guard end < stop else { break }
      let byte = bytes[end]
      switch ByteClass.of(byte) {
      case .letter:
        letters += 1
        end += 1
      case .digit:
        flags.insert(.digit)
        end += 1
      case .quote:
        guard byte == .apostrophe, end + 1 < limit, letters > 0, startsLetter(bytes, end + 1) else { break scan }
        flags.insert(.apostrophe)
        end += 1
      case .control, .formFeed:
        let next = afterHidden(bytes, end, limit)
        guard letters > 0, next < limit, startsLetter(bytes, next) else { break scan }
        flags.insert(.invisible)
        end = next
      case .high:
        let (scalar, length) = decodeScalar(bytes, end)
        let kind = ScalarClass(scalar).kind
        switch kind {
        case .lower, .upper, .letter, .mark:
          letters += 1
          flags.insert(.nonASCII)
        case .digit: flags.formUnion([.digit, .nonASCII])
        case .invisible, .control:
          let next = afterHidden(bytes, end, limit)
          guard letters > 0, next < limit, startsLetter(bytes, next) else { break scan }
          flags.formUnion([.invisible, .nonASCII])
          end = next - length
        default:
          guard scalar == 0x2019, letters > 0, end + length < limit, startsLetter(bytes, end + length) else {
            break scan
          }
          flags.formUnion([.apostrophe, .nonASCII])
        }
        end += length
      default:
        // 1,000.50 and 10:30 are one number each.
        guard letters == 0, byte == .comma || byte == .stop || byte == .colon, end + 1 < limit,
          ByteClass.of(bytes[end + 1]) == .digit
        else { break scan }
        end += 1
      }
    }
    if letters == 0 { return append(.number, start, end, of: bytes) }
    if letters == 1, let dotted = dottedEnd(bytes, start, end, limit) {
      return appendWord(bytes, start, dotted, flags.union(.dotted))
    }
    if end < limit, let address = Addresses.end(bytes, start, end, limit, &glued) {
      appendLong(.verbatim, bytes, start, address)
      return address
    }
    return appendWord(bytes, start, end, flags)
  }

  /// How many of eight bytes, from the lowest on, are ASCII letters before the first that is none.
  @inline(__always) private static func leadingLetters(_ eight: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let small = eight | 0x20 * ones
    let plain = small & (0x7F * ones)
    // The highest bit of each byte: at least “a”, and not after “z”.
    let letters = (plain &+ (0x80 - 0x61) * ones) & ~(plain &+ (0x80 - 0x7B) * ones) & ~small
    return (~letters & (0x80 * ones)).trailingZeroBitCount / 8
  }

  /// Whether nothing after some letters can belong to their word, or make an address or abbreviation of it.
  @inline(__always) private static func endsPlainWord(_ byte: UInt8, _ letters: Int, _ next: UInt8) -> Bool {
    switch byte {
    case .space, .lineFeed, .carriageReturn, .comma, .exclamation, .doubleQuote, .closeParenthesis, .semicolon, .question: true
    case .stop: letters > 1 && next <= .doubleQuote
    default: false
    }
  }

  /// Gives where the word was cut.
  private mutating func appendWord(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ flags: Token.Flags
  ) -> Int {
    let end = Self.cut(bytes, start, end)
    let id = vocabulary.intern(bytes, start, end, flags)
    append(Token(start: start, end: end, kind: .word, flags: flags, word: id))
    return end
  }

  /// Where what is invisible or a control character from `start` on ends; looks at a few scalars only.
  private func afterHidden(_ bytes: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var at = start
    while at < limit, at - start < 16 {
      switch ByteClass.of(bytes[at]) {
      case .control, .formFeed: at += 1
      case .high:
        let (scalar, length) = decodeScalar(bytes, at)
        let kind = ScalarClass(scalar).kind
        guard kind == .invisible || kind == .control else { return at }
        at += length
      default: return at
      }
    }
    return at
  }

  private func startsLetter(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    let byte = bytes[at]
    if byte < 0x80 { return ByteClass.of(byte) == .letter }
    return ScalarClass(decodeScalar(bytes, at).scalar).isLetter
  }

  /// The end of an abbreviation such as `U.S.` or `p.m.`, whose first letter is [start, end).
  private func dottedEnd(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ limit: Int) -> Int? {
    guard end - start == 1 else { return nil }
    var at = end
    var pairs = 0
    // Each further part is a stop and one letter that no other letter follows.
    while at + 1 < limit, bytes[at] == .stop, ByteClass.of(bytes[at + 1]) == .letter,
      at + 2 >= limit || ![.letter, .digit, .high].contains(ByteClass.of(bytes[at + 2]))
    {
      at += 2
      pairs += 1
    }
    guard pairs > 0 else { return nil }
    if at < limit, bytes[at] == .stop { return at + 1 }
    return at
  }
}
