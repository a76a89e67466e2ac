import Formats
import GalleyCore
import GalleyTesting
import Reports
import Testing

/// Texts at the edges: the shortest ones, and tokens at the limit of their length.
@Suite struct EdgeTextTests {
  /// Pieces of which each has ended a text in a way that some reader did not expect.
  private static let pieces: [[UInt8]] = [
    [0x61], [0x20], Array("“".utf8), [0x0D], [0x0A], [0x00], [0xFF], [0xEF, 0xBB, 0xBF],
  ]

  /// Every text of exactly so many bytes that is made of the pieces.
  private static func texts(_ size: Int) -> [[UInt8]] {
    if size == 0 { return [[]] }
    return pieces.filter { $0.count <= size }.flatMap { piece in texts(size - piece.count).map { piece + $0 } }
  }

  /// Read, checked, written in every format, fixed, fixed again, and patched.
  @Test(arguments: 0...3) func shortTexts(size: Int) throws {
    for text in Self.texts(size) {
      for kind in InputKind.allCases { #expect(try Fuzzer.problem(with: text, kind) == nil, "\(kind) \(text)") }
    }
  }

  @Test(arguments: [4, 5]) func longerTexts(size: Int) throws {
    for (i, text) in Self.texts(size).enumerated() {
      let formats = OutputFormat.allCases
      // Each text in one format, each format with a tenth of all texts, those whose line is shown with all.
      let chosen = [formats[i % formats.count], .pretty, .json]
      #expect(try Fuzzer.problem(with: text, .text, formats: chosen) == nil, "\(text)")
    }
  }

  /// What begins like an address and is none, and what stands after it.
  @Test(arguments: ["http://", "ftp://", "a@", "www.", "a.b/", "x.com/"], ["’s now", "“", "…", "é", "<", "€5", "\u{301}", "😀", ".", ""])
  func halfAddresses(head: String, tail: String) throws {
    let text = Array("He saw \(head)\(tail)\n".utf8)
    for kind in [InputKind.text, .markdown, .html] { #expect(try Fuzzer.problem(with: text, kind) == nil, "\(kind)") }
  }

  /// Lengths around the most that a token may have, in everything that makes long tokens.
  @Test(arguments: [
    ("", "U.S.", ""), ("", "a", ""), ("", "é", "a"), ("", "1,", "1"), ("", " ", "a"), ("", "\u{1}", "a"), ("", "@a", ""),
    ("http://a.b/", "c", " d"), ("a", "\u{200B}a", ""), ("ab", "\u{301}", ""), ("", "中", "."),
  ])
  func longTokens(head: String, piece: String, tail: String) throws {
    for length in [65_526, 65_535, 65_536, 65_537, 131_073] {
      let middle = String(repeating: piece, count: (length - head.utf8.count) / piece.utf8.count)
      for text in [head + middle + tail, head + middle + "\u{200B}\u{200B}\u{200B}\u{200B}b" + tail] {
        let document = Document(text: text)
        var end = 0
        for token in document.tokens {
          #expect(token.start == end)
          #expect(token.end > end)
          end = token.end
          if token.kind == .word {
            let range = document.vocabulary[token.word].range
            #expect(document.bytes[range.start..<range.end].elementsEqual(document.bytes[token.start..<token.end]))
          }
          #expect(String(validating: document.bytes[token.start..<token.end], as: UTF8.self) != nil, "cut within a character")
        }
        #expect(end == document.bytes.count)
      }
    }
  }
}
