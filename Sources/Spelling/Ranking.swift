/// The candidates for one word with their scores.
struct Ranking {
  /// A candidate as it will be shown, with −log₁₀ of its probability but for a constant.
  private struct Entry {
    let text: [Unicode.Scalar]
    var score: Double
    let cost: Cost
    let kind: Correction.Kind
    let edits: [Correction.Edit]
    /// Of a word of the lexicon.
    var form: Form?

    /// Whether it is weighed again among the best: a word of the lexicon that somebody wrote otherwise. What a scanner misreads
    /// neither looks nor sounds like it to a reader.
    var isWeighed: Bool { form != nil && kind == .typing }
  }

  /// A word of the dictionary.
  private struct Form {
    /// In the alphabet’s codes and the dictionary’s case.
    let codes: [UInt8]
    let zipf: Double
    let capital: Double
    let context: Double
  }

  /// So many of the best are weighed again.
  private static let mostWeighed = 12

  private let lexicon: Lexicon
  private let corrector: Corrector
  private let context: CorrectionContext
  private let word: [Unicode.Scalar]
  private let lower: [Unicode.Scalar]
  private let codes: [UInt8]
  private let letterCase: LetterCase
  private let leftHash: UInt64?
  private let rightHash: UInt64?
  private var entries: [Entry] = []

  init(
    _ lexicon: Lexicon, _ corrector: Corrector, _ context: CorrectionContext, word: [Unicode.Scalar],
    isPossessive: Bool
  ) {
    self.lexicon = lexicon
    self.corrector = corrector
    self.context = context
    self.word = word
    let folded = FoldedWord(scalars: word)
    lower = folded.lowercased
    codes = lower.map(corrector.trie.alphabet.code)
    letterCase = folded.letterCase
    leftHash = context.left.map { Lexicon.lowercasedHash($0.span) }
    rightHash = isPossessive ? nil : context.right.map { Lexicon.lowercasedHash($0.span) }
  }

  var isEmpty: Bool { entries.isEmpty }

  mutating func addLexiconWords() {
    let isLowercase = letterCase == .lower
    for candidate in corrector.candidates(
      codes, isLowercase: isLowercase, ocrPrior: context.ocrPrior, reach: context.reach, farthest: context.farthest)
    {
      let scalars = corrector.trie.alphabet.decode(candidate.codes)
      let text = cased(scalars)
      guard text != word else { continue }
      let cost = Cost(units: candidate.cost)
      let (capital, context) = (casePenalty(scalars), contextBonus(scalars))
      let score = (cost + corrector.prior(candidate.value)).value + capital - context
      let kind: Correction.Kind =
        candidate.edits.isEmpty ? .letterCase : isOCR(candidate.edits) ? .ocr : .typing
      entries.append(
        Entry(
          text: text, score: score, cost: cost, kind: kind, edits: candidate.edits.map(described),
          form: Form(codes: candidate.codes, zipf: Double(candidate.value - 1) / 10, capital: capital, context: context)))
    }
  }

  /// What the best words of the dictionary have in common with the word, the likeliest first.
  func evidence() -> [(text: String, features: [Double])] {
    let resemblance = Resemblance(codes, corrector.slips)
    return sorted().prefix(Self.mostWeighed).filter(\.isWeighed).compactMap { entry in
      entry.form.map { (Self.string(entry.text, curly: false), features($0, entry.cost, resemblance)) }
    }
  }

  private func features(_ form: Form, _ cost: Cost, _ resemblance: Resemblance) -> [Double] {
    resemblance.features(form.codes, cost: cost, capital: form.capital, zipf: max(0, form.zipf))
  }

  private func sorted() -> [Entry] { entries.sorted { ($0.score, $0.text.count) < ($1.score, $1.text.count) } }

