import Formats
package import Spelling

/// Answers the questions of `PageMarkFeature` about the marks of a damaged page.
package struct PageMarkEvidence {
  private let analysis: Analysis
  private let document: Document
  private let context: WordContext
  private let lexicon: Lexicon
  private let nature: PageNature
  private let unknown: NearbyUnknown
  private var counts: [UInt32: Int] = [:]
  /// Places of each paragraph’s marks of one kind, by kind, for the paragraph asked about last.
  private var paragraph = -1
  private var places: [PageMarkFeature: [Int]] = [:]

  package init(_ analysis: Analysis) {
    (self.analysis, document, lexicon) = (analysis, analysis.document, analysis.lexicon)
    context = analysis.shared(WordContext.self)
    nature = PageNature(analysis)
    unknown = NearbyUnknown(analysis)
    for token in document.tokens where Self.isMark(token) {
      if let scalar = document.scalar(at: token.start) { counts[scalar, default: 0] += 1 }
    }
  }

  private static let farthest = 20
  /// Tokens among which the word beside a mark is looked for.
  private static let beside = 4
  private static let steps = Double(LanguageModel.steps)

  private static func isMark(_ token: Token) -> Bool {
    switch token.kind {
    case .punctuation, .quote, .dash, .hyphen, .symbol: true
    default: false
    }
  }

  /// Of symbols, those that count or join something belong to the text.
  package func isAsked(_ i: Int) -> Bool {
    guard Self.isMark(document.tokens[i]), document.paragraph(ofToken: i) != nil else { return false }
    return document.tokens[i].kind != .symbol || document.scalar(at: document.tokens[i].start).map { !Self.meant.contains($0) } ?? false
  }

  private static let meant: Set<UInt32> = NumberContext.currencies.union("%&@+".unicodeScalars.map(\.value))

  package mutating func features(_ i: Int) -> FeatureVector<PageMarkFeature> {
    var features = FeatureVector<PageMarkFeature>()
    mark(i, &features)
    touch(i, &features)
    words(i, &features)
    nature.fill(&features, PageMarkFeature.nature)
    return features
  }

  private func kind(_ token: Token) -> PageMarkFeature {
    let scalar = document.scalar(at: token.start) ?? 0
    switch token.kind {
    case .hyphen: return .isHyphen
    case .dash: return .isDash
    case .symbol: return .isOrnament
    case .quote: return Self.doubleMarks.contains(scalar) ? .isDoubleQuote : .isSingleQuote
    default: break
    }
    switch scalar {
    case 0x2E: return .isStop
    case 0x2C: return .isComma
    case 0x3A: return .isColon
    case 0x3B: return .isSemicolon
    case 0x21, 0x3F: return .isTall
    default: return .isBracket
    }
  }

  private static let doubleMarks = Set("\"“”„«»".unicodeScalars.map(\.value))

  private mutating func mark(_ i: Int, _ features: inout FeatureVector<PageMarkFeature>) {
    let token = document.tokens[i], kind = kind(token), scalar = document.scalar(at: token.start) ?? 0
    features[kind] = 1
    features.set(.opens, scalar == 0x2018 || scalar == 0x201C || scalar == 0x28 || scalar == 0x5B)
    let count = Double(counts[scalar] ?? 1)
    features[.count] = log2Of(count)
    features[.density] = count * 100 / Double(max(50, document.wordCount))
    guard let index = document.paragraphIndex(ofToken: i) else { return }
    if index != paragraph {
      paragraph = index
      places = [:]
      for k in document.paragraphs[index].tokens where Self.isMark(document.tokens[k]) { places[self.kind(document.tokens[k]), default: []].append(k) }
    }
    let same = places[kind] ?? []
    let at = same.firstIndex(of: i) ?? 0
    // Three tokens make a word and a half.
    features[.partnerBefore] = at > 0 ? min(Double(Self.farthest), Double(i - same[at - 1]) / 2) : Double(Self.farthest)
    features[.partnerAfter] = at + 1 < same.count ? min(Double(Self.farthest), Double(same[at + 1] - i) / 2) : Double(Self.farthest)
    features.set(.isEven, at % 2 == 0)
    features.set(.isQuoted, (places[.isDoubleQuote] ?? []).prefix { $0 < i }.count % 2 == 1)
  }

  private func touch(_ i: Int, _ features: inout FeatureVector<PageMarkFeature>) {
    let tokens = document.tokens
    if i > 0 {
      let left = tokens[i - 1]
      features.set(.gluedLeft, !left.isBlank)
      features.set(.leftWord, left.kind == .word)
      features.set(.leftNumber, left.kind == .number)
      features.set(.leftMark, Self.isMark(left))
    }
    features.set(.beginsLine, i == 0 || tokens[i - 1].kind == .lineBreak)
    features.set(.endsLine, i + 1 >= tokens.count || tokens[i + 1].kind == .lineBreak)
    if i + 1 < tokens.count {
      let right = tokens[i + 1]
      features.set(.gluedRight, !right.isBlank)
      features.set(.rightWord, right.kind == .word)
      features.set(.rightNumber, right.kind == .number)
      features.set(.rightMark, Self.isMark(right))
      features.set(.isWide, right.kind == .space && right.count > 1)
    }
    if let paragraph = document.paragraph(ofToken: i) { features.set(.endsParagraph, document.next(i, limit: paragraph.tokens.upperBound) == nil) }
    features[.nearUnknown] = unknown.count(around: i)
  }

  // MARK: words

  private func words(_ i: Int, _ features: inout FeatureVector<PageMarkFeature>) {
    let left = word(i, -1), right = word(i, 1)
    features[.leftShape] = left.map { Double(document.vocabulary[document.tokens[$0].word].shape.rawValue) } ?? -1
    features[.rightShape] = right.map { Double(document.vocabulary[document.tokens[$0].word].shape.rawValue) } ?? -1
    if let left {
      let token = document.tokens[left], bytes = document.bytes(token)
      features[.leftLength] = Double(token.count)
      features[.leftFrequency] = analysis.words.zipf(token.word).value
      features.set(.leftUnknown, !analysis.words.isKnown(token.word))
      features.set(.leftAbbreviation, token.flags.contains(.dotted) || Abbreviations.kind(of: bytes) != .none)
      features.set(.leftDangling, WordClass.beforeNoMark.contains(lowercased(bytes)))
      features.set(.leftFunction, document.vocabulary.fold(of: token.word).classes.contains(.closedReading))
      features.set(.leftPlural, bytes.last.map { $0 | .caseBit == UInt8(ascii: "s") } ?? false)
    }
    guard let right else { return }
    let token = document.tokens[right], lower = lowercased(document.bytes(token))
    let fold = document.vocabulary.fold(of: token.word)
    features[.rightLength] = Double(token.count)
    features[.rightFrequency] = analysis.words.zipf(token.word).value
    features.set(.rightUnknown, !analysis.words.isKnown(token.word))
    features.set(.rightOpener, WordClass.clauseOpener.contains(lower))
    features.set(.rightPause, WordClass.afterComma.contains(lower))
    features.set(.rightElided, WordClass.printedElision.contains(lower))
    features.set(.rightLowerHere, fold.lowerCount > 0)
    let model = context.lowercaseWord(at: right)
    features[.rightCapital] = Double(model.capitals ?? 0) / 10
    guard let left else { return }
    let near = context.word(of: document.tokens[left].word)
    let far = word(left, -1).map { context.word(of: document.tokens[$0].word) }
    let next = word(right, 1).map { context.word(of: document.tokens[$0].word) }
    let on = context.fit(model, in: context.gap(far: far, near: near, next: next, last: nil))
    features[.goesOn] = Double(on.itself - model.alone - model.share) / Self.steps
    if let end = LanguageModel.english.end, let start = LanguageModel.english.start {
      let stop = context.fit(end, in: context.gap(far: far, near: near, next: nil, last: nil))
      features[.ends] = Double(on.itself - stop.itself) / Self.steps
      let begins = context.fit(model, in: context.gap(far: nil, near: start, next: next, last: nil))
      features[.begins] = Double(begins.itself + begins.next - on.itself - on.next) / Self.steps
    }
    features[.pair] = Double(lexicon.hasBigram(lowercased(document.bytes(document.tokens[left])), lower)) / 20
    let whole = lowercased((document.bytes(document.tokens[left]) + document.bytes(token))[...])
    if !lexicon.accepts(whole).isEmpty { features[.joined] = lexicon.zipf(whole).value }
  }

  /// The word beside a token, perhaps over a space or a line’s end and other marks.
  private func word(_ i: Int, _ step: Int) -> Int? {
    let tokens = document.tokens
    var k = i + step, passed = 0
    while tokens.indices.contains(k), passed < Self.beside {
      if tokens[k].kind == .word { return k }
      if tokens[k].kind == .number || tokens[k].kind == .verbatim { return nil }
      (k, passed) = (k + step, passed + 1)
    }
    return nil
  }
}
