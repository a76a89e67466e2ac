import GalleyCore
import GalleyTesting
import Testing

/// What is known of a text goes when it is checked: an archive has millions of them.
@Suite struct MemoryTests {
  @Test(arguments: ["articles", "clean", "ocr", "grammar"]) func checkedTextsAreFreed(folder: String) throws {
    let names = Repository.names(in: "Fixtures/\(folder)").filter { $0.hasSuffix(".txt") }
    try #require(!names.isEmpty)
    for name in names {
      weak var left: Document?
      do {
        let document = try DocumentReader.read(name: name, bytes: Repository.bytes("Fixtures/\(folder)/\(name)"), kind: .text)
        left = document
        _ = try Workbench.check(document)
      }
      #expect(left == nil, "\(name) is still held")
    }
  }
}
