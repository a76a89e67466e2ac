import Spelling

/// How the rules that share `SpellingSuspects` divide and word them.
enum SpellingReports {
  enum Share { case misspelling, ocr, joined, digits }

  /// Which rule a suspect belongs to.
  static func share(_ suspect: SpellingSuspects.Suspect, _ document: Document) -> Share {
    let token = document.tokens[suspect.token]
    if suspect.corrections.first?.kind == .split { return .joined }
    if token.flags.contains(.digit) { return .digits }
    return suspect.corrections.first?.kind == .ocr ? .ocr : .misspelling
  }

  static func report(
    _ share: Share, _ analysis: Analysis, _ findings: inout Findings,
    message: (String, Correction?) -> String
  ) {
    let document = analysis.document
    let suspects = analysis.spellingSuspects
    for suspect in suspects.suspects where self.share(suspect, document) == share {
      guard let severity = severity(suspect, suspects, analysis) else { continue }
      let fixes = suspect.corrections.map { Fix(suspect.range, $0.text, confidence: $0.confidence) }
      findings.flag(
        suspect.range, message(document.text(suspect.range), suspect.corrections.first), severity: severity,
        fixes: fixes)
    }
  }

  /// How severe a suspect is; nil acquits it.
  private static func severity(
    _ suspect: SpellingSuspects.Suspect, _ suspects: SpellingSuspects, _ analysis: Analysis
  ) -> Severity? {
    if suspects.level >= .light { return severityOnScan(suspect, suspects.level, analysis) }
    let best = suspect.corrections.first
    let confidence = best?.confidence ?? 0
    let document = analysis.document
    let token = document.tokens[suspect.token]
    // Route and part numbers: U5, A40.
    if document.vocabulary[token.word].shape != .lower, token.flags.contains(.digit), suspect.range.count <= 3 {
      return nil
    }
    if token.flags.contains(.digit), !keepsLetters(document.bytes(token), best?.text ?? "") { return .note }
    if isQuotedAlone(suspect.token, document), confidence < 0.97 || suspect.range.count < 6 { return .note }
    if suspect.isDerived {
      guard let best, confidence >= 0.9, best.cost <= 3, best.kind != .split else { return nil }
      if analysis.lexicon.frequency(Array(best.text.utf8)) < 36 { return nil }
    }
    if suspect.isNameLike { return isDamagedName(suspect, best, analysis) ? .warning : nil }
    if let best, best.kind == .split {
      // Names of programs and settings are put together: oldstable, moreinfo.
      if document.isTechnical, !best.text.split(separator: " ").contains(where: { isFunctionWord(Array($0.utf8)[...]) }) { return .note }
      if isCompound(best, suspect, analysis) { return .note }
      if isPair(best, suspect, analysis) { return confidence >= 0.97 ? .error : .warning }
    }
    if analysis.document.isTechnical { return isSlip(suspect, best, analysis) ? .warning : .note }
    if analysis.shared(Damage.self).slips > 0.03 { return confidence >= 0.97 ? .error : .warning }
    // Small letters where the dictionary has capitals are a manner of writing: csv, pharaonic.
    if best?.kind == .letterCase { return .note }
    // Whichever of them was meant: how sure it is that the word is none.
    let doubt = suspect.corrections.reduce(0) { $0 + $1.confidence }
    if suspect.count > 1, confidence < 0.9 { return .note }
    if suspect.frequency >= 12, doubt < 0.7 { return .note }
    if suspect.frequency >= 24, doubt < 0.9, confidence < 0.8 { return .note }
    if doubt < 0.5 { return .note }
    return confidence >= 0.97 && suspect.frequency < 20 ? .error : .warning
  }

  /// Whether a correction leaves the letters of a word with digits in it as they are: `acc1dent`, not `libc6` for “libs”.
  private static func keepsLetters(_ word: ArraySlice<UInt8>, _ correction: String) -> Bool {
    if correction.utf8.contains(where: { $0 &- 0x30 < 10 }) { return true }
    var rest = lowercased(Array(correction.utf8)[...])[...]
    for byte in lowercased(word) where byte &- 0x30 >= 10 {
      guard let index = rest.firstIndex(of: byte) else { return false }
      rest = rest[(index + 1)...]
    }
    return correction.utf8.count * 2 > word.count
  }

  /// A word in quotation marks of its own is spoken about, not used.
  private static func isQuotedAlone(_ i: Int, _ document: Document) -> Bool {
    i > 0 && i + 1 < document.tokens.count && document.tokens[i - 1].kind == .quote && document.tokens[i + 1].kind == .quote
  }

