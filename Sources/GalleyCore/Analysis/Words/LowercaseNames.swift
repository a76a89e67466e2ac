import Formats
import Spelling

/// Finds names in lower case that the text itself, or the words around them, show to be names: one that it writes with its
/// capital elsewhere, one after a courtesy title or a given name, one before the other words of a name; and what is nothing but
/// a name that many texts have.
struct LowercaseNames {
  /// Letters of a name that is looked for.
  private static let shortest = 4
  /// 10 log₁₀ of the odds that a word which dictionaries have in lower case, too, has a capital: hardly anybody writes it without.
  private static let leastOdds: Int32 = 16
  /// How often the text writes a name that only it knows with its capital, and how often at most without: kinds of things have
  /// theirs at times.
  private static let leastNamed = 2, mostLowercase = 2
  /// How common a word is at least that is nothing but a name; rarer ones are as well words of a trade or another language.
  private static let common: Zipf = 2.4

  private let analysis: Analysis
  private let document: Document
  private let context: WordContext

  init(_ analysis: Analysis) {
    (self.analysis, document) = (analysis, analysis.document)
    context = analysis.shared(WordContext.self)
  }

  /// They, without possessive endings, in reading order.
  func find() -> [TextRange] {
    let vocabulary = document.vocabulary
    var uses: [[UInt8]: Use]?
    var found: [TextRange] = []
    let ids = vocabulary.words.indices.filter { id in
      let word = vocabulary.words[id]
      return word.shape == .lower && word.flags.isSubset(of: [.apostrophe, .nonASCII]) && analysis.words[WordID(id)].stem >= Self.shortest
        && stem(id).allSatisfy { $0 < 0x80 }
    }
    for (id, facts) in zip(ids, facts(ids)) where !facts.isListed || facts.isProper {
      let stem = stem(id), (isListed, isProper) = (facts.isListed, facts.isProper)
      let all = uses ?? self.uses
      uses = all
      let use = all[stem] ?? Use()
      // Of a name that lists do not have the text itself is the witness.
      let isWitnessed =
        use.mixed == 0 && (isListed || !analysis.shared(ProgramManual.self).isOne)
        && (isListed ? use.capitalised >= use.lower : use.lower <= Self.mostLowercase && use.capitalised >= max(Self.leastNamed, 2 * use.lower))
      let isName = !isListed && use.lower <= Self.mostLowercase && isNothingElse(stem)
      let isSurname = !isListed && Gazetteer.readings(of: stem).contains { $0.kind == .family || $0.kind == .surnameOf }
      for i in analysis.occurrences(ofWord: WordID(id))
      where isWord(i) && (isWitnessed || isName || isAfterTitle(i) || isBeforeName(i) && (isProper || isAfterOffice(i)) || isSurname && isAfterGivenName(i)) {
        let start = document.tokens[i].start
        found.append(TextRange(start, start + stem.count))
      }
    }
    return found.sorted { $0.start < $1.start }
  }

  /// What a word in lower case tells wherever it stands.
  struct Facts: Sendable {
    /// Some dictionary has it as it stands.
    let isListed: Bool
    /// The name of a person or a place that hardly anybody writes without its capital.
    let isProper: Bool
  }

  private func facts(_ ids: [Int]) -> [Facts] {
    analysis.resources.memory.lowercaseNames.values(ids.map { Vocabulary.key(stem($0)) }) { place in
      let stem = stem(ids[place])
      return Facts(
        isListed: !analysis.lexicon.accepts(stem).isEmpty,
        isProper: (context.word(stem).capitals ?? 0) >= Self.leastOdds && Self.isName(stem))
    }
  }

  /// A distinct word in lower case without a possessive ending.
  private func stem(_ id: Int) -> [UInt8] {
    let text = document.vocabulary.folds[Int(document.vocabulary.words[id].folded)].text, count = analysis.words[WordID(id)].stem
    return count < text.count ? Array(text.prefix(count)) : text
  }

  /// A given name or a place; surnames are words as well (plaza), months have a rule of their own, and there are august parliaments.
  private static func isName(_ stem: [UInt8]) -> Bool {
    NameVocabulary.role(stem) != .calendar && (isPlaceOrPeople(stem) || Gazetteer.readings(of: stem).contains { $0.kind == .given })
  }

