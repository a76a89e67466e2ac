import Formats
import GalleyCore
import GalleyTesting
import Testing

/// What must hold of any text: tokens tile it, and positions lead back to the bytes on disk.
@Suite struct TextModelTests {
  /// Pieces that texts are put together from: what the lexer treats in its own way, and what breaks it.
  private static let pieces: [[UInt8]] =
    [
      "the", "The", "don’t", "o'clock", "café", "naïve", "Łódź", "東京", "😀", "U.S.", "p.m.", "e.g.", "Mr.", "18th", "1,000.50",
      "10:30", "well-known", "—", "–", "--", "...", "…", "“", "”", "‘", "’", "\"", "'", "«", "″", "(", ")", "[", "]", ".", ",",
      ";", ":", "!", "?", " ", "  ", "\t", "\u{A0}", "\n", "\n\n", "\r\n", "\r", "\u{0C}", "\u{2028}", "\u{85}", "\u{200B}",
      "\u{AD}", "\u{FEFF}", "\u{FFFD}", "\u{0}", "\u{7}", "e\u{301}", "\u{301}", "ﬁ", "https://example.org/a?b=c", "a@b.org",
      "@handle", "#tag", "report.pdf", "www.example.com", "$5", "€20", "50%", "*", "•", "/", "\\", "{", "}", "`", "galley:off",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF5], [0xC0, 0x80], [0x93]]

  private static func randomText(_ seed: Int) -> [UInt8] {
    var random = SeededGenerator(seed)
    var bytes: [UInt8] = []
    switch seed % 3 {
    case 0: for _ in 0..<Int.random(in: 0...200, using: &random) { bytes.append(UInt8.random(in: 0...255, using: &random)) }
    case 1: for _ in 0..<Int.random(in: 0...120, using: &random) { bytes += pieces.randomElement(using: &random) ?? [] }
    default:
      for _ in 0..<Int.random(in: 0...120, using: &random) {
        bytes += (pieces.randomElement(using: &random) ?? []) + [0x20]
      }
    }
    return bytes
  }

  private static let seeds = 0..<600

  @Test func tokensTile() {
    for seed in Self.seeds {
      let document = Document(Source(path: "random", bytes: Self.randomText(seed)))
      var end = 0
      for token in document.tokens {
        #expect(token.start == end && token.count > 0, "seed \(seed)")
        end = token.end
      }
      #expect(end == document.bytes.count, "seed \(seed)")
      #expect(String(validating: document.bytes, as: UTF8.self) != nil, "seed \(seed)")
    }
  }

  @Test func sentencesAndParagraphsNest() {
    for seed in Self.seeds {
      let document = Document(Source(path: "random", bytes: Self.randomText(seed)))
      var end = 0, sentences = 0
      for (number, paragraph) in document.paragraphs.enumerated() {
        #expect(paragraph.range.start >= end && !paragraph.tokens.isEmpty, "seed \(seed)")
        end = paragraph.range.end
        #expect(paragraph.sentences.lowerBound == sentences, "seed \(seed)")
        sentences = paragraph.sentences.upperBound
        for sentence in document.sentences[paragraph.sentences] {
          #expect(paragraph.range.contains(sentence.range) && sentence.paragraph == number, "seed \(seed)")
        }
      }
      #expect(sentences == document.sentences.count, "seed \(seed)")
    }
  }

  @Test func vocabularyCountsEveryWord() {
    for seed in Self.seeds {
      let document = Document(Source(path: "random", bytes: Self.randomText(seed)))
      let words = document.tokens.filter { $0.kind == .word }
      #expect(document.vocabulary.words.reduce(0) { $0 + $1.count } == words.count, "seed \(seed)")
      for token in words {
        #expect(document.text(document.vocabulary[token.word].range) == document.text(token.range), "seed \(seed)")
        #expect(
          document.vocabulary.fold(of: token.word).text == lowercased(document.bytes[token.start..<token.end]), "seed \(seed)")
      }
    }
  }

  /// Lines and columns against a count by hand.
  @Test(arguments: ColumnUnit.allCases) func positionsAreCounted(unit: ColumnUnit) {
    for seed in Self.seeds where unit != .display {
      let source = Source(path: "random", bytes: Self.randomText(seed))
      var line = 1, column = 1, offset = 0
      var previous: Unicode.Scalar?
      for scalar in String(decoding: source.text, as: UTF8.self).unicodeScalars {
        if previous == "\n" || previous == "\r" && scalar != "\n" { (line, column) = (line + 1, 1) }
        #expect(source.position(of: offset, unit: unit) == Position(line: line, column: column), "seed \(seed) at \(offset)")
        switch unit {
        case .utf8: column += UTF8.width(scalar)
        case .utf16: column += UTF16.width(scalar)
        default: column += 1
        }
        offset += UTF8.width(scalar)
        previous = scalar
      }
    }
  }

  @Test func longLinesHaveTheSamePositions() {
    let text = String(repeating: "é—x", count: 20_000) + "\nend"
    let source = Source(path: "long", bytes: Array(text.utf8))
    for scalars in stride(from: 0, to: 60_000, by: 1777) {
      let offset = scalars / 3 * 6 + [0, 2, 5][scalars % 3]
      #expect(source.position(of: offset) == Position(line: 1, column: scalars + 1))
    }
    #expect(source.position(of: text.utf8.count - 3) == Position(line: 2, column: 1))
  }

  // MARK: encodings

  private static let sample = "“Naïve” café\r\nŽižek — €20\nx\rend…"

  /// The sample in an encoding, and where each scalar begins in it.
  private static func encoded(_ encoding: TextEncoding, mark: Bool) -> (bytes: [UInt8], offsets: [Int]) {
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    if mark { bytes += encoding == .utf8 ? [0xEF, 0xBB, 0xBF] : encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF] }
    for scalar in sample.unicodeScalars {
      offsets.append(bytes.count)
      switch encoding {
      case .utf8, .damagedUTF8: bytes += Array(String(scalar).utf8)
      case .windows1252: bytes.append(Windows1252.byte(for: scalar.value) ?? 0x3F)
      case .utf16LittleEndian: for unit in String(scalar).utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
      case .utf16BigEndian: for unit in String(scalar).utf16 { bytes += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
      }
    }
    return (bytes, offsets + [bytes.count])
  }

  @Test(arguments: [
    (TextEncoding.utf8, false), (.utf8, true), (.utf16LittleEndian, true), (.utf16BigEndian, true), (.windows1252, false),
  ]) func offsetsLeadBackToTheFile(encoding: TextEncoding, mark: Bool) {
    let (bytes, offsets) = Self.encoded(encoding, mark: mark)
    let source = Source(path: "sample", bytes: bytes)
    #expect(source.encoding == encoding)
    #expect(source.hasByteOrderMark == mark)
    #expect(String(decoding: source.text, as: UTF8.self) == Self.sample)
    #expect((source.firstInvalid == nil) == (encoding != .windows1252))
    var offset = 0
    for (number, scalar) in Self.sample.unicodeScalars.enumerated() {
      #expect(source.fileOffset(offset) == offsets[number], "scalar \(number)")
      #expect(source.encode(Array(String(scalar).utf8)) == Array(bytes[offsets[number]..<offsets[number + 1]]))
      offset += UTF8.width(scalar)
    }
    #expect(source.fileOffset(offset) == bytes.count)
    #expect(source.fileSize == bytes.count)
  }

  @Test func lineEndsMeanTheSame() throws {
    let text = "First line.\n\nSecond the the line.\nThird."
    for end in ["\n", "\r\n", "\r"] {
      let source = Source(path: "sample", bytes: Array(text.replacing("\n", with: end).utf8))
      #expect(source.lines.starts.count == 4)
      let document = Document(source)
      let found = try Workbench.check(document).filter { $0.rule == "doubled-word" }
      #expect(found.map { source.position(of: $0.range.start) } == [Position(line: 3, column: 8)], "\(end.debugDescription)")
    }
  }

  @Test func damagedUTF8KeepsItsPlaces() {
    let source = Source(path: "damaged", bytes: [0x61, 0xE9, 0x62, 0xC3, 0xA9, 0x63])
    #expect(source.encoding == .damagedUTF8)
    #expect(String(decoding: source.text, as: UTF8.self) == "aébéc")
    #expect(source.firstInvalid == 1)
    #expect([0, 1, 3, 4, 6].map(source.fileOffset) == [0, 1, 2, 3, 5])
  }

  /// Checking must hold for any text too: nothing crashes, ranges and edits lie within the text, twice is the same.
  @Test func anyTextCanBeChecked() throws {
    for seed in Self.seeds {
      let document = Document(Source(path: "random", bytes: Self.randomText(seed)))
      let found = try Workbench.check(document)
      #expect(try found == Workbench.check(document), "seed \(seed)")
      for diagnostic in found {
        let edits = diagnostic.fixes.flatMap(\.edits).map(\.range)
        for range in edits + [diagnostic.range] + diagnostic.related.map(\.range) {
          #expect(range.end <= document.bytes.count, "seed \(seed): \(diagnostic.rule)")
        }
      }
    }
  }

  /// What was decoded with the wrong character set may be told in two ways; each place is told once.
  @Test(arguments: ["otherQ Rights\u{D4}\u{2026}n Rights\u{D4}\u{2026}\u{D4}\u{2026}", "didn\u{D5}t caf\u{8E}\u{D5}\u{2026} \u{C3}\u{A9}\u{D5}t", "\u{D4}\u{2026}\u{D4}\u{2026}\u{D4}\u{2026}"])
  func misreadPassagesNeverOverlap(text: String) throws {
    let passages = try Analysis(Document(text: text), Workbench.resources()).shared(MisreadPassages.self).passages
    for (a, b) in zip(passages, passages.dropFirst()) { #expect(a.range.end <= b.range.start) }
  }
}
