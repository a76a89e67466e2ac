import GalleyTesting
import Testing

/// `galley fix --annotate`: corrections beside what an engine read, which stays byte for byte.
@Suite struct AnnotationTests {
  private let folder: TemporaryDirectory
  init() throws { folder = try TemporaryDirectory() }

  /// Annotates a file; every inserted piece is in `new`, and what remains without them is the old file.
  private func annotated(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try folder.write(text, to: name)
    let outcome = try Command.run("galley fix --no-config --level note --annotate --unsafe-fixes --quiet \(name)", in: folder.path)
    #expect(outcome.status <= 1, "\(outcome.errorText)", sourceLocation: sourceLocation)
    let once = String(decoding: try folder.read(name), as: UTF8.self)
    _ = try Command.run("galley fix --no-config --level note --annotate --unsafe-fixes --quiet \(name)", in: folder.path)
    #expect(String(decoding: try folder.read(name), as: UTF8.self) == once, "a second run adds nothing", sourceLocation: sourceLocation)
    return once
  }

  @Test func altoGetsAlternatives() throws {
    let text = """
      <a:alto xmlns:a='x'><a:Layout><a:Page><a:PrintSpace><a:TextBlock><a:TextLine><a:String CONTENT="I" HPOS='1'/><a:SP/>
      <a:String CONTENT="recieved" WC="0.4"/><a:SP/><a:String CONTENT='tea' ><a:Shape/><a:Glyph CONTENT="t"/></a:String><a:SP/>
      <a:String CONTENT="beleive"><a:ALTERNATIVE>beleve</a:ALTERNATIVE><a:Glyph CONTENT="b"/></a:String><a:SP/><a:String CONTENT="me."/>
      </a:TextLine></a:TextBlock></a:PrintSpace></a:Page></a:Layout></a:alto>
      """
    let expected = text.replacing("WC=\"0.4\"/>", with: "WC=\"0.4\"><a:ALTERNATIVE>received</a:ALTERNATIVE></a:String>")
      .replacing("beleve</a:ALTERNATIVE>", with: "beleve</a:ALTERNATIVE><a:ALTERNATIVE>believe</a:ALTERNATIVE>")
    #expect(try annotated(text, "a.xml") == expected)
  }

  @Test func pageGetsAnotherReading() throws {
    func word(_ text: String, _ index: String = "") -> String {
      "<Word><Coords points=\"1,2 3,4\"/><TextEquiv\(index)><Unicode>\(text)</Unicode></TextEquiv></Word>"
    }
    func page(_ words: String) -> String { "<PcGts><Page><TextRegion id='r'><TextLine>\(words)</TextLine></TextRegion></Page></PcGts>" }
    let before = page(word("I") + word("recieved") + word("it", " index='0'") + word("beleive", " index='0'") + word("noon."))
    let after = page(
      word("I")
        + "<Word><Coords points=\"1,2 3,4\"/><TextEquiv index=\"0\"><Unicode>recieved</Unicode></TextEquiv><TextEquiv index=\"1\"><Unicode>received</Unicode></TextEquiv></Word>"
        + word("it", " index='0'")
        + "<Word><Coords points=\"1,2 3,4\"/><TextEquiv index='0'><Unicode>beleive</Unicode></TextEquiv><TextEquiv index=\"1\"><Unicode>believe</Unicode></TextEquiv></Word>"
        + word("noon."))
    #expect(try annotated(before, "a.xml") == after)
  }

  @Test func hocrGetsAProperty() throws {
    let text = """
      <html><body><div class="ocr_page" title='bbox 0 0 9 9'><span class='ocr_line'><span class='ocrx_word' title='bbox 1 1 2 2; x_wconf 50'>I</span>
      <span class='ocrx_word' title='bbox 3 1 4 2; x_wconf 40'>recieved</span> <span class='ocrx_word' title="">the</span>
      <span class="ocrx_word" title="bbox 5 1 6 2"><em>tea</em></span> <span class='ocrx_word'>untill</span> <span class='ocrx_word' title='x'>noon.</span></span></div></body></html>
      """
    let expected = text.replacing("x_wconf 40'", with: "x_wconf 40; x_correction &quot;received&quot;'")
    #expect(try annotated(text, "a.hocr") == expected)
  }

  @Test func textHasNoPlaceForThem() throws {
    try folder.write("I recieved it.\n", to: "a.txt")
    let outcome = try Command.run("galley fix --no-config --annotate a.txt", in: folder.path)
    #expect(outcome.status == 2 && outcome.errorText.contains("--annotate is for ALTO, hOCR and PAGE XML"))
    #expect(try folder.read("a.txt") == Array("I recieved it.\n".utf8))
  }

  @Test func differenceIsShownWithoutWriting() throws {
    let text = "<alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT=\"I\"/><SP/><String CONTENT=\"recieved\"/><SP/><String CONTENT=\"it.\"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>\n"
    try folder.write(text, to: "a.xml")
    let outcome = try Command.run("galley fix --no-config --annotate --unsafe-fixes --diff --quiet a.xml", in: folder.path)
    #expect(outcome.text.contains("+") && outcome.text.contains("<ALTERNATIVE>received</ALTERNATIVE>"))
    #expect(try folder.read("a.xml") == Array(text.utf8))
  }
}
