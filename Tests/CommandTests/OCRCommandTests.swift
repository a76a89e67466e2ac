import Foundation
import GalleyTesting
import Testing

/// OCR files on the command line, from a real engine too.
@Suite struct OCRCommandTests {
  private let folder: TemporaryDirectory
  init() throws { folder = try TemporaryDirectory() }

  private static let alto = """
    <alto><Layout><Page PHYSICAL_IMG_NR="3"><PrintSpace><TextBlock><TextLine><String CONTENT="I"/><String CONTENT="recieved"
    HPOS="10" VPOS="20" WIDTH="30" HEIGHT="8"/><String CONTENT="it."/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
    """

  @Test func inputIsRecognisedOrNamed() throws {
    try folder.write(Self.alto, to: "d/page.xml")
    try folder.write("<?xml version=\"1.0\"?><rss>teh</rss>", to: "d/feed.xml")
    let walked = try Command.run("galley --no-config d", in: folder.path)
    #expect(walked.status == 1)
    #expect(walked.text.hasPrefix("d/page.xml:1:112: ") && walked.text.contains(": page 3: “recieved”"))
    #expect(walked.text.split(separator: "\n").count == 1)
    let named = try Command.run("galley --no-config d/feed.xml", in: folder.path)
    #expect(named.status == 2)
    #expect(named.errorText.hasPrefix("galley: d/feed.xml: XML, but neither ALTO nor PAGE nor hOCR nor another format of scans"))
    let piped = try Command.run("galley --no-config --format json - <d/page.xml", in: folder.path)
    #expect(piped.text.contains("\"page\":{\"number\":3,\"box\":[10,20,40,28]}"))
    let forced = try Command.run("galley --no-config --input text d/page.xml", in: folder.path)
    #expect(forced.text.contains("html-entity") || !forced.text.contains("page 3"))
  }

  @Test func packageIsReadPageByPage() throws {
    func page(_ text: String) -> String { Self.alto.replacing("recieved", with: text) }
    try folder.write(page("recieved"), to: "p/alto/1.xml")
    try folder.write(page("beleived"), to: "p/alto/2.xml")
    func mets(_ second: String) -> String {
      """
      <mets:mets xmlns:mets="m" xmlns:xlink="x"><mets:fileSec><mets:fileGrp USE="FULLTEXT">
      <mets:file ID="b" MIMETYPE="text/xml"><mets:FLocat xlink:href="\(second)"/></mets:file>
      <mets:file ID="a" MIMETYPE="text/xml"><mets:FLocat xlink:href="file://./alto/1.xml"/></mets:file></mets:fileGrp></mets:fileSec>
      <mets:structMap TYPE="PHYSICAL"><mets:div><mets:div ORDER="2"><mets:fptr FILEID="b"/></mets:div>
      <mets:div ORDER="1"><mets:fptr FILEID="a"/></mets:div></mets:div></mets:structMap></mets:mets>
      """
    }
    try folder.write(mets("alto/2.xml"), to: "p/mets.xml")
    let found = try Command.run("galley --no-config p/mets.xml", in: folder.path)
    #expect(found.text.split(separator: "\n").map { String($0.prefix(12)) } == ["p/alto/1.xml", "p/alto/2.xml"])
    #expect(try Command.run("galley --no-config p", in: folder.path).text == found.text)
    let report = try Command.run("galley ocr-report p/mets.xml", in: folder.path)
    #expect(report.text.contains("p/alto/1.xml") && report.text.contains("in all: 2 pages"))
    try folder.write(mets("../../secret.xml"), to: "p/mets.xml")
    let outside = try Command.run("galley --no-config p/mets.xml", in: folder.path)
    #expect(outside.status == 2 && outside.errorText.contains("names a file outside its folder"))
  }

