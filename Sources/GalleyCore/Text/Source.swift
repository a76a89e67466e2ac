package import Formats

/// A file as it was read: its text in UTF-8, and the way back to the bytes on disk.
package struct Source: Sendable {
  /// The name in reports.
  package let path: String
  /// The whole text as well-formed UTF-8, without a byte order mark.
  package let text: [UInt8]
  package let encoding: TextEncoding
  package let lines: LineTable
  /// Where the first byte stands that is not UTF-8 (offset in `text`), if there is one.
  package let firstInvalid: Int?
  /// The file's size in bytes.
  package let fileSize: Int
  package let hasByteOrderMark: Bool
  private let map: OffsetMap

  /// Decodes the bytes of a file: UTF-16 by its mark, else UTF-8, else Windows-1252.
  package init(path: String, bytes: [UInt8]) { self.init(path, bytes, Decoder.decode(bytes)) }

  /// Decodes the bytes of a file whose format names its encoding.
  init(path: String, bytes: [UInt8], encoding: TextEncoding) {
    self.init(path, bytes, Decoder.decode(bytes, as: encoding))
  }

  /// Other bytes in the same encoding.
  func rereading(_ bytes: [UInt8]) -> Source {
    hasByteOrderMark || encoding == .damagedUTF8 ? Source(path: path, bytes: bytes) : Source(path: path, bytes: bytes, encoding: encoding)
  }

  private init(_ path: String, _ bytes: [UInt8], _ decoded: Decoder.Result) {
    self.path = path
    fileSize = bytes.count
    text = decoded.text
    encoding = decoded.encoding
    firstInvalid = decoded.firstInvalid
    hasByteOrderMark = decoded.hasByteOrderMark
    map = decoded.map
    lines = LineTable(text)
  }

  /// The offset in the file of the byte at `offset` of the text.
  package func fileOffset(_ offset: Int) -> Int { map.target(of: offset) }

  /// The bytes of the file that a range of the text is made from.
  package func fileRange(_ range: SourceRange) -> FileRange { FileRange(fileOffset(range.start), fileOffset(range.end)) }

  package func position(of offset: Int, unit: ColumnUnit = .scalar) -> Position {
    lines.position(of: offset, in: text, unit: unit)
  }

  /// The offset in the text of a position whose column counts Unicode scalars; the end of its line, or of the text, where it
  /// lies beyond.
  package func offset(of position: Position) -> Int {
    guard position.line <= lines.starts.count else { return text.count }
    let line = lines.text(ofLine: max(0, position.line - 1), in: text)
    var at = line.startIndex, column = 1
    while at < line.endIndex, column < position.column {
      at += 1
      while at < line.endIndex, text[at] & 0xC0 == 0x80 { at += 1 }
      column += 1
    }
    return at
  }

  /// Text in the file's own encoding, as a fix has to be written; nil where it cannot be expressed.
  package func encode(_ replacement: [UInt8]) -> [UInt8]? {
    switch encoding {
    case .utf8: return replacement
    case .damagedUTF8: return replacement
    case .windows1252:
      var result: [UInt8] = []
      for (scalar, _, _) in UTF8Scalars(replacement) {
        guard let byte = Windows1252.byte(for: scalar) else { return nil }
        result.append(byte)
      }
      return result
    case .utf16LittleEndian, .utf16BigEndian:
      var result: [UInt8] = []
      for unit in String(decoding: replacement, as: UTF8.self).utf16 {
        let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
        result += encoding == .utf16LittleEndian ? [low, high] : [high, low]
      }
      return result
    }
  }
}

/// Maps offsets of one text to offsets of another, in linear pieces.
package struct OffsetMap: Sendable {
  /// From `source` on, offsets advance together (`isLinear`), or every offset of the piece means `target`.
  package struct Piece: Sendable {
    let source: UInt32, target: UInt32, isLinear: Bool
  }
  private var pieces: [Piece] = []
  private var shift = 0

  package init(shift: Int = 0) { self.shift = shift }

  package mutating func append(source: Int, target: Int, isLinear: Bool) {
    pieces.append(
      Piece(
        source: UInt32(truncatingIfNeeded: source), target: UInt32(truncatingIfNeeded: target), isLinear: isLinear))
  }

  package func target(of offset: Int) -> Int {
    if pieces.isEmpty { return offset + shift }
    let piece = pieces[index(of: offset)]
    if offset < Int(piece.source) { return offset + shift }
    return piece.isLinear ? Int(piece.target) + offset - Int(piece.source) : Int(piece.target)
  }

  /// The piece that holds `offset`, or the first.
  private func index(of offset: Int) -> Int {
    max(0, pieces.partitioningIndex { Int($0.source) > offset } - 1)
  }

  /// Where a range ends whose prose ends before `offset`: after the image of its last byte.
  package func end(of offset: Int) -> Int {
    guard offset > 0, !pieces.isEmpty else { return target(of: offset) }
    let index = max(0, pieces.partitioningIndex { Int($0.source) >= offset } - 1)
    let piece = pieces[index]
    if piece.isLinear { return Int(piece.target) + offset - Int(piece.source) }
    return index + 1 < pieces.count ? Int(pieces[index + 1].target) : Int(piece.target)
  }

  /// Whether the images of all bytes between two offsets lie without a gap after each other.
  /// - Parameter isCharacter: whether target bytes that stand for a piece that is not linear are no more than its text
  package func isGapless(_ start: Int, _ end: Int, _ isCharacter: (Int, Int) -> Bool) -> Bool {
    guard !pieces.isEmpty else { return true }
    for index in self.index(of: start)..<(pieces.count - 1) {
      let piece = pieces[index], next = pieces[index + 1]
      if Int(piece.source) >= end { break }
      if !piece.isLinear {
        // Damaged markup may send the prose back and forth.
        guard next.target >= piece.target, isCharacter(Int(piece.target), Int(next.target)) else { return false }
      } else if Int(next.source) < end {
        guard Int(piece.target) + Int(next.source) - Int(piece.source) == Int(next.target) else { return false }
      }
    }
    return true
  }
}