  /// The candidates, best first; what people write is weighed by how much it looks and sounds like the word.
  private func ranked() -> [Entry] {
    var ranked = sorted()
    guard corrector.isTyped(context.ocrPrior), ranked.contains(where: \.isWeighed), !codes.isEmpty else { return ranked }
    let resemblance = Resemblance(codes, corrector.slips)
    for i in ranked.indices.prefix(Self.mostWeighed) {
      guard ranked[i].isWeighed, let form = ranked[i].form else { continue }
      ranked[i].score = resemblance.score(features(form, ranked[i].cost, resemblance)) - form.context
    }
    // Those behind them stay behind them.
    let best = ranked.prefix(Self.mostWeighed).sorted { ($0.score, $0.text.count) < ($1.score, $1.text.count) }
    return best + ranked.dropFirst(Self.mostWeighed).map { entry in
      var last = entry
      last.score = max(entry.score, best.last?.score ?? entry.score)
      return last
    }
  }

  /// Words that the document itself vouches for: the more often, the likelier.
  mutating func addExtraWords() {
    guard !context.extraWords.entries.isEmpty else { return }
    let pair = PairCost(codes, corrector.model(ocrPrior: context.ocrPrior))
    let letters = ExtraWords.letters(FoldedWord.encode(lower))
    let limit = Int(min(6, 1.6 + 0.5 * Double(codes.count)) * Double(ChannelModel.scale))
    for extra in context.extraWords.entries {
      guard abs(extra.length - codes.count) <= 3, (extra.letters ^ letters).nonzeroBitCount <= 5 else { continue }
      let folded = FoldedWord(extra.text.span)
      guard let units = pair.cost(of: folded.lowercased.map(corrector.trie.alphabet.code), limit: limit) else { continue }
      let text = cased(folded.scalars)
      guard text != word else { continue }
      let cost = Cost(units: units)
      // A word met once in a document of some thousand words is as likely there as one of Zipf 5.5 anywhere.
      let value = min(75, 55 + Int(10 * log10Of(Double(max(1, extra.count)))))
      let score = (cost + corrector.prior(value + 1)).value - contextBonus(folded.scalars)
      entries.append(Entry(text: text, score: score, cost: cost, kind: .typing, edits: []))
    }
  }

  /// Two words run together.
  mutating func addSplits() {
    guard lower.count > 2 else { return }
    let cost = Cost(Double(corrector.weights["split"]))
    for place in 1..<lower.count {
      let left = FoldedWord.encode(Array(lower[..<place]))
      let right = FoldedWord.encode(Array(lower[place...]))
      guard let leftValue = splitValue(left), let rightValue = splitValue(right) else { continue }
      let pair = lexicon.hasFrequencies ? lexicon.bigram(left, right) : Double(rightValue) / 10 - 9
      let prior = Double(corrector.weights["prior"])
      let score = (cost + corrector.prior(leftValue + 1)).value - prior * pair
      entries.append(Entry(text: parted([place]), score: score, cost: cost, kind: .split, edits: []))
    }
  }

  /// Three words and more run together, as on a page whose spaces are lost line by line, or between two short words.
  mutating func addRuns() {
    guard context.ocrPrior > 0.5 || letterCase == .lower || letterCase == .title, lower.count >= 8, lower.count <= 40, lexicon.hasFrequencies, lower.count == word.count else { return }
    let prior = Double(corrector.weights["prior"])
    // The best way to split the letters up to each index, and where its last word begins.
    var best = [(score: Double, from: Int, left: [UInt8])?](repeating: nil, count: lower.count + 1)
    best[0] = (0, 0, [])
    for end in 1...lower.count {
      for start in max(0, end - 14)..<end {
        guard let before = best[start] else { continue }
        let part = FoldedWord.encode(Array(lower[start..<end]))
        guard splitValue(part) != nil else { continue }
        let fit = before.left.isEmpty ? lexicon.bigram([], part) : lexicon.bigram(before.left, part)
        let score = before.score - prior * fit + (start == 0 ? 0 : 1.2)
        if score < best[end]?.score ?? 1e9 { best[end] = (score, start, part) }
      }
    }
    guard let whole = best[lower.count] else { return }
    var places: [Int] = []
    var place = whole.from
    while place > 0 {
      places.append(place)
      place = best[place]?.from ?? 0
    }
    guard places.count > 1 else { return }
    let cost = Cost(Double(corrector.weights["split"]) + 1.2 * Double(places.count - 1))
    entries.append(Entry(text: parted(places.reversed()), score: whole.score + cost.value, cost: cost, kind: .split, edits: []))
  }

