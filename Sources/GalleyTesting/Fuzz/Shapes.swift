import GalleyCore
import Reports

/// Texts of a length that is asked for and one simple structure each: what takes more than its share of time shows when
/// the length is multiplied.
package enum Shapes {
  package struct Shape: Sendable {
    package let name: String
    let kind: InputKind
    var head = ""
    /// “§” in it stands for a name, another one at each place.
    let piece: String

    func text(_ size: Int) -> [UInt8] {
      let parts = piece.split(separator: "§", omittingEmptySubsequences: false).map { Array($0.utf8) }
      var text = Array(head.utf8)
      let end = text.count + size
      var names = 0
      while text.count < end {
        text += parts[0]
        for part in parts.dropFirst() {
          text += Shapes.name(names).utf8
          text += part
          names += 1
        }
      }
      return text
    }
  }

  private static let syllables = ["ba", "ko", "ri", "ten", "dal", "mor", "vis", "ul", "gra", "ne", "sho"]

  /// A word that no dictionary has, with a capital.
  private static func name(_ number: Int) -> String {
    var word = ""
    // Five digits to the base of their number, out of order; the first words come back after ten thousand others.
    var rest = number &* 7919 % 14641 + 14641
    while rest > 0 {
      word += syllables[rest % syllables.count]
      rest /= syllables.count
    }
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  package static let all: [Shape] =
    texts.map { Shape(name: "text \($0.debugDescription)", kind: .text, piece: $0) }
    + markdown.map { Shape(name: "markdown \($0.debugDescription)", kind: .markdown, piece: $0) }
    + markup.flatMap { piece in
      heads.map { Shape(name: "\($0.kind.rawValue) \(piece.debugDescription)", kind: $0.kind, head: $0.head, piece: piece) }
    }

  private static let texts = [
    "!", "?!", "…", ".", "-", "“", "”", "“‘", "\"", "'", "(", ")", "([", "a-", "a. ", "a.B", "U.S.", "a_b_", "the,of,and,to,", "http://a.b/c",
    "www.a.org", "a@b.c ", "\u{301}", "a\u{200B}", "\r", "\n", "a\n\n", "1,", "â€™", "the the ", "“Yes,” said Tom. ", "[sic] ",
    "# galley:ignore-next-line\n", "galley:off quotes\n", "THE CAT\n", "A ", "THE ", "I saw the the cat . ",
    "§, ", "§ §\n", "Mr § § met Dr §. ", "§ said § ", "www.§.org/", "§   12   ", "§ §, the § of §, ", "§; ", "Page 1\n", "con-\n", "naïve café ", "caf‚ ", "ÒnewÓ ", "itÆs â€™ ", "fell from $3 to $5 ", "born in 1987 and died in 1964 ", "new york ", "the worlds oceans ", "中", "a b c d e f. ",
  ]

  private static let markdown = [
    "<div>", "> ", "- ", "[", "![", "[a](", "`", "`a\n", "*a _b ", "**a*", "<!-- a ", "|a", "[^1]", "[^1]: a\n", "[a]: b\n", "\\", "# a\n", "~~a",
    "<!-- galley:off -->", "```\n",
  ]

  private static let markup = [
    "<!-- a ", "<? a ", "<!x a ", "<!x [ ", "<![CDATA[ a ", "<b></i>", "</i>", "<a b='", "<br>a ", "&amp ", "< ", "</", "a &lt; b ", "<p>a</p>",
    "<span class='ocrx_word'>a</span> ", "<String CONTENT=\"a\"/>", "<Unicode>a</Unicode>",
  ]

  private static let heads: [(kind: InputKind, head: String)] = [
    (.html, "<html><body>"), (.hocr, "<html><body><div class='ocr_page'><span class='ocr_line'>"),
    (.alto, "<?xml version=\"1.0\"?><alto><Layout><Page><PrintSpace><TextBlock><TextLine>"),
    (.page, "<?xml version=\"1.0\"?><PcGts><Page><TextRegion><TextLine><TextEquiv>"),
  ]

  /// The number of bytes that reports of a shape have. A counter of instructions sees each call of this function.
  @inline(never) package static func measure(_ shape: Shape, size: Int) throws -> Int {
    guard let document = try? DocumentReader.read(name: "shape", bytes: shape.text(size), kind: shape.kind) else { return 0 }
    let report = FileReport(path: "shape", document: document, diagnostics: try Workbench.check(document))
    var output: [UInt8] = []
    for format in [OutputFormat.text, .pretty, .json, .html] {
      var reporter = format.reporter(ReportOptions())
      reporter.report(report, into: &output)
    }
    return output.count
  }
}
