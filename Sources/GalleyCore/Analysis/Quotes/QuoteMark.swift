package import Formats

/// One quotation mark of a text (or an apostrophe that looks like one) and what the parser made of it.
package struct QuoteMark: Sendable {
  /// What the white space, letters and stops on both sides suggest.
  package enum Shape: UInt8, Sendable {
    /// Space before, text after: where a quotation begins.
    case opening
    /// Text before, space or a stop after: where one ends.
    case closing
    /// Space on both sides.
    case free
    /// Text on both sides.
    case inner
  }

  package enum Role: UInt8, Sendable {
    case open, close
    /// Opens a paragraph that goes on with the quotation of the one before.
    case reopen
    /// An apostrophe, a prime or a mark of inches.
    case none
  }

  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The first thing of its paragraph.
    package static let first = Flags(rawValue: 1)
    /// The last thing of its paragraph.
    package static let last = Flags(rawValue: 2)
    package static let digitBefore = Flags(rawValue: 4)
    package static let letterBefore = Flags(rawValue: 8)
    package static let letterAfter = Flags(rawValue: 16)
    /// A comma, full stop, question or exclamation mark stands directly before.
    package static let stopBefore = Flags(rawValue: 32)
    /// A comma or full stop stands directly after.
    package static let stopAfter = Flags(rawValue: 64)
    /// A dash or hyphen stands directly before.
    package static let dashBefore = Flags(rawValue: 128)
  }

  package let range: TextRange
  private let tokenIndex: UInt32, paragraphIndex: UInt32
  private var partnerIndex = UInt32.max
  package let glyph: QuoteGlyph
  package let shape: Shape
  package let flags: Flags
  package internal(set) var role: Role = .none
  /// Quotations of the same family around the one that it opens or closes.
  package internal(set) var depth: UInt8 = 0

  init(range: TextRange, glyph: QuoteGlyph, shape: Shape, flags: Flags, token: Int, paragraph: Int) {
    (self.range, self.glyph, self.shape, self.flags) = (range, glyph, shape, flags)
    tokenIndex = UInt32(truncatingIfNeeded: token)
    paragraphIndex = UInt32(truncatingIfNeeded: paragraph)
  }

  /// Whether the mark stands in the text as such, neither lost nor misread nor written as an entity.
  package var isWritten: Bool { glyph != .lost && range.count == glyph.text.utf8.count }
  /// Index of the (first) token.
  package var token: Int { Int(tokenIndex) }
  package var paragraph: Int { Int(paragraphIndex) }
  /// Index of the mark that closes or opens it, in the same family.
  package internal(set) var partner: Int? {
    get { partnerIndex == .max ? nil : Int(partnerIndex) }
    set { partnerIndex = newValue.map { UInt32(truncatingIfNeeded: $0) } ?? .max }
  }
}

/// The signs that are used as quotation marks.
package enum QuoteGlyph: UInt8, CaseIterable, Sendable {
  case straight, curlyOpen, curlyClose, low, twoStraight, twoBackticks
  case leftGuillemet, rightGuillemet
  /// A character that was lost where a mark may have been.
  case lost
  case straightSingle, singleOpen, singleClose, singleLow, backtick, acute

  /// Marks that are parsed together: a quotation opened by one of a family is closed by one of the same family.
  package enum Family: Int, CaseIterable, Sendable { case double, guillemet, single }

  package var family: Family {
    switch self {
    case .straight, .curlyOpen, .curlyClose, .low, .twoStraight, .twoBackticks, .lost: .double
    case .leftGuillemet, .rightGuillemet: .guillemet
    default: .single
    }
  }

  package var text: String {
    switch self {
    case .straight: "\""
    case .curlyOpen: "“"
    case .curlyClose: "”"
    case .low: "„"
    case .twoStraight: "''"
    case .twoBackticks: "``"
    case .lost: "\u{FFFD}"
    case .leftGuillemet: "«"
    case .rightGuillemet: "»"
    case .straightSingle: "'"
    case .singleOpen: "‘"
    case .singleClose: "’"
    case .singleLow: "‚"
    case .backtick: "`"
    case .acute: "´"
    }
  }

  package static let lostScalar: UInt32 = 0xFFFD

  package var isStraight: Bool { self == .straight || self == .twoStraight || self == .straightSingle }

  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x22: self = .straight
    case 0x201C, 0x201F: self = .curlyOpen
    case 0x201D: self = .curlyClose
    case 0x201E: self = .low
    case Self.lostScalar: self = .lost
    case 0xAB: self = .leftGuillemet
    case 0xBB: self = .rightGuillemet
    case 0x27: self = .straightSingle
    case 0x2018, 0x201B: self = .singleOpen
    case 0x2019: self = .singleClose
    case 0x201A: self = .singleLow
    case 0x60: self = .backtick
    case 0xB4: self = .acute
    default: return nil
    }
  }
}
