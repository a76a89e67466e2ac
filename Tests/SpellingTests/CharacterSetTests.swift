import Testing

@testable import Spelling

#if canImport(Glibc)
  import Glibc
#endif

/// The eight-bit sets that dictionaries are written in.
@Suite struct CharacterSetTests {
  @Test(
    arguments: [
      ("ISO8859-2", [0xB1, 0x61], "ąa"), ("ISO-8859-15", [0xA4], "€"), ("microsoft-cp1251", [0xE6], "ж"), ("windows-1250", [0x9A], "š"),
      ("koi8-u", [0xA4], "є"), ("TIS620-2533", [0xA1], "ก"), ("ISO8859-1", [0xE9], "é"), ("UTF-8", [0xC3, 0xA9], "é"),
    ] as [(String, [UInt8], String)])
  func readsAndWrites(name: String, bytes: [UInt8], text: String) throws {
    let set = try #require(CharacterSet(name: name))
    #expect(String(decoding: set.decode(bytes), as: UTF8.self) == text)
    #expect(set.encode(Array(text.utf8)) == bytes)
  }

  @Test func whatASetLacksCannotBeWritten() throws {
    let set = try #require(CharacterSet(name: "ISO8859-2"))
    #expect(set.encode(Array("я".utf8)) == nil)
    #expect(try #require(CharacterSet(name: "CP1252")).decode([0x81, 0x41]) == [0x41])
    #expect(CharacterSet(name: "ISCII-DEVANAGARI") == nil)
  }

  #if canImport(Glibc)
    /// The tables are those of the C library, which knows them all.
    @Test(arguments: ["ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-13", "ISO-8859-16", "CP1250", "CP1257", "KOI8-R", "KOI8-U"])
    func isTheSetOfTheSystem(name: String) throws {
      let converter = unsafe iconv_open("UTF-8", name)
      try #require(unsafe Int(bitPattern: converter) != -1)
      defer { unsafe _ = iconv_close(converter) }
      let set = try #require(CharacterSet(name: name))
      for byte in UInt8.min...UInt8.max {
        var input = [CChar(bitPattern: byte)]
        var output = [CChar](repeating: 0, count: 8)
        var (inputLeft, outputLeft) = (1, 8)
        unsafe input.withUnsafeMutableBufferPointer { source in
          unsafe output.withUnsafeMutableBufferPointer { target in
            var (from, to) = unsafe (source.baseAddress, target.baseAddress)
            unsafe _ = iconv(converter, &from, &inputLeft, &to, &outputLeft)
          }
        }
        let converted = inputLeft > 0 ? [] : output.prefix(8 - outputLeft).map { UInt8(bitPattern: $0) }
        #expect(set.decode([byte]) == converted, "\(byte)")
      }
    }
  #endif
}
