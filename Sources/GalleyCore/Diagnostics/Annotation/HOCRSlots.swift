import Formats

/// The places for other readings in hOCR: the title of a word holds what is known of it.
enum HOCRSlots {
  private struct Word {
    let depth: Int
    let notation: AnnotationSlot.Notation?
    var pieces: [TextRange] = []
  }

  static func read(_ text: [UInt8]) throws(MarkupError) -> [AnnotationSlot] {
    var reader = XMLReader(text, isHTML: true)
    var slots: [AnnotationSlot] = []
    var word: Word?
    var depth = 0
    // How deep the element is whose text does not count.
    var hidden: Int?
    while let event = try reader.next() {
      switch event {
      case .start(let name):
        depth += 1
        if name == "del" { hidden = hidden ?? depth }
        if word == nil, isWord(reader.string("class")) { word = Word(depth: depth, notation: title(reader)) }
      case .text(let range, _): if hidden == nil { word?.pieces.append(range) }
      case .end:
        if hidden == depth { hidden = nil }
        if let ended = word, ended.depth == depth {
          if let notation = ended.notation { slots.append(AnnotationSlot(contents: ended.pieces, others: [], notation: notation)) }
          word = nil
        }
        depth -= 1
      }
    }
    return slots
  }

  private static func isWord(_ classes: String?) -> Bool {
    classes?.split { $0 == " " || $0 == "\n" || $0 == "\t" }.contains { $0 == "ocrx_word" || $0 == "ocr_word" } ?? false
  }

  /// Nil for a title without quotation marks around it, which could not hold what is written.
  private static func title(_ reader: XMLReader) -> AnnotationSlot.Notation? {
    guard let value = reader.attribute("title"), value.start > 0, [.doubleQuote, .apostrophe].contains(reader.bytes[value.start - 1]) else { return nil }
    let written = reader.bytes[value.start..<value.end]
    return .title(at: value.end, isFirst: written.allSatisfy { $0 <= .space }, written: Array(written))
  }
}
