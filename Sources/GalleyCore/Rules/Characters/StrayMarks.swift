import Formats

/// Where a mark stands that may be stray.
struct StrayPlace {
  enum Neighbour {
    case word, number, stop, other
    /// White space, or the paragraph's edge.
    case blank
  }
  let index: Int
  let scalar: UInt32
  let paragraph: Paragraph
  let left: Neighbour
  let right: Neighbour
  /// The nearest tokens to either side that are not blank, within the paragraph.
  let previous: Int?
  let next: Int?
  /// First or last of its line.
  let isFirst: Bool
  let isLast: Bool

  init(_ index: Int, _ scalar: UInt32, _ paragraph: Paragraph, _ document: Document) {
    (self.index, self.scalar, self.paragraph) = (index, scalar, paragraph)
    let tokens = document.tokens
    func neighbour(_ i: Int) -> Neighbour {
      guard paragraph.tokens.contains(i) else { return .blank }
      switch tokens[i].kind {
      case .word: return .word
      case .number: return .number
      case .space, .lineBreak: return .blank
      case .punctuation: return [.stop, .comma, .semicolon, .colon, .exclamation, .question].contains(document.bytes[tokens[i].start]) ? .stop : .other
      default: return .other
      }
    }
    left = neighbour(index - 1)
    right = neighbour(index + 1)
    previous = document.previous(index, limit: paragraph.tokens.lowerBound)
    next = document.next(index, limit: paragraph.tokens.upperBound)
    isFirst = previous == nil || tokens[(previous ?? index)..<index].contains { $0.kind == .lineBreak }
    isLast = next == nil || tokens[index..<(next ?? index)].contains { $0.kind == .lineBreak }
  }
}

/// Which marks may be stray, and where they are not: the customs of lists, tables, sections, figures and code.
struct StrayMarks {
  private let document: Document
  private var counts: [UInt32: Int] = [:]

  init(_ analysis: Analysis) {
    document = analysis.document
    for i in analysis.tokenIndex.symbols {
      if let scalar = document.scalar(at: document.tokens[i].start), Self.all.contains(scalar) { counts[scalar, default: 0] += 1 }
    }
  }

  /// Occurrences of a mark in the document.
  func count(_ scalar: UInt32) -> Int { counts[scalar] ?? 0 }

