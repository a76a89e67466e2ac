import Formats

/// Finds attributions (“the ministry said”, “he said on Monday”, “according to the police”) and tells when a sentence
/// names the same source twice.
struct Attributions {
  private let document: Document
  /// By folded word: the lemma of a verb of saying, or 0.
  private let verbs: [UInt8]
  private let accordingFold: Vocabulary.FoldedID?

  init(_ document: Document) {
    self.document = document
    var verbs = [UInt8](repeating: 0, count: document.vocabulary.folds.count)
    for (lemma, forms) in Self.verbForms.enumerated() {
      for fold in document.vocabulary.marks(forms).folds { verbs[Int(fold)] = UInt8(lemma + 1) }
    }
    self.verbs = verbs
    accordingFold = document.vocabulary.foldID("according")
  }

  /// The sentences that may give an attribution twice, in reading order.
  func sentences(_ analysis: Analysis) -> [Sentence] {
    let folds = verbs.indices.filter { verbs[$0] != 0 }.map(Vocabulary.FoldedID.init) + (accordingFold.map { [$0] } ?? [])
    let places = folds.flatMap { analysis.tokenIndex.occurrences(of: $0) }.sorted()
    var found: [Sentence] = []
    var i = 0
    while i < places.count {
      guard let sentence = document.sentence(of: Int(places[i])) else { i += 1; continue }
      let first = i
      while i < places.count, Int(places[i]) < sentence.tokens.upperBound { i += 1 }
      if i - first > 1 { found.append(sentence) }
    }
    return found
  }

  /// A part of a sentence between commas that is an attribution and nothing else.
  private struct Clause {
    /// From the comma before to the last word.
    let range: TextRange
    let subject: [Vocabulary.FoldedID]
    let verb: UInt8
    let isQuoted: Bool
  }

  /// The second attribution with the comma before it, and the first one.
  func double(in sentence: Sentence) -> (first: TextRange, second: TextRange)? {
    guard Self.sentenceTokens.contains(sentence.tokens.count) else { return nil }
    let clauses = clauses(sentence)
    guard !clauses.isEmpty else { return nil }
    if let head = head(sentence) {
      for clause in clauses where clause.range.start > head.range.end && !clause.isQuoted {
        let isSameVerb = clause.verb == head.verb || clause.verb == Self.according
        if isSameVerb, isSame(clause.subject, head.subject) { return (head.range, clause.range) }
      }
    }
    for (one, two) in zip(clauses, clauses.dropFirst()) where one.range.end == two.range.start {
      let pronouns = [one, two].filter { $0.subject.count == 1 && Self.pronouns.contains(text($0.subject[0])) }
      if one.verb == two.verb, pronouns.count < 2 || one.subject == two.subject { return (one.range, two.range) }
    }
    return nil
  }

  private func text(_ fold: Vocabulary.FoldedID) -> [UInt8] { document.vocabulary.folds[Int(fold)].text }
  private func fold(_ i: Int) -> Vocabulary.FoldedID? {
    document.tokens[i].kind == .word ? document.vocabulary[document.tokens[i].word].folded : nil
  }
  private func isVerb(_ i: Int) -> UInt8 { fold(i).map { verbs[Int($0)] } ?? 0 }

  // MARK: the sentence's own subject

  /// “The ministry said Monday that …”: what stands before the first verb of saying, if that is near the start.
  private func head(_ sentence: Sentence) -> Clause? {
    var subject: [Vocabulary.FoldedID] = []
    for i in sentence.tokens where !document.tokens[i].isBlank {
      let token = document.tokens[i]
      switch token.kind {
      case .word:
        let verb = isVerb(i)
        if verb != 0 {
          guard !subject.isEmpty else { return nil }
          return Clause(range: TextRange(sentence.range.start, token.end), subject: subject, verb: verb, isQuoted: false)
        }
        guard subject.count < Self.longestSubject, let fold = fold(i) else { return nil }
        subject.append(fold)
      case .punctuation: guard [.comma, .stop].contains(document.bytes[token.start]) else { return nil }
      case .hyphen, .number: continue
      default: return nil
      }
    }
    return nil
  }

  // MARK: clauses between commas