  /// Among terms only a slip in a common word, without a second choice, is one.
  private static func isSlip(_ suspect: SpellingSuspects.Suspect, _ best: Correction?, _ analysis: Analysis) -> Bool {
    let token = analysis.document.tokens[suspect.token]
    guard let best, best.kind == .typing || best.kind == .ocr, best.confidence >= 0.9, suspect.range.count >= 5, suspect.frequency < 20,
      token.flags.isDisjoint(with: .digit)
    else { return false }
    return analysis.lexicon.frequency(Array(best.text.utf8)) >= (suspect.range.count < 7 ? 45 : 35) && suspect.count < 3
  }

  /// On a page that a machine has misread, unknown words are wrong unless they may be names.
  private static func severityOnScan(
    _ suspect: SpellingSuspects.Suspect, _ level: Damage.Level, _ analysis: Analysis
  ) -> Severity? {
    let best = suspect.corrections.first
    let confidence = best?.confidence ?? 0
    let document = analysis.document
    let token = document.tokens[suspect.token]
    let setting = analysis.shared(PageSetting.self)
    guard suspect.isNameLike else {
      // 1S71, ccxcvn, andthenhewent: whatever was meant.
      let isNumber = token.flags.contains(.digit) && suspect.range.count > 3
      if isNumber || setting.isBook && (best?.kind == .split || isNumeral(document.bytes(token))) {
        return confidence >= 0.97 ? .error : .warning
      }
      // Small letters where the dictionary has capitals.
      if best?.kind == .letterCase { return .note }
      if suspect.isDerived, best?.cost ?? 9 > 2.5 { return .note }
      // Where little is damaged, a word that nothing is near to is rather a rare one.
      if level == .light, suspect.corrections.reduce(0, { $0 + $1.confidence }) < 0.4 { return .note }
      return confidence >= 0.97 ? .error : .warning
    }
    if token.flags.contains(.digit), suspect.range.count > 3 { return .warning }
    let shape = document.vocabulary[token.word].shape
    if shape == .mixed, level == .heavy || confidence >= 0.5 || level == .damaged && isGarbled(document.bytes(token)) { return .warning }
    // Books name nobody like a brand.
    if shape == .mixed, setting.isBook, suspect.frequency == 0, !isPrefixed(document.bytes(token)) { return .warning }
    // Lines of verse begin with capitals.
    let isStart = isSentenceStart(suspect.token, document) || setting.isOld && isBehindMark(suspect.token, document)
    guard let best, best.kind != .typing || isStart || shape == .upper, suspect.count == 1 else { return nil }
    let meant = Array(best.text.utf8)
    // Somebody bears a name that others write; what is as frequent only because all scanners misread it is near a common word.
    if suspect.frequency >= 18 {
      return best.kind == .ocr && confidence >= 0.7 && analysis.lexicon.frequency(lowercased(meant[...])) >= 60 ? .warning : nil
    }
    let isCommon = analysis.lexicon.frequency(meant) >= (isStart ? 30 : 38)
    let isRepeated = document.vocabulary.foldID(lowercased(meant[...])).map { document.vocabulary.folds[Int($0)].count > 1 } ?? false
    // Where little is damaged, more must speak against a name.
    if level == .light, !setting.isBook {
      return confidence >= (isRepeated || isStart && isCommon ? 0.75 : 0.92) ? .warning : nil
    }
    return confidence >= (isRepeated ? 0.5 : isCommon ? 0.6 : 0.9) ? .warning : nil
  }

  private static func isBehindMark(_ token: Int, _ document: Document) -> Bool {
    document.previous(token).map { document.tokens[$0].kind == .punctuation } ?? true
  }

  /// Letters of Roman numbers, n for ii among them.
  private static func isNumeral(_ word: ArraySlice<UInt8>) -> Bool {
    word.count > 3 && word.allSatisfy { numeralLetters.contains($0) }
  }

  private static let numeralLetters = Set("ivxlcmn".utf8)

  /// McDonald, M'Gowan, D'Arcy, DeVere, FitzGerald.
  private static func isPrefixed(_ word: ArraySlice<UInt8>) -> Bool {
    let plain = plainSpelling(word)
    return namePrefixes.contains { plain.count > $0.count + 2 && plain.starts(with: $0) && plain[$0.count] &- 0x41 < 26 }
  }

  private static let namePrefixes = ["Mc", "Mac", "M'", "D'", "O'", "De", "Du", "La", "Le", "Van", "Fitz", "St", "L'", "d'", "l'"]
    .map { Array($0.utf8) }

  /// Capitals at the wrong end: `mlIL`, `TnEXTRi`. Names begin their parts with them.
  private static func isGarbled(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, let last = word.last else { return false }
    let starts = first &- 0x61 < 26, ends = last &- 0x41 < 26
    return starts || ends && word.contains { $0 &- 0x61 < 26 }
  }