  @Test func formatsThatAreOnlyReadAreNotFixed() throws {
    let tsv = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n5\t1\t1\t1\t1\t1\t1\t2\t3\t4\t90\tI\n5\t1\t1\t1\t1\t2\t10\t20\t30\t8\t40\trecieved\n5\t1\t1\t1\t1\t3\t50\t2\t3\t4\t90\tit.\n"
    try folder.write(tsv, to: "d/a.tsv")
    let json = try Command.run("galley --no-config --format json d", in: folder.path)
    #expect(json.text.contains("\"page\":{\"number\":1,\"box\":[10,20,40,28]}"))
    let fixed = try Command.run("galley fix --unsafe-fixes --no-config d/a.tsv", in: folder.path)
    #expect(fixed.status == 2 && fixed.errorText.contains("is read, not written"))
    #expect(try folder.read("d/a.tsv") == Array(tsv.utf8))
  }

  @Test func reportDoesNotJudgeWhatItCannotRead() throws {
    try folder.write(
      "Der Rat der Stadt hat beschlossen, dass die Arbeiten an der Brücke nicht vor dem Ende des Jahres fertig werden. Die Menschen, die in dem Viertel wohnen, sind zornig, und es ist eine Sitzung für den Monat März geplant, auf der sich der Bürgermeister zu dem Plan äußern soll.\n",
      to: "r/a.txt")
    try folder.write("<alto><Layout><Page><PrintSpace/></Page></Layout></alto>", to: "r/b.xml")
    let report = try Command.run("galley ocr-report --state s r", in: folder.path)
    #expect(report.text.contains("not checked (German, no dictionary)  r/a.txt") && report.text.contains("no text"))
    #expect(report.text.contains("in all: 2 pages, 0 damaged, 1 not checked, 1 without text") && !report.text.contains("readable"))
    #expect(try Command.run("galley ocr-report --state s r", in: folder.path).text == report.text)
  }

  // MARK: ocr-report

  private static let good = "The old ferry left the pier at noon with ten people and came back late in the afternoon.\n"
  private static let bad = "Tbe o1d ferrv lcft tlie picr at n0on w1th tcn pcople | ~ and carne b4ck latc ln thc aftemoon.\n"

  @Test func reportListsTheWorstPages() throws {
    try folder.write(Self.good + "\u{C}" + Self.bad + "\u{C}", to: "pages/book.txt")
    try folder.write(Self.good, to: "pages/letter.txt")
    let table = try Command.run("galley ocr-report pages", in: folder.path)
    #expect(table.status == 0)
    let lines = table.text.split(separator: "\n").map(String.init)
    #expect(lines[1].hasSuffix("damaged   pages/book.txt page 2"))
    #expect(lines[2].hasSuffix("readable  pages/book.txt") && lines[3].hasSuffix("readable  pages/letter.txt"))
    #expect(lines[4].hasSuffix("in all: 3 pages, 1 damaged"))
    #expect(lines[5].hasPrefix("misread: "))
    let json = try Command.run("galley ocr-report --format json --worst 1 pages", in: folder.path)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    let pages = try #require(object["pages"] as? [[String: Any]])
    #expect(pages.count == 1 && pages[0]["page"] as? Int == 2 && pages[0]["verdict"] as? String == "damaged")
  }