  private func clauses(_ sentence: Sentence) -> [Clause] {
    var result: [Clause] = []
    var start: Int?
    var words: [Int] = []
    var isBroken = false, isQuoted = false
    func close(_ next: Int?) {
      if let start, !isBroken, let last = words.last, let clause = clause(start, words, last, isQuoted) { result.append(clause) }
      start = next
      words.removeAll(keepingCapacity: true)
      (isBroken, isQuoted) = (false, false)
    }
    for i in sentence.tokens where !document.tokens[i].isBlank {
      let token = document.tokens[i]
      switch token.kind {
      case .word: words.append(i)
      case .punctuation:
        switch document.bytes[token.start] {
        case .comma: close(i)
        // “, Mr. Brown said”
        case .stop where i > 0 && Abbreviations.kind(of: document.bytes(document.tokens[i - 1])) == .title: continue
        case .stop, .exclamation, .question, .semicolon: close(nil)
        default: isBroken = true
        }
      case .quote:
        // A quotation that ends before the clause is what it attributes.
        if words.isEmpty { isQuoted = true } else { isBroken = true }
      case .number: if words.isEmpty { isBroken = true }
      case .hyphen: continue
      default: isBroken = true
      }
      if words.count > Self.longestClause { isBroken = true }
    }
    close(nil)
    return result
  }

  /// “NAME said [on Monday]”, “said NAME”, “according to NAME”.
  private func clause(_ comma: Int, _ words: [Int], _ last: Int, _ isQuoted: Bool) -> Clause? {
    guard words.count >= 2, words.count <= Self.longestAttribution, let first = fold(words[0]) else { return nil }
    let range = TextRange(document.tokens[comma].start, document.tokens[last].end)
    if first == accordingFold, words.count > 2 {
      return Clause(range: range, subject: words.dropFirst(2).compactMap(fold), verb: Self.according, isQuoted: isQuoted)
    }
    // “which tells, or can be supposed to tell, in their favour”
    if Self.conjunctions.contains(text(first)) { return nil }
    guard let at = words.firstIndex(where: { isVerb($0) != 0 }) else { return nil }
    let before = words[..<at].compactMap(fold), after = words[(at + 1)...].compactMap(fold)
    let isTimed = after.allSatisfy { Self.times.contains(text($0)) }
    if !before.isEmpty, isTimed { return Clause(range: range, subject: before, verb: isVerb(words[at]), isQuoted: isQuoted) }
    if before.isEmpty, after.count <= Self.longestName { return Clause(range: range, subject: after, verb: isVerb(words[at]), isQuoted: isQuoted) }
    return nil
  }

  // MARK: the same source

  /// Whether every word of the later name stands in the earlier one, in one spelling or another.
  private func isSame(_ later: [Vocabulary.FoldedID], _ earlier: [Vocabulary.FoldedID]) -> Bool {
    let name = later.filter { !Self.articles.contains(text($0)) }
    guard let first = name.first else { return false }
    if name.count == 1, Self.pronouns.contains(text(first)) { return earlier.count == 1 && earlier[0] == first }
    return name.allSatisfy { word in earlier.contains { isAlike($0, word) } }
  }

  private func isAlike(_ a: Vocabulary.FoldedID, _ b: Vocabulary.FoldedID) -> Bool {
    if a == b { return true }
    let (x, y) = (text(a), text(b))
    return min(x.count, y.count) >= Self.leastVariant && editDistance(x, y, limit: 2) != nil
  }

  // MARK: word lists

  private static let according: UInt8 = 255
  /// Two attributions and a statement need the one, and nobody writes the other.
  private static let sentenceTokens = 12..<400
  /// Words of a source with its office, of a name alone, of an attribution between commas, and of any clause that is looked at.
  private static let longestSubject = 14, longestName = 5, longestAttribution = 10, longestClause = 12
  /// Letters from which on two names that differ in two are one.
  private static let leastVariant = 6
  private static let articles = WordClass.attributionFiller
  private static let conjunctions = WordSet("or and nor but")
  private static let pronouns = WordSet("he she it they i we")
  private static let times = WordClass.attributionTime
  /// The forms of each verb.
  private static let verbForms = EmbeddedTable.rows("repetition/attribution-verbs.tsv").map { WordSet($0.map(Array.init)) }
}
