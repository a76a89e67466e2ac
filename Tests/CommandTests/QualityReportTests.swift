import Foundation
import GalleyTesting
import Testing

/// `galley ocr-report` for spreadsheets and as a page, and what it says of new scans.
@Suite struct QualityReportTests {
  private static let good = "The old ferry left the pier at noon with ten people and came back late in the afternoon.\n"
  private static let bad = "Tbe o1d ferrv lcft tlie picr at n0on w1th tcn pcople | ~ and carne b4ck latc ln thc aftemoon.\n"

  private let folder: TemporaryDirectory
  init() throws {
    folder = try TemporaryDirectory()
    try folder.write(Self.good, to: "p/a, 1.txt")
    try folder.write(Self.bad, to: "p/b.txt")
    try folder.write(Self.good + "\u{C}" + Self.good, to: "q/c.txt")
  }

  @Test func csvListsAllPages() throws {
    for i in 0..<30 { try folder.write(Self.good, to: "r/\(i).txt") }
    let outcome = try Command.run("galley ocr-report --quiet --format csv p q r", in: folder.path)
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "file,page,tokens,error_rate,verdict,collection")
    #expect(lines.count == 35)
    #expect(lines[1].hasPrefix("p/b.txt,1,") && lines[1].hasSuffix(",damaged,p"))
    #expect(lines.contains("\"p/a, 1.txt\",1,18,0.0000,readable,p"))
    #expect(try Command.run("galley ocr-report --quiet --format csv --worst 1 p q r", in: folder.path).text.split(separator: "\n").count == 2)
  }

  /// A page scanned again is taken to be as good as the readable ones beside it.
  @Test func gainOfNewScansIsSaid() throws {
    let table = try Command.run("galley ocr-report --quiet p q", in: folder.path).text
    let gain = try #require(table.split(separator: "\n").first { $0.hasPrefix("to scan again: ") })
    #expect(gain.hasPrefix("to scan again: p: 1 of 2 pages; errors ") && gain.contains(" → 0.0%, ") && gain.hasSuffix(" wrong tokens fewer"))
    #expect(!table.contains("to scan again: q"))
    let json = try Command.run("galley ocr-report --quiet --format json p q", in: folder.path).text
    #expect(json.contains("{\"folder\":\"p\",\"pages\":2,\"damaged\":1,") && json.contains("\"rescan\":{\"errorRate\":0.0000,\"fewerWrong\":"))
    // Nothing is known of pages without any that were read well.
    #expect(!(try Command.run("galley ocr-report --quiet p/b.txt", in: folder.path).text.contains("to scan again")))
  }

  @Test func pageStandsAlone() throws {
    try folder.write([0xFF, 0xD8, 0xFF, 0xE0, 1, 2], to: "p/b.jpg")
    try folder.write(Self.bad, to: "p/<x>.txt")
    let outcome = try Command.run("galley ocr-report --quiet --format html p q", in: folder.path)
    let page = outcome.text
    #expect(outcome.status == 0 && page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.contains("src=\"data:image/jpeg;base64,/9j/4AEC\""), "the picture beside a page is in the report")
    #expect(page.contains("p/&lt;x&gt;.txt") && !page.contains("<x>"))
    #expect(page.count(of: "<svg class=\"spark\"") == 2 && page.count(of: "<rect class=\"bad\"") == 2 && page.count(of: "<rect class=\"good\"") == 3)
    #expect(!page.contains("http"), "nothing is fetched")
    let worst = try #require(page.range(of: "The worst pages")).lowerBound
    let rows = page[worst...]
    #expect(try #require(rows.range(of: "p/b.txt")).lowerBound < #require(rows.range(of: "q/c.txt")).lowerBound)
  }

  @Test func largePictureIsLinked() throws {
    try folder.write([UInt8](repeating: 0, count: (1 << 20) + 1), to: "p/b.png")
    let page = try Command.run("galley ocr-report --quiet --format html p", in: folder.path).text
    #expect(page.contains("<a href=\"p/b.png\">image</a>"))
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
