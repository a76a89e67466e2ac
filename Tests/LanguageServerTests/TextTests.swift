import Formats
import GalleyCore
import GalleyTesting
import LanguageServer
import Platform
import Testing

@Suite struct TextTests {
  private static let pieces = ["", "a", "e\u{301}", "😀", "𝒳", "東", "\n", "\r\n", "\r", "\u{2028}", "the the ", "a\nb\r\nc\rd", "“"]

  /// Lines and units as the protocol counts them, by a way of its own: scalar by scalar.
  private func position(_ scalars: ArraySlice<Unicode.Scalar>, _ encoding: PositionEncoding) -> ProtocolPosition {
    var line = 0, character = 0
    var last: Unicode.Scalar?
    for scalar in scalars {
      switch scalar {
      case "\n":
        if last != "\r" { line += 1 }
        character = 0
      case "\r":
        line += 1
        character = 0
      default:
        switch encoding {
        case .utf8: character += String(scalar).utf8.count
        case .utf16: character += String(scalar).utf16.count
        case .utf32: character += 1
        }
      }
      last = scalar
    }
    return ProtocolPosition(line, character)
  }

  @Test(arguments: PositionEncoding.allCases)
  func twoThousandEditsLeaveTheClientsText(_ encoding: PositionEncoding) {
    var random = SeededGenerator(7)
    var model = Array("Žižek 😀 said:\r\nI saw the the cat.\n\n東京\rend".unicodeScalars)
    func json(_ place: ProtocolPosition) -> JSONValue { ["line": .integer(place.line), "character": .integer(place.character)] }
    var document = OpenDocument(
      uri: DocumentURI("file:///a.txt"), languageID: "plaintext", version: 0, text: String(String.UnicodeScalarView(model)))
    for version in 1...2000 {
      // Between the halves of a line end nobody stands.
      func isHalved(_ i: Int) -> Bool { i > 0 && i < model.count && model[i - 1] == "\r" && model[i] == "\n" }
      var start = Int.random(in: 0...model.count, using: &random)
      var end = min(model.count, start + Int.random(in: 0...6, using: &random))
      if isHalved(start) { start -= 1 }
      if isHalved(end) { end += 1 }
      let new = Self.pieces.randomElement(using: &random) ?? ""
      let range: JSONValue = [
        "start": json(position(model[..<start], encoding)), "end": json(position(model[..<end], encoding)),
      ]
      let isTaken = document.apply([["range": range, "text": .string(new)]], version: version, encoding, now: .now)
      #expect(isTaken)
      model.replaceSubrange(start..<end, with: new.unicodeScalars)
      #expect(document.text.bytes == Array(String(String.UnicodeScalarView(model)).utf8), "version \(version)")
      guard document.text.bytes == Array(String(String.UnicodeScalarView(model)).utf8) else { return }
    }
  }

  @Test(arguments: PositionEncoding.allCases)
  func placesThereAndBack(_ encoding: PositionEncoding) {
    let text = "a😀é\r\n東e\u{301}\r\rlast 𝒳"
    let buffer = TextBuffer(text)
    for index in text.unicodeScalars.indices {
      let offset = text.utf8.distance(from: text.startIndex, to: index)
      let place = buffer.position(of: offset, encoding)
      let isWithinLineEnd = offset > 0 && buffer.bytes[offset - 1] == 0x0D && buffer.bytes[offset] == 0x0A
      #expect(buffer.offset(of: place, encoding) == (isWithinLineEnd ? offset - 1 : offset))
    }
  }

  @Test func placesOutsideOfTheText() {
    let buffer = TextBuffer("ab\r\n😀\n")
    #expect(buffer.offset(of: ProtocolPosition(0, 99), .utf16) == 2)
    #expect(buffer.offset(of: ProtocolPosition(99, 0), .utf16) == 9)
    // Half of a pair, and bytes within a character.
    #expect(buffer.offset(of: ProtocolPosition(1, 1), .utf16) == 4)
    #expect(buffer.offset(of: ProtocolPosition(1, 3), .utf8) == 4)
  }

  @Test func addresses() {
    #expect(DocumentURI("file:///a%20b/%C5%BD.txt").path?.description == "/a b/Ž.txt")
    #expect(DocumentURI("file://localhost/a/../b.txt").path?.description == "/b.txt")
    #expect(DocumentURI("untitled:Untitled-1").path == nil)
    #expect(DocumentURI("file://elsewhere/a.txt").path == nil)
    #expect(DocumentURI("file:///100%").path?.description == "/100%")
    #expect(DocumentURI(path: FilePath("/a b/Ž&.txt")).text == "file:///a%20b/%C5%BD%26.txt")
  }

  @Test func findingsMoveWithTheText() {
    let change = TextChange(FileRange(10, 12), count: 5)
    #expect(change.moved(FileRange(2, 9)) == FileRange(2, 9))
    #expect(change.moved(FileRange(2, 10)) == nil)
    #expect(change.moved(FileRange(11, 20)) == nil)
    #expect(change.moved(FileRange(13, 20)) == FileRange(16, 23))
  }
}
