import Formats
import GalleyCore

/// What analyses read in a text.
extension Inspection {
  static func names(_ analysis: Analysis) -> [Item] {
    let document = analysis.document, inventory = analysis.shared(NameInventory.self)
    return inventory.mentions.indices.map { i in
      let mention = inventory.mentions[i]
      let place = inventory.places.entity(of: i).map { inventory.places.entities[$0].name }
      let title = mention.title.map { document.text(document.vocabulary[$0].range) }
      var kinds: [String] = []
      for reading in mention.readings where !kinds.contains("\(reading.kind)") { kinds.append("\(reading.kind)") }
      return Item(
        range: mention.range,
        fields: [
          ("kind", .text("\(mention.kind)")), ("title", .text(title ?? "-")), ("readings", .list(kinds)), ("place", .text(place ?? "-")),
          ("isPossessive", .flag(mention.isPossessive)), ("isEmbedded", .flag(mention.isEmbedded)),
          ("text", .text(document.text(mention.range))),
        ])
    }
  }

  /// Every mark that is, or looks like, a quotation mark, and where one is missing.
  static func quotes(_ analysis: Analysis) -> [Item] {
    let document = analysis.document
    func place(_ mark: QuoteMark) -> String { shown(document.source.position(of: document.sourceOffset(mark.range.start))) }
    var items: [Item] = []
    for family in analysis.quotations.families {
      var missing: [Int: String] = [:]
      for gap in family.gaps { missing[gap.mark] = "\(gap.kind)" }
      for (i, mark) in family.marks.enumerated() {
        items.append(
          Item(
            range: mark.range,
            fields: [
              ("family", .text("\(family.kind)")), ("shape", .text("\(mark.shape)")), ("role", .text("\(mark.role)")),
              ("depth", .number(Int(mark.depth))), ("partner", .text(mark.partner.map { place(family.marks[$0]) } ?? "-")),
              ("missing", .text(missing[i] ?? "-")), ("text", .text(document.text(mark.range))),
            ]))
      }
    }
    return items.enumerated().sorted { a, b in
      (a.element.range?.start ?? 0, a.offset) < (b.element.range?.start ?? 0, b.offset)
    }.map(\.element)
  }

  /// The words and marks of each sentence as the tagger reads them.
  static func tags(_ analysis: Analysis) -> [Item] {
    let document = analysis.document, grammar = analysis.shared(Grammar.self)
    return document.sentences.indices.flatMap { number in
      let sentence = document.sentences[number]
      return zip(sentence.tokens, grammar.tags(number)).compactMap { i, tag -> Item? in
        let token = document.tokens[i]
        guard !token.isBlank else { return nil }
        return Item(
          range: token.range,
          fields: [
            ("sentence", .number(number + 1)), ("tag", .text(tag.names.penn)), ("part", .text(tag.names.universal)),
            ("text", .text(document.text(token.range))),
          ])
      }
    }
  }
}
