import Foundation
import GalleyTesting
import Testing

/// Lines and columns count characters of the text, offsets bytes of the file, whatever stands before a place and however
/// the file is written.
@Suite struct LocationTests {
  struct Writing: CustomTestStringConvertible {
    let testDescription: String
    let bytes: @Sendable (String) -> [UInt8]
    /// Of a part of a text: no mark stands before it.
    func part(_ text: String) -> ArraySlice<UInt8> { bytes(text).dropFirst(bytes("").count) }
  }

  static let writings = [
    Writing(testDescription: "UTF-8") { Array($0.utf8) },
    Writing(testDescription: "UTF-8 with a mark") { [0xEF, 0xBB, 0xBF] + Array($0.utf8) },
    Writing(testDescription: "CR LF") { Array($0.replacingOccurrences(of: "\n", with: "\r\n").utf8) },
    Writing(testDescription: "UTF-16, little end first") { [0xFF, 0xFE] + $0.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } },
    Writing(testDescription: "UTF-16, big end first") { [0xFE, 0xFF] + $0.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } },
    Writing(testDescription: "Windows-1252") { $0.unicodeScalars.map { UInt8($0.value) } },
  ]

  private let folder: TemporaryDirectory
  init() throws { folder = try TemporaryDirectory() }

  /// What a run says of the one finding of a text.
  private func finding(_ text: String, _ writing: Writing, _ options: String) throws -> [String: Any] {
    try folder.write(writing.bytes(text), to: "story.txt")
    let outcome = try Command.run("galley --no-config --quiet --format jsonl \(options) story.txt", in: folder.path)
    let lines = outcome.text.split(separator: "\n")
    try #require(lines.count == 1, "\(outcome.text)\(outcome.errorText)")
    return try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
  }

  private func place(_ end: String, _ finding: [String: Any]) throws -> [String: Int] {
    try #require((finding["range"] as? [String: Any])?[end] as? [String: Int])
  }

  @Test(arguments: Self.writings) func prose(_ writing: Writing) throws {
    let text = "Où est le café ?\nÀ Besançon, said the the guide; it is là-bas.\n"
    let found = try finding(text, writing, "--select doubled-word")
    let (start, end) = (try place("start", found), try place("end", found))
    let line = text.split(separator: "\n")[1]
    let column = line.distance(from: line.startIndex, to: line.range(of: "the the")!.lowerBound) + 1
    #expect((start["line"], start["column"], end["line"], end["column"]) == (2, column, 2, column + 7))
    #expect(writing.bytes(text)[start["offset"]!..<end["offset"]!] == writing.part("the the"))
  }

  /// The same of a fault in front matter, which is no prose.
  @Test(arguments: Self.writings) func frontMatter(_ writing: Writing) throws {
    for values in ["ñandú", "[ça, là, Ö]", "[\"Ångström, Ø\", æon]"] {
      let line = "galley: {names: \(values), wrods: [x]}"
      let found = try finding("---\ntitle: Ä\n\(line)\n---\nI saw it.\n", writing, "--level warning")
      let start = try place("start", found)
      let column = line.distance(from: line.startIndex, to: line.range(of: "wrods")!.lowerBound) + 1
      #expect((start["line"], start["column"]) == (3, column), "\(values)")
      #expect(try folder.read("story.txt")[start["offset"]!...].starts(with: writing.part("wrods")), "\(values)")
    }
  }
}