  @Test func reportReadsPackedFilesAndLists() throws {
    try folder.write(Self.bad, to: "a.txt")
    try folder.write(Self.alto, to: "b.xml")
    let outcome = try Command.run(
      "gzip a.txt b.xml && printf 'a.txt.gz\\0b.xml.gz\\0missing.txt\\0' | galley ocr-report --files-from -", in: folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.text.contains("a.txt.gz") && outcome.text.contains("b.xml.gz page 3") && outcome.text.contains("in all: 2 pages"))
    #expect(outcome.errorText == "galley: missing.txt: No such file or directory\n")
    try folder.write([0x1F, 0x8B, 8, 0, 0, 0], to: "broken.txt.gz")
    #expect(
      try Command.run("galley ocr-report broken.txt.gz", in: folder.path).errorText == "galley: broken.txt.gz: not a whole gzip file\n")
  }

  @Test func brokenOffReportGoesOn() throws {
    for i in 0..<40 { try folder.write(i % 7 == 3 ? Self.bad : Self.good, to: "p/f\(i).txt") }
    let whole = try Command.run("galley ocr-report --jobs 1 --state s p", in: folder.path)
    #expect(try folder.read("s").count { $0 == 0x0A } == 40)
    // As if killed in the middle of a line.
    let lines = try folder.read("s")
    try folder.write(Array(lines.prefix(lines.count / 2)), to: "s")
    let resumed = try Command.run("galley ocr-report --state s p", in: folder.path)
    #expect(resumed.output == whole.output)
    #expect(try folder.read("s").count { $0 == 0x0A } == 40)
    try folder.write("something else\n", to: "t")
    #expect(try Command.run("galley ocr-report --state t p", in: folder.path).status == 2)
    #expect(try folder.read("t") == Array("something else\n".utf8))
  }

  // MARK: a real engine

  private static let prose = """
    The old ferry left the harbour at noon, as it had done every day for sixty years. The captain stood at the rail
    and counted the passengers twice, because the company had asked him to. Nobody on the quay expected rain before
    the evening, and the children ate their sandwiches on the upper deck while the band played.
    """

  /// Renders a page, lets Tesseract read it in its formats, and reads those.
  @Test(.timeLimit(.minutes(3))) func tesseractOutputIsRead() throws {
    for tool in ["tesseract", "pango-view"] {
      guard try Command.run("command -v \(tool)", in: folder.path).status == 0 else {
        Issue.record("the tests need \(tool): Scripts/bootstrap tests")
        return
      }
    }
    try folder.write(Self.prose, to: "page.prose")
    let made = try Command.run(
      "pango-view -q --dpi=200 --font='DejaVu Serif 12' --width=500 --wrap=word -o page.png page.prose && OMP_THREAD_LIMIT=1 tesseract page.png page -l eng --dpi 200 hocr alto txt",
      in: folder.path)
    #expect(made.status == 0, "\(made.errorText)")
    let results = try ["page.hocr", "page.xml", "page.txt"].map {
      try Command.run("galley --no-config --format json \($0)", in: folder.path)
    }
    for result in results {
      #expect(result.status == 0, "a clean page stays silent: \(result.text)")
      let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
      let words = try #require((object["files"] as? [[String: Any]])?.first?["words"] as? Int)
      #expect(abs(words - 60) <= 6)
    }
    // A misreading put into the engine's own files is found where it stands.
    for name in ["page.hocr", "page.xml"] {
      let text = String(decoding: try folder.read(name), as: UTF8.self)
      try folder.write(text.replacing("harbour", with: "harhour"), to: "bad-" + name)
      let outcome = try Command.run("galley --no-config --level note --format jsonl bad-\(name)", in: folder.path)
      let start = try #require(text.range(of: "harbour")).lowerBound
      #expect(outcome.text.contains("\"offset\":\(text.utf8.distance(from: text.startIndex, to: start))"), "\(outcome.text)")
      #expect(outcome.text.contains("\"page\":{\"number\":1,\"box\":["))
    }
  }

  /// The text layer that Pango writes, through poppler.
  @Test func textLayerOfPDFIsRead() throws {
    for tool in ["pdftotext", "pango-view"] {
      guard try Command.run("command -v \(tool)", in: folder.path).status == 0 else {
        Issue.record("the tests need \(tool): Scripts/bootstrap tests")
        return
      }
    }
    try folder.write(Self.prose.replacing("harbour", with: "harhour"), to: "page.prose")
    let made = try Command.run("pango-view -q --font='DejaVu Serif 12' --width=500 --wrap=word -o page.pdf page.prose", in: folder.path)
    #expect(made.status == 0, "\(made.errorText)")
    let outcome = try Command.run("galley --no-config --level note --format json page.pdf", in: folder.path)
    #expect(outcome.text.contains("“harhour”") && outcome.text.contains("\"page\":{\"number\":1,\"box\":["), "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.contains("\"words\":58,"))
    let before = try folder.read("page.pdf")
    let fixed = try Command.run("galley fix --no-config --unsafe-fixes page.pdf", in: folder.path)
    #expect(fixed.status == 2 && fixed.errorText.contains("a PDF document cannot be fixed"))
    #expect(try folder.read("page.pdf") == before)
    try folder.write("%PDF-1.4 nothing", to: "broken.pdf")
    #expect(try Command.run("galley --no-config broken.pdf", in: folder.path).errorText.hasPrefix("galley: broken.pdf: a PDF document that pdftotext cannot read: damaged or locked\n"))
  }
}
