import Formats
import GalleyCore
import GalleyTesting
import Testing

/// Broken XML: its place is told and the rest is read; what could do harm is refused.
@Suite struct MalformedMarkupTests {
  private func read(_ text: String, name: String = "a.xml") throws -> Document {
    try DocumentReader.read(name: name, bytes: Array(text.utf8))
  }

  private func places(_ document: Document) -> [String] {
    document.problems.map {
      let place = document.source.position(of: document.sourceRange($0.range).start)
      return "\(place.line):\(place.column): \($0.message)"
    }
  }

  @Test(arguments: [
    (
      "<String CONTENT=\"one\"/>\n<String CONTENT=\"two/>\n<String CONTENT=\"three\"/>", "2:9: the attribute value is not closed",
      "one three"
    ),
    ("<String CONTENT=\"one\"/>\n</Line><String CONTENT=\"two\"/>", "2:1: </Line> ends what was not begun", "one two"),
    ("<String CONTENT=\"one\"/>\n5 < 6 <String CONTENT=\"two\"/>", "2:3: “<” begins no tag; write &lt;", "one two"),
    ("<String CONTENT=\"one\"/>\n<String CONTENT=\"two\"\n<String CONTENT=\"three\"/>", "2:1: the tag is not closed", "one two three"),
    ("<String CONTENT=\"one\"/>\n<Foo><String CONTENT=\"two\"/>", "2:1: <Foo> is not closed", "one two"),
    ("<String CONTENT=\"one\"/><!-- never closed\n<String CONTENT=\"two\"/>", "1:69: the comment is not closed", "one two"),
    ("<String CONTENT=one/>\n<String CONTENT=\"two\"/>", "1:54: an attribute value without quotation marks", "one/ two"),
  ]) func theRestIsRead(line: String, problem: String, words: String) throws {
    let document = try read("<alto><Layout><Page><TextBlock><TextLine>    \(line)</TextLine></TextBlock></Page></Layout></alto>")
    #expect(places(document).contains(problem), "\(places(document))")
    #expect(document.layout?.words.map { document.text($0.range) }.joined(separator: " ") == words)
    let found = try Workbench.check(document).filter { $0.rule == "malformed-markup" }
    #expect(found.count == document.problems.count)
  }

  @Test func truncatedFileIsReportedAtItsEnd() throws {
    let document = try read("<alto><Layout><Page><TextBlock><TextLine><String CONTENT=\"word\"/>\n")
    #expect(places(document) == ["1:65: the file ends inside <TextLine>"])
    #expect(document.layout?.words.count == 1)
  }

  @Test func bytesThatAreNotUTF8AreReported() throws {
    let bytes =
      Array("<alto><Page><TextBlock><TextLine><String CONTENT=\"caf".utf8) + [0xE9]
      + Array("\"/></TextLine></TextBlock></Page></alto>".utf8)
    let document = try DocumentReader.read(name: "a.xml", bytes: bytes)
    #expect(places(document) == ["1:54: bytes that are not UTF-8, read as Windows-1252; declare the encoding"])
    #expect(document.text(try #require(document.layout?.words.first).range) == "café")
  }

  @Test func entityBombsAreRefused() {
    let bomb = """
      <?xml version="1.0"?>
      <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
      <alto><Page><TextBlock><TextLine><String CONTENT="&lol2;"/></TextLine></TextBlock></Page></alto>
      """
    let error = #expect(throws: InputError.self) { try read(bomb, name: "bomb.hocr") }
    #expect(error?.reason == "2:17: the file declares entities of its own, which galley does not expand")
  }

  @Test(arguments: ["a.hocr", "a.html"]) func absurdNestingIsRefused(name: String) {
    let error = #expect(throws: InputError.self) { try read(String(repeating: "<div>", count: 100_000), name: name) }
    #expect(error?.reason.contains("elements are nested more than") == true)
  }

  /// Mutations of any kind: nothing crashes, and every place lies within the file.
  @Test func mutationsAreRead() throws {
    let marks =
      [
        "<", ">", "\"", "'", "&", "&amp", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "=", " ", "\n", "*", "`", "[", "](", "\\", "|",
        "é", "\u{0}", "\t", "> ", "- ", "# ", "~~", "![", "[^1]", "<b>", "</p>", "<pre>",
      ]
      .map { Array($0.utf8) } + [[0xFF], [0xE2, 0x80]]
    for (kind, text) in MarkupSamples.all {
      for seed in 0..<120 {
        var random = SeededGenerator(seed)
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...8, using: &random) {
          let at = Int.random(in: 0...bytes.count, using: &random)
          let end = min(bytes.count, at + Int.random(in: 0...12, using: &random))
          switch Int.random(in: 0...3, using: &random) {
          case 0: bytes.removeSubrange(at..<end)
          case 1: bytes.insert(contentsOf: bytes[at..<end], at: at)
          case 2: bytes.removeSubrange((seed % 5 == 0 ? at : bytes.count)...)
          default: bytes.insert(contentsOf: marks.randomElement(using: &random) ?? [], at: at)
          }
        }
        guard let document = try? DocumentReader.read(name: "mutation", bytes: bytes, kind: kind) else { continue }
        for diagnostic in try Workbench.check(document) {
          let place = document.sourceRange(diagnostic.range)
          #expect(place.end <= document.source.text.count && place.start <= place.end, "\(kind) \(seed)")
          for fix in diagnostic.fixes {
            for edit in document.fileEdits(of: fix) ?? [] { #expect(edit.range.end <= bytes.count, "\(kind) \(seed)") }
          }
        }
        for token in document.tokens where token.kind == .word {
          let place = document.sourceRange(token.range)
          #expect(place.end <= document.source.text.count, "\(kind) \(seed)")
        }
      }
    }
  }
}
