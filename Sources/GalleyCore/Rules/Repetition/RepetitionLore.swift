import Formats
import Spelling

/// What English repeats on purpose: names, idioms, auxiliaries that meet themselves.
struct RepetitionLore {
  private let analysis: Analysis
  private var document: Document { analysis.document }

  init(_ analysis: Analysis) { self.analysis = analysis }

  /// How sure it is that a word was repeated by mistake; nil where it was not.
  /// - Parameters:
  ///   - times: how often the word stands in a row
  ///   - isRecurrent: the document does the same elsewhere
  func judge(_ first: Int, _ second: Int, times: Int, isRecurrent: Bool) -> Severity? {
    let (a, b) = (document.tokens[first], document.tokens[second])
    let word = document.vocabulary[a.word]
    let text = document.vocabulary.folds[Int(word.folded)].text
    guard !word.flags.contains(.digit), !word.flags.contains(.dotted) else { return nil }
    if Self.idioms.contains(text) { return nil }
    let isNever = Self.never.contains(text)
    if times > 2 { return isNever ? .error : nil }
    switch (word.shape, document.vocabulary[b.word].shape) {
    case (.lower, .lower): return lower(first, second, text, isNever)
    case (.capitalised, .lower):
      if text.count == 1 { return text.elementsEqual("a".utf8) ? .error : nil }
      if isNever { return .error }
      // “Will will go”, “In May may”: a name before the word that it is spelled like.
      return Self.names.contains(text) || !startsSentence(first) ? nil : lower(first, second, text, false)
    case (.capitalised, .capitalised): return name(text, isNever, isRecurrent)
    case (.upper, .upper):
      if text.count == 1 { return text.elementsEqual("i".utf8) ? .warning : nil }
      return isNever ? .error : name(text, false, isRecurrent)
    default: return nil
    }
  }

  private func lower(_ first: Int, _ second: Int, _ text: [UInt8], _ isNever: Bool) -> Severity? {
    if text.count == 1 { return text.elementsEqual("a".utf8) ? .error : nil }
    // “Whose it was was not found out.”
    if Self.pastCopulas.contains(text), endsClause(first) { return nil }
    if text.elementsEqual("to".utf8), isReferredTo(first, second) { return nil }
    if isNever { return .error }
    if Self.intensifiers.contains(text) { return .note }
    if Self.bounded.contains(text) { return isBounded(first, second) ? nil : .warning }
    if text == Array("had".utf8) { return nil }
    if text == Array("that".utf8) || text == Array("her".utf8) { return .note }
    if Self.eitherCase.contains(text), opensClause(first, second) { return nil }
    if Self.copulas.contains(text) {
      // “Those who can do do,” said the guest.
      return endsClause(first) || text == Array("do".utf8) && (isBounded(first, second) || isEmphatic(first, second)) ? nil : .error
    }
    if Self.particles.contains(text) { return isPhrasal(first, second) ? nil : .error }
    return Self.likely.contains(text) ? .error : .warning
  }

  /// A capitalised pair: a slip where the word has other uses, a name where the document says it twice every time.
  private func name(_ text: [UInt8], _ isNever: Bool, _ isRecurrent: Bool) -> Severity? {
    if isNever { return .error }
    if isRecurrent || Self.doubledNames.contains(text) { return nil }
    let fold = document.vocabulary.foldID(text).map { document.vocabulary.folds[Int($0)] }
    let isSeenAlone = (fold?.count ?? 0) > 2
    // Phi Phi, Ban Ban: what is made of a syllable is a name, whatever word it is.
    return isSeenAlone || text.count > Self.syllable && !analysis.lexicon.accepts(text).isEmpty ? .warning : .note
  }

  // MARK: surroundings

  private func startsSentence(_ i: Int) -> Bool {
    guard let before = document.previous(i) else { return true }
    let token = document.tokens[before]
    return token.kind == .punctuation && [.stop, .exclamation, .question, .colon].contains(document.bytes[token.start]) || token.kind == .quote
      || document.tokens[before..<i].count { $0.kind == .lineBreak } > 1
  }