  /// The word with spaces before these letters, its capitals as they are.
  private func parted(_ places: [Int]) -> [Unicode.Scalar] {
    var text = word.count == lower.count ? word : lower
    for place in places.reversed() { text.insert(" ", at: place) }
    return text
  }

  /// Zipf × 10 of a part that may stand alone.
  private func splitValue(_ part: [UInt8]) -> Int? {
    if part.count == 1, part != [UInt8(ascii: "a")], part != [UInt8(ascii: "i")] { return nil }
    guard !lexicon.accepts(part.span).isEmpty || part == [UInt8(ascii: "i")] else { return nil }
    let frequency = lexicon.frequency(part.span)
    let least = part.count < 3 ? 60 : part.count == 3 ? 43 : part.count == 4 ? 30 : 20
    if lexicon.hasFrequencies, frequency < least { return nil }
    return lexicon.hasFrequencies ? frequency : 40
  }

  /// The word and a neighbour that belong together.
  mutating func addJoins() {
    let cost = Cost(Double(corrector.weights["join"]))
    for (neighbour, kind) in [(context.left, Correction.Kind.joinLeft), (context.right, .joinRight)] {
      guard let neighbour, neighbour.count < 30 else { continue }
      let other = FoldedWord(neighbour.span).scalars
      let joined = kind == .joinLeft ? other + word : word + other
      let bytes = FoldedWord.encode(FoldedWord(scalars: joined).lowercased)
      guard bytes.count > 3, !lexicon.accepts(bytes.span).isEmpty else { continue }
      let frequency = lexicon.frequency(bytes.span)
      guard frequency >= 20 || !lexicon.hasFrequencies else { continue }
      let spared = corrector.prior(lexicon.frequency(neighbour.span) + 1).value / 2
      let score = (cost + corrector.prior(frequency + 1)).value - spared
      entries.append(Entry(text: joined, score: score, cost: cost, kind: kind, edits: []))
    }
  }

  /// A number with letters for digits: 2O20, l2, 8lst.
  mutating func addNumerals() {
    guard lower.count < 12, lower.contains(where: { $0.value &- 0x30 < 10 }) else { return }
    var text: [Unicode.Scalar] = []
    var changed: [Correction.Edit] = []
    var isEnding = false
    for (place, scalar) in lower.enumerated() {
      // An ordinal keeps its last two letters.
      isEnding = isEnding || (place == lower.count - 2 && lower.count > 2 && Self.ordinalEndings.contains(Array(lower[place...])))
      if !isEnding, let digit = Self.digits[scalar] {
        changed.append(.init(observed: Self.string([word[min(place, word.count - 1)]], curly: false), intended: String(digit)))
        text.append(digit)
      } else {
        text.append(scalar)
      }
    }
    let bytes = FoldedWord.encode(text)
    guard !changed.isEmpty, Numerals.isNumber(bytes.span) || Numerals.isOrdinal(bytes.span) else { return }
    let cost = Cost(1.2 * Double(changed.count))
    // Any particular number of so many digits is about as frequent as a word of Zipf 4.5.
    let score = (cost + corrector.prior(46)).value
    entries.append(Entry(text: text, score: score, cost: cost, kind: .ocr, edits: changed))
  }

  private static let digits: [Unicode.Scalar: Unicode.Scalar] = [
    "o": "0", "l": "1", "i": "1", "|": "1", "!": "1", "z": "2", "s": "5", "b": "8", "g": "9",
  ]
  private static let ordinalEndings = ["st", "nd", "rd", "th"].map { Array($0.unicodeScalars) }

  /// Proposals that come without a score.
  mutating func addSuggestions(_ suggestions: [String]) {
    for (index, suggestion) in suggestions.enumerated() {
      let text = Array(suggestion.unicodeScalars)
      guard text != word else { continue }
      entries.append(Entry(text: text, score: 14 + Double(index) / 4, cost: 6.0, kind: .typing, edits: []))
    }
  }

