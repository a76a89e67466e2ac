import Formats

/// Finds the prose of HTML: what a browser shows as text. Inline elements do not split words, block elements end
/// sentences; scripts, styles, preformatted and struck out text are left out, code in a sentence is no language.
enum HTML {
  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    var writer = BlockWriter(text)
    try write(text, TextRange(0, text.count), to: &writer)
    return writer.finish(.html, problems: problems)
  }

  /// Writes the prose of a part of a text.
  static func write(_ text: [UInt8], _ range: TextRange, to writer: inout BlockWriter) throws(MarkupError) {
    try NestingGuard.check(text, range)
    var reading = Reading(text: text, limit: range.end)
    for event in Gumbo.parse(text, range) { reading.take(event, &writer) }
    writer.beginBlock()
  }

  private static let hidden = WordClass.htmlHidden
  private static let code: Set<String> = ["code", "kbd", "samp", "tt", "var"]
  /// A note's number or an exponent: no part of the word that it stands after.
  private static let raised: Set<String> = ["sup", "sub"]
  /// More letters than an ordinal's ending or a reference has are words.
  private static let longestRaised = 6
  private static let opaque: Set<String> = ["img", "input", "button", "video", "audio", "canvas", "embed"]
  private static let blocks = WordClass.htmlBlock

  private struct Reading {
    let text: [UInt8]
    let limit: Int
    private var hiddenDepth = 0, codeDepth = 0, opaqueDepth = 0, raisedDepth = 0
    /// Kinds of the blocks that are open.
    private var kinds: [Paragraph.Kind?] = []

    /// Of the elements that are open: the language that holds in them, and whether they are phrases of another.
    private var languages: [String?] = [], isForeign: [Bool] = []
    private var isVerbatim: Bool { codeDepth > 0 || isForeign.last ?? false }

    init(text: [UInt8], limit: Int) { (self.text, self.limit) = (text, limit) }

    mutating func take(_ event: Gumbo.Event, _ writer: inout BlockWriter) {
      switch event {
      case .start(let name, let tag, let language):
        enter(name, language)
        begin(name, tag, &writer)
      case .end(let name): end(name, &writer)
      case .text(let decoded, let range):
        guard hiddenDepth == 0, opaqueDepth == 0 else { return }
        add(decoded, range, &writer)
      }
    }

    /// A phrase that its element calls one of another language is no word of the text’s; a whole block is judged by itself.
    private mutating func enter(_ name: String, _ language: String?) {
      let around = languages.last ?? nil
      languages.append(language ?? around)
      isForeign.append(isForeign.last ?? false || !blocks.contains(name) && language != nil && language != around ?? "en")
    }

    private mutating func begin(_ name: String, _ tag: TextRange, _ writer: inout BlockWriter) {
      if blocks.contains(name) {
        kinds.append(kind(name))
        writer.beginBlock(kinds.last ?? nil)
      }
      if hidden.contains(name) { hiddenDepth += 1 }
      guard hiddenDepth == 0 else { return }
      if code.contains(name) { codeDepth += 1 }
      if raised.contains(name) { raisedDepth += 1 }
      if opaque.contains(name) {
        if opaqueDepth == 0, !tag.isEmpty { writer.addVerbatim(TextRange(tag.start, tag.start + 1)) }
        opaqueDepth += 1
      }
      if name == "br", !tag.isEmpty { writer.breakLine(tag) }
    }

    private mutating func end(_ name: String, _ writer: inout BlockWriter) {
      languages.removeLast()
      isForeign.removeLast()
      if hiddenDepth == 0 {
        if code.contains(name) { codeDepth -= 1 }
        if raised.contains(name) { raisedDepth -= 1 }
        if opaque.contains(name) { opaqueDepth -= 1 }
      }
      if hidden.contains(name) { hiddenDepth -= 1 }
      if blocks.contains(name) {
        kinds.removeLast()
        writer.beginBlock(kinds.last ?? nil)
      }
    }

    private func kind(_ name: String) -> Paragraph.Kind? {
      if name.utf8.count == 2, name.hasPrefix("h"), name != "hr" { return .heading }
      if name == "li" || name == "dd" || name == "dt" { return .listItem }
      return name == "p" ? kinds.last ?? nil : nil
    }

    private func add(_ decoded: [UInt8], _ range: TextRange, _ writer: inout BlockWriter) {
      guard let (pieces, _) = SourceAligner(source: text, notation: .html).align(decoded, at: range.start, limit: limit)
      else { return }
      for piece in pieces {
        switch piece {
        case .other(let text, let range):
          if text == [.lineFeed] || text == [0xC2, 0xA0] {
            writer.addSpace(range)
          } else if isVerbatim {
            writer.addVerbatim(range)
          } else {
            writer.text(piece)
          }
        case .same(let range): add(range, &writer)
        }
      }
    }

    /// Any white space is one space.
    private func add(_ range: TextRange, _ writer: inout BlockWriter) {
      var i = range.start
      while i < range.end {
        let start = i
        while i < range.end, let length = space(i) { i += length }
        if i > start { writer.addSpace(TextRange(start, i)) }
        let word = i
        while i < range.end, space(i) == nil { i += 1 }
        guard i > word else { continue }
        let piece = TextRange(word, i)
        if isVerbatim || raisedDepth > 0 && piece.count <= HTML.longestRaised { writer.addVerbatim(piece) } else { writer.text(.same(piece)) }
      }
    }

    private func space(_ i: Int) -> Int? {
      if text[i] <= .space { return [.space, .tab, .lineFeed, .formFeed, .carriageReturn].contains(text[i]) ? 1 : nil }
      return text[i] == 0xC2 && i + 1 < text.count && text[i + 1] == 0xA0 ? 2 : nil
    }
  }
}
