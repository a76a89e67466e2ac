package import Spelling

/// The evidence about each form of a document that nothing knows: what `SpellingModel` weighs.
package struct SpellingEvidence: SharedAnalysis {
  package struct Word: Sendable {
    package let word: UnknownWord
    package let corrections: [Correction]
    /// Of a page that a machine misread, all that is weighed where the word stands; see `PageCorrections`.
    package let readings: [Correction]
    package let main: Int
    package let column: SpellingModel.Column
    package var features: FeatureVector<SpellingFeature>
  }

  package private(set) var words: [Word] = []

  /// Corrections cost most; a text with more unknown words than this is no prose that galley can correct.
  private static let mostCorrected = 4000
  /// The same where hardly a word is known, as in lists of codes: nobody can tell what was meant.
  private static let mostCorrectedInLists = 200

  package init(_ analysis: Analysis) {
    let document = analysis.document
    guard analysis.shared(LanguageProfile.self).language == "en" || !analysis.resources.isEnglish else { return }
    let unknown = analysis.shared(UnknownWords.self).words
    guard !unknown.isEmpty else { return }
    let distinct = document.vocabulary.words.count
    let isProse = document.vocabulary.words.indices.count { !analysis.words.isKnown(WordID($0)) } * 4 < distinct * 3
    let most = isProse ? Self.mostCorrected : Self.mostCorrectedInLists
    let collector = EvidenceCollector(analysis, unknown, most: most)
    words = unknown.prefix(most).map { collector.word($0) }
    // How many other words look like slips tells how soon to believe that this one is.
    let slips = words.map(Self.looksLikeSlip)
    let all = slips.count { $0 }
    let running = Double(max(200, document.wordCount)) / 1000
    for i in words.indices {
      words[i].features[.slips] = log2Of(1 + Double(all - (slips[i] ? 1 : 0)) / running)
    }
  }

  /// A rough first opinion: nobody’s word, and close to a common one.
  private static func looksLikeSlip(_ word: Word) -> Bool {
    let features = word.features
    return features[.capitalUnexplained] == 0 && features[.hasCorrection] > 0 && features[.gain] > 1 && features[.cost] < 3
      && features[.nearForeign] == 0 && features[.isUpper] == 0
  }
}

func log2Of(_ value: Double) -> Double { log10Of(value) / log10Of(2) }
