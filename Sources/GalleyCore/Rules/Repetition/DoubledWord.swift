import Formats
import Spelling

/// Finds a word written twice in a row, also across a line end.
package struct DoubledWord: Rule {
  package static let id: RuleID = "doubled-word"
  package init(_ card: RuleCard) {}

  /// Two neighbours that are the same word but for case.
  private struct Pair {
    let first: Int, second: Int
    let fold: Vocabulary.FoldedID
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let pairs = pairs(analysis)
    var counts: [Vocabulary.FoldedID: Int] = [:]
    for pair in pairs { counts[pair.fold, default: 0] += 1 }
    let lore = RepetitionLore(analysis)
    let isOld = analysis.shared(PageSetting.self).isOld
    var flood = Flood(document)
    var k = 0
    while k < pairs.count {
      // “the the the”: overlapping pairs are one finding.
      var last = k
      while last + 1 < pairs.count, pairs[last + 1].first == pairs[last].second { last += 1 }
      let (first, second) = (pairs[k].first, pairs[last].second)
      let verdict = lore.judge(
        first, second, times: last - k + 2, isRecurrent: (counts[pairs[k].fold] ?? 0) > last - k + 1)
      k = last + 1
      guard var verdict else { continue }
      // Verse whose lines were run together.
      if isOld { verdict = .note }
      let word = document.text(document.tokens[first].range)
      let range = TextRange(document.tokens[first].start, document.tokens[second].end)
      // “who told you you might”, “what he referred to to write”: most words may be right twice in some sentence.
      let isSure = verdict == .error && Self.neverTwice.contains(document.vocabulary.folds[Int(document.vocabulary[document.tokens[first].word].folded)].text)
      let confidence: Confidence = isSure ? .onlyRepair : verdict == .note ? 0.5 : 0.94
      flood.add(range, "“\(word)” is written twice", fixes: [Fix(range, word, confidence: confidence)], severity: verdict)
    }
    flood.report("words written twice", to: &findings)
    checkAroundAdverb(analysis, &findings)
  }

  /// “who also who heads”, “was then was”: two versions of an edit, one on each side of an adverb.
  private func checkAroundAdverb(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    let words = document.vocabulary.marks(Self.onceOnly)
    guard !words.isEmpty else { return }
    for i in analysis.occurrences(of: Self.adverbs) where i >= 2 && i < tokens.count - 2 {
      let (before, after) = (tokens[i - 2], tokens[i + 2])
      guard tokens[i - 1].kind == .space, tokens[i + 1].kind == .space, before.kind == .word, before.word == after.word,
        words.contains(document.vocabulary[before.word].folded)
      else { continue }
      let range = TextRange(before.start, after.end)
      let (word, adverb) = (document.text(before.range), document.text(tokens[i].range))
      findings.flag(
        range, "“\(word)” stands on both sides of “\(adverb)”",
        fixes: ["\(word) \(adverb)", "\(adverb) \(word)"].map { Fix(range, $0, confidence: 0.6) })
    }
  }

  /// What no sentence has twice in a row.
  private static let neverTwice = WordClass.doubledError
  private static let adverbs = WordClass.doubledAdverb
  /// Words that a clause has once: not “is” (“what it is now is …”), “that”, “do” or “had” (“had never had”).
  private static let onceOnly = WordSet("who which was were will would could should may might must can")

  private func pairs(_ analysis: Analysis) -> [Pair] {
    let document = analysis.document
    var paragraph = 0
    return analysis.tokenIndex.doubledWords.compactMap { second in
      guard let first = wordBefore(second, document) else { return nil }
      while paragraph < document.paragraphs.count, document.paragraphs[paragraph].tokens.upperBound <= first { paragraph += 1 }
      guard isOneText(first, second, paragraph, document), !isCompound(first, second, document), !isForeign(first, analysis) else { return nil }
      return Pair(first: first, second: second, fold: document.vocabulary[document.tokens[second].word].folded)
    }
  }

  /// The word before token `i`, if only blanks stand between, no more than one line end among them.
  private func wordBefore(_ i: Int, _ document: Document) -> Int? {
    var at = i - 1, breaks = 0
    while at >= 0, document.tokens[at].isBlank {
      if document.tokens[at].kind == .lineBreak, document.bytes[document.tokens[at].start] != .formFeed { breaks += 1 }
      at -= 1
    }
    return at >= 0 && at < i - 1 && breaks <= 1 && document.tokens[at].kind == .word ? at : nil
  }

  /// Whether both words stand in one paragraph, or in two that a line end has cut in mid-sentence.
  private func isOneText(_ first: Int, _ second: Int, _ paragraph: Int, _ document: Document) -> Bool {
    guard paragraph < document.paragraphs.count, document.paragraphs[paragraph].tokens.contains(first) else { return false }
    return document.paragraphs[paragraph].tokens.contains(second) || document.paragraphs[paragraph].kind == .prose
  }

  /// “que sera sera”: other languages have sayings of their own.
  private func isForeign(_ first: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    guard analysis.words.zipf(document.tokens[first].word) < Self.english, let sentence = document.sentence(of: first) else { return false }
    return isNearForeignWords(first, sentence, document)
  }
  /// Zipf frequency from which on a word is English, whatever stands around it.
  private static let english: Zipf = 4.0

  /// “Boutros Boutros-Ghali”, “one one-hundredth”: the pair is joined to something by a hyphen.
  private func isCompound(_ first: Int, _ second: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    return first > 0 && tokens[first - 1].kind == .hyphen || second + 1 < tokens.count && tokens[second + 1].kind == .hyphen
  }
}
