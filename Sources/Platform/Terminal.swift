import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal that a person sits at: standard input and output.
package struct Terminal {
  package enum Key: Equatable, Sendable {
    case character(Character)
    case enter, interrupt, end
  }

  /// Nil where input or output is no terminal.
  package init?() {
    guard isatty(0) == 1, isatty(1) == 1 else { return nil }
  }

  /// Asks, then waits for one key; it is not shown.
  package func readKey(prompt: String) -> Key {
    var old = termios()
    guard unsafe tcgetattr(0, &old) == 0 else { return .end }
    var raw = old
    // Interrupting is a key too, so that the terminal is never left as it is now.
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    unsafe tcsetattr(0, TCSADRAIN, &raw)
    defer { unsafe tcsetattr(0, TCSADRAIN, &old) }
    var stream = OutputStream.standardOutput
    try? stream.write(prompt)
    guard let first = readByte() else { return .end }
    switch first {
    case 0x03: return .interrupt
    case 0x04: return .end
    case .lineFeed, .carriageReturn: return .enter
    default: break
    }
    // The rest of a character of UTF-8; of what arrow keys send, nothing is used.
    var bytes = [first]
    while bytes.count < 4, first >= 0xC0, String(validating: bytes, as: UTF8.self) == nil, let next = readByte() {
      bytes.append(next)
    }
    return String(decoding: bytes, as: UTF8.self).first.map { .character($0) } ?? .end
  }

  /// A line as the terminal lets one edit it; nil at the end of input.
  package func readLine() -> String? {
    var bytes: [UInt8] = []
    while let byte = readByte() {
      if byte == .lineFeed { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private func readByte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = unsafe read(0, &byte, 1)
      if count == 1 { return byte }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }
}
