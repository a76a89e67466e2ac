import GalleyCore

/// What a fuzzed input is: a document in one of the formats, or one of the files that people write for galley.
package enum FuzzKind: String, CaseIterable, Sendable {
  case text, markdown, html, hocr, alto, page, abbyy, djvu, tei, tsv, vision, textract
  case configuration, card, table, words, names, dictionary, baseline

  /// The format of a document; nil for what is none.
  var input: InputKind? { InputKind(rawValue: rawValue) }

  /// Half of all inputs are documents, whose reading has the most ways to go wrong.
  static func drawn(_ random: inout SeededGenerator) -> FuzzKind {
    let documents = allCases.filter { $0.input != nil }
    return (Bool.random(using: &random) ? documents : allCases).randomElement(using: &random) ?? .text
  }
}

/// One input: the same for the same number, whatever came before it.
package struct FuzzInput: Sendable {
  package let number: Int
  package let kind: FuzzKind
  package let bytes: [UInt8]
  /// Draws what the checks choose.
  let random: SeededGenerator

  /// - Parameters:
  ///   - seed: the series
  ///   - number: the place in it
  package init(seed: Int, number: Int) {
    var random = SeededGenerator(seed &* 1_000_003 &+ number)
    let kind = FuzzKind.drawn(&random)
    var mutator = FuzzMutator(kind, random)
    bytes = mutator.input()
    (self.number, self.kind, self.random) = (number, kind, mutator.random)
  }
}