  /// Marks of code, mathematics and mark-up: inside a word only where the word without them is one.
  static let technical: Set<UInt32> = Set(#"_\=<>*#^~|+@%$`´"#.unicodeScalars.map(\.value))
  /// Of these, the ones that join two words into a name or a choice.
  static let joining: Set<UInt32> = Set(#"_\=<>*#+@%$"#.unicodeScalars.map(\.value))
  private static let blocks: Set<UInt32> = Set("•·■□▪▫●○◆◇∙".unicodeScalars.map(\.value))
  /// Marks of sums.
  private static let signs: [UInt32] = [0x2B, 0x3D]
  /// Marks that no prose uses.
  private static let foreign: Set<UInt32> = Set("¬¦¤¸¯¨^\\`_".unicodeScalars.map(\.value))
  static let all: Set<UInt32> = technical.union(blocks).union(foreign).union(Set("§¶†‡°".unicodeScalars.map(\.value)))

  /// Words of a paragraph that is a sentence, and of the longest item of a list.
  private static let leastWords = 4, longestItem = 15
  /// So many of a mark have a purpose.
  private static let dozens = 50

  // MARK: between blanks

  func isStrayAlone(_ place: StrayPlace) -> Bool {
    // A row of marks, or one among figures and formulas, has a meaning of its own.
    if isSymbol(place.previous) || isSymbol(place.next) { return false }
    guard place.paragraph.words >= Self.leastWords else { return false }
    let isBetweenLowercase = isLowercase(place.next) && (isLowercase(place.previous) || isComma(place.previous))
    switch place.scalar {
    case 0xAC, 0xA6, 0xA4, 0xB8, 0xAF, 0xA8: return true
    case 0x60, 0x5E, 0x5C, 0x5F:
      if isNumber(place.previous) && isNumber(place.next) { return false }
      return count(place.scalar) <= 2 && !place.isFirst
    case 0x7E: return count(0x7E) == 1 && !place.isFirst && !place.isLast && !isNumber(place.next)
    case 0x7C:
      guard place.paragraph.kind == .prose, count(0x7C) <= 2, !place.isFirst, !place.isLast else { return false }
      return isLowercase(place.next) || isFunctionWord(place.previous)
    case 0x3E: return count(0x3E) == 1 && !place.isFirst && isLowercase(place.next) && !isNumber(place.previous)
    case 0xA7, 0xB6: return place.previous != nil && isLowercase(place.next) && length(place.next) > 2 && !isNumber(place.previous)
    case 0x23, 0x2B, 0x3D, 0x40:
      // a = b + c: letters, and more than one sign, are a formula.
      let isFormula = length(place.previous) == 1 || length(place.next) == 1 || Self.signs.reduce(0) { $0 + count($1) } > 1
      return count(place.scalar) == 1 && isBetweenLowercase && !place.isFirst && !isFormula
    case 0x2A, 0x3C, 0xB0, 0x2020, 0x2021, 0xB4: return count(place.scalar) == 1 && isBetweenLowercase && !place.isFirst
    case _ where Self.blocks.contains(place.scalar): return isStrayBlock(place, isBetweenLowercase)
    default: return false
    }
  }

  private func isStrayBlock(_ place: StrayPlace, _ isBetweenLowercase: Bool) -> Bool {
    if place.isFirst { return isLoneBullet(place) }
    if place.isLast { return false }
    return isBetweenLowercase && countInParagraph(place) == 1
  }

  /// A bullet before the only item of a list is none: the paragraph is prose like its neighbours.
  private func isLoneBullet(_ place: StrayPlace) -> Bool {
    guard count(place.scalar) == 1, place.previous == nil, place.paragraph.words > Self.longestItem else { return false }
    let last = document.tokens[place.paragraph.tokens.upperBound - 1]
    guard last.kind == .punctuation || last.kind == .quote, document.bytes[last.end - 1] != .colon else { return false }
    // “The following:” announces a list.
    guard let before = document.previous(place.paragraph.tokens.lowerBound) else { return false }
    return document.bytes[document.tokens[before].end - 1] != .colon
  }

  private func countInParagraph(_ place: StrayPlace) -> Int {
    guard count(place.scalar) > 1 else { return 1 }
    // Marks by the dozen have a purpose.
    guard count(place.scalar) <= Self.dozens else { return count(place.scalar) }
    return place.paragraph.tokens.count {
      document.tokens[$0].kind == .symbol && document.scalar(at: document.tokens[$0].start) == place.scalar
    }
  }

  // MARK: beside a word

  /// `_House`, `wages~`: a mark that does not recur, so that it neither opens nor closes anything.
  func isStrayBeside(_ place: StrayPlace) -> Bool {
    guard count(place.scalar) == 1, place.paragraph.words >= Self.leastWords else { return false }
    let isBefore = place.right == .word
    switch place.scalar {
    case 0xAC, 0xA6, 0xA4, 0xB8, 0xAF, 0xA8, 0x5E, 0x7C, 0x5F: return true
    case 0x5C: return !isBefore || isCapitalised(place.next)
    case 0x7E: return !isBefore
    case 0x60: return !isBefore || !isQuotedLater(place)
    case 0xA7: return isBefore ? isLowercase(place.next) && length(place.next) > 2 : true
    case 0xB6: return !place.isFirst && !place.isLast
    case _ where Self.blocks.contains(place.scalar): return !place.isFirst && !place.isLast && isLowercase(place.next) && isBefore
    default: return false
    }
  }

  /// Whether an apostrophe after a word closes what a backtick has opened.
  private func isQuotedLater(_ place: StrayPlace) -> Bool {
    document.tokens[place.index..<place.paragraph.tokens.upperBound].contains {
      $0.kind == .quote && [.apostrophe, 0xE2].contains(document.bytes[$0.start])
    }
  }

  // MARK: neighbours

  private func isSymbol(_ i: Int?) -> Bool { i.map { [.symbol, .dash, .verbatim].contains(document.tokens[$0].kind) } ?? false }
  private func isNumber(_ i: Int?) -> Bool {
    i.map { document.tokens[$0].kind == .number || document.tokens[$0].flags.contains(.digit) } ?? false
  }
  private func length(_ i: Int?) -> Int { i.map { document.tokens[$0].count } ?? 0 }
  private func isComma(_ i: Int?) -> Bool {
    i.map { document.tokens[$0].kind == .punctuation && document.bytes[document.tokens[$0].start] == .comma } ?? false
  }
  private func isLowercase(_ i: Int?) -> Bool {
    i.map { document.tokens[$0].kind == .word && document.vocabulary[document.tokens[$0].word].shape == .lower } ?? false
  }
  private func isCapitalised(_ i: Int?) -> Bool {
    i.map { document.tokens[$0].kind == .word && document.vocabulary[document.tokens[$0].word].shape == .capitalised } ?? false
  }
  private func isFunctionWord(_ i: Int?) -> Bool {
    guard let i, isLowercase(i) else { return false }
    return Self.functionWords.contains(Array(document.bytes(document.tokens[i])))
  }
  private static let functionWords = WordClass.beforeNoMark
}
