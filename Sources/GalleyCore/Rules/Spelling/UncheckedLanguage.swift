import Formats

/// A text in a language of which no dictionary is in use, reported once instead of word by word.
package struct UncheckedLanguage: Rule {
  package static let id: RuleID = "unchecked-language"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let profile = profile(analysis), document = analysis.document
    guard profile.isUnchecked else { return blocks(analysis, &findings) }
    // The longest paragraph is surely in the text’s language.
    guard let longest = document.paragraphs.max(by: { $0.words < $1.words }) else { return }
    flag(longest, "looks like \(profile.name), its words are not checked" + (profile.hasDictionaries ? ": try --language \(profile.language)" : ""), document, &findings)
  }

  /// On scanned pages texts stand side by side: the first paragraph in each other language.
  private func blocks(_ analysis: Analysis, _ findings: inout Findings) {
    guard analysis.document.layout != nil, !profile(analysis).isForeign else { return }
    var named: Set<String> = []
    for (index, language) in analysis.shared(ForeignBlocks.self).languages.sorted(by: { $0.key < $1.key }) where named.insert(language).inserted {
      flag(analysis.document.paragraphs[index], "this passage looks like \(LanguageProfile.name(of: language)), its words are not checked", analysis.document, &findings)
    }
  }

  private func profile(_ analysis: Analysis) -> LanguageProfile { analysis.shared(LanguageProfile.self) }

  private func flag(_ paragraph: Paragraph, _ message: String, _ document: Document, _ findings: inout Findings) {
    guard let first = document.tokens[paragraph.tokens].first(where: { $0.kind == .word }) else { return }
    findings.flag(TextRange(first.start, first.end), message)
  }
}
