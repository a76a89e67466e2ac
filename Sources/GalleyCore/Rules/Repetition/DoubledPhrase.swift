import Formats

/// Finds a phrase written twice in a row, and an attribution given twice in one sentence.
package struct DoubledPhrase: Rule {
  package static let id: RuleID = "doubled-phrase"
  package init(_ card: RuleCard) {}
  /// Longest phrase looked for, in words and marks.
  private static let longest = 32
  /// Words of the shortest phrase, of one too long to be called out twice, and the elements of what is said three times on purpose.
  private static let shortest = 2, noChant = 6, longestRefrain = 4

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    // Where each word was seen last, for the distance of its repetition.
    var seen = [Int32](repeating: -1, count: document.vocabulary.folds.count)
    var flood = Flood(document)
    var list: [Element] = []
    let folds = document.vocabulary.words.map(\.folded)
    for p in suspects(document, folds) {
      let paragraph = document.paragraphs[p]
      fill(&list, paragraph, folds, document)
      repetitions(list, paragraph, document, &seen, &flood)
    }
    if !analysis.shared(PageSetting.self).isVerse { flood.report("phrases written twice", to: &findings) }
    let attributions = Attributions(document)
    for sentence in attributions.sentences(analysis) {
      guard let double = attributions.double(in: sentence) else { continue }
      findings.flag(
        double.second, "the attribution is given twice in one sentence", severity: .warning,
        fix: Fix(double.second, "", confidence: 0.9), related: [Related(double.first, "given here first")])
    }
  }

  /// Where a word was seen last, counted in words and marks, and what stood before it.
  private struct Sight {
    var at: Int32 = 0
    var before: UInt32 = 0
  }

  /// The paragraphs in which some word comes again soon, after the same word or the like of a mark as before: in all
  /// others nothing is written twice.
  private func suspects(_ document: Document, _ folds: [Vocabulary.FoldedID]) -> [Int] {
    var found: [Int] = []
    let (all, text) = (document.tokens, document.bytes)
    let tokens = all.span, folds = folds.span, bytes = text.span
    var sights = [Sight](repeating: Sight(), count: document.vocabulary.folds.count)
    var sight = sights.mutableSpan
    var count: Int32 = 0
    for (p, paragraph) in document.paragraphs.enumerated() where paragraph.words >= 2 * Self.shortest {
      // Nothing of the paragraph before is near.
      count &+= Int32(Self.longest) + 1
      var before = UInt32.max, isSuspect = false
      for i in paragraph.tokens {
        switch tokens[i].kind {
        case .space, .lineBreak: continue
        case .word:
          count &+= 1
          let fold = folds[Int(tokens[i].word)]
          let last = sight[Int(fold)]
          if last.before == before, count &- last.at <= Int32(Self.longest) { isSuspect = true }
          sight[Int(fold)] = Sight(at: count, before: before)
          before = fold
        default:
          count &+= 1
          // Words have smaller numbers.
          before = 0x8000_0000 | UInt32(bytes[tokens[i].start])
        }
      }
      if isSuspect { found.append(p) }
    }
    return found
  }

  /// A word or a mark of a paragraph; blanks are left out.
  private struct Element {
    let token: Int
    /// Equal for equal words and marks: the folded word, or the bytes of a mark or figure.
    let key: UInt32
    let isWord: Bool
  }

  /// Reads the elements of a paragraph into a list that serves all of them.
  private func fill(
    _ result: inout [Element], _ paragraph: Paragraph, _ folds: [Vocabulary.FoldedID], _ document: Document
  ) {
    result.removeAll(keepingCapacity: true)
    let all = document.tokens
    let tokens = all.span
    for i in paragraph.tokens {
      let token = tokens[i]
      if token.isBlank { continue }
      if token.kind == .word {
        result.append(Element(token: i, key: folds[Int(token.word)], isWord: true))
      } else {
        var hash: UInt32 = 0x811C_9DC5
        for byte in document.bytes(token) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        result.append(Element(token: i, key: hash | 0x8000_0000, isWord: false))
      }
    }
  }

  /// Finds immediate repetitions in one pass: a phrase of `d` elements given twice has each word `d` after its last
  /// occurrence, and at least one of them is not repeated within the phrase.
  private func repetitions(
    _ list: [Element], _ paragraph: Paragraph, _ document: Document, _ seen: inout [Int32], _ flood: inout Flood
  ) {
    var done = 0
    for i in list.indices where list[i].isWord {
      let key = Int(list[i].key)
      let last = Int(seen[key])
      seen[key] = Int32(truncatingIfNeeded: i)
      let d = i - last
      guard last >= 0, d >= 2, d <= Self.longest, i > d, list[i - 1].key == list[i - 1 - d].key, last >= done else { continue }
      var start = i - 1, end = i + 1
      while start > d, start > done + d, i - start < 2 * d, list[start - 1].key == list[start - 1 - d].key { start -= 1 }
      while end < list.count, end - start <= 2 * d, list[end].key == list[end - d].key { end += 1 }
      guard end - start >= d else { continue }
      let run = TextRun(first: start - d, second: start, end: end)
      if isMistake(list, run, paragraph, document) {
        report(list, run, document, &flood)
        done = end
      }
    }
    for element in list where element.isWord { seen[Int(element.key)] = -1 }
  }

  /// Where the first and the second time begin, and where the repetition ends.
  private struct TextRun {
    let first: Int, second: Int, end: Int
    var length: Int { second - first }
  }

  private func isMistake(_ list: [Element], _ run: TextRun, _ paragraph: Paragraph, _ document: Document) -> Bool {
    let phrase = list[run.first..<run.second]
    let words = phrase.count { $0.isWord }
    guard words >= 2, words * 2 > phrase.count else { return false }
    for element in phrase where !element.isWord {
      let token = document.tokens[element.token]
      switch token.kind {
      case .hyphen, .number: continue
      case .symbol where token.count == 1: continue
      case .punctuation where document.bytes[token.start] == .comma: continue
      default: return false
      }
    }
    // “We’re shooting, we’re shooting,” and lines of verse.
    let junction = document.tokens[list[run.second - 1].token], next = document.tokens[list[run.second].token]
    if !phrase.allSatisfy({ $0.isWord }), junction.kind == .punctuation || words < Self.noChant && hasComma(phrase, document) { return false }
    if isLine(list, run, paragraph, document), junction.end < next.start { return false }
    let folds = Set(phrase.filter(\.isWord).map(\.key))
    // “knock knock knock knock”, “very very very”.
    if folds.count == 1 { return false }
    // “as natural as natural gets”, “as big as Big Ben”
    if phrase.count == 2, document.bytes(document.tokens[list[run.first].token]).elementsEqual("as".utf8) { return false }
    if phrase.count == 2 {
      let joined = phrase.contains { Self.joins.contains(document.vocabulary.folds[Int($0.key)].text) }
      // “more and more and more”, “day by day by day”, “face to face to face”.
      if joined || run.end - run.second > run.length && !isFunctional(phrase, document) { return false }
      if Self.doubledNames.contains(phrase.map { document.vocabulary.folds[Int($0.key)].text }) { return false }
    }
    // A refrain says it three times.
    if run.end - run.second >= 2 * run.length, phrase.count <= Self.longestRefrain { return false }
    return true
  }

  private func hasComma(_ phrase: ArraySlice<Element>, _ document: Document) -> Bool {
    phrase.contains { document.tokens[$0.token].kind == .punctuation }
  }

  /// Whether both times are lines of their own.
  private func isLine(_ list: [Element], _ run: TextRun, _ paragraph: Paragraph, _ document: Document) -> Bool {
    func startsLine(_ element: Int) -> Bool {
      let token = list[element].token
      guard token > paragraph.tokens.lowerBound else { return true }
      return document.tokens[token - 1].kind == .lineBreak
    }
    return startsLine(run.first) && startsLine(run.second)
      && (run.second + run.length >= list.count || startsLine(run.second + run.length))
  }

  private func isFunctional(_ phrase: ArraySlice<Element>, _ document: Document) -> Bool {
    phrase.allSatisfy { Self.functional.contains(document.vocabulary.folds[Int($0.key)].text) }
  }

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }
  private static let joins = set("and or by after upon nor")
  private static let functional = WordClass.phraseFunction
  private static let doubledNames: Set<[[UInt8]]> = [["new", "york"], ["chitty", "bang"]].reduce(into: []) {
    $0.insert($1.map { Array($0.utf8) })
  }

  private func report(_ list: [Element], _ run: TextRun, _ document: Document, _ flood: inout Flood) {
    let tokens = document.tokens
    let last = tokens[list[run.second - 1].token].end
    let range = TextRange(tokens[list[run.first].token].start, tokens[list[run.second + run.length - 1].token].end)
    let phrase = document.text(TextRange(range.start, last))
    let words = list[run.first..<run.second]
    // “to host to host links”: half of an idiom, perhaps.
    let isIdiom = words.count == 2 && isFunctional(words.prefix(1), document) && !isFunctional(words.suffix(1), document)
    flood.add(
      range, "“\(phrase)” is written twice", fixes: [Fix(range, phrase, confidence: isIdiom ? Self.likely : Self.sure)])
  }

  /// How often the phrase once is right: of a function word and another, of all others.
  private static let likely: Confidence = 0.9, sure: Confidence = 0.96
}
