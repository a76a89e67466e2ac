package import Formats
package import GalleyCore

/// Writes a plain text as Markdown or HTML, with headings, emphasis, links and entities, and remembers where each of
/// its bytes went.
package struct MarkupWrapper {
  package private(set) var bytes: [UInt8] = []
  private var starts: [Int] = [], ends: [Int] = []
  private let kind: InputKind
  private var words = 0

  package init(_ document: Document, as kind: InputKind) {
    self.kind = kind
    for (number, paragraph) in document.paragraphs.enumerated() {
      let end = number > 0 ? document.paragraphs[number - 1].range.end : 0
      copy(document, TextRange(end, paragraph.range.start), isSpace: true)
      let isHeading = paragraph.kind == .heading
      put(kind == .html ? isHeading ? "<h2>" : "<p>" : isHeading ? "## " : "")
      write(paragraph, document)
      put(kind == .html ? isHeading ? "</h2>" : "</p>" : "")
      if kind == .markdown { put("\n\n") }
    }
    copy(document, TextRange(document.paragraphs.last?.range.end ?? 0, document.bytes.count), isSpace: true)
  }

  /// Where a range of the plain text stands in the markup.
  package func place(of range: TextRange) -> SourceRange {
    let start = range.start < starts.count ? starts[range.start] : bytes.count
    return SourceRange(start, range.isEmpty ? start : ends[range.end - 1])
  }

  private mutating func put(_ text: String) { bytes += text.utf8 }

  private mutating func write(_ paragraph: Paragraph, _ document: Document) {
    for i in paragraph.tokens {
      let token = document.tokens[i]
      let isPlain = token.kind == .word && token.flags.isEmpty && token.count > 2
      let isFree = i > 0 && document.tokens[i - 1].isBlank && i + 1 < document.tokens.count && document.tokens[i + 1].isBlank
      if token.kind == .word { words += 1 }
      var close = ""
      if isPlain, isFree {
        switch words % 13 {
        case 3:
          put(kind == .html ? "<em>" : "*")
          close = kind == .html ? "</em>" : "*"
        case 6:
          put(kind == .html ? "<strong>" : "**")
          close = kind == .html ? "</strong>" : "**"
        case 9:
          put(kind == .html ? "<a href=\"http://example.org/a_b?c&amp;d\">" : "[")
          close = kind == .html ? "</a>" : "](http://example.org/a_b)"
        default: break
        }
      }
      let isFirst = i == paragraph.tokens.lowerBound || document.tokens[i - 1].kind == .lineBreak
      copy(document, token.range, isSpace: token.isBlank, isFirst: isFirst)
      put(close)
    }
  }

  /// Copies a range, with what is special escaped.
  private mutating func copy(_ document: Document, _ range: TextRange, isSpace: Bool, isFirst: Bool = false) {
    for (scalar, offset, length) in UTF8Scalars(document.bytes[range.start..<range.end]) {
      let raw = Array(document.bytes[offset..<(offset + length)])
      let written = isSpace ? raw : escaped(scalar, raw, isFirst: isFirst, isLast: offset + length == range.end)
      for i in 0..<length {
        starts.append(written == raw ? bytes.count + i : bytes.count)
        ends.append(written == raw ? bytes.count + i + 1 : bytes.count + written.count)
      }
      bytes += written
    }
  }

  private func escaped(_ scalar: UInt32, _ raw: [UInt8], isFirst: Bool, isLast: Bool) -> [UInt8] {
    switch (scalar, kind) {
    case (0x26, _): return Array("&amp;".utf8)
    case (0x201D, _) where words % 3 == 0: return Array("&rdquo;".utf8)
    case (0x2019, _) where words % 4 == 0: return Array("&#8217;".utf8)
    case (0x3C, .html): return Array("&lt;".utf8)
    case (0x3E, .html): return Array("&gt;".utf8)
    case (0xE9, .html): return Array("&eacute;".utf8)
    case (_, .html): return raw
    case _ where raw.count == 1 && "\\`*_[]<>|~#".utf8.contains(raw[0]): return [0x5C] + raw
    case _ where raw.count == 1 && isFirst && "+-=.)".utf8.contains(raw[0]): return [0x5C] + raw
    default: return raw
    }
  }
}
