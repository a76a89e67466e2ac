package import Formats

/// One lexical unit. Tokens tile the document: no byte is outside them or in two of them.
package struct Token: Sendable {
  package enum Kind: UInt8, Sendable {
    /// Letters with inner apostrophes; digits may stand among them (`18th`, `spoke5man`, `U.S.`).
    case word
    /// Digits with separators: `1,000.50`, `10:30`.
    case number
    /// One mark of punctuation: `. , ; : ! ? ( ) [ ] { } /`.
    case punctuation
    /// One quotation mark, apostrophe outside a word, prime or backtick.
    case quote
    /// A dash: `–`, `—`, `--`, or a hyphen between spaces.
    case dash
    /// A hyphen that touches a word or number.
    case hyphen
    /// `…`, or three and more stops.
    case ellipsis
    /// Any other visible scalar: currency, mathematics, ornaments.
    case symbol
    /// White space within a line.
    case space
    /// One line end: `\n`, `\r\n`, `\r` or a form feed.
    case lineBreak
    /// What is not prose: an address, a file name, a handle, code.
    case verbatim
    /// Control characters and invisible scalars outside words.
    case invisible
  }

  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let digit = Flags(rawValue: 1)
    package static let apostrophe = Flags(rawValue: 2)
    package static let nonASCII = Flags(rawValue: 4)
    /// An invisible scalar or control character stands inside the word.
    package static let invisible = Flags(rawValue: 8)
    /// An abbreviation with inner stops, its last stop included: `U.S.`, `p.m.`
    package static let dotted = Flags(rawValue: 16)
  }

  private let from: UInt32
  /// The word's identity in the vocabulary; meaningless unless `kind` is `.word`.
  package let word: WordID
  private let length: UInt16
  package let kind: Kind
  package let flags: Flags

  /// Tokens are cut at this length; a longer run goes on in the next token.
  static let longest = Int(UInt16.max)

  /// A token from `start` to `end`, or as far as a token may reach: what is after its own `end` is for the next one.
  init(start: Int, end: Int, kind: Kind, flags: Flags = [], word: WordID = 0) {
    from = UInt32(truncatingIfNeeded: start)
    length = UInt16(clamping: end - start)
    self.kind = kind
    self.flags = flags
    self.word = word
  }

  package var start: Int { Int(from) }
  package var end: Int { Int(from) + Int(length) }
  package var range: TextRange { TextRange(start, end) }
  package var count: Int { Int(length) }
  @inline(__always) package var isBlank: Bool { kind == .space || kind == .lineBreak }
}

/// Index of a distinct word (exact spelling) in a document's `Vocabulary`.
package typealias WordID = UInt32