  private static func isPlaceOrPeople(_ stem: [UInt8]) -> Bool {
    Gazetteer.readings(of: stem).contains { Gazetteer.Kinds.places.contains($0.kind) || $0.kind == .demonym }
  }

  /// The name of a place or a people that no dictionary has as a word and no other language uses more; firms write theirs as they like.
  private func isNothingElse(_ stem: [UInt8]) -> Bool {
    let frequency = analysis.lexicon.zipf(stem.span)
    guard !document.isTechnical, frequency >= Self.common,
      analysis.lexicon.foreignZipf(stem.span) < frequency || (context.word(stem).capitals ?? 0) >= Self.leastOdds
    else { return false }
    return Self.isPlaceOrPeople(stem)
  }

  private struct Use {
    /// Occurrences in lower case, with a capital, and in other ways.
    var lower = 0, capitalised = 0, mixed = 0
  }

  /// How the text writes each word that it has in more than one way, by its stem.
  private var uses: [[UInt8]: Use] {
    let vocabulary = document.vocabulary
    var uses: [[UInt8]: Use] = [:]
    for id in vocabulary.words.indices {
      let word = vocabulary.words[id]
      let stem = stem(id)
      switch word.shape {
      case .lower: uses[stem, default: Use()].lower += word.count
      case .capitalised: uses[stem, default: Use()].capitalised += analysis.occurrences(ofWord: WordID(id)).count { !document.startsSentence($0) }
      case .mixed: uses[stem, default: Use()].mixed += word.count
      case .upper: break
      }
    }
    return uses
  }

  /// No piece of a hyphenated word, a path or an address: a blank on both sides, or a mark that ends there.
  private func isWord(_ i: Int) -> Bool {
    let tokens = document.tokens
    func isOpen(_ k: Int) -> Bool { !tokens.indices.contains(k) || tokens[k].isBlank || tokens[k].kind == .quote }
    func isMark(_ k: Int, _ marks: [UInt8]) -> Bool { tokens[k].kind == .punctuation && marks.contains(document.bytes[tokens[k].start]) }
    return document.sentence(of: i) != nil
      && (isOpen(i - 1) || isMark(i - 1, [.openParenthesis]))
      && (isOpen(i + 1) || isMark(i + 1, [.stop, .comma, .semicolon, .colon, .question, .exclamation, .closeParenthesis]) && isOpen(i + 2))
  }

  /// “Ms lomax”
  private func isAfterTitle(_ i: Int) -> Bool {
    guard i >= 2, document.tokens[i - 1].kind == .space else { return false }
    let k = document.tokens[i - 2].kind == .punctuation ? i - 3 : i - 2
    guard k >= 0, document.tokens[k].kind == .word, document.vocabulary[document.tokens[k].word].shape == .capitalised else { return false }
    return document.classes(of: k).contains(.courtesyTitle)
  }

  /// “Foreign Minister kamal Nath”
  private func isAfterOffice(_ i: Int) -> Bool {
    guard let before = capital(before: i) else { return false }
    return role(before) == .office && role(i) == .none
  }

  private func role(_ i: Int) -> NameVocabulary.Role { NameVocabulary.role(document.vocabulary.fold(of: document.tokens[i].word).text) }

  /// The word with a capital before token `i`, with a space between.
  private func capital(before i: Int) -> Int? {
    guard i >= 2, document.tokens[i - 1].kind == .space, document.tokens[i - 2].kind == .word,
      document.vocabulary[document.tokens[i - 2].word].shape == .capitalised
    else { return nil }
    return i - 2
  }

  /// “Carla alcorn”
  private func isAfterGivenName(_ i: Int) -> Bool {
    guard let before = capital(before: i) else { return false }
    let given = lowercased(document.bytes(document.tokens[before]))
    // “Will”, “Mark” and “Grace” are words too.
    return Gazetteer.readings(of: given).contains { $0.kind == .given || $0.kind == .givenVariant }
      && (!document.startsSentence(before) || (context.word(given).capitals ?? .min) >= Self.leastOdds)
  }

  /// “guernsey County”
  private func isBeforeName(_ i: Int) -> Bool {
    guard i + 2 < document.tokens.count, document.tokens[i + 1].kind == .space, document.tokens[i + 2].kind == .word, !document.startsSentence(i + 2)
    else { return false }
    return document.vocabulary[document.tokens[i + 2].word].shape == .capitalised
  }
}
