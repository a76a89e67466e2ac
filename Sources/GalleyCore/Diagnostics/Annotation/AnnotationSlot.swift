import Formats

/// Where an OCR format has a place for another reading of what an engine read: of a word, or of a line where words are not
/// marked.
struct AnnotationSlot {
  /// The reading that counts, in places of the source; markup may cut it.
  let contents: [SourceRange]
  /// The other readings that the file has already, as they are written.
  let others: [[UInt8]]
  let notation: Notation

  /// - Parameter contents: ranges of a reader whose bytes are the source
  init(contents: [TextRange], others: [[UInt8]], notation: Notation) {
    self.contents = contents.map { SourceRange($0.start, $0.end) }
    (self.others, self.notation) = (others, notation)
  }

  enum Notation {
    /// ALTO: an `ALTERNATIVE` in the `String`, whose tag ends at once or not.
    case alternative(at: Int, prefix: String)
    case alternativeInEmpty(slash: SourceRange, name: String, prefix: String)
    /// PAGE: a `TextEquiv` after the others, and the places of those that have no index yet.
    case textEquiv(at: Int, index: Int, unindexed: [Int], prefix: String)
    /// hOCR: a property at the end of the title, which has others or not.
    case title(at: Int, isFirst: Bool, written: [UInt8])
  }

  /// hOCR leaves names that begin so to programs.
  private static let property = "x_correction"

  /// What is written for a reading, in the notation of text in XML; nil where it is there already, or cannot be written.
  func edits(_ reading: [UInt8]) -> [SourceEdit]? {
    guard !reading.isEmpty, !others.contains(reading) else { return nil }
    let text = String(decoding: reading, as: UTF8.self)
    func insertion(_ place: Int, _ text: String) -> SourceEdit { SourceEdit(SourceRange(place, place), text) }
    switch notation {
    case .alternative(let place, let prefix): return [insertion(place, Self.alternative(text, prefix))]
    case .alternativeInEmpty(let slash, let name, let prefix):
      return [SourceEdit(slash, ">\(Self.alternative(text, prefix))</\(name)>")]
    case .textEquiv(let place, let index, let unindexed, let prefix):
      let new = "<\(prefix)TextEquiv index=\"\(index)\"><\(prefix)Unicode>\(text)</\(prefix)Unicode></\(prefix)TextEquiv>"
      return unindexed.map { insertion($0, " index=\"0\"") } + [insertion(place, new)]
    case .title(let place, let isFirst, let written):
      // A string ends with the next quotation mark.
      guard !text.contains("\""), !text.contains("&quot;") else { return nil }
      let value = "\(Self.property) &quot;\(text.replacing("'", with: "&#39;"))&quot;"
      if String(decoding: written, as: UTF8.self).contains(value) { return nil }
      return [insertion(place, isFirst ? value : "; \(value)")]
    }
  }

  private static func alternative(_ text: String, _ prefix: String) -> String {
    "<\(prefix)ALTERNATIVE>\(text)</\(prefix)ALTERNATIVE>"
  }
}

extension AnnotationSlot {
  /// Those of a file, ascending; nil for a format that has none.
  static func all(in document: Document) throws(MarkupError) -> [AnnotationSlot]? {
    guard document.layout != nil, document.markup == .xml, document.fixRefusal == nil else { return nil }
    let text = document.source.text
    var reader = XMLReader(text, isHTML: true)
    while let event = try reader.next() {
      guard case .start(let root) = event else { continue }
      switch root {
      case "alto": return try ALTOSlots.read(text)
      case "pcgts": return try PAGESlots.read(text)
      case "html", "body", "div": return try HOCRSlots.read(text)
      default: return nil
      }
    }
    return nil
  }
}

extension XMLReader {
  /// The last tag's name as it is written.
  var writtenName: String {
    let start = tag.start + 1
    let end = bytes[start..<tag.end].firstIndex { $0 <= .space || $0 == .slash || $0 == .greaterThan } ?? tag.end
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// What stands before the colon of a name, and the colon.
  var writtenPrefix: String {
    let name = writtenName
    return name.firstIndex(of: ":").map { String(name[...$0]) } ?? ""
  }

  /// Whether the last tag begins and ends its element.
  var isEmptyTag: Bool { tag.count > 2 && bytes[tag.end - 2] == .slash }
}