  /// A name is accused only where a common word is meant beyond reasonable doubt and nobody bears the name.
  private static func isDamagedName(
    _ suspect: SpellingSuspects.Suspect, _ best: Correction?, _ analysis: Analysis
  ) -> Bool {
    guard let best, best.confidence >= 0.95, suspect.frequency < 10, suspect.count == 1 else { return false }
    let meant = Array(best.text.utf8)
    if best.kind == .split {
      return isFunctionWord(meant.split(separator: 0x20).first ?? []) && isSentenceStart(suspect.token, analysis.document)
    }
    let frequency = analysis.lexicon.frequency(meant)
    // Short names are as near to common words as to each other.
    if meant.count < 7, best.cost > 2.2 || frequency < 55 { return false }
    return frequency >= (isSentenceStart(suspect.token, analysis.document) ? 38 : 45)
  }

  private static func isSentenceStart(_ token: Int, _ document: Document) -> Bool {
    guard let before = document.previous(token) else { return true }
    let previous = document.tokens[before]
    guard previous.kind == .punctuation || previous.kind == .quote else {
      return document.tokens[(before + 1)..<token].contains { $0.kind == .lineBreak }
    }
    return document.bytes[previous.start] != 0x2C
  }

  /// Two words of substance, written as one by others too, are a new compound: `homestand`, `dropdown`.
  private static func isCompound(
    _ best: Correction?, _ suspect: SpellingSuspects.Suspect, _ analysis: Analysis
  ) -> Bool {
    let parts = Array((best?.text ?? "").utf8).split(separator: 0x20)
    // mockup, writeback: nouns made of a verb and its particle.
    if parts.count == 2, parts[0].count <= 5, suspect.frequency > 0, particles.contains(Array(parts[1])) { return true }
    guard parts.count == 2, !parts.contains(where: { isFunctionWord($0) }) else { return false }
    if suspect.frequency == 0, isAdjective(parts[0]) { return false }
    if suspect.count > 1 || suspect.frequency > 10 && !isPair(best, suspect, analysis) { return true }
    let isCounted = analysis.lexicon.hasBigram(Array(parts[0]), Array(parts[1])) > 0
    let areCommon = parts.allSatisfy { analysis.lexicon.frequency(Array($0)) >= 38 }
    return !(areCommon && (isCounted || suspect.frequency == 0)) || parts.allSatisfy { $0.count <= 4 }
  }

  /// Whether the two words are so much at home beside each other that nobody would doubt the missing space.
  private static func isPair(_ best: Correction?, _ suspect: SpellingSuspects.Suspect, _ analysis: Analysis) -> Bool {
    let parts = Array((best?.text ?? "").utf8).split(separator: 0x20).map { lowercased($0) }
    guard parts.count == 2, suspect.count == 1 else { return false }
    let lexicon = analysis.lexicon
    let pair = Double(lexicon.frequency(parts[0])) / 10 - 9 + lexicon.bigram(parts[0], parts[1])
    let whole = suspect.frequency == 0 ? -9.5 : Double(suspect.frequency) / 10 - 9
    if suspect.frequency == 0, isAdjective(parts[0][...]), parts[1].count > 4 { return true }
    if lexicon.hasBigram(parts[0], parts[1]) > 0 { return pair - whole >= 1.5 && parts[0].count + parts[1].count >= 7 }
    return suspect.frequency == 0 && parts.contains { $0.count > 2 && isFunctionWord($0[...]) } && pair - whole >= -2
  }

  /// Words that tell of what kind something is are not written together with it: total, corporate, wrongful.
  private static func isAdjective(_ word: ArraySlice<UInt8>) -> Bool {
    word.count > 4 && adjectives.contains { word.suffix($0.count).elementsEqual($0) }
  }

  private static let adjectives = ["al", "ful", "ous", "ive", "orate", "ic", "less", "ible", "ary"].map { Array($0.utf8) }

  private static func isFunctionWord(_ word: ArraySlice<UInt8>) -> Bool { functionWords.contains(lowercased(word)) }

  private static let particles = Set(["up", "out", "off", "down", "over", "back", "away", "in", "on"].map { Array($0.utf8) })
  private static let functionWords: Set<[UInt8]> = Set(
    """
    the a an of to in on at by for from with and or but as is are was were be been has have had that this these those \
    which who than then so if when while because into it its he she they we you his her their our my your not will \
    would can could should may might must do does did all some any no such only also very more most there here where \
    before after about over under out up whereas instead without within among between against through although though \
    until since upon toward towards during while whose whom
    """.split(separator: " ").map { Array($0.utf8) })
}
