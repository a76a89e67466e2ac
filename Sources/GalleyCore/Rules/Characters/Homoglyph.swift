import Formats
import Spelling

/// Finds letters of another script that look like Latin ones, inside a Latin word or making up a whole one.
package struct Homoglyph: Rule {
  package static let id: RuleID = "homoglyph"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let wide = analysis.tokenIndex.wideWords
    guard !wide.isEmpty else { return }
    // Each distinct word is judged once.
    var verdicts: [WordID: Verdict] = [:]
    lazy var isLatinOnly = wide.allSatisfy { Makeup(document.bytes(document.tokens[$0])).isReadableAsLatin }
    for i in wide {
      let token = document.tokens[i]
      let verdict: Verdict
      if let known = verdicts[token.word] {
        verdict = known
      } else {
        verdict = judge(token, analysis)
        verdicts[token.word] = verdict
      }
      switch verdict {
      case .fine: continue
      case .mixed(let text, let severity, let message):
        findings.flag(token.range, message, severity: severity, fix: Fix(token.range, text, confidence: severity == .error ? 0.97 : 0.8))
      case .disguised(let text, let script):
        guard isLatinOnly, stands(i, text, analysis) else { continue }
        findings.flag(
          token.range, "“\(text)” written in \(script) letters that look like Latin ones",
          fix: Fix(token.range, text, confidence: 0.95))
      }
    }
  }

  private enum Verdict {
    case fine
    case mixed(String, Severity, message: String)
    /// Wholly of look-alikes: reads as a Latin word.
    case disguised(String, script: String)
  }

  /// What a word consists of, and how it reads with look-alikes replaced.
  private struct Makeup {
    var latin = 0, foreign = 0, styled = 0
    var scripts: Set<ScalarClass.Script> = []
    var isMappable = true
    var asLatin: [UInt8] = []
    var asCyrillic: [UInt8]? = []
    var names: [String] = []

    init(_ word: ArraySlice<UInt8>) {
      for (scalar, _, _) in UTF8Scalars(word) {
        let scalarClass = ScalarClass(scalar)
        let twin = LookAlikes.latin(scalar)
        if LookAlikes.isStyled(scalar) {
          styled += 1
          appendUTF8(twin ?? scalar, to: &asLatin)
          asCyrillic = nil
        } else if !scalarClass.isLetter || scalarClass.script == .latin || scalarClass.script == .common || scalar == 0xB5 {
          if scalarClass.isLetter { latin += 1 }
          appendUTF8(scalar, to: &asLatin)
          if scalarClass.isLetter {
            if let cyrillic = LookAlikes.cyrillic(scalar) { append(cyrillic) } else { asCyrillic = nil }
          } else {
            append(scalar)
          }
        } else {
          foreign += 1
          scripts.insert(scalarClass.script)
          if twin == nil { isMappable = false }
          appendUTF8(twin ?? scalar, to: &asLatin)
          append(scalar)
          if names.count < mostScalarNames { names.append("\(Self.name(scalarClass.script)) \(String(Unicode.Scalar(scalar) ?? "?"))") }
        }
      }
    }

    private mutating func append(_ scalar: UInt32) {
      var bytes: [UInt8] = []
      appendUTF8(scalar, to: &bytes)
      asCyrillic?.append(contentsOf: bytes)
    }

    var isReadableAsLatin: Bool { foreign == 0 || isMappable }

    static func name(_ script: ScalarClass.Script) -> String {
      switch script {
      case .greek: "Greek"
      case .cyrillic: "Cyrillic"
      case .armenian: "Armenian"
      case .cherokee: "Cherokee"
      default: "foreign"
      }
    }
  }

  private func judge(_ token: Token, _ analysis: Analysis) -> Verdict {
    let document = analysis.document
    let makeup = Makeup(document.bytes(token))
    guard makeup.foreign + makeup.styled > 0, !token.flags.contains(.invisible) else { return .fine }
    let shown = document.text(token.range), latin = String(decoding: makeup.asLatin, as: UTF8.self)
    let isWord = isKnown(makeup.asLatin, analysis)
    if makeup.foreign == 0 {
      guard makeup.styled + makeup.latin > 1, isWord else { return .fine }
      return .mixed(latin, .warning, message: "“\(shown)” is written in look-alike letters of another style")
    }
    guard makeup.scripts.isSubset(of: [.cyrillic, .greek, .armenian, .cherokee]) else { return .fine }
    let message = "“\(shown)” mixes scripts: \(makeup.names.joined(separator: ", "))"
    if makeup.latin == 0 {
      guard makeup.isMappable, makeup.scripts.count == 1, let script = makeup.scripts.first else { return .fine }
      return .disguised(latin, script: Makeup.name(script))
    }
    if makeup.isMappable, isWord { return .mixed(latin, .error, message: message) }
    // TNFα, μm and ΔT are the language of science.
    guard makeup.scripts == [.cyrillic] else { return .fine }
    if makeup.isMappable, makeup.foreign <= max(1, makeup.latin / 2) { return .mixed(latin, .error, message: message) }
    if let cyrillic = makeup.asCyrillic, makeup.latin <= max(1, makeup.foreign / 2) {
      return .mixed(
        String(decoding: cyrillic, as: UTF8.self), .error, message: "“\(shown)” mixes scripts: Latin letters in a Cyrillic word")
    }
    return .fine
  }

  /// Bytes of the shortest possessive, and Zipf frequency of a word that is at home.
  private static let leastOwner = 3, common: Zipf = 3.5

  /// Whether a dictionary or the document itself has the word.
  private func isKnown(_ word: [UInt8], _ analysis: Analysis) -> Bool {
    var word = plainSpelling(word[...])
    if !analysis.lexicon.accepts(word).isEmpty || analysis.document.vocabulary.foldID(lowercased(word[...])) != nil { return true }
    guard word.count > Self.leastOwner, word.suffix(2) == [.apostrophe, UInt8(ascii: "s")] else { return false }
    word.removeLast(2)
    return !analysis.lexicon.accepts(word).isEmpty
  }

  /// Whether a word of look-alikes stands in Latin text where the Latin word is at home.
  private func stands(_ i: Int, _ text: String, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    func isLatin(_ k: Int?) -> Bool {
      guard let k, document.tokens[k].kind == .word, let scalar = document.scalar(at: document.tokens[k].start) else { return false }
      return ScalarClass(scalar).script == .latin
    }
    let word = Array(text.utf8)
    guard isLatin(document.previous(i)), isLatin(document.next(i)) else { return false }
    return word.count == 1 ? word.elementsEqual("a".utf8) || word.elementsEqual("I".utf8) : analysis.lexicon.zipf(lowercased(word[...])) >= Self.common
  }
}
