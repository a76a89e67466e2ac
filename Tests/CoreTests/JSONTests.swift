import Formats
import GalleyCore
import Testing

@Suite struct JSONTests {
  private func parsed(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

  private func written(_ value: JSONValue) -> String {
    var bytes: [UInt8] = []
    value.write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func values() throws {
    #expect(
      try parsed(" {\"a\" : [1, -2.5, 1e3, true, false, null, \"x\"], \"b\":{}} \n") == [
        "a": [1, .number(-2.5), .number(1000), true, false, .null, "x"], "b": [:],
      ])
    #expect(try parsed("123456789012345678901234567890") == .number(1.2345678901234568e29))
    #expect(try parsed("1.0").integer == 1 && parsed("1.5").integer == nil)
  }

  @Test func escapes() throws {
    #expect(try parsed(#""a\"\\\/\b\f\n\r\té😀""#) == .string("a\"\\/\u{8}\u{C}\n\r\té😀"))
    // Half of a pair is no scalar; what stands after it is kept.
    #expect(try parsed(#""\ud83d!\ude00\ud83d\u0041""#) == .string("\u{FFFD}!\u{FFFD}\u{FFFD}A"))
  }

  @Test(arguments: [
    "", "{", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "01", "1.", "-", "+1", ".5", "1e", "tru", "nul", "\"\u{1}\"", "\"a", #""\x""#,
    #""\u12""#, "1 2", "NaN", "'a'", "[\u{0}]",
  ]) func faults(_ text: String) { #expect(throws: JSONParser.Fault.self) { try parsed(text) } }

  @Test func nestingHasAnEnd() {
    #expect(throws: JSONParser.Fault.self) { try parsed(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONParser.Fault.self) { try parsed(String(repeating: "{\"a\":", count: 1_000_000)) }
  }

  @Test func bytesThatAreNotUTF8() throws {
    #expect(try JSONParser.parse([0x22, 0xFF, 0x61, 0x22]) == .string("\u{FFFD}a"))
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    let value: JSONValue = [
      "text": "line\nline\r\t\"quoted\" \\ \u{1}\u{7F}\u{2028}\u{202E} 😀 e\u{301}", "numbers": [0, -7, .number(0.25)], "none": .null,
      "yes": true,
    ]
    #expect(try parsed(written(value)) == value)
  }

  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"),
  ]) func base64(_ encoded: String, _ text: String) { #expect(Base64.decode(encoded.utf8) == Array(text.utf8)) }

  @Test func base64OfAnyBytes() { #expect(Base64.decode("+/8A/w==".utf8) == [0xFB, 0xFF, 0x00, 0xFF]) }

  @Test(arguments: ["Z", "Zg", "Zg=", "Zg===", "====", "Z===", "Zg==Zg==", "Zm 9v", "Zm9v\n", "Zm-_"])
  func noBase64(_ text: String) { #expect(Base64.decode(text.utf8) == nil) }
}
