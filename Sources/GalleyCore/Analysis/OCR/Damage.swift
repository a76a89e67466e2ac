import Spelling

/// How damaged a text is, and by whom: estimated before anything is corrected.
///
/// A single odd mark proves nothing; how many there are, and of which kind, tells the page that a machine read from the
/// article that somebody wrote. Rules about scans ask `level` how little evidence they may do with.
package struct Damage: SharedAnalysis {
  package enum Level: Int, Comparable, Sendable {
    /// Written by people: only overwhelming evidence counts.
    case clean
    /// A machine's reading with few errors.
    case light
    case damaged
    /// One word in ten and more is wrong.
    case heavy

    package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// Share of running words that stand alone as unknown among known ones; foreign passages do not count.
  package let share: Double
  /// The probability (0…1) that an error here is a scanner's: damage that no keyboard makes raises it.
  package let ocrPrior: Double
  package let level: Level

  /// Distinct errors that are asked whose they are.
  private static let mostAsked = 24
  /// An ornament that recurs is the text's own.
  private static let mostOfOneSymbol = 3

  package init(_ analysis: Analysis) {
    let document = analysis.document
    guard !document.isTechnical else {
      // Its unknown words are terms, its odd marks notation.
      (share, ocrPrior, level) = (0, 0.05, .clean)
      return
    }
    let words = analysis.words
    var unknown = 0, all = 0, digits = 0, signs = 0
    var seen: Set<WordID> = []
    var evidence = 0.0
    var symbols: [UInt8: Int] = [:]
    for sentence in document.sentences {
      for i in sentence.tokens {
        let token = document.tokens[i]
        guard token.kind == .word else {
          if Self.isSign(i, document) {
            signs += 1
            if token.kind == .symbol { symbols[document.bytes[token.end - 1], default: 0] += 1 }
          }
          continue
        }
        all += 1
        guard !words.isKnown(token.word) else { continue }
        let shape = document.vocabulary[token.word].shape
        // acc1dent, not EC2M.
        if token.flags.contains(.digit), shape == .lower, token.count > 3, !Self.isModel(document.bytes(token)) { digits += 1 }
        if shape == .mixed, token.flags.isDisjoint(with: [.apostrophe, .digit]), startsSmall(token, document) { signs += 1 }
        guard shape == .lower, words.frequency(token.word) < 34, unknownNeighbours(i, sentence, document, words) == 0,
          !isNearForeignWords(i, sentence, document)
        else { continue }
        unknown += 1
        if seen.count < Self.mostAsked, seen.insert(token.word).inserted {
          evidence += analysis.lexicon.scannerEvidence(document.bytes(token))
        }
      }
    }
    for (_, count) in symbols where count > Self.mostOfOneSymbol { signs -= count }
    let share = all < 20 ? 0 : Double(unknown) / Double(all)
    self.share = share
    let isPage = document.layout != nil || analysis.shared(PageSetting.self).isWrapped
    let found = unknown + digits + signs
    let density = all < 20 ? 0 : Double(found) / Double(all)
    // Names of species and commands are unknown words too: a scanner’s errors lie near common words.
    let isScanner = evidence > (isPage ? 0 : 0.2) * Double(min(5, seen.count)) || signs + digits >= (isPage ? 3 : 5)
    switch density {
    case 0.07... where found >= 8 && isScanner: level = .heavy
    case 0.014... where found >= (isPage ? 4 : 6) && signs + digits > 0 && isScanner: level = .damaged
    case 0.006... where isPage && found >= 2 && (isScanner || document.layout != nil): level = .light
    default: level = document.layout != nil ? .light : .clean
    }
    // What the odds are before the errors themselves are looked at, as log₁₀.
    let odds: Double =
      document.layout != nil || level >= .damaged ? 1.3 : digits > 1 || share > 0.03 ? 0.3 : share > 0.012 ? 0 : -0.5
    // Errors of one text are not independent of each other.
    let posterior = odds + max(-3, min(3, evidence / 2))
    ocrPrior = max(level >= .damaged ? 0.9 : 0, 1 - 1 / (1 + tenToThe(posterior)))
  }

  /// `amd64`, `m68k`: a number in a name. A scanner takes letters for digits one by one, and l for 1.
  private static func isModel(_ word: ArraySlice<UInt8>) -> Bool {
    var run = 0, other = 0
    for byte in word {
      if byte &- 0x30 < 10 {
        run += 1
        other += [0x30, 0x31, 0x35].contains(byte) ? 0 : 1
        if run >= 2, other > 0 { return true }
      } else {
        (run, other) = (0, 0)
      }
    }
    return false
  }

  /// A mark where writers put none: glued between small words, doubled, before a small word, on a word's edge.
  private static func isSign(_ i: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i > 0, i + 1 < tokens.count else { return false }
    let (before, after) = (tokens[i - 1], tokens[i + 1])
    switch tokens[i].kind {
    case .punctuation:
      let byte = document.bytes[tokens[i].start]
      guard byte == 0x2E || byte == 0x2C || byte == 0x3B || byte == 0x3A, isSmall(before, document) else { return false }
      if isSmall(after, document) { return true }
      if after.kind == .punctuation { return [0x2E, 0x2C].contains(document.bytes[after.start]) }
      guard byte == 0x2E, after.kind == .space, i + 2 < tokens.count, before.count > 3 else { return false }
      return isSmall(tokens[i + 2], document)
    case .symbol:
      let byte = document.bytes[tokens[i].start]
      // Superscripts and subscripts are chemistry: K⁺, H₂O.
      let isRaised = byte == 0xE2 && (document.bytes[tokens[i].start + 1] == 0x81 || document.bytes[tokens[i].start + 1] == 0x82)
      let isOrnament = byte == 0x7E || byte == 0x7C || byte == 0x5C || byte == 0x5E || byte == 0x2A || byte == 0xE2 && !isRaised
      return isOrnament && (before.kind == .word) != (after.kind == .word)
    default: return false
    }
  }
}

func isSmall(_ token: Token, _ document: Document) -> Bool {
  token.kind == .word && document.vocabulary[token.word].shape == .lower
}

private func startsSmall(_ token: Token, _ document: Document) -> Bool { document.bytes[token.start] &- 0x61 < 26 }
