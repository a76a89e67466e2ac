/// Clauses, told by parts of speech.
enum Clauses {
  /// Whether a subject and its verb stand in a run that no subordinator opens.
  static func hasClause(_ parts: [PartOfSpeech]) -> Bool {
    var hasSubject = false
    for part in parts {
      if part == .subordinator { return false }
      if part.isNominal { hasSubject = true }
      if hasSubject, part.isFinite { return true }
    }
    return false
  }

  /// Whether subject and verb come soon, no relative clause or mark between.
  static func beginsClause(_ parts: [PartOfSpeech], _ start: Int, _ document: Document) -> Bool {
    var words = 0
    var hasSubject = false
    for (offset, part) in parts.enumerated() where !document.tokens[start + offset].isBlank {
      words += 1
      if words > soon || document.tokens[start + offset].kind == .punctuation || part == .subordinator { return false }
      if part.isNominal { hasSubject = true }
      if hasSubject, part.isFinite, part != .base { return true }
    }
    return false
  }

  /// Whether a verb stands in a run that neither a subordinator nor a first participle explains.
  static func hasMainVerb(_ range: Range<Int>, _ parts: [PartOfSpeech], _ document: Document) -> Bool {
    var isSubordinate = false
    for (i, part) in zip(range, parts) where !document.tokens[i].isBlank {
      if part == .subordinator { isSubordinate = true }
      if document.tokens[i].kind == .punctuation { isSubordinate = false }
      if part.isFinite, part != .past || i > range.lowerBound, !isSubordinate { return true }
    }
    return false
  }

  /// “Of 25 members, ten …”: a clause with subject and verb comes after the comma.
  static func hasFronting(_ range: Range<Int>, _ parts: [PartOfSpeech], _ grammar: Grammar, _ document: Document) -> Bool {
    var hasSubject = false, isAfterComma = false, isFresh = false
    for (i, part) in zip(range, parts) where !document.tokens[i].isBlank {
      if document.tokens[i].kind == .punctuation, document.bytes[document.tokens[i].start] == UInt8(ascii: ",") {
        let isQuoteNext = i + 1 < range.upperBound && document.tokens[i + 1].kind == .quote
        (isAfterComma, isFresh, hasSubject) = (!isQuoteNext, true, false)
        continue
      }
      guard isAfterComma else { continue }
      // “…, who had a room”, “…, after people were hurt”: not the main clause.
      if isFresh, [.subordinator, .conjunction, .gerund].contains(part) || part == .preposition && grammar.canBe(.subordinator, i) {
        isAfterComma = false
      }
      isFresh = false
      if part.isNominal || part == .number { hasSubject = true }
      if part.isFinite, hasSubject || part == .be { return true }
    }
    return false
  }

  /// The parts of speech of a sentence in which none was seen to be its verb: it is then what follows a subject, ends the clause
  /// and may be one, as in “In spring, 300 left.”
  static func withVerb(_ parts: [PartOfSpeech], _ range: Range<Int>, _ grammar: Grammar, _ document: Document) -> [PartOfSpeech] {
    if parts.contains(where: \.isFinite) { return parts }
    var parts = parts
    var last: PartOfSpeech?
    for (offset, part) in parts.enumerated() where !document.tokens[range.lowerBound + offset].isBlank {
      let i = range.lowerBound + offset
      if let last, last.isNominal || last == .number, !part.isNominal, grammar.canBe(.past, i),
        document.next(i, limit: range.upperBound).map({ document.tokens[$0].kind == .punctuation }) ?? true
      {
        parts[offset] = .past
      }
      last = part
    }
    return parts
  }

  /// A subject is seldom longer, in words.
  private static let soon = 9
}
