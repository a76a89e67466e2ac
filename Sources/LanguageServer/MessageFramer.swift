import Formats

/// Cuts a stream of bytes into messages: header lines, a blank line, a body of as many bytes as the header says. What is
/// no header is told once and skipped up to the next header, so that one fault costs one message.
package struct MessageFramer {
  package enum Event: Equatable, Sendable {
    /// A body.
    case message([UInt8])
    /// What was wrong; one line.
    case malformed(String)
  }

  /// The largest body in bytes: more than the largest text with all its characters escaped.
  package static let largestBody = 1 << 28
  private let most: Int
  /// The longest header line in bytes.
  static let longestLine = 1 << 12
  private static let key = Array("content-length:".utf8)

  private enum State: Equatable {
    case header
    case body(Int)
    /// Bytes of a body that is too large.
    case skipping(Int)
    /// Looking for the next header.
    case lost
  }

  private var buffer: [UInt8] = []
  private var at = 0
  private var state = State.header
  private var length: Int?
  private var hasHeader = false

  package init(largestBody: Int = largestBody) { most = largestBody }

  /// Whether a message has begun that is not complete.
  package var isWithinMessage: Bool { state != .header || hasHeader || at < buffer.count }

  package mutating func append(_ bytes: some Sequence<UInt8>) {
    if at > 0, at == buffer.count || at > 1 << 16 {
      buffer.removeSubrange(..<at)
      at = 0
    }
    buffer += bytes
  }

  /// The next message or fault; nil where more bytes are needed.
  package mutating func next() -> Event? {
    while true {
      switch state {
      case .header:
        switch readHeaderLine() {
        case .more: return nil
        case .fault(let reason): return .malformed(reason)
        case .line: continue
        }
      case .body(let count):
        guard buffer.count - at >= count else { return nil }
        let body = Array(buffer[at..<(at + count)])
        at += count
        state = .header
        return .message(body)
      case .skipping(let count):
        let skipped = min(count, buffer.count - at)
        at += skipped
        guard skipped == count else {
          state = .skipping(count - skipped)
          return nil
        }
        state = .header
      case .lost:
        guard let found = findKey() else {
          // The key may have begun.
          at = max(at, buffer.count - Self.key.count + 1)
          return nil
        }
        at = found
        state = .header
      }
    }
  }

  private enum Line { case more, line, fault(String) }

  private mutating func readHeaderLine() -> Line {
    guard let end = buffer[at...].firstIndex(of: 0x0A) else {
      return buffer.count - at > Self.longestLine ? lose("a header line has no end") : .more
    }
    let line = buffer[at..<(end > at && buffer[end - 1] == 0x0D ? end - 1 : end)]
    if line.isEmpty {
      at = end + 1
      // Blank lines between messages are harmless.
      guard hasHeader else { return .line }
      hasHeader = false
      guard let length else { return lose("a header without Content-Length") }
      self.length = nil
      if length > most {
        state = .skipping(length)
        return .fault("a message of \(length) bytes; at most \(most) are read")
      }
      state = .body(length)
      return .line
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line.count <= Self.longestLine,
      line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "\"") }), colon > line.startIndex
    else { return lose("a line that is no header") }
    if line[...colon].map({ $0 | 0x20 }) == Self.key.map({ $0 | 0x20 }) {
      let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
      guard value.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x20 }),
        let count = Int(String(decoding: value.prefix { $0 != 0x20 }, as: UTF8.self))
      else { return lose("“\(String(decoding: value.prefix(20), as: UTF8.self))” is no Content-Length") }
      length = count
    }
    hasHeader = true
    at = end + 1
    return .line
  }

  private mutating func lose(_ reason: String) -> Line {
    state = .lost
    (length, hasHeader) = (nil, false)
    // The line itself may hold a header after something else.
    at = min(at + 1, buffer.count)
    return .fault(reason)
  }

  private func findKey() -> Int? {
    guard buffer.count - at >= Self.key.count else { return nil }
    for start in at...(buffer.count - Self.key.count) where buffer[start] | 0x20 == Self.key[0] {
      if zip(buffer[start...], Self.key).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) { return start }
    }
    return nil
  }
}
