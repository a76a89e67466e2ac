package import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How columns are counted.
package enum ColumnUnit: String, CaseIterable, Sendable {
  /// Unicode scalars, the unit of compiler lines and JSON.
  case scalar
  case utf8, utf16
  /// Cells of a terminal: combining marks count nothing, East Asian wide scalars count two.
  case display
}

/// Where the lines of a text begin; built with one scan, asked by binary search.
package struct LineTable: Sendable {
  /// Byte offset of each line's first byte; lines end with `\n`, `\r\n` or `\r`.
  package let starts: [UInt32]
  /// The width of all that begins before each block of bytes; only for texts with a line too long to scan at each
  /// question.
  private var blocks: [Widths] = []
  private static let blockSize = 512, longestScan = 8 * blockSize

  private struct Widths {
    var scalar: UInt32 = 0, utf16: UInt32 = 0, display: UInt32 = 0
  }

  package init(_ bytes: [UInt8]) {
    var starts: [UInt32] = [0]
    let span = bytes.span
    let count = span.count
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      func next(_ byte: Int32, from start: Int) -> Int {
        unsafe memchr(base + start, byte, count - start).map { unsafe UnsafeRawPointer($0) - base } ?? count
      }
      // Few texts have any carriage return; each search goes on where it ended.
      var at = 0, feed = next(0x0A, from: 0), carriage = next(0x0D, from: 0)
      while true {
        at = min(feed, carriage)
        guard at < count else { return }
        at += 1
        if carriage < feed {
          if feed == at, at < count { at += 1 }
          carriage = next(0x0D, from: at)
        }
        if feed < at { feed = next(0x0A, from: at) }
        starts.append(UInt32(truncatingIfNeeded: at))
      }
    }
    self.starts = starts
    var longest = count - Int(starts[starts.count - 1])
    for i in 1..<max(1, starts.count) { longest = max(longest, Int(starts[i] - starts[i - 1])) }
    guard longest > Self.longestScan else { return }
    var widths = Widths()
    for i in 0..<count {
      if i % Self.blockSize == 0 { blocks.append(widths) }
      let byte = span[i]
      guard byte & 0xC0 != 0x80 else { continue }
      widths.scalar += 1
      widths.utf16 += byte >= 0xF0 ? 2 : 1
      widths.display += UInt32(displayWidth(byte < 0x80 ? UInt32(byte) : decodeScalar(span, i).scalar))
    }
  }

  /// The 0-based index of the line that holds the byte at `offset`.
  package func lineIndex(of offset: Int) -> Int {
    var low = 0, high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The position of the byte at `offset` in `bytes`, the text this table was built from.
  package func position(of offset: Int, in bytes: [UInt8], unit: ColumnUnit = .scalar) -> Position {
    let line = lineIndex(of: offset)
    let start = Int(starts[line])
    let end = max(start, min(offset, bytes.count))
    if unit != .utf8, !blocks.isEmpty, end - start > Self.blockSize {
      return Position(line: line + 1, column: 1 + width(before: end, bytes, unit) - width(before: start, bytes, unit))
    }
    return Position(line: line + 1, column: 1 + width(of: bytes[start..<end], unit))
  }

  private func width(before offset: Int, _ bytes: [UInt8], _ unit: ColumnUnit) -> Int {
    let block = min(offset / Self.blockSize, blocks.count - 1)
    let known =
      switch unit {
      case .utf8: UInt32(block * Self.blockSize)
      case .scalar: blocks[block].scalar
      case .utf16: blocks[block].utf16
      case .display: blocks[block].display
      }
    // What began in the block before is counted there.
    let rest = bytes[(block * Self.blockSize)..<offset]
    return Int(known) + width(of: unit == .display ? rest.drop { $0 & 0xC0 == 0x80 } : rest, unit)
  }

  /// The bytes of the line with the 0-based index `line`, without its line end.
  package func text(ofLine line: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    let start = Int(starts[line])
    var end = line + 1 < starts.count ? Int(starts[line + 1]) : bytes.count
    while end > start, bytes[end - 1] == .lineFeed || bytes[end - 1] == .carriageReturn { end -= 1 }
    return bytes[start..<end]
  }

  package func width(of bytes: ArraySlice<UInt8>, _ unit: ColumnUnit) -> Int {
    switch unit {
    case .utf8: bytes.count
    case .scalar: bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    case .utf16: bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? ($1 >= 0xF0 ? 2 : 1) : 0) }
    case .display: UTF8Scalars(bytes).reduce(0) { $0 + displayWidth($1.scalar) }
    }
  }
}

/// Cells that a scalar fills on a terminal.
private func displayWidth(_ scalar: UInt32) -> Int {
  if scalar < 0x7F { return scalar < 0x20 ? 0 : 1 }
  switch ScalarClass(scalar).kind {
  case .mark, .invisible, .control: return 0
  default: break
  }
  switch scalar {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}
