package import Formats
import Spelling

/// Finds common words with a capital in mid-sentence: “Eastern European The nation”.
package struct MidsentenceCapital: Rule {
  package static let id: RuleID = "midsentence-capital"
  private let model: JointModel

  package init(_ card: RuleCard) throws(CardError) { model = try JointModel.beside(card) }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    // Pages lose the quotation marks before capitals: there only what the model is sure of counts.
    let isCut = analysis.shared(PageSetting.self).isCut && analysis.shared(Damage.self).level < .damaged
    var slips: [(token: Int, fold: Vocabulary.FoldedID, severity: Severity)] = []
    let evidence = analysis.shared(Joints.self)
    // What the model is sure of, for what this text's rate of slips lets one expect, needs no further ground.
    let certain = -analysis.shared(SlipDensity.self).logOdds
    var joints: [Int: Joints.Occurrence] = [:]
    for joint in evidence.capitals { joints[joint.token] = joint }
    func surplus(_ i: Int, least: LogOdds) -> LogOdds? { joints[i].map { model.surplus(.capital, $0, evidence, least: least) } }
    let joiners = document.vocabulary.marks(joining)
    let isManual = analysis.shared(ProgramManual.self).isOne
    // The last sentence that was looked at, and whether it is a title.
    var last = (sentence: -1, isTitle: false)
    for i in candidates(analysis) where i >= 2 && tokens[i - 1].kind == .space && tokens[i - 2].kind == .word {
      guard let k = document.sentenceIndex(of: i), i >= document.sentences[k].tokens.lowerBound + 2,
        document.paragraphs[document.sentences[k].paragraph].kind == .prose
      else { continue }
      let word = document.vocabulary[tokens[i].word]
      guard let occurrence = Occurrence(i, in: k, document.vocabulary.folds[Int(word.folded)].text, analysis) else { continue }
      if last.sentence != k { last = (k, isTitleCase(document.sentences[k], joiners, document)) }
      guard !last.isTitle else { continue }
      let isFunction = functionWords.contains(occurrence.lowercase)
      if isManual, !isFunction { continue }
      let isSure = occurrence.lowercase.count > 1 && !reverential.contains(occurrence.lowercase)
        && surplus(i, least: certain) ?? .impossible >= certain
      guard isSure || !isCut && isSlip(occurrence, word, analysis), isFunction || surplus(i, least: Self.least) ?? .even >= Self.least else { continue }
      let isDoubtful = isFunction ? isInTitle(occurrence, analysis) : mayBeNamed(occurrence, analysis)
      slips.append((i, word.folded, isDoubtful ? .note : findings.card.severity))
    }
    // Verse, labels and defined terms repeat what a slip does once.
    guard slips.count <= Self.few || slips.count * Self.sentencesForOne <= document.sentences.count else { return }
    var times: [Vocabulary.FoldedID: Int] = [:]
    for slip in slips { times[slip.fold, default: 0] += 1 }
    for slip in slips where (times[slip.fold] ?? 0) < Self.few {
      let range = tokens[slip.token].range
      findings.flag(
        range, "“\(document.text(range))” has a capital in mid-sentence", severity: slip.severity,
        fix: Fix(range, String(decoding: document.vocabulary.folds[Int(slip.fold)].text, as: UTF8.self), confidence: 0.9))
    }
  }

  /// Log odds, below what a report wants by themselves, from which on the fitted model agrees that a word of content is no
  /// name: a fifth of the names and titles in well-edited texts stay below, one slip in sixty.
  private static let least: LogOdds = -3.4

  /// Slips that any text may have, and of one word: as many are its own usage; beyond them one in so many sentences.
  private static let few = 3, sentencesForOne = 12
  /// Letters of a word of content, and Zipf frequency of one that readers know.
  private static let shortest = 3, known: Zipf = 3.0
  /// Zipf frequency from which a word written in lower case elsewhere, or any, is no name; of names that are words, and of words
  /// that begin sentences.
  private static let common: Zipf = 3.8, commonest: Zipf = 4.6, beyondNames: Zipf = 4.2, beyondOpeners: Zipf = 4.5
  /// Times that a text writes a joiner in lower case, to be held to it.
  private static let often = 5
  /// Words on either side that belong to the title of a work.
  private static let titleReach = 4
  /// Words like “of the” in a row within one name.
  private static let mostJoiners = 3
  /// Words of a headline, and tenths of them that have capitals.
  private static let longestTitle = 14, titleTenths = 7

  /// Where common words with a capital stand, nobody's names as a rule, in reading order. Only function words may do so twice.
  private func candidates(_ analysis: Analysis) -> [Int] {
    let vocabulary = analysis.document.vocabulary
    let functions = vocabulary.marks(functionWords), names = vocabulary.marks(namelike)
    let words = vocabulary.words.enumerated().filter { id, word in
      guard word.shape == .capitalised || word.shape == .upper && word.range.count == 1,
        word.flags.isDisjoint(with: [.dotted, .digit, .apostrophe])
      else { return false }
      return functions.contains(word.folded)
        || word.count == 1 && word.range.count >= Self.shortest && !names.contains(word.folded) && analysis.words.zipf(WordID(id)) >= Self.known
    }
    return words.flatMap { id, _ in analysis.occurrences(ofWord: WordID(id)) }.sorted()
  }

  /// A capitalised word in mid-sentence that may be a common one, and its neighbours.
  private struct Occurrence {
    let token: Int, sentence: Int
    let lowercase: [UInt8]
    let before: Int
    let next: Int?
    let isBeforeLowercase: Bool, isNextLowercase: Bool, isNextCapital: Bool

    init?(_ i: Int, in k: Int, _ lowercase: [UInt8], _ analysis: Analysis) {
      let document = analysis.document
      // “See New packages”: a title. “When: noon”: a label.
      if titling.contains(document.vocabulary.fold(of: document.tokens[i - 2].word).text) { return nil }
      if i + 1 < document.tokens.count, document.tokens[i + 1].kind == .punctuation, document.bytes[document.tokens[i + 1].start] == 0x3A {
        return nil
      }
      (token, sentence, self.lowercase) = (i, k, lowercase)
      before = i - 2
      next = document.next(i, limit: document.sentences[k].tokens.upperBound)
      func isLowercase(_ t: Int) -> Bool { document.tokens[t].kind == .word && document.vocabulary[document.tokens[t].word].shape == .lower }
      isBeforeLowercase = isLowercase(before)
      isNextLowercase = next.map(isLowercase) ?? false
      isNextCapital = next.map { document.tokens[$0].kind == .word && !isLowercase($0) } ?? false
    }

    /// The part of the sentence that is tagged to judge the word.
    func window(_ document: Document) -> Range<Int> { (token - 40..<token + 41).clamped(to: document.sentences[sentence].tokens) }
  }

  private func isSlip(_ occurrence: Occurrence, _ word: Vocabulary.Word, _ analysis: Analysis) -> Bool {
    functionWords.contains(occurrence.lowercase) ? isFunctionSlip(occurrence, analysis) : isContentSlip(occurrence, word, analysis)
  }

  private func isFunctionSlip(_ occurrence: Occurrence, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    if reverential.contains(occurrence.lowercase) { return false }
    // “and How to Make a Prototype”
    if questions.contains(occurrence.lowercase), isAmongCapitals(occurrence, document) { return false }
    if occurrence.lowercase == [0x61] {
      return occurrence.isNextCapital && isFunction(occurrence.before, document) && occurrence.isBeforeLowercase && isName(occurrence.next ?? 0, analysis)
    }
    let isOpen = occurrence.isNextLowercase || occurrence.next == nil || [.punctuation, .number, .quote].contains(document.tokens[occurrence.next ?? 0].kind)
    if !occurrence.isBeforeLowercase {
      // “MPs Are deciding”, “She Was due”; “Eastern European The nation”.
      if verbs.contains(occurrence.lowercase), occurrence.isNextLowercase,
        pronouns.contains(document.vocabulary.fold(of: document.tokens[occurrence.before].word).text)
      {
        return true
      }
      if verbs.contains(occurrence.lowercase) { return occurrence.isNextLowercase && goesOnAsVerb(occurrence, analysis) }
      return isOpen && mayFollowCapital(occurrence, analysis) || isJoiner(occurrence, document)
    }
    if isOpen { return occurrence.lowercase != Array("will".utf8) || goesOnAsVerb(occurrence, analysis) }
    return prepositions.contains(occurrence.lowercase) && occurrence.isNextCapital && isName(occurrence.next ?? 0, analysis)
  }

  /// `Institute Of Fisheries` once, in a text that writes “of” in lower case: no title of a film, whose function words all have capitals.
  private func isJoiner(_ occurrence: Occurrence, _ document: Document) -> Bool {
    guard joiners.contains(occurrence.lowercase), occurrence.isNextCapital, let next = occurrence.next, document.tokens[next].kind == .word else {
      return false
    }
    let word = document.vocabulary[document.tokens[occurrence.token].word]
    guard word.count == 1, document.vocabulary.folds[Int(word.folded)].lowerCount >= Self.often, !isFunction(next, document),
      !isFunction(occurrence.before, document)
    else { return false }
    return [occurrence.before, next].allSatisfy {
      document.vocabulary[document.tokens[$0].word].shape == .capitalised && document.tokens[$0].count > 2
    }
  }

  /// Whether what follows a capitalised auxiliary goes on as after one in lower case.
  private func goesOnAsVerb(_ occurrence: Occurrence, _ analysis: Analysis) -> Bool {
    guard let next = occurrence.next else { return false }
    let range = occurrence.window(analysis.document)
    guard range.contains(next) else { return false }
    let tags = analysis.shared(Grammar.self).parts(of: range, asLowercase: occurrence.token)
    let tag = tags[next - range.lowerBound]
    if occurrence.lowercase == Array("will".utf8) { return [.base, .be, .have, .not].contains(tag) }
    return [.base, .be, .have, .not, .past, .gerund, .determiner, .adverb, .adjective].contains(tag)
  }

  /// A noun, verb, adjective or adverb that is nobody's name here.
  private func isContentSlip(_ occurrence: Occurrence, _ word: Vocabulary.Word, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let fold = document.vocabulary.folds[Int(word.folded)]
    let zipf = analysis.words.zipf(document.tokens[occurrence.token].word)
    guard occurrence.isBeforeLowercase, !occurrence.isNextCapital, !isAmongCapitals(occurrence, document),
      !document.tokens[occurrence.before].flags.contains(.apostrophe), !analysis.lexicon.accepts(occurrence.lowercase).isEmpty
    else { return false }
    // A word that the text never writes in lower case must be nobody's name.
    if fold.lowerCount == 0 {
      let entry = Gazetteer.entry(of: occurrence.lowercase)
      if entry.hasLonger || !entry.readings.isEmpty { return false }
    }
    let range = occurrence.window(document)
    let grammar = analysis.shared(Grammar.self)
    let tags = grammar.parts(of: range, asLowercase: occurrence.token)
    let tag = tags[occurrence.token - range.lowerBound]
    // Nothing is called “Thrives” or “Approximately”.
    if tag.isFinite || tag == .adverb, !grammar.canBe(.noun, occurrence.token), !grammar.canBe(.adjective, occurrence.token) { return true }
    // “Time magazine”, “a Test victory”
    if fold.lowerCount == 0, let next = occurrence.next, range.contains(next), tags[next - range.lowerBound] == .noun { return false }
    // “the Family”, “this House”: a house of one's own.
    if isDefinite(occurrence.before, document) { return fold.lowerCount >= 2 && zipf >= Self.commonest }
    return fold.lowerCount >= 1 && zipf >= Self.common || zipf >= Self.commonest
  }

  /// Whether a word of content is a noun that nothing follows: the journal Nature, the future of Humanity. A work or an idea may
  /// have it for its name.
  private func mayBeNamed(_ occurrence: Occurrence, _ analysis: Analysis) -> Bool {
    if occurrence.isNextLowercase { return false }
    let grammar = analysis.shared(Grammar.self)
    let range = occurrence.window(analysis.document)
    let tag = grammar.parts(of: range, asLowercase: occurrence.token)[occurrence.token - range.lowerBound]
    return ![.base, .third, .past, .gerund, .be, .have].contains(tag) && grammar.canBe(.noun, occurrence.token)
  }

  /// Whether a function word is part of a title that no marks set off: “With Liberty and Dividends For All”, “On the Freedom
  /// of a Christian”. Another function word with a capital is near, or one of content follows that only joiners part from it.
  private func isInTitle(_ occurrence: Occurrence, _ analysis: Analysis) -> Bool {
    let document = analysis.document, sentence = document.sentences[occurrence.sentence].tokens
    for step in [-1, 1] {
      var k = occurrence.token + step, words = 0
      while sentence.contains(k), k > sentence.lowerBound, words < Self.titleReach {
        if document.tokens[k].kind == .word {
          if isTitled(k, document) { return true }
          words += 1
        }
        k += step
      }
    }
    var next = occurrence.next, joiners = 0
    while let k = next, document.tokens[k].kind == .word {
      let fold = document.vocabulary.fold(of: document.tokens[k].word).text
      // “left homeless In Indonesia”: a name has its capital anywhere.
      if document.vocabulary[document.tokens[k].word].shape != .lower { return !analysis.lexicon.accepts(fold).isEmpty }
      guard joiners < Self.mostJoiners, joining.contains(fold) else { return false }
      joiners += 1
      next = document.next(k, limit: sentence.upperBound)
    }
    return false
  }

  /// Whether a function word has a capital that no quotation or stop before it explains.
  private func isTitled(_ i: Int, _ document: Document) -> Bool {
    guard document.vocabulary[document.tokens[i].word].shape != .lower, isFunction(i, document),
      document.vocabulary.fold(of: document.tokens[i].word).text != [0x69], let before = document.previous(i)
    else { return false }
    let token = document.tokens[before]
    return token.kind == .word || token.kind == .punctuation && [.openParenthesis, .comma].contains(document.bytes[token.start])
  }

  private func isDefinite(_ i: Int, _ document: Document) -> Bool {
    definite.contains(document.vocabulary.fold(of: document.tokens[i].word).text)
  }

  /// Whether the word belongs to a name of several: a capital, figure or quotation mark is next to it, or parted from
  /// it by no more than “of the”, “and”, “in”: “Department of Health”, “Securities and Exchange”.
  private func isAmongCapitals(_ occurrence: Occurrence, _ document: Document) -> Bool {
    for step in [-1, 1] {
      var k = occurrence.token + step, joiners = 0
      walk: while document.tokens.indices.contains(k) {
        let token = document.tokens[k]
        switch token.kind {
        case .space: break
        case .word:
          if document.vocabulary[token.word].shape != .lower {
            // The capital of a sentence says nothing.
            return k != document.sentences[occurrence.sentence].tokens.lowerBound
              || !functionWords.contains(document.vocabulary.fold(of: token.word).text)
          }
          // “Co-operation and Development”
          if step < 0, k >= 2, document.tokens[k - 1].kind == .hyphen {
            k -= 2
            continue walk
          }
          guard joiners < Self.mostJoiners, joining.contains(document.vocabulary.fold(of: token.word).text) else { break walk }
          joiners += 1
        case .quote, .symbol, .hyphen: return true
        // “Food, Energy, and Health”, “Office of Policy (OGP)”
        case .punctuation where joiners < Self.mostJoiners && document.bytes[token.start] == 0x2C: joiners += 1
        case .punctuation where joiners == 0 && step == 1 && document.bytes[token.start] == 0x28: return true
        case .number: return joiners == 0
        default: break walk
        }
        k += step
      }
    }
    return false
  }

  /// A capitalised word that is nothing but a name: no title goes on with it.
  private func isName(_ i: Int, _ analysis: Analysis) -> Bool {
    let word = analysis.document.vocabulary[analysis.document.tokens[i].word]
    let fold = analysis.document.vocabulary.folds[Int(word.folded)]
    guard fold.lowerCount == 0, word.shape != .mixed else { return false }
    return analysis.lexicon.accepts(fold.text).isEmpty
      || analysis.words.zipf(analysis.document.tokens[i].word) < Self.beyondNames && !Gazetteer.readings(of: fold.text).isEmpty
  }

  /// Whether a function word may have its capital by mistake after a capital: after the sentence's first word, or an
  /// article anywhere: “Eastern European The nation”.
  private func mayFollowCapital(_ occurrence: Occurrence, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let word = document.tokens[occurrence.before]
    guard occurrence.lowercase.count > 1 else { return false }
    if occurrence.before == document.sentences[occurrence.sentence].tokens.lowerBound {
      let text = document.vocabulary.fold(of: word.word).text
      if !analysis.lexicon.accepts(text).isEmpty && analysis.words.zipf(word.word) >= Self.beyondOpeners { return true }
    }
    return occurrence.lowercase == Array("the".utf8) && document.vocabulary[word.word].shape == .capitalised
      && document.vocabulary[document.tokens[occurrence.token].word].shape == .capitalised
  }

  private func isFunction(_ i: Int, _ document: Document) -> Bool {
    i >= 0 && document.tokens[i].kind == .word && functionWords.contains(document.vocabulary.fold(of: document.tokens[i].word).text)
  }

  /// A headline or title: nearly all words that a title writes large are large.
  private func isTitleCase(_ sentence: Sentence, _ joiners: WordMarks, _ document: Document) -> Bool {
    var capitals = 0, words = 0
    for i in sentence.tokens where document.tokens[i].kind == .word {
      let word = document.vocabulary[document.tokens[i].word]
      if word.shape == .lower, joiners.contains(word.folded) { continue }
      words += 1
      if word.shape != .lower { capitals += 1 }
    }
    return words > 0 && words <= Self.longestTitle && capitals * 10 >= words * Self.titleTenths
  }
}

private func set(_ words: String) -> WordSet { WordSet(words) }
private let prepositions = set("of in at for from with to by")
private let joiners = set("of and for")
private let pronouns = set("he she it they we i you there this that")
private let verbs = WordClass.finiteAuxiliary
/// What stands between the large words of a name.
private let joining = WordClass.titleJoiner
private let questions = set("how what why where when who")
private let titling = WordClass.titleLead
private let definite = set("the this our that")
/// “No” votes, and pronouns that some print with a capital for God.
private let reverential = WordSet(
  "no he him his himself thou thy thee her")
private let functionWords = WordClass.neverCapitalised

/// Common words that are names, offices or days as often.
private let namelike = WordClass.nameLike
