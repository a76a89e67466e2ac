import GalleyCore
import Testing

/// The formats of scans that are only read, and spaces and cut words in those that are written, too.
@Suite struct ScanFormatTests {
  private static func read(_ name: String, _ text: String) throws -> Document {
    try DocumentReader.read(name: name, bytes: Array(text.utf8))
  }

  private static let abbyy = """
    <?xml version="1.0" encoding="UTF-8"?><document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml">
    <page width="90" height="90"><block blockType="Text" l="0" t="0" r="9" b="9"><region><rect l="0"/></region><text><par>
    <line baseline="9" l="1" t="2" r="60" b="9"><formatting lang="EnglishUnitedStates"><charParams l="1" t="2" r="5" b="9"
    charConfidence="90">A</charParams><charParams l="6" t="2" r="8" b="9"> </charParams><charParams l="9" t="2" r="12" b="9"
    charConfidence="40"><charRecVariants><charRecVariant>q</charRecVariant></charRecVariants>f</charParams><charParams l="13" t="2"
    r="20" b="9" charConfidence="80">e</charParams><charParams l="21" t="2" r="22" b="9">¬</charParams></formatting></line>
    <line><formatting><charParams>r</charParams><charParams>r</charParams><charParams>y</charParams><charParams> </charParams>
    <charParams>&amp;</charParams></formatting></line><line><formatting>all of it.</formatting></line></par></text></block></page></document>
    """
  private static let djvu = """
    <?xml version="1.0" ?><!DOCTYPE DjVuXML><DjVuXML><BODY><OBJECT data="file://x" type="image/x.djvu"><PARAM name="PAGE" value="1"/>
    <HIDDENTEXT><PAGECOLUMN><REGION><PARAGRAPH><LINE><WORD coords="1,9,30,2" x-confidence="93">The</WORD> <WORD
    coords="31,9,60,2,8">ferry</WORD></LINE><LINE><WORD>left.</WORD></LINE></PARAGRAPH></REGION></PAGECOLUMN></HIDDENTEXT>
    </OBJECT><OBJECT><HIDDENTEXT><PAGECOLUMN><REGION><PARAGRAPH><LINE><WORD>Next</WORD></LINE></PARAGRAPH></REGION></PAGECOLUMN>
    </HIDDENTEXT></OBJECT></BODY></DjVuXML>
    """
  private static let tei = """
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>No text</title></teiHeader><facsimile><surface><zone xml:id="z"
    ulx="1" uly="2" lrx="60" lry="9"/></surface></facsimile><text><body><pb n="1"/><fw>Head</fw><p><lb facs="#z"/>The <hi>f</hi>er<lb
    break="no"/>ry <choice><sic>lfet</sic><corr>left</corr></choice><lb/>at noon.</p><pb n="2"/><p>Next</p></body></text></TEI>
    """
  private static let header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
  private static let tsv =
    header + "1\t1\t0\t0\t0\t0\t0\t0\t90\t90\t-1\t\n5\t1\t1\t1\t1\t1\t1\t2\t29\t7\t91.5\tThe\n5\t1\t1\t1\t1\t2\t31\t2\t29\t7\t40\tR&amp;D\n"
    + "5\t1\t1\t1\t2\t1\t1\t12\t29\t7\t90\tleft.\n5\t2\t1\t1\t1\t1\t1\t2\t29\t7\t90\tNext\n"

  private static func symbol(_ text: String, _ ending: String? = nil) -> String {
    let property = ending.map { ",\"property\":{\"detectedBreak\":{\"type\":\"\($0)\"}}" } ?? ""
    return "{\"text\":\"\(text)\"\(property),\"confidence\":0.5}"
  }
  private static let vision = """
    {"responses": [{"fullTextAnnotation": {"pages": [{"width": 100, "height": 100, "blocks": [{"paragraphs": [{"words": [
    {"boundingBox": {"vertices": [{"x":1,"y":2},{"x":30,"y":2},{"x":30,"y":9},{"x":1,"y":9}]}, "confidence": 0.9, "symbols": [
    \(symbol("A")), \(symbol("\\u00e9", "SPACE"))]}, {"symbols": [\(symbol("b"))]}, {"symbols": [\(symbol(".", "LINE_BREAK"))]},
    {"symbols": [\(symbol("\\\"", "SPACE"))]}, {"boundingBox": {"normalizedVertices": [{"x":0.1,"y":0.2},{"x":0.3,"y":0.4}]},
    "symbols": [\(symbol("z", "EOL_SURE_SPACE"))]}]}]}]}], "text": "x"}}]}
    """
  private static let textract = """
    {"DocumentMetadata": {"Pages": 2}, "Blocks": [{"BlockType": "PAGE", "Id": "p", "Page": 1},
    {"BlockType": "LINE", "Id": "l", "Page": 1, "Text": "The ferry", "Relationships": [{"Type": "CHILD", "Ids": ["a", "b"]}]},
    {"BlockType": "LINE", "Id": "m", "Page": 2, "Text": "left", "Relationships": [{"Type": "CHILD", "Ids": ["c"]}]},
    {"BlockType": "WORD", "Id": "a", "Text": "The", "Confidence": 99, "Page": 1,
    "Geometry": {"BoundingBox": {"Left": 0.1, "Top": 0.2, "Width": 0.3, "Height": 0.1}}},
    {"BlockType": "WORD", "Id": "b", "Text": "ferry", "Confidence": 40, "Page": 1}, {"BlockType": "WORD", "Id": "c", "Text": "left", "Page": 2}]}
    """