  /// Whether punctuation, a quotation mark or the paragraph's edge stands at either side.
  private func isBounded(_ first: Int, _ second: Int) -> Bool {
    func isEdge(_ i: Int?) -> Bool {
      guard let i else { return true }
      return document.tokens[i].kind != .word && document.tokens[i].kind != .number
    }
    return isEdge(document.previous(first)) || isEdge(document.next(second))
  }

  /// “What it is is a shame”, “the thing is is that …”: the first verb ends a clause that is the second one’s subject.
  private func endsClause(_ first: Int) -> Bool {
    guard let before = document.previous(first), let subject = fold(before) else { return false }
    if Self.shells.contains(subject) { return true }
    guard Self.subjects.contains(subject) else { return false }
    var k = before
    for _ in 0..<4 {
      guard let previous = document.previous(k), let word = fold(previous) else { return false }
      if Self.openers.contains(word) { return true }
      k = previous
    }
    return false
  }

  /// “They do do that”: a pronoun before, and what is done after.
  private func isEmphatic(_ first: Int, _ second: Int) -> Bool {
    guard let before = document.previous(first), let subject = fold(before), Self.subjects.contains(subject), let next = document.next(second),
      document.tokens[next].kind == .word
    else { return false }
    return !analysis.shared(Grammar.self).possibleTags(next).isDisjoint(with: Self.objects)
  }

  private func fold(_ i: Int) -> [UInt8]? {
    document.tokens[i].kind == .word ? document.vocabulary.fold(of: document.tokens[i].word).text : nil
  }

  /// “turned in in May”: a particle of a verb before the same preposition.
  private func isPhrasal(_ first: Int, _ second: Int) -> Bool {
    guard let before = document.previous(first), document.tokens[before].kind == .word, let next = document.next(second),
      document.tokens[next].kind == .number || document.tokens[next].kind == .word
    else { return false }
    let verb = document.vocabulary.fold(of: document.tokens[before].word).text
    return Self.phrasal.words.contains { verb.starts(with: $0) && verb.count <= $0.count + 4 }
  }

  /// “Who told you you might”: an object and the subject of the clause after it.
  private func opensClause(_ first: Int, _ second: Int) -> Bool {
    guard let before = document.previous(first), document.classes(of: before).contains(.tellingVerb), let next = document.next(second),
      document.tokens[next].kind == .word
    else { return false }
    return !analysis.shared(Grammar.self).possibleTags(next).isDisjoint(with: Self.clauseVerbs)
  }

  /// “What he referred to to prove it”: a verb with its “to” before an infinitive with its own.
  private func isReferredTo(_ first: Int, _ second: Int) -> Bool {
    guard let before = document.previous(first), document.classes(of: before).contains(.toVerb), let next = document.next(second),
      document.tokens[next].kind == .word
    else { return false }
    return !analysis.shared(Grammar.self).possibleTags(next).isDisjoint(with: Self.infinitive)
  }

  // MARK: word lists

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }

  /// Function words that no sentence has twice in a row.
  private static let never = WordClass.neverDoubled
  /// Content-like words so common that a repetition is a slip.
  private static let likely = WordClass.seldomDoubled
  /// Letters of a syllable at most.
  private static let syllable = 4
  private static let infinitive = TagSet(.vb)
  private static let objects = TagSet(.dt, .prp, .prpPossessive, .nn, .nns, .wp)
  private static let copulas = set("is do did does"), pastCopulas = set("was were are")
  private static let subjects = set("it this that he she they we you i there")
  private static let openers = set("what all who whose which where how why whatever whoever")
  private static let shells = WordClass.shellNoun
  /// Pronouns that are subjects and objects, and what may follow the subject of a clause.
  private static let eitherCase = set("you it")
  private static let clauseVerbs = TagSet(.md, .vbd, .vbp, .vbz, .rb)
  private static let particles = set("in on up out off over down by back away")
  private static let phrasal = WordList(.phrasalVerbStem)
  /// Words that are said twice for comfort, assent or rhythm, where a clause begins or ends.
  private static let bounded = WordClass.doubledAtEdge
  private static let intensifiers = WordClass.intensifier
  private static let idioms = WordClass.doubledIdiom
  /// Names that are spelled like a verb or noun that may follow them.
  private static let names = WordClass.verbLikeName
  private static let doubledNames = WordClass.doubledName
}
