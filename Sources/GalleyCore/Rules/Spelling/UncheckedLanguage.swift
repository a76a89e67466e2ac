/// A text in a language of which no dictionary is in use, reported once instead of word by word.
package struct UncheckedLanguage: Rule {
  package static let id: RuleID = "unchecked-language"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let profile = analysis.shared(LanguageProfile.self)
    let document = analysis.document
    // The longest paragraph is surely in the text’s language.
    guard profile.isUnchecked, let longest = document.paragraphs.max(by: { $0.words < $1.words }),
      let first = document.tokens[longest.tokens].first(where: { $0.kind == .word })
    else { return }
    findings.flag(
      TextRange(first.start, first.end),
      "looks like \(profile.name), its words are not checked: try --language \(profile.language)")
  }
}
