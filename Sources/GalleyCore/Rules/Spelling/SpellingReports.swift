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

  /// A name is accused only where a known word is meant beyond reasonable doubt.
  static let leastForNames = 0.9

  static func report(
    _ share: Share, _ analysis: Analysis, _ findings: inout Findings,
    message: (String, Correction?) -> String
  ) {
    let document = analysis.document
    for suspect in analysis.spellingSuspects.suspects where self.share(suspect, document) == share {
      let best = suspect.corrections.first
      if suspect.isNameLike {
        guard let best, best.confidence >= leastForNames else { continue }
      }
      let word = document.text(suspect.range)
      let fixes = suspect.corrections.map { correction in
        Fix(suspect.range, correction.text, confidence: correction.confidence, safety: correction.confidence >= 0.95 ? .safe : .unsafe)
      }
      let severity: Severity = (best?.confidence ?? 0) >= 0.97 ? .error : .warning
      findings.flag(suspect.range, message(word, best), severity: severity, fixes: fixes)
    }
  }
}
