import GalleyCore
import GalleyTesting
import Testing

/// Pages as scanners leave them, in Fixtures/ocr, and what is said about them.
@Suite struct OCRFixtureTests {
  private static let pages = Repository.names(in: "Fixtures/ocr").filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }

  @Test(arguments: pages) func page(name: String) throws {
    let report = try FixtureRunner.report("Fixtures/ocr/\(name).txt")
    let path = "Fixtures/ocr/\(name).expected"
    if Repository.updates { try Repository.write(report, to: path) }
    #expect(report == Repository.text(path), "GALLEY_UPDATE=1 make test rewrites \(path)")
  }

  /// Verse has its capitals and old words, a manual its terms: neither is damage.
  @Test(arguments: ["clean-verse", "clean-terms"]) func noDamage(name: String) throws {
    #expect(try FixtureRunner.report("Fixtures/ocr/\(name).txt") == "")
  }
}
