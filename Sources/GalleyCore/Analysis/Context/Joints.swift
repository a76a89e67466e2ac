import Formats
import Spelling

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The tokens of a text where sentences may be out of joint, with the evidence: a word with a capital within a sentence,
/// and a word that begins a sentence after a full stop. Nothing is judged here.
package final class Joints: SharedAnalysis {
  package struct Occurrence: Sendable {
    /// The word in question.
    package let token: Int
    package let sentence: Int
    package let kind: JointKind
    /// All but what grammar says; see `evidence(at:)`.
    package fileprivate(set) var evidence: JointEvidence
  }

  /// By token.
  private var complete: [Int: JointEvidence] = [:]

  /// The evidence with what grammar says: dear to find, so asked for only where it may tip the balance.
  package func evidence(at occurrence: Occurrence) -> JointEvidence {
    if let known = complete[occurrence.token] { return known }
    var evidence = occurrence.evidence
    switch occurrence.kind {
    case .functionCapital, .functionAmong, .capital, .capitalAmong: addCapitalGrammar(occurrence.token, occurrence.sentence, &evidence)
    case .verb, .preposition, .conjunction, .relative, .subordinator: addStartGrammar(occurrence.token, occurrence.sentence, &evidence)
    }
    complete[occurrence.token] = evidence
    return evidence
  }

  /// Which holds this: were it held in turn, no text would ever be freed.
  private unowned let analysis: Analysis
  private let document: Document
  private let context: WordContext
  private let grammar: Grammar
  private let setting: PageSetting
  private let isDamaged: Bool

  package init(_ analysis: Analysis) {
    (self.analysis, document) = (analysis, analysis.document)
    context = analysis.shared(IntendedContext.self).words
    grammar = analysis.shared(Grammar.self)
    setting = analysis.shared(PageSetting.self)
    isDamaged = analysis.shared(Damage.self).level >= .light
  }

  /// Words with a capital within sentences that are common words in lower case, in reading order.
  package private(set) lazy var capitals: [Occurrence] = {
    var occurrences: [Occurrence] = []
    var last = (sentence: -1, isTitle: false)
    var candidates: [(token: Int, sentence: Int)] = []
    var counts: [Int: Int] = [:]
    for i in capitalised() where i >= 2 && document.tokens[i - 1].kind == .space && [.word, .punctuation].contains(document.tokens[i - 2].kind) {
      guard let k = document.sentenceIndex(of: i), i >= document.sentences[k].tokens.lowerBound + 2,
        document.paragraphs[document.sentences[k].paragraph].kind == .prose
      else { continue }
      candidates.append((i, k))
      counts[k, default: 0] += 1
    }
    for (i, k) in candidates where counts[k, default: 0] <= Self.mostCapitals {
      if document.tokens[i - 2].kind == .punctuation, document.bytes[document.tokens[i - 2].start] != UInt8(ascii: ",") { continue }
      if last.sentence != k { last = (k, isTitle(document.sentences[k])) }
      if last.isTitle || isLabel(i) { continue }
      guard let evidence = capital(i, k) else { continue }
      let isAmong = evidence[.amongCapitals] + evidence[.capitalsNear] + evidence[.quoteNear] > 0
      let kind = isFunction(i) ? isAmong ? JointKind.functionAmong : .functionCapital : isAmong ? .capitalAmong : .capital
      occurrences.append(Occurrence(token: i, sentence: k, kind: kind, evidence: evidence))
    }
    for n in occurrences.indices { occurrences[n].evidence[.occurrences] = log2(1 + Double(occurrences.count)) }
    return occurrences
  }()

  /// Words that begin a sentence of prose after another that ends in a full stop, in reading order.
  package private(set) lazy var starts: [Occurrence] = document.sentences.indices.dropFirst().compactMap { k in
    let sentence = document.sentences[k], before = document.sentences[k - 1]
    let i = sentence.tokens.lowerBound, stop = before.tokens.upperBound - 1
    guard sentence.paragraph == before.paragraph, document.paragraphs[sentence.paragraph].kind == .prose, document.tokens[i].kind == .word,
      document.vocabulary[document.tokens[i].word].shape == .capitalised, before.tokens.count >= Self.fewestBefore, sentence.tokens.count >= Self.fewest,
      document.tokens[stop].kind == .punctuation, document.bytes[document.tokens[stop].start] == UInt8(ascii: "."),
      document.tokens[stop - 1].kind == .word || document.tokens[stop - 1].kind == .number,
      let kind = JointKind.start(document.vocabulary.fold(of: document.tokens[i].word).classes),
      kind == .verb || before.tokens.count >= Self.fewest
    else { return nil }
    return Occurrence(token: i, sentence: k, kind: kind, evidence: start(i, k))
  }

  /// Words before each token, and at the end all: a sentence may have as many places as words.
  private lazy var wordsBefore: [Int] = document.tokens.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1.kind == .word ? 1 : 0)) }

  private func wordCount(_ tokens: Range<Int>) -> Double { Double(wordsBefore[tokens.upperBound] - wordsBefore[tokens.lowerBound]) }

  /// A sentence with more capitals inside is a list, where they are meant.
  private static let mostCapitals = 64

  /// A sentence of fewer tokens, blanks counted, says too little to be judged; before it “The breach.” is enough.
  private static let fewest = 8, fewestBefore = 4
  /// How far a sentence is read to either side of the word, in tokens.
  private static let reach = 60
  private static let steps = Double(LanguageModel.steps)

  // MARK: Capitals

  private func capitalised() -> [Int] {
    let vocabulary = document.vocabulary
    let functions = vocabulary.marks(WordClass.neverCapitalised)
    let words = vocabulary.words.indices.filter { id in
      let word = vocabulary.words[id]
      guard word.shape == .capitalised || word.shape == .upper && word.range.count == 1,
        word.flags.isDisjoint(with: [.dotted, .digit, .apostrophe, .nonASCII])
      else { return false }
      if functions.contains(word.folded) { return true }
      return word.range.count >= 3 && word.count <= Self.seldom && analysis.words.zipf(WordID(id)) >= Self.common
        && !analysis.lexicon.accepts(vocabulary.folds[Int(word.folded)].text).isEmpty
    }
    return words.flatMap { analysis.occurrences(ofWord: WordID($0)) }.sorted()
  }

  /// A word that a text writes with a capital more often is one of its names; a rarer one (Zipf frequency) may be anybody's.
  private static let seldom = 3, common: Zipf = 3.0

  private func isFunction(_ i: Int) -> Bool {
    WordClass.neverCapitalised.contains(document.vocabulary.fold(of: document.tokens[i].word).text)
  }

  /// “See New packages”: a title. “When: noon”: a label.
  private func isLabel(_ i: Int) -> Bool {
    if document.tokens[i - 2].kind == .word, WordClass.titleLead.contains(document.vocabulary.fold(of: document.tokens[i - 2].word).text) {
      return true
    }
    return i + 1 < document.tokens.count && document.tokens[i + 1].kind == .punctuation
      && document.bytes[document.tokens[i + 1].start] == UInt8(ascii: ":")
  }

  private func capital(_ i: Int, _ k: Int) -> JointEvidence? {
    var evidence = JointEvidence()
    guard addModel(i, &evidence) else { return nil }
    let sentence = document.sentences[k].tokens
    addText(i, &evidence)
    let previous = i - 2
    evidence.set(.afterComma, document.tokens[previous].kind == .punctuation)
    if document.tokens[previous].kind == .word {
      let isFirst = previous == sentence.lowerBound
      let fold = document.vocabulary.fold(of: document.tokens[previous].word).text
      evidence.set(.afterFirst, isFirst)
      evidence.set(.afterName, !isFirst && document.vocabulary[document.tokens[previous].word].shape != .lower)
      evidence.set(.afterDefinite, Self.definite.contains(fold))
    }
    addNext(i, sentence, &evidence)
    evidence.set(.amongCapitals, isAmongCapitals(i, sentence))
    addNeighbourhood(i, sentence, &evidence)
    let words = (wordCount(sentence.lowerBound..<i), wordCount(i..<sentence.upperBound))
    (evidence[.wordsBefore], evidence[.wordsAfter]) = (log2(1 + words.0), log2(1 + words.1))
    evidence.set(.quoted, analysis.quotations.isQuoted(document.tokens[i].start))
    evidence.set(.quoteChanges, analysis.quotations.isQuoted(document.tokens[previous].start) != analysis.quotations.isQuoted(document.tokens[i].start))
    return evidence
  }

  private func addCapitalGrammar(_ i: Int, _ k: Int, _ evidence: inout JointEvidence) {
    let range = (i - Self.reach..<i + Self.reach).clamped(to: document.sentences[k].tokens)
    let before = grammar.parts(of: range.lowerBound..<i), after = grammar.parts(of: i..<range.upperBound)
    evidence.addLast(before.last { $0 != .other } ?? .other)
    evidence.addWord(grammar.parts(of: range, asLowercase: i)[i - range.lowerBound])
    evidence.set(.clauseBefore, Clauses.hasClause(before))
    evidence.set(.clauseAfter, Clauses.beginsClause(after, i, document))
    evidence.set(.verbAfter, after.contains(where: \.isFinite))
  }

  /// Capitals and quotation marks within a few words.
  private func addNeighbourhood(_ i: Int, _ sentence: Range<Int>, _ evidence: inout JointEvidence) {
    var capitals = 0
    for k in (i - Self.near..<i + Self.near + 1).clamped(to: sentence) where k != i && k != sentence.lowerBound {
      let token = document.tokens[k]
      if token.kind == .word, document.vocabulary[token.word].shape != .lower { capitals += 1 }
      if token.kind == .quote { evidence[.quoteNear] = 1 }
    }
    evidence[.capitalsNear] = log2(1 + Double(capitals))
  }

  /// Tokens of about five words.
  private static let near = 10
  private static let definite = WordSet("the this our that their its his her my your")

  /// A headline or title: nearly all words that a title writes large are large.
  private func isTitle(_ sentence: Sentence) -> Bool {
    var capitals = 0, words = 0
    for i in sentence.tokens where document.tokens[i].kind == .word {
      let word = document.vocabulary[document.tokens[i].word]
      if word.shape == .lower, WordClass.titleJoiner.contains(document.vocabulary.folds[Int(word.folded)].text) { continue }
      words += 1
      if word.shape != .lower { capitals += 1 }
    }
    return words > 0 && words <= Self.longestTitle && Double(capitals) >= Double(words) * Self.titleShare
  }
  /// Words of a title at most, and the share of them that has its capital.
  private static let longestTitle = 14, titleShare = 0.7

  /// Small words between two capitals of one name.
  private static let mostJoiners = 3

  /// Whether a capital, figure or quotation mark is next to the word, or parted from it by no more than “of the”, “and”.
  private func isAmongCapitals(_ i: Int, _ sentence: Range<Int>) -> Bool {
    for step in [-1, 1] {
      var k = i + step, joiners = 0
      walk: while sentence.contains(k) {
        let token = document.tokens[k]
        switch token.kind {
        case .space, .lineBreak: break
        case .word:
          let fold = document.vocabulary.fold(of: token.word).text
          if document.vocabulary[token.word].shape != .lower {
            // The capital of a sentence says nothing.
            return k != sentence.lowerBound || !WordClass.neverCapitalised.contains(fold)
          }
          guard joiners < Self.mostJoiners, WordClass.titleJoiner.contains(fold) else { break walk }
          joiners += 1
        case .quote, .symbol, .hyphen: return true
        case .punctuation where joiners < Self.mostJoiners && document.bytes[token.start] == UInt8(ascii: ","): joiners += 1
        case .punctuation where joiners == 0 && step == 1 && document.bytes[token.start] == UInt8(ascii: "("): return true
        case .number: return joiners == 0
        default: break walk
        }
        k += step
      }
    }
    return false
  }

  // MARK: Starts

  private func start(_ i: Int, _ k: Int) -> JointEvidence {
    let sentence = document.sentences[k].tokens, before = document.sentences[k - 1].tokens
    var evidence = JointEvidence()
    let stop = before.upperBound - 1
    addStart(i, stop, &evidence)
    addText(i, &evidence)
    let last = document.tokens[stop - 1]
    if last.kind == .word { evidence.set(.afterName, document.vocabulary[last.word].shape != .lower) }
    addNext(i, sentence, &evidence)
    let words = (wordCount(before), wordCount(sentence))
    (evidence[.wordsBefore], evidence[.wordsAfter]) = (log2(1 + words.0), log2(1 + words.1))
    evidence.set(.quoted, analysis.quotations.isQuoted(document.tokens[i].start))
    evidence.set(.quoteChanges, analysis.quotations.isQuoted(document.tokens[i].start) != analysis.quotations.isQuoted(last.start))
    evidence.set(.commaAfter, isComma(i, sentence))
    evidence.set(.asks, document.tokens[sentence.suffix(3)].contains { $0.kind == .punctuation && Self.calls.contains(document.bytes[$0.start]) })
    return evidence
  }

  private func addStartGrammar(_ i: Int, _ k: Int, _ evidence: inout JointEvidence) {
    let sentence = document.sentences[k].tokens, before = document.sentences[k - 1].tokens
    let stop = before.upperBound - 1
    let left = grammar.parts(of: max(before.lowerBound, stop - Self.reach)..<stop)
    evidence.addLast(left.last { $0 != .other } ?? .other)
    evidence.set(.clauseBefore, Clauses.hasClause(left))
    let parts = Clauses.withVerb(grammar.parts(k), sentence, grammar, document)
    let rest = Array(parts.dropFirst())
    // “There’s one egg”: subject and verb in one.
    let isContracted = zip(i + 1..<sentence.upperBound, rest).contains { $1.isNominal && document.tokens[$0].flags.contains(.apostrophe) && isContraction($0) }
    evidence.set(.clauseAfter, isContracted || Clauses.hasClause(rest))
    evidence.set(.verbAfter, isContracted || rest.contains(where: \.isFinite))
    evidence.set(.mainVerb, isContracted || Clauses.hasMainVerb(i + 1..<sentence.upperBound, rest, document))
    evidence.set(.fronting, Clauses.hasFronting(sentence, parts, grammar, document))
  }

  /// A pronoun and its verb in one word.
  private func isContraction(_ i: Int) -> Bool {
    let text = plainSpelling(document.vocabulary.fold(of: document.tokens[i].word).text[...])
    return text.firstIndex(of: UInt8(ascii: "'")).map { WordClass.contractionHost.contains(Array(text[..<$0])) } ?? false
  }

  private static let calls = Array("?!".utf8)

  private func isComma(_ i: Int, _ sentence: Range<Int>) -> Bool {
    sentence.contains { $0 > i && document.tokens[$0].kind == .punctuation && document.bytes[document.tokens[$0].start] == UInt8(ascii: ",") }
  }

  private func addStart(_ i: Int, _ stop: Int, _ evidence: inout JointEvidence) {
    guard let neighbours = context.neighbours(of: i), let left = context.before(stop) else { return }
    let word = context.lowercaseWord(at: i)
    fill(word, far: left.far, near: left.near, neighbours, &evidence)
  }

  // MARK: What both have

  /// Nothing where the language model knows nothing of the neighbours.
  private func addModel(_ i: Int, _ evidence: inout JointEvidence) -> Bool {
    guard let neighbours = context.neighbours(of: i), neighbours.near != nil else { return false }
    fill(context.lowercaseWord(at: i), far: neighbours.far, near: neighbours.near, neighbours, &evidence)
    return true
  }

  private func fill(
    _ word: LanguageModel.Word, far: LanguageModel.Word?, near: LanguageModel.Word?, _ neighbours: WordContext.Neighbours, _ evidence: inout JointEvidence
  ) {
    let model = LanguageModel.english
    guard let start = model.start, let end = model.end else { return }
    func logarithm(_ score: Int32) -> Double { Double(score) / Self.steps }
    evidence[.on] = logarithm(model.score((far, near), word))
    evidence[.end] = logarithm(model.score((far, near), end))
    evidence[.start] = logarithm(model.score((nil, start), word))
    if let next = neighbours.next {
      evidence[.onNext] = logarithm(model.score((near, word), next))
      evidence[.startNext] = logarithm(model.score((start, word), next))
      if let last = neighbours.last { evidence[.onLast] = logarithm(model.score((word, next), last)) }
    }
    let name = context.name
    evidence[.nameOn] = logarithm(model.score((far, near), name))
    if let next = neighbours.next { evidence[.nameNext] = logarithm(model.score((near, name), next)) }
    if let capitals = word.capitals { evidence[.capitals] = Double(capitals) / 10 } else { evidence[.unknownCapitals] = 1 }
  }

  private func addText(_ i: Int, _ evidence: inout JointEvidence) {
    let word = document.vocabulary[document.tokens[i].word]
    let fold = document.vocabulary.folds[Int(word.folded)]
    evidence[.lowercase] = log2(1 + Double(fold.lowerCount))
    evidence[.capitalised] = log2(Double(max(1, fold.count - fold.lowerCount)))
    evidence[.frequency] = analysis.words.zipf(document.tokens[i].word).value
    let entry = Gazetteer.entry(of: fold.text)
    evidence.set(.named, entry.hasLonger || !entry.readings.isEmpty)
    evidence.set(.damaged, isDamaged)
    evidence.set(.period, setting.isPeriod)
    evidence.set(.technical, document.isTechnical)
    evidence.set(.namelike, WordClass.nameLike.contains(fold.text))
  }

  private func addNext(_ i: Int, _ sentence: Range<Int>, _ evidence: inout JointEvidence) {
    guard let next = document.next(i, limit: sentence.upperBound), document.tokens[next].kind == .word else {
      evidence[.beforeMark] = 1
      return
    }
    let isLowercase = document.vocabulary[document.tokens[next].word].shape == .lower
    evidence[isLowercase ? .beforeLowercase : .beforeCapital] = 1
  }
}
