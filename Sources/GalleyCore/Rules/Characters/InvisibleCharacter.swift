import Formats

/// Finds scalars that nobody sees: zero-width characters, soft hyphens, direction marks, inside words or free.
package struct InvisibleCharacter: Rule {
  package static let id: RuleID = "invisible-character"
  package init(_ card: RuleCard) {}
  /// Soft hyphens in so many words are the work of a typesetter, not an accident.
  private static let hyphenatedThroughout = 8

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let hidden = analysis.tokenIndex.hidden
    guard !hidden.isEmpty || !analysis.tokenIndex.symbols.isEmpty else { return }
    let softened = hidden.filter { document.tokens[$0].kind == .word && isOnlySoftHyphens(document.tokens[$0], document) }
    let isSet = softened.count >= Self.hyphenatedThroughout
    var flood = Flood(document)
    for i in hidden {
      let token = document.tokens[i]
      if token.kind == .word {
        if isSet && isOnlySoftHyphens(token, document) || !isOdd(token, document) { continue }
        inWord(token, document, &flood)
      } else if token.kind == .invisible {
        free(i, document, &flood)
      }
    }
    for i in analysis.tokenIndex.symbols { selector(i, document, &flood) }
    flood.report("invisible characters", to: &findings)
    if isSet { noteHyphens(softened, document, &findings) }
  }

  // MARK: in words

  private func isOnlySoftHyphens(_ token: Token, _ document: Document) -> Bool {
    UTF8Scalars(document.bytes(token)).allSatisfy {
      $0.scalar == 0xAD || ![.invisible, .control].contains(ScalarClass($0.scalar).kind) && $0.scalar != 0x0C
    }
  }

  /// Whether what is invisible in a word belongs there in no script: Persian and the scripts of India join and part
  /// letters by invisible characters. Words with control characters are another rule's business.
  private func isOdd(_ token: Token, _ document: Document) -> Bool {
    var isLatin = true
    for (scalar, _, _) in UTF8Scalars(document.bytes(token)) {
      let scalarClass = ScalarClass(scalar)
      if scalarClass.kind == .control || scalar == 0x0C { return false }
      guard scalarClass.isLetter else { continue }
      switch scalarClass.script {
      case .latin, .greek, .cyrillic, .armenian, .georgian, .common: break
      default: isLatin = false
      }
    }
    return isLatin
  }

  private func inWord(_ token: Token, _ document: Document, _ flood: inout Flood) {
    let bytes = document.bytes(token)
    var clean: [UInt8] = []
    for (scalar, _, _) in UTF8Scalars(bytes) where ScalarClass(scalar).kind != .invisible { appendUTF8(scalar, to: &clean) }
    let text = String(decoding: clean, as: UTF8.self)
    let names = scalarNames(bytes) { ScalarClass($0).kind == .invisible }
    flood.add(token.range, "an invisible character (\(names)) inside “\(text)”", fixes: [Fix(token.range, text)])
  }

  private func noteHyphens(_ softened: [Int], _ document: Document, _ findings: inout Findings) {
    guard let first = softened.first else { return }
    findings.flag(
      document.tokens[first].range, "soft hyphens in \(softened.count) words: the text was set for print", severity: .note)
  }

  // MARK: between words

  private func free(_ i: Int, _ document: Document, _ flood: inout Flood) {
    let token = document.tokens[i]
    guard let scalar = document.scalar(at: token.start), ScalarClass(scalar).kind == .invisible else { return }
    let before = document.scalar(before: token.start), after = document.scalar(at: token.end)
    if scalar == 0x200D, joins(before), joins(after) { return }
    if isDirection(scalar) || scalar == 0x200C || scalar == 0x200D {
      if isComplex(before) || isComplex(after) || isNearRightToLeft(i, document) { return }
    }
    // A place where a long address or a pair may break.
    if scalar == 0x200B, let before, [0x2F, 0x2D, 0x5F, 0x2014, 0x3D, 0x26].contains(before) { return }
    var fixes = [Fix(token.range, "", confidence: .unseen)]
    if scalar == 0xAD, i > 0, document.tokens[i - 1].kind == .word, let next = document.next(i),
      document.tokens[next].kind == .word, i + 1 < next
    {
      // A word broken at a line end.
      fixes = [Fix(TextRange(token.start, document.tokens[next].start), "", confidence: 0.9)]
    } else if let before, let after, ScalarClass(before).isLetter, ScalarClass(after).isLetter {
      fixes = [Fix(token.range, " ", confidence: 0.7)]
    }
    flood.add(token.range, "an invisible character (\(scalarName(scalar)))", fixes: fixes)
  }

  /// What a joiner may stand between: emoji, their skin tones and selectors.
  private func joins(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    return scalar == 0xFE0F || scalar >= 0x2190 && ScalarClass(scalar).kind == .symbol || scalar >= 0x1F000
  }

  private func isDirection(_ scalar: UInt32) -> Bool {
    [0x61C, 0x200E, 0x200F].contains(scalar) || (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar)
  }

  private func isComplex(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    let scalarClass = ScalarClass(scalar)
    switch scalarClass.script {
    case .hebrew, .arabic, .devanagari, .thai, .other: return scalarClass.isWordForming
    default: return scalarClass.kind == .mark && scalar > 0x590
    }
  }

  /// Direction marks belong to text from right to left within a few words.
  private func isNearRightToLeft(_ i: Int, _ document: Document) -> Bool {
    let near = max(0, i - 12)..<min(document.tokens.count, i + 13)
    return near.contains { k in
      guard document.tokens[k].kind == .word, let scalar = document.scalar(at: document.tokens[k].start) else { return false }
      return [.hebrew, .arabic].contains(ScalarClass(scalar).script)
    }
  }

  // MARK: variation selectors

  /// A variation selector belongs after a symbol, a digit of a keycap or a character of East Asia.
  private func selector(_ i: Int, _ document: Document, _ flood: inout Flood) {
    let token = document.tokens[i]
    guard let scalar = document.scalar(at: token.start), decodeScalar(document.bytes, token.start).length == token.count, (0xFE00...0xFE0F).contains(scalar) else { return }
    guard let before = document.scalar(before: token.start) else {
      flood.add(token.range, "an invisible character (\(scalarName(scalar)))", fixes: [Fix(token.range, "", confidence: .unseen)])
      return
    }
    let kind = ScalarClass(before).kind
    guard kind == .space || kind == .control || before == 0x0A || before == 0x2E || before == 0x2C else { return }
    flood.add(token.range, "an invisible character (\(scalarName(scalar)))", fixes: [Fix(token.range, "", confidence: .unseen)])
  }
}