  func corrections(limit: Int, ending: [Unicode.Scalar], hasCurlyApostrophe: Bool) -> [Correction] {
    var seen: Set<String> = []
    var best: [(entry: Entry, text: String)] = []
    for entry in ranked() {
      let isJoin = entry.kind == .joinRight
      let text = Self.string(isJoin ? entry.text : entry.text + ending, curly: hasCurlyApostrophe)
      // Polish and polish are one proposal, in the likelier case.
      if seen.insert(text.lowercased()).inserted { best.append((entry, text)) }
    }
    let confidences = Confidence.of(best.map { (score: $0.entry.score, cost: $0.entry.cost) }, length: codes.count)
    return zip(best, confidences).prefix(limit).map { item, confidence in
      Correction(
        text: item.text, confidence: confidence, kind: item.entry.kind, edits: item.entry.edits,
        cost: item.entry.cost, frequency: item.entry.form?.zipf)
    }
  }

  /// How much likelier the neighbours make a word, as log₁₀, weighted.
  private func contextBonus(_ candidate: [Unicode.Scalar]) -> Double {
    guard lexicon.hasFrequencies, leftHash != nil || rightHash != nil else { return 0 }
    let hash = WordHash.of(FoldedWord.encode(FoldedWord(scalars: candidate).lowercased).span)
    var bonus = 0.0
    if let leftHash {
      bonus += min(3, BigramModel.logProbability(leftHash, hash) - BigramModel.logProbability(hash))
    }
    if let rightHash {
      bonus += min(3, BigramModel.logProbability(hash, rightHash) - BigramModel.logProbability(rightHash))
    }
    return bonus * Double(corrector.weights["context"])
  }

  /// The cost of a dictionary form with capitals where the word has none.
  private func casePenalty(_ form: [Unicode.Scalar]) -> Double {
    let formCase = LetterCase.of(form)
    if formCase == .lower { return 0 }
    if formCase == .title { return letterCase == .lower ? Double(corrector.weights["capital"]) : 0 }
    return letterCase == .upper ? 0.5 : Double(corrector.weights["capitals"])
  }

  private func cased(_ form: [Unicode.Scalar]) -> [Unicode.Scalar] {
    switch letterCase {
    case .lower: return form
    case .title: return Self.capitalized(form)
    case .upper: return form.flatMap { Array($0.properties.uppercaseMapping.unicodeScalars) }
    case .mixed:
      let capitals = word.count { $0.properties.isUppercase }
      if capitals * 2 > word.count { return form.flatMap { Array($0.properties.uppercaseMapping.unicodeScalars) } }
      let startsCapital = word.first?.properties.isUppercase ?? false
      return startsCapital ? Self.capitalized(form) : form
    }
  }

  private static func capitalized(_ form: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let first = form.first else { return form }
    return Array(first.properties.titlecaseMapping.unicodeScalars) + form.dropFirst()
  }

  /// Whether a scanner explains these edits better than a person.
  private func isOCR(_ edits: [Candidate.Edit]) -> Bool {
    let prior = min(0.98, max(0.02, context.ocrPrior))
    let typing = edits.reduce(Cost(-log10Of(1 - prior))) { $0 + corrector.typing.cost(of: $1) }
    let ocr = edits.reduce(Cost(-log10Of(prior))) { $0 + corrector.ocr.cost(of: $1) }
    return ocr < typing
  }

  /// An edit without the letters that both sides share at their ends.
  private func described(_ edit: Candidate.Edit) -> Correction.Edit {
    var (observed, intended) = (edit.observed[...], edit.intended[...])
    while let last = observed.last, last == intended.last { (_, _) = (observed.removeLast(), intended.removeLast()) }
    while let first = observed.first, first == intended.first {
      (_, _) = (observed.removeFirst(), intended.removeFirst())
    }
    let alphabet = corrector.trie.alphabet
    return Correction.Edit(
      observed: Self.string(alphabet.decode(observed), curly: false),
      intended: Self.string(alphabet.decode(intended), curly: false))
  }

  private static func string(_ scalars: [Unicode.Scalar], curly: Bool) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: curly ? scalars.map { $0 == "'" ? "\u{2019}" : $0 } : scalars)
    return text
  }
}
