import Formats

extension QuoteLocator {
  /// How sure the beginning of a sentence is that one is told of (“…,” he said), of one of several, of words within a sentence.
  private static let told: Confidence = 0.85, undecidedStart: Confidence = 0.5, withinSentence: Confidence = 0.4
  /// How sure what leads to somebody’s words is: a colon after a verb of speech, another colon, “he said,”.
  private static let verbColon: Confidence = 0.9, colon: Confidence = 0.8, comma: Confidence = 0.8
  /// Words of “Agassi added”, with which a sentence goes on after a quotation.
  private static let longestTag = 12

  /// Where the quotation that `gap.mark` closes should be opened.
  func opening(_ gap: QuoteGap) -> Location? {
    let closer = family.marks[gap.mark]
    let paragraph = document.paragraphs[gap.paragraph]
    var start = paragraph.tokens.lowerBound
    let isAfterMark = gap.mark > 0 && family.marks[gap.mark - 1].paragraph == gap.paragraph
    if isAfterMark { start = family.marks[gap.mark - 1].token + 1 }
    guard start < closer.token, closer.token - start <= Self.farthest else { return nil }
    let pieces = pieces(start, closer.token, paragraph)
    guard let last = pieces.last else { return nil }
    let isTold = isTold(closer, paragraph.tokens.upperBound)
    if let lead = lead(pieces, closer, isTold: isTold, isAfterMark: isAfterMark) { return lead }
    guard let first = firstInk(after: firstExclaimed(pieces, isAfterMark: isAfterMark).lowerBound - 1, closer.token) else { return nil }
    guard isWhole(closer, paragraph.tokens.upperBound) else {
      return Location(offset: document.tokens[first].start, confidence: Self.withinSentence)
    }
    let hasReport = last.contains { cues.cues(document.tokens[$0]).contains(.verb) }
    // An attribution follows the first sentence of what somebody says.
    if isTold { return Location(offset: document.tokens[first].start, confidence: hasReport ? 0.7 : Self.told) }
    return firstSpoken(pieces, closer.token, isAfterMark: isAfterMark)
  }

  /// Whether a sentence ends with the closing mark, or is told of after it: not `a “natural development” of it`.
  private func isWhole(_ closer: QuoteMark, _ end: Int) -> Bool {
    guard stop(before: closer) != nil else { return false }
    guard let next = document.next(lastToken(of: closer), limit: end), document.tokens[next].kind == .word else { return true }
    return !isLowercase(document.tokens[next], document) || isTold(closer, end)
  }

  /// Whether “, he said” follows; after a full stop “He said” tells of what comes next.
  private func isTold(_ closer: QuoteMark, _ end: Int) -> Bool {
    guard let stop = stop(before: closer), stop != .stop else { return false }
    return cues.attribution(after: lastToken(of: closer), until: end) != .none
  }

  /// The comma or stop before a closing mark, whether a space stands between or not.
  private func stop(before closer: QuoteMark) -> UInt8? {
    guard let before = document.previous(closer.token), document.tokens[before].kind == .punctuation else { return nil }
    let byte = document.bytes[document.tokens[before].start]
    return [.comma, .stop, .question, .exclamation].contains(byte) ? byte : nil
  }

  /// Two apostrophes and entities are several tokens.
  private func lastToken(of mark: QuoteMark) -> Int { document.firstToken(endingAfter: mark.range.end - 1) }

  /// “He said: …”, “he said, …” and “,” he said, “…” lead to somebody’s words.
  private func lead(_ pieces: [Range<Int>], _ closer: QuoteMark, isTold: Bool, isAfterMark: Bool) -> Location? {
    let tokens = document.tokens
    for (k, piece) in pieces.enumerated().reversed() {
      for i in piece.reversed() where tokens[i].kind == .punctuation && i + 1 < closer.token && tokens[i + 1].isBlank {
        let byte = document.bytes[tokens[i].start]
        guard byte == .colon || byte == .comma, i > piece.lowerBound, tokens[i - 1].kind == .word, let first = firstInk(after: i, closer.token) else { continue }
        let isVerb = cues.cues(tokens[i - 1]).contains(.verb)
        if byte == .colon {
          let isSaid = isVerb || piece.lowerBound < i && (piece.lowerBound..<i).contains { cues.cues(tokens[$0]).contains(.verb) }
          // What a colon leads to ends its sentence or goes on in others; it is not told of once more.
          guard !isTold, stop(before: closer) != nil, isSaid || k == pieces.count - 1 else { continue }
          return Location(offset: tokens[first].start, confidence: isSaid ? Self.verbColon : Self.colon)
        }
        // “,” he said, “…”: the sentence began in a quotation; else one that begins with “He said,”.
        let isTag = k == 0 && isAfterMark && document.wordCount(piece.lowerBound, i) <= Self.longestTag
        let isOpen = isTag ? isVerb : isVerb && !isTold && tokens[first].kind == .word && !isLowercase(tokens[first], document) && k == pieces.count - 1
        if isOpen { return Location(offset: tokens[first].start, confidence: Self.comma) }
      }
    }
    return nil
  }

  /// The last sentence, or those before it that belong to it: “Hey! Not bad at all!”
  private func firstExclaimed(_ pieces: [Range<Int>], isAfterMark: Bool) -> Range<Int> {
    // Somebody who speaks of himself from the paragraph's beginning.
    if !isAfterMark, pieces.count > 1, pieces.allSatisfy({ voice.score($0) > 0 }) { return pieces[0] }
    var k = pieces.count - 1
    while k > (isAfterMark ? 1 : 0), let last = document.previous(pieces[k - 1].upperBound), [.exclamation, .question].contains(document.bytes[document.tokens[last].start]),
      document.wordCount(pieces[k - 1].lowerBound, pieces[k - 1].upperBound) <= Self.longestCall
    { k -= 1 }
    return pieces[k]
  }

  /// Words of a call or short question.
  private static let longestCall = 3

  /// The first of the sentences that end with the closing mark and sound like somebody’s words.
  private func firstSpoken(_ pieces: [Range<Int>], _ end: Int, isAfterMark: Bool) -> Location? {
    let voices = pieces.map(voice.score)
    var best: (piece: Int, score: Double)?
    var second = -Double.infinity
    var inside = 0.0
    for k in pieces.indices.reversed() {
      inside += voices[k]
      // After “Agassi added.” somebody goes on.
      let isAfterTag = k == 1 && isAfterMark && document.wordCount(pieces[0].lowerBound, pieces[0].upperBound) <= Self.longestTag
      if k == 0, isAfterMark, pieces.count > 1 { continue }
      let score = inside - voices[..<k].reduce(0, +) - 0.5 * Double(pieces.count - 1 - k) + (isAfterTag ? 2 : 0)
      if best.map({ score > $0.score }) ?? true {
        second = best?.score ?? second
        best = (k, score)
      } else {
        second = max(second, score)
      }
    }
    guard let best, let first = firstInk(after: pieces[best.piece].lowerBound - 1, end) else { return nil }
    let margin = best.score - second
    let hasReport = pieces[best.piece].contains { cues.cues(document.tokens[$0]).contains(.verb) }
    let confidence: Confidence = hasReport ? Self.undecidedStart : margin >= 2 ? 0.85 : margin >= 1 ? 0.8 : margin >= 0.5 ? 0.7 : Self.undecidedStart
    return Location(offset: document.tokens[first].start, confidence: confidence)
  }

  private func firstInk(after i: Int, _ end: Int) -> Int? {
    var j = i + 1
    while j < end, document.tokens[j].isBlank { j += 1 }
    return j < end ? j : nil
  }
}
