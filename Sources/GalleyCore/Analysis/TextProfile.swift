/// What kind of text a document is, with the evidence for it: estimated once, from the analyses that rules ask one by one.
package struct TextProfile: SharedAnalysis {
  package enum Kind: String, CaseIterable, Sendable {
    /// Prose that people wrote with a keyboard.
    case typed
    /// Full of paths, options and identifiers.
    case technical
    /// Lines of verse.
    case verse
    /// Read from pages by a machine, with its errors.
    case scanned
    /// The English of older books, and no errors of a machine.
    case historical
  }

  package let kind: Kind
  /// ISO 639-1 code.
  package let language: String
  /// How damaged it is by a machine’s reading.
  package let damage: Damage.Level
  /// What was found, by the name of each sign.
  package let evidence: [(sign: String, value: Evidence)]

  package enum Evidence: Sendable {
    case flag(Bool)
    case count(Int)
    /// 0…1
    case share(Double)
    case name(String)
  }

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let setting = analysis.shared(PageSetting.self), damage = analysis.shared(Damage.self)
    let spoken = analysis.shared(LanguageProfile.self), dialect = analysis.shared(Dialect.self)
    let isScanned = document.layout != nil || damage.level >= .light
    kind =
      document.isTechnical
      ? .technical : isScanned ? .scanned : setting.isVerse ? .verse : setting.isOld || setting.isPeriod ? .historical : .typed
    (language, self.damage) = (spoken.language, damage.level)
    evidence = [
      ("words", .count(document.wordCount)), ("paragraphs", .count(document.paragraphs.count)),
      ("sentences", .count(document.sentences.count)), ("language", .name(spoken.language)),
      ("languageIsCertain", .flag(spoken.isCertain)), ("functionWords", .share(spoken.share)),
      ("britishForms", .count(dialect.british)), ("americanForms", .count(dialect.american)),
      ("isTechnical", .flag(document.isTechnical)), ("hasLayout", .flag(document.layout != nil)),
      ("damage", .name("\(damage.level)")), ("unknownWords", .share(damage.share)), ("ocrPrior", .share(damage.ocrPrior)),
      ("isWrapped", .flag(setting.isWrapped)), ("isCut", .flag(setting.isCut)), ("isVerse", .flag(setting.isVerse)),
      ("isOld", .flag(setting.isOld)), ("isPeriod", .flag(setting.isPeriod)), ("spacesMarks", .flag(setting.spacesMarks)),
    ]
  }
}
