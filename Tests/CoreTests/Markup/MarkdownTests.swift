import Formats
import GalleyCore
import GalleyTesting
import Testing

/// Markdown and HTML: what is prose, where it stands, and how fixes are written.
@Suite struct MarkdownTests {
  private func read(_ text: String, _ kind: InputKind) throws -> Document {
    try DocumentReader.read(name: "a", bytes: Array(text.utf8), kind: kind)
  }

  private func paragraphs(_ document: Document) -> [String] { document.paragraphs.map { document.text($0.range) } }

  @Test func markdownProse() throws {
    let document = try read(MarkupSamples.markdown, .markdown)
    #expect(
      paragraphs(document) == [
        "The ferry to Sark & back",
        "The ferry left an hour late on Monday,\n said the captain in code * and https://example.org.",
        "“It was on my foot,” he said.\n“I looked everywhere else.”\nand went home",
        "One line\ngoes on boldly\nhere.", "Two ! lines", "Place | port", "Breakfasts", "the café", "90 < 100",
        "A block of HTML with teh typo.", "A note about\nteh ferry.",
      ])
    let kinds = document.paragraphs.map(\.kind)
    #expect(kinds[0] == .heading && kinds[3] == .listItem && kinds[4] == .listItem && kinds[1] == .prose)
    let verbatim = document.tokens.filter { $0.kind == .verbatim }.map { document.text($0.range) }
    #expect(verbatim == ["code", "https://example.org", "!"])
  }

  @Test func htmlProse() throws {
    let document = try read(MarkupSamples.html, .html)
    #expect(
      paragraphs(document) == [
        "The ferry to Sark", "It left an hour late on Monday “again” — teh captain’s shoe & sock.\nHere teh code goes.", "One",
        "Two < three",
        "cell", "next", "End of teh text here.",
      ])
    #expect(document.paragraphs.map(\.kind).prefix(4) == [.heading, .prose, .listItem, .listItem])
  }

  /// Where a column is not the text's, the text is looked for, and never within a character or in place of a letter.
  @Test(arguments: ["\u{FFFD}", "\u{FFFD}\u{FFFD}", "é", "漢", "👍"], ["&nbsp;a.b", "&eacute;.", " b", "\\*c"])
  func lostColumnsSplitNoCharacter(scalar: String, rest: String) throws {
    for start in [" \n ( tbe  \n", " \n - x  \n   y\n", "> q \\\n> "] {
      let document = try read(start + scalar + rest + "\n", .markdown)
      for token in document.tokens { #expect(document.bytes[token.start] & 0xC0 != 0x80) }
      #expect(document.paragraphs.map { document.text($0.range) }.joined().contains(scalar))
    }
  }

  @Test func inlineMarkupDoesNotSplitWords() throws {
    for (text, kind) in [("A **re**cieved letter.", InputKind.markdown), ("<p>A <b>re</b>cieved letter.</p>", .html)] {
      let document = try read(text, kind)
      let found = try Workbench.check(document).filter { $0.rule == "misspelling" }
      #expect(found.map { document.text($0.range) } == ["recieved"])
    }
  }

  @Test func codeAndFrontMatterAreSilent() throws {
    let text = "---\ntitle: teh title\n---\n\nIt is `teh code` here.\n\n```\nteh teh code\n```\n\n    teh indented code\n"
    #expect(try Workbench.check(read(text, .markdown)).filter { $0.severity >= .warning }.isEmpty)
    let html = "<p>It is <code>teh code</code> here.</p><pre>teh teh</pre><script>teh()</script><style>teh</style><textarea>teh</textarea>"
    #expect(try Workbench.check(read(html, .html)).filter { $0.severity >= .warning }.isEmpty)
  }

  /// The text of every token, taken from the source at its reported place, is what the rules saw.
  private func checkPlaces(_ document: Document, _ label: String) {
    for token in document.tokens where !token.isBlank {
      let place = document.sourceRange(token.range)
      guard place.end <= document.source.text.count else {
        Issue.record("\(label): a token leaves the file")
        continue
      }
      let source = String(decoding: document.source.text[place.start..<place.end], as: UTF8.self)
      let seen = document.text(token.range)
      // The halves of a word that the format joins stand in two elements.
      // A browser moves what a broken table holds to another place.
      guard source != seen, !source.contains("SUBS_CONTENT"), !source.contains("<table>") else { continue }
      // Entities, escapes and tags may stand inside; without them the text is the same.
      #expect(Self.plain(source, document.markup) == seen, "\(label): “\(source)” was read as “\(seen)”")
    }
  }

  private static func plain(_ source: String, _ markup: Markup) -> String {
    // A word that is cut at the end of a page's line is read as one.
    var text = source.replacing(#/-<\/span>\s*(<[^<>]*>\s*)+/#, with: "").replacing(#/<[^<>]*>/#, with: "")
    if markup == .markdown {
      text = text.replacing(#/~~[^~]*~~/#, with: "")
      // Escapes first: what they protect is text.
      text = text.replacing(#/\\([!-\/:-@\[-`{-~])|\[\^[^\]]*\]|\]\([^)]*\)|[*~\[]/#) { $0.1.map(String.init) ?? "" }
    }
    return text.replacing("&amp;", with: "&").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&rdquo;", with: "”").replacing("&ldquo;", with: "“").replacing("&#8217;", with: "’").replacing("&#39;", with: "'")
      .replacing("&amp", with: "&").replacing("&mdash;", with: "—").replacing("&eacute;", with: "é").replacing("&quot;", with: "\"")
  }

  @Test(arguments: MarkupSamples.all.map(\.kind)) func samplesStandWhereTheyAreSaidTo(kind: InputKind) throws {
    let text = try #require(MarkupSamples.all.first { $0.kind == kind }).text
    checkPlaces(try read(text, kind), kind.rawValue)
  }

  /// Documents put together at random from pieces of markup and words.
  @Test(arguments: [InputKind.markdown, .html]) func randomDocumentsStandWhereTheyAreSaidTo(kind: InputKind) throws {
    let words = ["The", "ferry", "left", "café", "“late”", "and", "&amp;", "&rdquo;", "12.5", "it’s", "—", "teh", "a"]
    let markdown = [
      "**b**", "*i*", "[link](x)", "`code`", "\n", "\n\n", "\n\n- ", "\n\n> ", "\n> ", "\n\n## ", "\n\n1. ", "~~s~~", "\\*", "\\_",
      "<b>x</b>", "<!-- c -->", "\n\n| a | b |\n|---|---|\n| c | d |\n\n", "![i](j)", "\n   ", "\t", "[^1]", "\n\n[^1]: note\n\n",
      "<https://example.org>", "  \n",
    ]
    let html = [
      "<b>b</b>", "<em>", "</em>", "<p>", "</p>", "<br>", "<li>", "<ul>", "</ul>", "<td>", "<h2>x</h2>", "<code>c</code>", "<!-- c -->",
      "\n", "  ", "\t", "&nbsp;", "</nonsense>", "<img src=x>", "<a href=\"y\">l</a>", "&lt;", "<pre>\nx</pre>", "&amp", "<table>",
    ]
    for seed in 0..<300 {
      var random = SeededGenerator(seed)
      var text = ""
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        let isWord = Int.random(in: 0...2, using: &random) > 0
        text += (isWord ? words : kind == .html ? html : markdown).randomElement(using: &random) ?? ""
        if isWord, Bool.random(using: &random) { text += " " }
      }
      checkPlaces(try read(text, kind), "\(kind) \(seed) \(text.debugDescription)")
    }
  }

  /// A plain article and the same article in markup have the same findings, at the same places.
  @Test func wrappedFixturesHaveTheSameFindings() throws {
    var same = 0, different: [String] = []
    for folder in ["Fixtures/articles", "Fixtures/clean"].map(Repository.path) + Repository.moreTexts {
      for name in Repository.names(at: folder) where name.hasSuffix(".txt") {
        let plain = Document(Source(path: name, bytes: Repository.bytes(at: "\(folder)/\(name)")))
        // What is an entity left in plain text is one that markup has decoded.
        let inPlain = try Workbench.check(plain).filter { $0.severity >= .warning }
        let expected = inPlain.filter { $0.rule != "html-entity" }
        for kind in [InputKind.markdown, .html] {
          let wrapper = MarkupWrapper(plain, as: kind)
          let document = try DocumentReader.read(name: name, bytes: wrapper.bytes, kind: kind)
          let entities = inPlain.filter { $0.rule == "html-entity" }.map { wrapper.place(of: $0.range) }
          // Where a page has a hyphen at a line's end, a browser shows one with a space after it.
          let found = try Workbench.check(document).filter {
            let place = document.sourceRange($0.range)
            let isCutInPage = kind == .html && $0.rule == "line-end-hyphen" && document.source.text[place.start..<place.end].contains(0x0A)
            return $0.severity >= .warning && !isCutInPage && !entities.contains { $0.overlaps(place) }
          }
          var left = found.map { "\($0.rule) \(document.sourceRange($0.range))" }
          let isCut = { (diagnostic: Diagnostic) in diagnostic.rule == "line-end-hyphen" && plain.text(diagnostic.range).contains("\n") }
          for diagnostic in expected where kind != .html || !isCut(diagnostic) {
            let wanted = "\(diagnostic.rule) \(wrapper.place(of: diagnostic.range))"
            if let index = left.firstIndex(of: wanted) {
              left.remove(at: index)
              same += 1
            } else {
              different.append("\(name) as \(kind): lost \(diagnostic.rule) “\(plain.text(diagnostic.range))”")
            }
          }
          different += left.map { "\(name) as \(kind): new \($0)" }
        }
      }
    }
    print("\(same) findings are the same in markup, \(different.count) are not")
    for difference in different { print("  \(difference)") }
    #expect(same >= 99 * different.count, "\(different.joined(separator: "\n"))")
  }

  // MARK: fixes

  private func fixed(_ text: String, _ kind: InputKind) throws -> String {
    let document = try read(text, kind)
    let fixes = FixApplier.fixes(try Workbench.check(document), unsafe: true).compactMap(document.fileEdits(of:))
    return String(decoding: FixApplier.apply(FixApplier.compatible(fixes).edits, to: Array(text.utf8)), as: UTF8.self)
  }

  @Test func fixesTouchNothingElse() throws {
    #expect(
      try fixed("# The *recieved* letter\n\nIt was the the `the the` letter &amp; [recieved](next.html).\n", .markdown)
        == "# The *received* letter\n\nIt was the `the the` letter &amp; [received](next.html).\n")
    #expect(
      try fixed("<p class=recieved>It was <b>recieved</b> &amp; read.</p>", .html)
        == "<p class=recieved>It was <b>received</b> &amp; read.</p>")
    #expect(
      try fixed("<alto><Page><TextBlock><TextLine><String CONTENT='She'/><SP/><String CONTENT='recieved'/><SP/><String CONTENT='it.'/></TextLine></TextBlock></Page></alto>", .alto)
        == "<alto><Page><TextBlock><TextLine><String CONTENT='She'/><SP/><String CONTENT='received'/><SP/><String CONTENT='it.'/></TextLine></TextBlock></Page></alto>")
  }

  /// Two elements of an OCR file are not merged: the first takes the word, the second keeps its place.
  @Test func fixesOverSeveralWordsKeepTheElements() throws {
    #expect(
      try fixed(
        "<p class='ocr_par'><span class='ocrx_word'>I</span> <span class='ocrx_word'>came,</span> <span class='ocrx_word'>al</span> <span class='ocrx_word'>though</span> <span class='ocrx_word'>it</span> <span class='ocrx_word'>rained.</span></p>",
        .hocr)
        == "<p class='ocr_par'><span class='ocrx_word'>I</span> <span class='ocrx_word'>came,</span> <span class='ocrx_word'>although</span> <span class='ocrx_word'></span> <span class='ocrx_word'>it</span> <span class='ocrx_word'>rained.</span></p>"
    )
  }
}
