package import Formats
import Spelling

/// Finds one word written as two: `bridge head`, `part icularly`.
package struct SplitWord: Rule {
  package static let id: RuleID = "split-word"
  /// What is never written open.
  private let closed: Set<[UInt8]>

  package init(_ card: RuleCard) throws(CardError) {
    let rows = try TableReader.rows(card.siblings["split-word.tsv"] ?? [], file: "Rules/spelling/split-word.tsv", columns: 1...1)
    closed = Set(rows.map { Array($0.fields[0].utf8) })
  }

  private static let spaced: Confidence = 0.97

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let words = analysis.words
    guard analysis.resources.isEnglish else { return }
    for spaced in SpacedLetters(analysis).find() {
      findings.flag(
        spaced.range, "“\(document.text(spaced.range))” is one word: “\(spaced.word)”",
        fix: Fix(spaced.range, spaced.word, confidence: Self.spaced, safety: .unsafe))
    }
    // One buffer for all pairs: nearly every word of the text begins one.
    var lowercase: [UInt8] = []
    var isWord = PairCache()
    // Two words that a text keeps apart again and again are its own: common wealth, down stream.
    var open: [[UInt8]: [(range: TextRange, fix: Fix)]] = [:]
    let isLoose = analysis.shared(PageSetting.self).isBook && analysis.shared(Damage.self).level == .light
    Roles(analysis).eachPair(document) { i in
      let left = document.tokens[i], right = document.tokens[i + 2]
      let bothKnown = words.isKnown(left.word) && words.isKnown(right.word)
      let isName = document.vocabulary[left.word].shape == .capitalised && !words.isKnown(left.word)
      if isName && words.isKnown(right.word) { return }
      // Hardly any pair makes a word; each is asked once.
      let pair = UInt64(left.word) << 32 | UInt64(right.word)
      if isWord[pair] == 0 { return }
      join(left, right, document, into: &lowercase)
      let isJoined = !analysis.lexicon.accepts(lowercase).isEmpty
      isWord[pair] = isJoined ? 1 : 0
      guard isJoined, !isCounted(i, document), !isAbbreviated(i + 2, document) else { return }
      let joined = Array(document.bytes(left)) + Array(document.bytes(right))
      let zipf = analysis.lexicon.zipf(lowercase)
      let confidence: Confidence
      if bothKnown {
        // Old books wrote much in two words.
        if isLoose { return }
        // et cetera; my self-respect
        if [left, right].contains(where: { isForeignFunctionWord($0, document) && words.zipf($0.word) < Self.english }) { return }
        if i + 3 < document.tokens.count, document.tokens[i + 3].kind == .hyphen { return }
        if zipf >= Self.known, isNoun(i, document) {
          confidence = 0.85
        } else {
          guard let found = confidenceOfKnown(i, lowercase, zipf, analysis) else { return }
          // Either may be intended.
          confidence = min(found, 0.94)
        }
      } else {
        // “expand ed” needs a joined word that is more than a rarity; the known part may be anything.
        guard zipf >= Self.noRarity else { return }
        confidence = 0.96
      }
      guard let sentence = document.sentence(of: i), !isNearForeignWords(i, sentence, document) else { return }
      let range = TextRange(left.start, right.end)
      let fixed = String(decoding: joined, as: UTF8.self)
      let fix = Fix(range, fixed, confidence: confidence)
      if bothKnown {
        open[lowercase, default: []].append((range, fix))
      } else {
        findings.flag(range, "“\(document.text(range))” is one word: “\(fixed)”", severity: .error, fix: fix)
      }
    }
    let once = open.values.filter { $0.count < Self.own }.flatMap { $0 }
    for slip in once.sorted(by: { $0.range.start < $1.range.start }) {
      findings.flag(
        slip.range, "“\(document.text(slip.range))” is one word: “\(slip.fix.edits[0].replacement)”", severity: .warning, fix: slip.fix)
    }
  }

  /// Zipf frequency of an English word that is one of other languages too: per.
  private static let english: Zipf = 5.0
  /// How often a text has to write two words apart to mean it.
  private static let own = 2
  /// Zipf frequency of a joined word that is no rarity, of one that two known words may have been, of a noun that may stand open,
  /// and of words so common that they are hardly ever halves.
  private static let noRarity: Zipf = 1.5, known: Zipf = 2.0, usual: Zipf = 3.0, commonest: Zipf = 6.0
  /// Letters of the longest word that is looked for, and of the shortest noun.
  private static let longest = 30, nounLength = 3

  /// `second ed.`
  private func isAbbreviated(_ i: Int, _ document: Document) -> Bool {
    guard i + 1 < document.tokens.count, document.bytes[document.tokens[i + 1].start] == 0x2E else { return false }
    return Abbreviations.kind(of: document.bytes(document.tokens[i])) != .none
  }

  /// `every one of them`: one is counted.
  private func isCounted(_ i: Int, _ document: Document) -> Bool {
    guard document.bytes(document.tokens[i + 2]).elementsEqual("one".utf8), i + 4 < document.tokens.count else { return false }
    return document.tokens[i + 4].kind == .word && document.bytes(document.tokens[i + 4]).elementsEqual("of".utf8)
  }

  /// `a break through in the talks`: an article makes a noun of a verb with its particle.
  private func isNoun(_ i: Int, _ document: Document) -> Bool {
    guard let article = document.previous(i), document.tokens[article].kind == .word, article == i - 2,
      Self.articles.contains(document.vocabulary.fold(of: document.tokens[article].word).text)
    else { return false }
    let particle = document.bytes(document.tokens[i + 2])
    guard Self.particles.contains(Array(particle)), i + 3 < document.tokens.count else { return false }
    guard document.tokens[i + 3].isBlank, let next = document.next(i + 2), document.tokens[next].kind == .word else { return true }
    let following = document.vocabulary.fold(of: document.tokens[next].word).text
    return Self.afterNouns.contains(following) && !(following == Array("of".utf8) && particle.elementsEqual("out".utf8))
  }

  private static let articles = words("a the another this")
  private static let particles = words("through down off over away back out")
  private static let afterNouns = WordClass.afterParticleNoun

  private func join(_ left: Token, _ right: Token, _ document: Document, into lowercase: inout [UInt8]) {
    lowercase.removeAll(keepingCapacity: true)
    let isASCII = left.flags.union(right.flags).isDisjoint(with: .nonASCII)
    if !isASCII {
      lowercase += lowercased(document.bytes[left.start..<left.end])
      lowercase += lowercased(document.bytes[right.start..<right.end])
      return
    }
    let bytes = document.bytes
    for i in left.start..<left.end { lowercase.append(bytes[i].isCapital ? bytes[i] | 0x20 : bytes[i]) }
    for i in right.start..<right.end { lowercase.append(bytes[i]) }
  }

  /// Which distinct words may be the first or second half of another; the commonest words hardly ever are.
  private struct Roles {
    private var mayBegin: [Bool] = []
    private var mayEnd: [Bool] = []
    /// Pieces of words go with any word: to gether.
    private var isUnknown: [Bool] = []

    /// Hands over the words that may make one with the word after them, by one plain space: indices of tokens.
    func eachPair(_ document: Document, _ body: (Int) -> Void) {
      let all = document.tokens
      let tokens = all.span, mayBegin = mayBegin.span, mayEnd = mayEnd.span, isUnknown = isUnknown.span
      var left = -3
      for i in tokens.indices where tokens[i].kind == .word {
        let word = Int(tokens[i].word)
        if left == i - 2, mayEnd[word], mayBegin[Int(tokens[left].word)] || isUnknown[word], tokens[i - 1].kind == .space, tokens[i - 1].count == 1,
          tokens[left].count + tokens[i].count <= SplitWord.longest
        {
          body(left)
        }
        left = i
      }
    }

    init(_ analysis: Analysis) {
      let vocabulary = analysis.document.vocabulary
      for (id, word) in vocabulary.words.enumerated() {
        let isPlain = word.flags.isDisjoint(with: [.digit, .apostrophe, .invisible, .dotted])
        let isCommon = analysis.words.zipf(WordID(id)) >= SplitWord.commonest
        let fold = isCommon ? vocabulary.folds[Int(word.folded)].text : []
        mayBegin.append(
          isPlain && (word.shape == .lower || word.shape == .capitalised) && (!isCommon || Self.beginnings.contains(fold)))
        isUnknown.append(word.shape == .lower && isPlain && word.range.count > 2 && !analysis.words.isKnown(WordID(id)))
        mayEnd.append(isPlain && word.shape == .lower && (!isCommon || Self.endings.contains(fold)))
      }
    }

    private static let beginnings = WordClass.splitBeginning
    private static let endings = WordClass.splitEnding
  }

  /// How sure it is that two valid words are one: the joined word must be common, the pair unheard of.
  private func evidence(
    _ left: Token, _ right: Token, _ joined: [UInt8], _ zipf: Zipf, _ analysis: Analysis
  ) -> Confidence? {
    let document = analysis.document
    let (l, r) = (lowercased(document.bytes(left)), lowercased(document.bytes(right)))
    guard zipf >= Self.known, left.count >= 2, right.count >= 2 else { return nil }
    let isPair = analysis.lexicon.hasBigram(l, r) > 0
    if !isPair, closed.contains(joined) { return 0.95 }
    let fl = analysis.lexicon.zipf(l)
    let pair = fl.value - 9 + analysis.lexicon.bigram(l, r)
    let whole = zipf.value - 9
    let documentHasJoined = document.vocabulary.foldID(joined) != nil
    let ratio = whole - pair + (documentHasJoined ? 1 : 0)
    var least = Self.leastRatio
    if Self.bound.contains(l) || Self.boundEndings.contains(r) {
      // under valued, with out, care fully: nobody writes these open on purpose.
      least = isPair ? 2.5 : 1.9
    } else {
      if isPair { return nil }
      // Two nouns may stand open by somebody's choice: “auto maker”, “collar bone”.
      if min(left.count, right.count) >= Self.nounLength, min(fl, analysis.lexicon.zipf(r)) >= Self.usual { least += 1 }
    }
    return ratio >= least ? Confidence(min(0.95, 0.6 + (ratio - least) / 8)) : nil
  }

  /// How sure it is that two known words at token `i` are one, by how often all three are seen and by what stands around.
  private func confidenceOfKnown(_ i: Int, _ joined: [UInt8], _ zipf: Zipf, _ analysis: Analysis) -> Confidence? {
    let document = analysis.document
    let left = document.tokens[i], right = document.tokens[i + 2]
    if let found = evidence(left, right, joined, zipf, analysis) {
      return closed.contains(joined) || fits(joined, i, analysis) ? found : nil
    }
    // `with out a coat`: the pair is seen in its own right, but not here.
    guard zipf >= Self.common, left.count > 1, right.count > 1, !Self.phrasal.contains(joined), let gain = gain(joined, i, analysis),
      gain >= Self.leastGainAlone
    else { return nil }
    return Self.byContext
  }

  /// log₁₀ of how much better the joined word fits between what stands around the two; nil where nothing does.
  private func gain(_ joined: [UInt8], _ i: Int, _ analysis: Analysis) -> Double? {
    let context = analysis.shared(WordContext.self)
    guard let before = context.neighbours(of: i), let after = context.neighbours(of: i + 2) else { return nil }
    let whole = context.word(joined)
    // A word that the model lacks may well be one that is written open.
    guard whole.isKnown else { return -.infinity }
    let left = context.lowercaseWord(at: i), right = context.lowercaseWord(at: i + 2)
    let one = context.fit(whole, in: context.gap(far: before.far, near: before.near, next: after.next, last: after.last))
    let first = context.fit(left, in: context.gap(far: before.far, near: before.near, next: nil, last: nil))
    let second = context.fit(right, in: context.gap(far: before.near, near: left, next: after.next, last: after.last))
    return Double(one.sum - first.itself - second.sum) / Double(LanguageModel.steps)
  }

  /// Whether the language model, too, wants the joined word between what stands around the two: `worth less than` is right.
  private func fits(_ joined: [UInt8], _ i: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let isBound = Self.bound.contains(document.vocabulary.fold(of: document.tokens[i].word).text)
      || Self.boundEndings.contains(document.vocabulary.fold(of: document.tokens[i + 2].word).text)
    return gain(joined, i, analysis).map { $0 >= (isBound ? Self.leastGainOfBound : Self.leastGain) } ?? true
  }

  /// log₁₀ of how much better the joined word has to fit; of pairs in well-edited text one in five reaches the first, and of 714
  /// whose joined word is common none reaches the last that is not a slip, but for verbs with “in” or “on” before “to”.
  private static let leastGain = 1.6, leastGainOfBound = 1.0, leastGainAlone = 3.0
  private static let common: Zipf = 3.5
  private static let phrasal = words("into onto")
  /// How often such a pair is one word.
  private static let byContext: Confidence = 0.93

  private static let bound = WordClass.boundBeginning
  private static let boundEndings = WordClass.boundEnding
  fileprivate static func words(_ list: String) -> Set<[UInt8]> { Set(list.split(separator: " ").map { Array($0.utf8) }) }

  /// log₁₀ of how much likelier the joined word is than the pair.
  private static let leastRatio = 2.7
}
