import Formats

/// The places for other readings in ALTO: `ALTERNATIVE` stands in a `String`, after its `Shape` and before its glyphs.
enum ALTOSlots {
  static func read(_ text: [UInt8]) throws(MarkupError) -> [AnnotationSlot] {
    var reader = XMLReader(text)
    var slots: [AnnotationSlot] = []
    var content: TextRange?
    var place: AnnotationSlot.Notation?
    var others: [[UInt8]] = []
    var isOther = false, prefix = ""
    while let event = try reader.next() {
      switch event {
      case .start("String"):
        content = reader.attribute("CONTENT")
        (others, prefix) = ([], reader.writtenPrefix)
        place =
          reader.isEmptyTag
          ? .alternativeInEmpty(slash: SourceRange(reader.tag.end - 2, reader.tag.end), name: reader.writtenName, prefix: prefix)
          : .alternative(at: reader.tag.end, prefix: prefix)
      case .start("ALTERNATIVE"):
        isOther = content != nil
        if isOther { others.append([]) }
      case .text(let range, _) where isOther: others[others.count - 1] += text[range.start..<range.end]
      case .end("ALTERNATIVE"), .end("Shape"):
        isOther = false
        if content != nil { place = .alternative(at: reader.tag.end, prefix: prefix) }
      case .end("String"):
        if let content, let place { slots.append(AnnotationSlot(contents: [content], others: others, notation: place)) }
        (content, isOther) = (nil, false)
      default: break
      }
    }
    return slots
  }
}
