/// How the characters of a file are written in bytes.
package enum TextEncoding: Sendable, Equatable {
  case utf8
  case utf16LittleEndian, utf16BigEndian
  /// Windows-1252, of which Latin-1 is the printable part.
  case windows1252
  /// UTF-8 with single bytes that are none; these were read as Windows-1252.
  case damagedUTF8
}
