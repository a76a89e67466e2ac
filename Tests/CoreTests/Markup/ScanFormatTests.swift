import Foundation
import GalleyCore
import GalleyTesting
import Reports
import Testing

/// The formats of scans that are only read, and spaces and cut words in those that are written, too.
@Suite struct ScanFormatTests {
  private static func read(_ name: String, _ text: String) throws -> Document {
    try DocumentReader.read(name: name, bytes: Array(text.utf8))
  }

  private static let samples: [(name: String, text: String, prose: String)] = [
    ("a.xml", ScanSamples.abbyy, "A ferry\n&\nall of it.\n"), ("d.xml", ScanSamples.djvu, "The ferry\nleft.\n\u{C}Next\n"),
    ("t.xml", ScanSamples.tei, "The ferry\nleft\nat noon.\n\u{C}Next\n"), ("t.tsv", ScanSamples.tsv, "The R&amp;D\nleft.\n\u{C}Next\n"),
    ("v.json", ScanSamples.vision, "Aé b.\n\" z\n"), ("x.json", ScanSamples.textract, "The ferry\n\u{C}left\n"),
  ]

  @Test(arguments: samples) func proseIsThatOfTheFormat(name: String, text: String, prose: String) throws {
    let document = try Self.read(name, text)
    #expect(document.prose == prose)
    #expect(document.fixRefusal != nil)
  }

  @Test func wordsKnowTheirBoxes() throws {
    func first(_ name: String, _ text: String) throws -> OCRLayout.Word { try #require(try Self.read(name, text).layout?.words.first) }
    let abbyy = try #require(try Self.read("a.xml", ScanSamples.abbyy).layout?.words[1])
    #expect(abbyy.box?.corners == [9, 2, 20, 9] || abbyy.box?.corners == [9, 2, 22, 9])
    #expect(try #require(abbyy.weakest) == 0.4)
    #expect(try first("d.xml", ScanSamples.djvu).box?.corners == [1, 2, 30, 9])
    #expect(try first("d.xml", ScanSamples.djvu).confidence == 0.93)
    #expect(try first("t.xml", ScanSamples.tei).box?.corners == [1, 2, 60, 9])
    #expect(try first("t.tsv", ScanSamples.tsv).box?.corners == [1, 2, 30, 9])
    #expect(try first("v.json", ScanSamples.vision).box?.corners == [1, 2, 30, 9])
    #expect(try Self.read("v.json", ScanSamples.vision).layout?.words.last?.box?.corners == [10, 20, 30, 40])
    #expect(try first("x.json", ScanSamples.textract).box?.corners == [1000, 2000, 4000, 3000])
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

  private static let counted: [(kind: InputKind, text: String)] = [
    (.abbyy, ScanSamples.abbyy), (.djvu, ScanSamples.djvu), (.tei, ScanSamples.tei), (.tsv, ScanSamples.tsv), (.vision, ScanSamples.vision),
    (.textract, ScanSamples.textract),
    (.hocr, "<div class='ocr_page' title='ppageno 3'><span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 40; x_confs 10 20'>tbe</span></div>"),
    (.alto, alto("<String CONTENT=\"tbe\" HPOS=\"1\" VPOS=\"2\" WIDTH=\"3\" HEIGHT=\"4\" WC=\"0.4\" CC=\"8 0 1\"/>")),
    (.page, "<PcGts><Page><TextRegion><TextLine index=\"1\"><Word><Coords points=\"1,2 3,4\"/><TextEquiv conf=\"0.4\" index=\"0\"><Unicode>tbe</Unicode></TextEquiv></Word></TextLine></TextRegion></Page></PcGts>"),
  ]

  /// Whatever number stands where a page, a place or a confidence should.
  @Test(arguments: counted) func numbersMayBeAnything(kind: InputKind, text: String) throws {
    let nines = String(repeating: "9", count: 400)
    for digits in text.ranges(of: /[0-9]+/) {
      for number in [nines, "-" + nines, "1e999", "0." + nines, "9223372036854775807"] {
        #expect(try Fuzzer.problem(with: Array(text.replacingCharacters(in: digits, with: number).utf8), kind, formats: [.json]) == nil)
      }
    }
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
