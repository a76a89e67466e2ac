import Formats

/// Finds entities and tags of HTML left in plain text.
package struct HTMLEntity: Rule {
  package static let id: RuleID = "html-entity"
  package init(_ card: RuleCard) {}
  /// A text with so many tags is HTML, not text with HTML left in it.
  private static let isMarkup = 12

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    // Formats with mark-up have decoded theirs.
    guard document.markup == .none else { return }
    let bytes = document.bytes
    var tags: [TextRange] = []
    var flood = Flood(document)
    var end = 0
    for token in analysis.tokenIndex.symbols {
      let i = document.tokens[token].start
      guard i >= end else { continue }
      let byte = bytes[i]
      if byte == .ampersand, let entity = Entity.read(bytes, at: i), !isInCode(i, document) {
        let range = TextRange(i, entity.end)
        flood.add(
          range, "an HTML entity left in the text: “\(document.text(range))”", fixes: [Fix(range, entity.text)])
        end = entity.end
      } else if byte == .lessThan, let tagEnd = MarkupTag.end(bytes, i), !isInCode(i, document) {
        tags.append(TextRange(i, tagEnd))
        end = tagEnd
      }
    }
    flood.report("HTML entities", to: &findings)
    report(tags, document, &findings)
  }

  private func report(_ tags: [TextRange], _ document: Document, _ findings: inout Findings) {
    if tags.count >= Self.isMarkup, let first = tags.first {
      findings.flag(first, "\(tags.count) HTML tags: check this file as HTML (--input html)", severity: .warning)
      return
    }
    for tag in tags {
      let text = document.text(TextRange(tag.start, min(tag.end, tag.start + 40)))
      findings.flag(tag, "an HTML tag left in the text: “\(text)”", fix: repair(tag, document))
    }
  }

  /// A line break stands for a space where the text goes on on the same line.
  private func repair(_ tag: TextRange, _ document: Document) -> Fix {
    let before = document.scalar(before: tag.start), after = document.scalar(at: tag.end)
    func isText(_ scalar: UInt32?) -> Bool { scalar.map { $0 > 0x20 } ?? false }
    let isBreak = document.bytes[tag.start + 1] | .caseBit == UInt8(ascii: "b") && document.bytes[tag.start + 2] | .caseBit == UInt8(ascii: "r")
    return Fix(tag, isBreak && isText(before) && isText(after) ? " " : "", confidence: 0.95)
  }

  /// Bytes of a line that are looked back at for a backtick.
  private static let reach = 400

  /// Between backticks HTML is written about.
  private func isInCode(_ offset: Int, _ document: Document) -> Bool {
    var ticks = 0
    var at = offset - 1
    while at >= 0, offset - at < Self.reach, document.bytes[at] != .lineFeed {
      if document.bytes[at] == .backtick { ticks += 1 }
      at -= 1
    }
    return ticks % 2 == 1
  }
}

/// A tag of HTML in a text.
private enum MarkupTag {
  /// Bytes of the longest name, “blockquote”, and one more; bytes of a tag with its attributes.
  private static let longestName = 11, longest = 2000

  /// After the tag at `start`, or nil: a name that HTML has, and attributes with values.
  static func end(_ bytes: [UInt8], _ start: Int) -> Int? {
    var at = start + 1
    if at < bytes.count, bytes[at] == .slash { at += 1 }
    let nameStart = at
    while at < bytes.count, at - nameStart < longestName, isNameByte(bytes[at]) { at += 1 }
    guard at > nameStart, names.contains(lowercased(bytes[nameStart..<at])) else { return nil }
    let limit = min(bytes.count, start + longest)
    var hasValue = false
    let attributes = at
    while at < limit, bytes[at] != .greaterThan {
      if bytes[at] == .lessThan { return nil }
      if bytes[at] == .equals { hasValue = true }
      at += 1
    }
    guard at < limit else { return nil }
    let rest = bytes[attributes..<at].filter { $0 != .space && $0 != .slash }
    return rest.isEmpty || hasValue && bytes[attributes] <= .space ? at + 1 : nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    UInt8.lowercaseLetters.contains(byte | .caseBit) || UInt8.digits.contains(byte)
  }

  private static let names = WordClass.htmlElement
}
