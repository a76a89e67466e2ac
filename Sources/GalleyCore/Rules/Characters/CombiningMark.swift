import Formats
import Spelling

/// Finds accents that have lost their letter: a combining mark without one, the same mark twice, `caf´e`.
package struct CombiningMark: Rule {
  package static let id: RuleID = "combining-mark"
  package init(_ card: RuleCard) {}
  /// More marks than any language stacks on a Latin letter.
  private static let mostMarks = 3

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let index = analysis.tokenIndex
    var flood = Flood(document)
    for i in index.symbols { free(i, analysis, &flood) }
    for i in index.wideWords where hasMark(document.tokens[i], document) { inWord(document.tokens[i], document, &flood) }
    flood.report("accents out of place", to: &findings)
  }

  private func isCombining(_ scalar: UInt32) -> Bool { (0x300...0x36F).contains(scalar) }

  // MARK: marks between words

  private func free(_ i: Int, _ analysis: Analysis, _ flood: inout Flood) {
    let document = analysis.document
    let token = document.tokens[i]
    guard let scalar = document.scalar(at: token.start) else { return }
    if Accents.spacing.contains(scalar) {
      misplaced(i, scalar, analysis, &flood)
    } else if isCombining(scalar), isBaseless(document.scalar(before: token.start)) {
      // Others on top of it have none either.
      let end = document.tokens[(i + 1)...].first { !isCombining(document.scalar(at: $0.start) ?? 0) }?.start ?? document.bytes.count
      var fixes = [Fix(TextRange(token.start, end), "", confidence: 0.85)]
      if end == token.end, i + 1 < document.tokens.count, document.tokens[i + 1].kind == .word,
        let next = document.scalar(at: token.end), let composed = Accents.compose(next, scalar)
      {
        let base = TextRange(token.start, token.end + decodeScalar(document.bytes, token.end).length)
        fixes.insert(Fix(base, composed, confidence: 0.8), at: 0)
      }
      flood.add(TextRange(token.start, end), "a combining mark (\(scalarName(scalar))) without a letter before it", fixes: fixes)
    }
  }

  private func isBaseless(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return true }
    switch ScalarClass(scalar).kind {
    case .space, .control: return true
    case .punctuation: return scalar < 0x2500
    default: return scalar <= 0x20
    }
  }

  /// `M¨uller`, `cafe´`: a spacing accent beside the letter that it belongs on.
  private func misplaced(_ i: Int, _ scalar: UInt32, _ analysis: Analysis, _ flood: inout Flood) {
    let document = analysis.document
    let accent = document.tokens[i]
    guard i > 0, document.tokens[i - 1].kind == .word, document.tokens[i - 1].end == accent.start else { return }
    let left = document.tokens[i - 1]
    let hasRight = i + 1 < document.tokens.count && document.tokens[i + 1].kind == .word
    let right = hasRight ? document.bytes(document.tokens[i + 1]) : []
    let range = TextRange(left.start, hasRight ? document.tokens[i + 1].end : accent.end)
    // it´s: an apostrophe was meant.
    if scalar == 0xB4, Apostrophes.endings.contains(lowercased(right)) { return }
    var readings: [[UInt8]] = []
    if hasRight, let next = document.scalar(at: accent.end), let composed = Accents.compose(next, scalar) {
      readings.append(
        Array(document.bytes(left)) + Array(composed.utf8) + Array(right.dropFirst(decodeScalar(document.bytes, accent.end).length)))
    }
    if let last = document.scalar(before: left.end), let composed = Accents.compose(last, scalar) {
      readings.append(Array(document.bytes(left).dropLast(last < 0x80 ? 1 : 2)) + Array(composed.utf8) + Array(right))
    }
    let known = readings.first { !analysis.lexicon.accepts($0).isEmpty || document.vocabulary.foldID(lowercased($0[...])) != nil }
    guard let reading = known ?? (scalar != 0xB4 && hasRight ? readings.first : nil) else { return }
    let text = String(decoding: reading, as: UTF8.self)
    flood.add(
      range, "an accent beside its letter: “\(text)”", fixes: [Fix(range, text, confidence: known == nil ? 0.75 : 0.96)])
  }

  // MARK: marks in words

  /// Whether some byte of a word may begin a combining mark (U+0300 to U+036F).
  private func hasMark(_ token: Token, _ document: Document) -> Bool {
    let text = document.bytes
    let bytes = text.span
    for i in token.start..<token.end where bytes[i] == 0xCC || bytes[i] == 0xCD { return true }
    return false
  }

  private func inWord(_ token: Token, _ document: Document, _ flood: inout Flood) {
    var clean: [UInt8] = []
    var marks: [UInt32] = []
    var isOdd = false
    var isLatin = false
    for (scalar, _, _) in UTF8Scalars(document.bytes(token)) {
      if isCombining(scalar) {
        if marks.contains(scalar) || marks.count >= Self.mostMarks {
          isOdd = true
          continue
        }
        marks.append(scalar)
      } else {
        if ScalarClass(scalar).script == .latin { isLatin = true }
        marks.removeAll(keepingCapacity: true)
      }
      appendUTF8(scalar, to: &clean)
    }
    guard isOdd, isLatin else { return }
    let text = String(decoding: clean, as: UTF8.self)
    flood.add(token.range, "too many combining marks on a letter in “\(text)”", fixes: [Fix(token.range, text, confidence: 0.95)])
  }
}
