import Formats
import GalleyCore
import GalleyTesting
import Testing

/// hOCR, ALTO and PAGE XML: the prose, where it comes from, and what the engine knew.
@Suite struct OCRFormatTests {
  private static let samples: [(String, String)] = [
    ("page.hocr", hocr), ("page-alto.xml", alto), ("page-page.xml", page),
  ]

  private static let hocr = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
    <html><head><title>no text</title><meta name='ocr-system' content='x' /></head><body>
    <div class='ocr_page' title='image "a>b.png"; bbox 0 0 90 90; ppageno 3'><p class='ocr_par'>
    <span class='ocr_line' title='bbox 1 2 60 9'><span class='ocrx_word' title='bbox 1 2 30 9; x_wconf 91'>The</span>
    <span class='ocrx_word' title='bbox 31 2 60 9; x_wconf 40'><strong>fer</strong>ry&#8217;s</span></span>
    <span class='ocr_line'><span class='ocrx_word' title='x_wconf 90'>caf&eacute;</span> <span class='ocrx_word'>&amp;</span>
    <span class='ocrx_word'>bar.</span></span></p></div>
    <div class='ocr_page'><span class='ocr_line' title='bbox 5 6 7 8'>Only the line</span></div></body></html>
    """

  private static let alto = """
    <?xml version="1.0"?><a:alto xmlns:a="http://www.loc.gov/standards/alto/ns-v4#"><a:Layout>
    <a:Page PHYSICAL_IMG_NR="4"><a:PrintSpace><a:TextBlock><a:TextLine>
    <a:String CONTENT="The" HPOS="1" VPOS="2" WIDTH="29" HEIGHT="7" WC="0.91"/><a:SP/>
    <a:String WC="0.40" HPOS="31" VPOS="2" WIDTH="28.6" HEIGHT="7" CONTENT='ferry&#8217;s' CC="0 0 9 0 0 0"/></a:TextLine>
    <a:TextLine><a:String CONTENT="café"/> <a:String CONTENT="&amp;"/> <a:String CONTENT="bar."/></a:TextLine></a:TextBlock>
    </a:PrintSpace></a:Page><a:Page PHYSICAL_IMG_NR="5"><a:PrintSpace><a:TextBlock><a:TextLine>
    <a:String CONTENT="Only"/><a:String CONTENT="the"/><a:String CONTENT="line"/></a:TextLine></a:TextBlock></a:PrintSpace>
    </a:Page></a:Layout></a:alto>
    """

  private static let page = """
    <?xml version="1.0" encoding="UTF-8"?><PcGts><Page imageFilename="1.png"><ReadingOrder><OrderedGroup id="g">
    <RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder>
    <TextRegion id="r1"><TextLine id="l2"><TextEquiv conf="0.9"><Unicode>café &amp; bar.</Unicode></TextEquiv></TextLine>
    </TextRegion><TextRegion id="r2"><Coords points="0,0 9,9"/><TextLine id="l1"><Word id="w1"><Coords points="1,2 30,2 30,9 1,9"/>
    <TextEquiv index="1"><Unicode>Tlie</Unicode></TextEquiv><TextEquiv index="0" conf="0.91"><Unicode>The</Unicode></TextEquiv></Word>
    <Word id="w2"><Coords points="31,2 60,9"/><Glyph><TextEquiv conf="0.2"><Unicode>f</Unicode></TextEquiv></Glyph>
    <TextEquiv conf="0.4"><Unicode>ferry’s</Unicode></TextEquiv></Word><TextEquiv><Unicode>The ferry’s</Unicode></TextEquiv>
    </TextLine></TextRegion></Page>
    <Page><TextRegion><TextEquiv><Unicode>Only
    the line</Unicode></TextEquiv></TextRegion></Page></PcGts>
    """

  private static func read(_ name: String, _ text: String) throws -> Document {
    try DocumentReader.read(name: name, bytes: Array(text.utf8))
  }

  @Test func proseHasLinesParagraphsAndPages() throws {
    #expect(try Self.read("page.hocr", Self.hocr).prose == "The ferry’s\ncafé & bar.\n\u{C}Only the line\n")
    #expect(try Self.read("page.xml", Self.alto).prose == "The ferry’s\ncafé & bar.\n\u{C}Only the line\n")
    #expect(try Self.read("page.xml", Self.page).prose == "The ferry’s\n\ncafé & bar.\n\u{C}Only\nthe line\n")
  }

  @Test(arguments: samples) func wordsKnowPageBoxAndConfidence(name: String, xml: String) throws {
    let document = try Self.read(name, xml)
    let words = try #require(document.layout?.words)
    #expect(words.count == 8)
    #expect(words.map { document.text($0.range) }.prefix(2) == ["The", "ferry’s"])
    let first = name.contains("page-page") ? 1 : 4
    #expect(words.map(\.page) == Array(repeating: first, count: 5) + Array(repeating: name.hasSuffix("hocr") ? 2 : first + 1, count: 3))
    #expect(words[0].box?.corners == [1, 2, 30, 9])
    #expect(words[1].box?.corners == [31, 2, 60, 9])
    #expect(words[0].confidence == 0.91)
    #expect(words[1].confidence == 0.4)
    if !name.hasSuffix("hocr") { #expect(try #require(words[1].weakest) < 0.3) }
  }

  @Test(arguments: samples) func wordsStandWhereTheyAreSaidTo(name: String, xml: String) throws {
    let document = try Self.read(name, xml)
    let source = document.source.text
    func written(_ word: OCRLayout.Word) -> String {
      let range = document.sourceRange(word.range)
      return String(decoding: source[range.start..<range.end], as: UTF8.self)
    }
    let written = try #require(document.layout?.words).map(written)
    #expect(["The", "bar.", "Only", "the", "line"].allSatisfy(written.contains))
    #expect(written.contains("&amp;"))
    #expect(["fer</strong>ry&#8217;s", "ferry&#8217;s", "ferry’s"].contains(written[1]))
  }

  @Test func hyphensThatTheFormatMarksAreJoined() throws {
    func alto(_ first: String, _ second: String) -> String {
      """
      <alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT="a"/>\(first)</TextLine>
      <TextLine>\(second)<String CONTENT="z"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
      """
    }
    func prose(_ first: String, _ second: String) throws -> String { try Self.read("a.xml", alto(first, second)).prose }
    let hold = "<String CONTENT=\"hold\" SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"household\"/>"
    #expect(
      try prose("<String CONTENT=\"house\" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"household\"/><HYP CONTENT=\"-\"/>", hold)
        == "a household\nz\n")
    #expect(
      try prose("<String CONTENT=\"house-\" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"household\"/>", hold) == "a household\nz\n")
    #expect(
      try prose(
        "<String CONTENT=\"well\" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"well-known\"/><HYP CONTENT=\"-\"/>",
        "<String CONTENT=\"known\" SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"well-known\"/>") == "a well-known\nz\n")
    #expect(try prose("<String CONTENT=\"house\"/><HYP CONTENT=\"&#173;\"/>", "<String CONTENT=\"hold\"/>") == "a household\nz\n")
    // A hyphen of which nothing is said may be part of the word.
    #expect(try prose("<String CONTENT=\"well\"/><HYP CONTENT=\"-\"/>", "<String CONTENT=\"known\"/>") == "a well-\nknown z\n")
    #expect(
      try prose(
        "<String CONTENT=\"house\" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"household\"/><HYP CONTENT=\"-\"/>", "<String CONTENT=\"end\"/>")
        == "a house-\nend z\n", "the second part is missing")
  }

  @Test func joinedWordIsReportedOverBothLines() throws {
    let document = try Self.read(
      "a.xml",
      """
      <alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT="The"/><String CONTENT="hous" SUBS_TYPE="HypPart1"
      SUBS_CONTENT="houshold"/><HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="hold" SUBS_TYPE="HypPart2"
      SUBS_CONTENT="houshold"/><String CONTENT="moved."/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
      """)
    #expect(document.prose == "The houshold\nmoved.\n")
  }

  // MARK: encodings

  @Test func declaredEncodingsAreObeyed() throws {
    let alto =
      "<?xml version='1.0' encoding='ISO-8859-1'?>\n<alto><Page><TextBlock><TextLine><String CONTENT='caf\u{E9}s'/><String CONTENT='teh'/></TextLine></TextBlock></Page></alto>"
    let latin = alto.unicodeScalars.map { UInt8($0.value) }
    let document = try DocumentReader.read(name: "a.xml", bytes: latin)
    #expect(document.prose == "cafés teh\n")
    #expect(document.problems.isEmpty)
    let word = document.sourceRange(try #require(document.layout?.words.last).range)
    #expect(Array(latin[document.source.fileOffset(word.start)..<document.source.fileOffset(word.end)]) == Array("teh".utf8))

    let wide = alto.replacing("ISO-8859-1", with: "UTF-16")
    for (mark, order) in [([UInt8](), 0), ([], 1), ([0xFF, 0xFE], 0), ([0xFE, 0xFF], 1)] {
      let bytes = mark + wide.utf16.flatMap { order == 0 ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      let document = try DocumentReader.read(name: "a.xml", bytes: bytes)
      #expect(document.prose == "cafés teh\n")
      let start = document.source.fileOffset(document.sourceRange(try #require(document.layout?.words.last).range).start)
      #expect(bytes[start + order] == 0x74 && bytes[start + 1 - order] == 0)
    }
  }

  @Test func unknownEncodingIsRefused() {
    let error = #expect(throws: InputError.self) {
      try Self.read("a.xml", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><alto/>")
    }
    #expect(error?.reason == "the encoding “Shift_JIS” is not supported; convert the file to UTF-8")
  }
}

extension Document {
  var prose: String { String(decoding: bytes, as: UTF8.self) }
}
