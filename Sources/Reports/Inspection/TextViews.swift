import Formats
import GalleyCore
import Spelling

/// What a text is made of.
extension Inspection {
  /// Scalars of a passage that a view shows.
  private static let longestExcerpt = 60

  private static func excerpt(_ range: TextRange, _ document: Document) -> Value {
    let scalars = document.text(range).unicodeScalars
    guard scalars.count > longestExcerpt else { return .text(String(scalars)) }
    return .text(String(String.UnicodeScalarView(scalars.prefix(longestExcerpt))) + "…")
  }

  /// An item whose last field is its own words.
  private static func item(_ range: TextRange, _ document: Document, _ fields: [(name: String, value: Value)]) -> Item {
    Item(range: range, fields: fields + [("text", excerpt(range, document))])
  }

  static func tokens(_ analysis: Analysis) -> [Item] {
    let document = analysis.document
    return document.tokens.map { token in
      let flags = names.filter { token.flags.contains($0.flag) }.map(\.name)
      return item(token.range, document, [("kind", .text("\(token.kind)")), ("flags", .list(flags))])
    }
  }

  private static let names: [(flag: Token.Flags, name: String)] = [
    (.digit, "digit"), (.apostrophe, "apostrophe"), (.nonASCII, "nonASCII"), (.invisible, "invisible"), (.dotted, "dotted"),
  ]

  static func paragraphs(_ analysis: Analysis) -> [Item] {
    let document = analysis.document
    return document.paragraphs.map { paragraph in
      item(
        paragraph.range, document,
        [
          ("kind", .text("\(paragraph.kind)")), ("words", .number(paragraph.words)), ("sentences", .number(paragraph.sentences.count)),
        ])
    }
  }

  static func sentences(_ analysis: Analysis) -> [Item] {
    let document = analysis.document
    return document.sentences.map { sentence in
      let words = document.tokens[sentence.tokens].count { $0.kind == .word }
      return item(sentence.range, document, [("paragraph", .number(sentence.paragraph + 1)), ("words", .number(words))])
    }
  }

  /// Each distinct spelling once, where it first stands.
  static func words(_ analysis: Analysis) -> [Item] {
    let document = analysis.document, vocabulary = document.vocabulary
    return vocabulary.words.indices.map { i in
      let word = vocabulary.words[i], verdict = analysis.words[WordID(i)]
      let dictionaries = analysis.lexicon.dictionaries.enumerated().filter { !verdict.mask.isDisjoint(with: .dictionary($0.offset)) }
      let classes = vocabulary.fold(of: WordID(i)).classes
      return Item(
        range: word.range,
        fields: [
          ("count", .number(word.count)), ("isKnown", .flag(verdict.isKnown)),
          ("dictionaries", .list(dictionaries.map(\.element.name))), ("zipf", .decimal(verdict.zipf.value)),
          ("classes", .list(WordClass.allCases.filter { classes.contains($0) }.map { "\($0)" })),
          ("text", .text(document.text(word.range))),
        ])
    }
  }

  static func profile(_ analysis: Analysis) -> [Item] {
    let profile = analysis.shared(TextProfile.self)
    func item(_ sign: String, _ value: Value) -> Item { Item(range: nil, fields: [("sign", .text(sign)), ("value", value)]) }
    return [item("kind", .text(profile.kind.rawValue))]
      + profile.evidence.map { sign, value in
        switch value {
        case .flag(let flag): item(sign, .flag(flag))
        case .count(let count): item(sign, .number(count))
        case .share(let share): item(sign, .share(share))
        case .name(let name): item(sign, .text(name))
        }
      }
  }
}