  private static let samples: [(name: String, text: String, prose: String)] = [
    ("a.xml", abbyy, "A ferry\n&\nall of it.\n"), ("d.xml", djvu, "The ferry\nleft.\n\u{C}Next\n"),
    ("t.xml", tei, "The ferry\nleft\nat noon.\n\u{C}Next\n"), ("t.tsv", tsv, "The R&amp;D\nleft.\n\u{C}Next\n"),
    ("v.json", vision, "Aé b.\n\" z\n"), ("x.json", textract, "The ferry\n\u{C}left\n"),
  ]

  @Test(arguments: samples) func proseIsThatOfTheFormat(name: String, text: String, prose: String) throws {
    let document = try Self.read(name, text)
    #expect(document.prose == prose)
    #expect(document.fixRefusal != nil)
  }

  @Test func wordsKnowTheirBoxes() throws {
    func first(_ name: String, _ text: String) throws -> OCRLayout.Word { try #require(try Self.read(name, text).layout?.words.first) }
    let abbyy = try #require(try Self.read("a.xml", Self.abbyy).layout?.words[1])
    #expect(abbyy.box?.corners == [9, 2, 20, 9] || abbyy.box?.corners == [9, 2, 22, 9])
    #expect(try #require(abbyy.weakest) == 0.4)
    #expect(try first("d.xml", Self.djvu).box?.corners == [1, 2, 30, 9])
    #expect(try first("d.xml", Self.djvu).confidence == 0.93)
    #expect(try first("t.xml", Self.tei).box?.corners == [1, 2, 60, 9])
    #expect(try first("t.tsv", Self.tsv).box?.corners == [1, 2, 30, 9])
    #expect(try first("v.json", Self.vision).box?.corners == [1, 2, 30, 9])
    #expect(try Self.read("v.json", Self.vision).layout?.words.last?.box?.corners == [10, 20, 30, 40])
    #expect(try first("x.json", Self.textract).box?.corners == [1000, 2000, 4000, 3000])
  }

  @Test(arguments: samples) func whatIsCutIsReadOrRefused(name: String, text: String, prose: String) throws {
    let bytes = Array(text.utf8)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      do throws(InputError) {
        _ = try DocumentReader.read(name: name, bytes: Array(bytes.prefix(length)))
      } catch { #expect(!error.reason.isEmpty && !error.reason.contains("\n")) }
    }
  }

  @Test func nestingIsLimited() {
    let deep = "{\"Blocks\":[{\"BlockType\":" + String(repeating: "[", count: 100_000)
    let error = #expect(throws: InputError.self) { try Self.read("x.json", deep) }
    #expect(error?.reason.contains("nested more than") == true)
  }

  @Test func otherXMLAndJSONAreRefused() {
    #expect(throws: InputError.self) { try Self.read("a.xml", "<document><page/></document>") }
    #expect(throws: InputError.self) { try Self.read("a.json", "{\"a\": 1}") }
    #expect(throws: InputError.self) { try Self.read("mets.xml", "<mets:mets xmlns:mets='x'/>") }
  }

  // MARK: spaces and cut words

  private static func alto(_ lines: String...) -> String {
    "<alto><Layout><Page><PrintSpace><TextBlock>" + lines.map { "<TextLine>\($0)</TextLine>" }.joined()
      + "</TextBlock></PrintSpace></Page></Layout></alto>"
  }
  private static func string(_ text: String, _ x: Int, _ width: Int) -> String {
    "<String CONTENT=\"\(text)\" HPOS=\"\(x)\" VPOS=\"0\" WIDTH=\"\(width)\" HEIGHT=\"10\"/>"
  }

  @Test func marksTouchTheirWordsInALTO() throws {
    let touching = Self.alto(Self.string("home", 0, 40) + Self.string(",", 42, 4) + "<SP/>" + Self.string("then", 56, 40))
    #expect(try Self.read("a.xml", touching).prose == "home, then\n")
    let apart = Self.alto(Self.string("home", 0, 40) + Self.string("then", 50, 40) + Self.string(",", 110, 4))
    #expect(try Self.read("a.xml", apart).prose == "home then ,\n", "words without SP are apart, and so is a mark with a gap")
    let mixed = Self.alto(
      Self.string("We", 0, 20) + "<SP/>" + Self.string("went", 30, 40) + Self.string("home", 82, 40) + Self.string("wards", 123, 50))
    #expect(try Self.read("a.xml", mixed).prose == "We went homewards\n", "a gap is a space though SP is left out")
    let bare = Self.alto("<String CONTENT=\"home\"/><String CONTENT=\".\"/><SP/><String CONTENT=\"Then\"/>")
    #expect(try Self.read("a.xml", bare).prose == "home. Then\n")
  }

  @Test func wordGivenTwiceAtOnePlaceIsOne() throws {
    let twice = Self.alto(Self.string("the", 0, 30) + Self.string("the", 0, 30) + Self.string("boat", 40, 40) + Self.string("boat", 90, 40))
    #expect(try Self.read("a.xml", twice).prose == "the boat boat\n")
  }

  @Test(arguments: ["trea¬", "trea\u{AD}", "trea&#173;", "trea-"]) func cutWordsAreJoined(first: String) throws {
    #expect(try Self.read("a.xml", Self.alto("<String CONTENT=\"\(first)\"/>", "<String CONTENT=\"surer,\"/><String CONTENT=\"x\"/>")).prose == "treasurer,\nx\n")
    let hocr = "<div class='ocr_page'><span class='ocr_line'><span class='ocrx_word'>\(first)</span></span> <span class='ocr_line'><span class='ocrx_word'>surer</span></span></div>"
    #expect(try Self.read("a.hocr", hocr).prose == "treasurer\n")
  }

  @Test(arguments: [("after-", "noon"), ("Septem-", "ber"), ("through-", "out")]) func wordsThatPartIntoWordsAreJoined(first: String, second: String) throws {
    let page = Self.alto("<String CONTENT=\"\(first)\"/>", "<String CONTENT=\"\(second)\"/>")
    #expect(try Self.read("a.xml", page).prose == "\(first.dropLast())\(second)\n")
  }

  @Test func compoundKeepsItsHyphen() throws {
    #expect(try Self.read("a.xml", Self.alto("<String CONTENT=\"well-\"/>", "<String CONTENT=\"known\"/>")).prose == "well-\nknown\n")
    #expect(try Self.read("a.xml", Self.alto("<String CONTENT=\"ivory-\"/>", "<String CONTENT=\"handled\"/>")).prose == "ivory-\nhandled\n")
  }

  @Test func insertedAlternativeCountsInHOCR() throws {
    let hocr = """
      <div class='ocr_page'><span class='ocr_line'><span class='ocrx_word'>h<ins class='alt'>ome</ins><del class='alt'>orne</del></span>
      <span class='ocrx_cinfo'>b</span><span class='ocrx_cinfo'>o</span><span class='ocrx_cinfo'>at</span> left</span></div>
      """
    #expect(try Self.read("a.hocr", hocr).prose == "home boat left\n")
  }

  @Test func readingOrderOfPAGEIsObeyed() throws {
    func region(_ id: String) -> String {
      "<TextRegion id=\"\(id)\"><TextLine index=\"1\"><TextEquiv conf=\"0.2\"><Unicode>no</Unicode></TextEquiv><TextEquiv conf=\"0.9\"><Unicode>\(id) two</Unicode></TextEquiv></TextLine><TextLine index=\"0\"><TextEquiv><Unicode>\(id) one</Unicode></TextEquiv></TextLine></TextRegion>"
    }
    func cell(_ row: Int, _ column: Int) -> String {
      "<TextRegion><Roles><TableCellRole rowIndex=\"\(row)\" columnIndex=\"\(column)\"/></Roles><TextLine><TextEquiv><Unicode>r\(row)c\(column)</Unicode></TextEquiv></TextLine></TextRegion>"
    }
    let page = """
      <PcGts><Page><ReadingOrder><OrderedGroup><OrderedGroupIndexed index="1"><RegionRefIndexed index="1" regionRef="a"/>
      <RegionRefIndexed index="0" regionRef="b"/></OrderedGroupIndexed><RegionRefIndexed index="0" regionRef="t"/></OrderedGroup></ReadingOrder>
      \(region("a"))\(region("b"))<TableRegion id="t">\(cell(1, 0))\(cell(0, 1))\(cell(0, 0))</TableRegion></Page></PcGts>
      """
    #expect(
      try Self.read("a.xml", page).prose == "r0c0\n\nr0c1\n\nr1c0\n\nb one\nb two\n\na one\na two\n")
  }
}
