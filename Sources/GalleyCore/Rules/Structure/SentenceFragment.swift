import Spelling

/// Finds sentences cut in two by a stray stop: “reported from Minsk. Is in control …”.
package struct SentenceFragment: Rule {
  package static let id: RuleID = "sentence-fragment"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    if analysis.shared(PageSetting.self).isPeriod { return }
    let isScan = analysis.shared(Damage.self).level >= .light
    let starts = document.vocabulary.marks(Self.starterWords)
    guard !starts.isEmpty else { return }
    for k in document.sentences.indices.dropFirst() {
      let sentence = document.sentences[k], before = document.sentences[k - 1]
      guard sentence.paragraph == before.paragraph, document.paragraphs[sentence.paragraph].kind == .prose,
        tokens[sentence.tokens.lowerBound].kind == .word, let starter = starter(sentence, starts, document),
        endsWithStop(before, document), endsAsStatement(sentence, document), isCut(starter, k, analysis)
      else { continue }
      let i = sentence.tokens.lowerBound
      let stop = tokens[before.tokens.upperBound - 1]
      let first = String(decoding: lowercased(document.bytes(tokens[i])), as: UTF8.self)
      // On a scanned page the stop alone is in doubt.
      findings.flag(
        TextRange(tokens[before.tokens.upperBound - 2].start, isScan ? stop.end : tokens[i].end), message(starter),
        fix: Fix(edits: [Edit(TextRange(stop.start, tokens[i].end), " " + first)], confidence: 0.8, safety: .unsafe))
    }
  }

  private enum Starter {
    /// `Is in control …`
    case verb
    /// `Would have sales …`
    case modal
    /// `Of a letter …`, `From a corner.`
    case of, from
    /// `Because he was late.`
    case subordinator
    /// `And could make it worse.`
    case conjunction
  }

  private func message(_ starter: Starter) -> String {
    switch starter {
    case .verb, .modal, .conjunction: "this sentence has no subject; the stop before it may be a slip"
    case .of, .from: "this sentence has no verb of its own; the stop before it may be a slip"
    case .subordinator: "this clause does not stand alone; the stop before it may be a slip"
    }
  }

  /// - Parameter starts: the words of `starters` that the document has
  private func starter(_ sentence: Sentence, _ starts: WordMarks, _ document: Document) -> Starter? {
    let token = document.tokens[sentence.tokens.lowerBound]
    guard document.vocabulary[token.word].shape == .capitalised, starts.contains(document.vocabulary[token.word].folded) else { return nil }
    return Self.starters[document.vocabulary.fold(of: token.word).text]
  }

  private func isCut(_ starter: Starter, _ k: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let sentence = document.sentences[k]
    let i = sentence.tokens.lowerBound
    guard let next = document.next(i, limit: sentence.tokens.upperBound), [.word, .number].contains(document.tokens[next].kind)
    else { return false }
    let second = lowercased(document.bytes(document.tokens[next]))
    let grammar = analysis.shared(Grammar.self)
    switch starter {
    case .verb:
      if Self.subjects.contains(second) { return false }
      // “Have content teams give it a try”: somebody is told to do something.
      let isHave = document.vocabulary.fold(of: document.tokens[i].word).text == Array("have".utf8)
      return !isHave || !grammar.canBe(.noun, next) || grammar.canBe(.past, next)
    case .modal:
      return [.base, .be, .have, .not].contains(tag(next, k, grammar, document)) && !grammar.canBe(.noun, next)
    case .of:
      guard document.tokens[next].kind == .word, !Self.afterOf.contains(second), !hasFronting(k, grammar, document) else { return false }
      // “Of the thirty only two came” is a sentence; “on the banks. Of the river in Charleston.” is none.
      return !Self.determiners.contains(second) || isBound(to: "of", k, analysis) && !hasVerb(k, grammar, document)
    case .from:
      return isBound(to: "from", k, analysis) && !hasFronting(k, grammar, document) && !hasVerb(k, grammar, document)
    case .subordinator:
      return sentence.tokens.count >= 8 && !analysis.quotations.isQuoted(sentence.range.start)
        && clauses(k, grammar, document) == 1 && !hasComma(sentence, document) && document.sentences[k - 1].tokens.count >= 12
    case .conjunction:
      guard let third = document.next(next, limit: sentence.tokens.upperBound) else { return false }
      let behind = tag(third, k, grammar, document)
      // “And don’t worry”
      if Self.orders.contains(second) { return false }
      let verbs = [PartOfSpeech.modal, .be, .have]
      guard verbs.contains(tag(next, k, grammar, document)), !analysis.quotations.isQuoted(sentence.range.start) else { return false }
      return ![.pronoun, .determiner, .name, .noun, .number, .other].contains(behind)
    }
  }

  private func tag(_ token: Int, _ k: Int, _ grammar: Grammar, _ document: Document) -> PartOfSpeech {
    grammar.parts(k)[token - document.sentences[k].tokens.lowerBound]
  }

  /// “Of 25 members, ten …”: a clause with subject and verb comes behind the comma.
  private func hasFronting(_ k: Int, _ grammar: Grammar, _ document: Document) -> Bool {
    let range = document.sentences[k].tokens
    let tags = grammar.parts(k)
    var hasSubject = false, isBehindComma = false, isFresh = false
    for i in range {
      let token = document.tokens[i]
      if token.isBlank { continue }
      if token.kind == .punctuation, document.bytes[token.start] == 0x2C {
        let isQuoteNext = i + 1 < range.upperBound && document.tokens[i + 1].kind == .quote
        (isBehindComma, isFresh, hasSubject) = (!isQuoteNext, true, false)
        continue
      }
      guard isBehindComma else { continue }
      let tag = tags[i - range.lowerBound]
      // “…, who had a room”, “…, after people were hurt”: not the main clause.
      if isFresh, [.subordinator, .conjunction, .gerund].contains(tag) || tag == .preposition && grammar.canBe(.subordinator, i) {
        isBehindComma = false
      }
      isFresh = false
      if tag.isNominal || tag == .number { hasSubject = true }
      if tag.isFinite, hasSubject || tag == .be { return true }
    }
    return false
  }

  private func hasVerb(_ k: Int, _ grammar: Grammar, _ document: Document) -> Bool {
    let range = document.sentences[k].tokens
    let tags = grammar.parts(k)
    var isSubordinate = false
    for i in range where !document.tokens[i].isBlank {
      let tag = tags[i - range.lowerBound]
      if tag == .subordinator { isSubordinate = true }
      if document.tokens[i].kind == .punctuation { isSubordinate = false }
      if tag.isFinite, tag != .past || i > range.lowerBound, !isSubordinate { return true }
    }
    return false
  }

  /// How many clauses with a verb of their own a sentence has.
  private func clauses(_ k: Int, _ grammar: Grammar, _ document: Document) -> Int {
    let range = document.sentences[k].tokens
    let tags = grammar.parts(k)
    var count = 0
    var isInGroup = false
    for i in range where !document.tokens[i].isBlank {
      let tag = tags[i - range.lowerBound]
      if tag == .not || tag == .adverb { continue }
      let isVerb = tag.isFinite || tag == .to || tag == .gerund
      if isVerb, !isInGroup, tag != .to, tag != .gerund { count += 1 }
      isInGroup = isVerb
    }
    return count
  }

  /// Whether the word before the stop is one that this preposition often follows.
  private func isBound(to word: String, _ k: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let last = document.tokens[document.sentences[k - 1].tokens.upperBound - 2]
    return last.kind == .word && analysis.lexicon.bigram(lowercased(document.bytes(last)), Array(word.utf8)) > -1.6
  }

  private func hasComma(_ sentence: Sentence, _ document: Document) -> Bool {
    sentence.tokens.contains {
      document.tokens[$0].kind != .word && document.tokens[$0].kind != .number && !document.tokens[$0].isBlank
        && document.tokens[$0].kind != .hyphen && $0 < sentence.tokens.upperBound - 1
    }
  }

  private func endsWithStop(_ sentence: Sentence, _ document: Document) -> Bool {
    let last = document.tokens[sentence.tokens.upperBound - 1]
    return last.kind == .punctuation && document.bytes[last.start] == 0x2E && sentence.tokens.count >= 4
      && document.tokens[sentence.tokens.upperBound - 2].kind != .punctuation
  }

  private func endsAsStatement(_ sentence: Sentence, _ document: Document) -> Bool {
    !sentence.tokens.suffix(3).contains {
      document.tokens[$0].kind == .punctuation && [0x3F, 0x21].contains(document.bytes[document.tokens[$0].start])
    }
  }

  private static let starterWords = WordSet(Array(starters.keys))
  private static let starters: [[UInt8]: Starter] = {
    var table: [[UInt8]: Starter] = [:]
    let lists: [(String, Starter)] = [
      ("is are was were has have had does did", .verb), ("will would", .modal), ("of", .of), ("from", .from),
      ("because although whereas unless", .subordinator), ("and but or", .conjunction),
    ]
    for (words, starter) in lists { for word in words.split(separator: " ") { table[Array(word.utf8)] = starter } }
    return table
  }()
  private static let orders = set("do don't don’t be have")
  private static let subjects = WordClass.fragmentSubject
  private static let afterOf = set("course all those these them which whom late")
  private static let determiners = set("the his her its their our my")
  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }
}
