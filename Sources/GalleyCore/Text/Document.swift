package import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An immutable text with everything that rules share about it and that every run needs.
package final class Document: Sendable {
  package let source: Source
  /// The prose in UTF-8; every position inside galley is an offset into it.
  package let bytes: [UInt8]
  package let tokens: [Token]
  package let paragraphs: [Paragraph]
  package let sentences: [Sentence]
  package let vocabulary: Vocabulary
  /// From prose to the source's text; nil where they are the same.
  package let map: OffsetMap?
  /// What the source's text is written in; a replacement has to be, too.
  package let markup: Markup
  /// Facts that the input format knows about words: pages, boxes, confidences. Nil for anything but OCR.
  package let layout: OCRLayout?
  /// What the text says to galley.
  package let comments: Comments
  /// Where the source breaks the rules of its format, in verbatim places after the prose.
  package let problems: [MarkupProblem]
  /// Why nothing can be fixed in a file of this format; nil where something can.
  package let fixRefusal: String?
  /// The words of its code, in lower case, if the text is technical: they are words of its own. Nil if it is not.
  package let terms: Set<[UInt8]>?

  /// Reads a plain text.
  package convenience init(_ source: Source) {
    self.init(source, .plainText(source))
  }

  package init(_ source: Source, _ extraction: Extraction) {
    self.source = source
    bytes = extraction.bytes
    map = extraction.map
    markup = extraction.markup
    layout = extraction.layout
    problems = extraction.problems
    comments = extraction.comments ?? Comments(source, extraction.markup)
    fixRefusal = extraction.fixRefusal
    let code = layout == nil ? CodeFinder.find(in: bytes, verbatim: extraction.verbatim) : .init(ranges: extraction.verbatim)
    terms = code.terms
    (tokens, vocabulary) = Lexer.lex(bytes, verbatim: Templates.merged(code.ranges, Templates.find(in: bytes, markup)))
    var paragraphs = ParagraphFinder(bytes: bytes, tokens: tokens, blocks: extraction.blocks).find()
    sentences = SentenceFinder(bytes: bytes, tokens: tokens).find(in: &paragraphs)
    self.paragraphs = paragraphs
  }

  package convenience init(text: String, path: String = "<text>") {
    self.init(Source(path: path, bytes: Array(text.utf8)))
  }

  /// Whether two ranges hold the same bytes.
  func isEqual(_ a: TextRange, _ b: TextRange) -> Bool {
    guard a.count == b.count else { return false }
    precondition(max(a.end, b.end) <= bytes.count)
    return unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return true }
      return unsafe memcmp(base + a.start, base + b.start, a.count) == 0
    }
  }

  package func text(_ range: TextRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// The offset in the source's text of a prose offset.
  package func sourceOffset(_ offset: Int) -> Int { map?.target(of: offset) ?? offset }

  /// The same range in the source's text. Its end follows the last byte, so that markup after a word stays out.
  package func sourceRange(_ range: TextRange) -> SourceRange {
    guard let map else { return SourceRange(range.start, range.end) }
    let start = map.target(of: range.start)
    guard !range.isEmpty else { return SourceRange(start, start) }
    return SourceRange(start, max(start, map.end(of: range.end)))
  }

  /// The first prose offset at or after an offset in the source’s text.
  package func proseOffset(atOrAfter target: Int) -> Int {
    guard let map else { return min(target, bytes.count) }
    return bytes.indices.partitioningIndex { map.target(of: $0) >= target }
  }

  /// The paragraph that holds an offset, or that ends there.
  func paragraph(at offset: Int) -> Paragraph? {
    let next = paragraphs.partitioningIndex { $0.range.start > offset }
    return next > 0 && offset <= paragraphs[next - 1].range.end ? paragraphs[next - 1] : nil
  }

  /// Whether it is about machines: full of paths, options, identifiers.
  package var isTechnical: Bool { terms != nil }

  /// Whether it is no text at all: one byte in twenty of its beginning is a control character that no text has.
  package var isBinary: Bool {
    let sample = bytes.prefix(1 << 16)
    var strays = 0
    for byte in sample where byte < .space && byte != .tab && byte != .lineFeed && byte != .carriageReturn && byte != .formFeed { strays += 1 }
    return strays >= 100 && strays * 20 >= sample.count
  }

  /// Number of words, as shown in statistics.
  package var wordCount: Int { paragraphs.reduce(0) { $0 + $1.words } }
}

/// What an input format hands to the text model: the prose, and how to get back.
package struct Extraction: Sendable {
  package var bytes: [UInt8]
  /// Ranges of the prose that are no language: code, addresses.
  package var verbatim: [TextRange] = []
  /// Nil lets plain-text rules decide.
  package var blocks: [Block]?
  package var map: OffsetMap?
  package var markup = Markup.none
  package var layout: OCRLayout?
  package var problems: [MarkupProblem] = []
  /// What the text says to galley; nil if nobody has looked yet.
  var comments: Comments?
  package var fixRefusal: String?

  /// Where a block of the input format begins, and what it is where that is known.
  package struct Block: Sendable {
    package let start: Int
    package let kind: Paragraph.Kind?
    package init(start: Int, kind: Paragraph.Kind? = nil) { (self.start, self.kind) = (start, kind) }
  }

  package init(bytes: [UInt8]) { self.bytes = bytes }
}
