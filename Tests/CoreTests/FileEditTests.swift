import Formats
import GalleyCore
import GalleyTesting
import Testing

/// A fix in the prose becomes bytes of the file on disk, in the file’s own encoding and notation.
@Suite struct FileEditTests {
  /// The file after a word of its prose has been replaced; nil where the fix cannot be expressed.
  private func replacing(_ old: String, by new: String, in document: Document, _ file: [UInt8]) -> [UInt8]? {
    guard let start = document.bytes.firstRange(of: Array(old.utf8))?.lowerBound else { return nil }
    let fix = Fix(TextRange(start, start + old.utf8.count), new)
    guard let edits = document.fileEdits(of: fix) else { return nil }
    return FixApplier.apply(edits, to: file)
  }

  private func replacing(_ old: String, by new: String, in file: [UInt8]) -> [UInt8]? {
    replacing(old, by: new, in: Document(Source(path: "a.txt", bytes: file)), file)
  }

  private func utf16(_ text: String, swapped: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return swapped ? bytes.reversed() : bytes
    }
  }

  @Test func byteOrderMarkStays() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(replacing("café", by: "“tea”", in: mark + Array("The café.".utf8)) == mark + Array("The “tea”.".utf8))
  }

  @Test(arguments: [false, true]) func utf16(swapped: Bool) {
    let file = utf16("A 😀 the cafe\u{301} 😀.\r\n", swapped: swapped)
    #expect(replacing("cafe\u{301}", by: "𝄞é", in: file) == utf16("A 😀 the 𝄞é 😀.\r\n", swapped: swapped))
  }

  /// Without a mark, in scripts whose letters have no zero bytes.
  @Test(arguments: ["Καλημέρα κόσμε, και άλφα.\n", "Мы видели 2 моста.\n", "他看见了桥。\n我们也看见了。\n", "😀😀 und 😀\nש\n"], [0, 1])
  func unmarkedUTF16(text: String, high: Int) {
    let bytes = text.utf16.flatMap { high == 1 ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let source = Source(path: "a.txt", bytes: bytes)
    #expect(String(decoding: source.text, as: UTF8.self) == text)
    #expect(source.encoding == (high == 1 ? .utf16LittleEndian : .utf16BigEndian))
  }

  @Test(arguments: ["Bush hid the facts", "the\0 old end of it", "d\u{E9}j\u{E0} vu \0 \u{E0} la fin, no\u{EB}l "]) func whatIsNoUTF16(text: String) {
    let source = Source(path: "a.txt", bytes: text.unicodeScalars.map { UInt8($0.value) })
    #expect(String(decoding: source.text, as: UTF8.self) == text)
  }

  @Test func utf16WithHalfAUnit() {
    let file = utf16("The end", swapped: false) + [0x41]
    #expect(replacing("end", by: "start", in: file) == utf16("The start", swapped: false) + [0x41])
  }

  @Test func windows1252() {
    let file: [UInt8] = Array("The caf".utf8) + [0xE9] + Array(" of the the".utf8) + [0x92] + Array("s.".utf8)
    let fixed = replacing("the the", by: "the “", in: file)
    #expect(fixed == Array("The caf".utf8) + [0xE9] + Array(" of the ".utf8) + [0x93, 0x92] + Array("s.".utf8))
    #expect(replacing("the the", by: "ź", in: file) == nil, "the code page has no such letter")
  }

  @Test func strayBytesAroundStay() {
    let file: [UInt8] = [0xFF] + Array("é the the ".utf8) + [0x80, 0xC3]
    #expect(replacing("the the", by: "thé", in: file) == [0xFF] + Array("é thé ".utf8) + [0x80, 0xC3])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func lineEnds(end: String) {
    let file = "One two\(end)three four\(end)five"
    let fixed = replacing("three four", by: "3\n4", in: Array(file.utf8))
    #expect(fixed == Array("One two\(end)3\(end)4\(end)five".utf8))
  }

  @Test func whatChangesNothingIsNoFix() {
    #expect(replacing("two", by: "two", in: Array("One two".utf8)) == nil)
  }

  /// `<p>R&amp;D of the <b>the</b> caf&eacute;</p>` as an extractor hands it over.
  private func marked() -> (document: Document, file: [UInt8]) {
    let file = Array("<p>R&amp;D of the <b>the</b> caf&eacute;</p>".utf8)
    var extraction = Extraction(bytes: Array("R&D of the the café".utf8))
    extraction.markup = .html
    var map = OffsetMap()
    for (source, target, isLinear) in [
      (0, 3, true), (1, 4, false), (2, 9, true), (11, 21, true), (14, 28, true), (18, 32, false), (20, 40, true),
    ] { map.append(source: source, target: target, isLinear: isLinear) }
    extraction.map = map
    return (Document(Source(path: "a.html", bytes: file), extraction), file)
  }

  @Test func markupIsEscapedAndKept() {
    let (document, file) = marked()
    func fixed(_ old: String, _ new: String) -> String? {
      replacing(old, by: new, in: document, file).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(fixed("D", "<D>") == "<p>R&amp;&lt;D&gt; of the <b>the</b> caf&eacute;</p>")
    #expect(fixed("R&D", "A&B") == "<p>A&amp;B of the <b>the</b> caf&eacute;</p>")
    #expect(fixed("café", "tea") == "<p>R&amp;D of the <b>the</b> tea</p>")
    #expect(fixed("of the the", "if the the") == "<p>R&amp;D if the <b>the</b> caf&eacute;</p>")
    #expect(fixed("the the", "the") == nil, "an element begins in what would go")
    #expect(fixed("of", "of\n") == nil, "a line end in a replacement would be lost")
  }
}
