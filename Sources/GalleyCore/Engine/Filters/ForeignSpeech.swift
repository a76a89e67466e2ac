import Formats

/// What rules find that need a dictionary or know English only says nothing of a paragraph in another language.
struct ForeignSpeech: FindingFilter {
  private let english: Set<RuleID>

  init(_ cards: [RuleCard]) { english = Set(cards.filter { $0.traits.needsDictionary || $0.traits.knowsEnglishOnly }.map(\.id)) }

  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    guard found.contains(where: { english.contains($0.rule) }) else { return }
    let languages = pass.analysis.shared(ForeignBlocks.self).languages
    guard !languages.isEmpty else { return }
    let document = pass.document
    found.removeAll { [english] diagnostic in
      guard english.contains(diagnostic.rule) else { return false }
      let token = document.tokens.partitioningIndex { $0.end > diagnostic.range.start }
      return document.paragraphIndex(ofToken: token).map { languages[$0] != nil } ?? false
    }
  }
}
