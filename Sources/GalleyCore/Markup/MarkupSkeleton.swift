import Formats

/// What a markup file is apart from its text: its tags with their attributes’ names, comments, declarations, and how many
/// references are broken. A fix of the text leaves it as it was.
struct MarkupSkeleton: Equatable {
  private var hash = FNV1a()
  /// Signs `&` that begin no reference.
  private var strayAmpersands = 0

  /// - Parameter text: UTF-8, in the notation of HTML or XML
  init(_ text: [UInt8]) {
    var i = 0
    while i < text.count {
      switch text[i] {
      case .lessThan: i = tag(text, i)
      case .ampersand:
        if !Self.isReference(text, i) { strayAmpersands += 1 }
        i += 1
      default: i += 1
      }
    }
  }

  /// Whether this is still well-formed where the other was.
  func keeps(_ old: MarkupSkeleton) -> Bool { hash == old.hash && strayAmpersands <= old.strayAmpersands }

  /// Takes in what begins with “<”, without the values of attributes; gives where it ends.
  private mutating func tag(_ text: [UInt8], _ start: Int) -> Int {
    var i = start
    var quote: UInt8?
    while i < text.count {
      let byte = text[i]
      i += 1
      if let open = quote {
        if byte == open { quote = nil }
        // In a value “&” and “<” count as in the text.
        if byte == .lessThan { hash.combine(byte) }
        if byte == .ampersand, !Self.isReference(text, i - 1) { strayAmpersands += 1 }
        continue
      }
      hash.combine(byte)
      if byte == .doubleQuote || byte == .apostrophe { quote = byte }
      if byte == .greaterThan { break }
    }
    return i
  }

  private static func isReference(_ text: [UInt8], _ start: Int) -> Bool {
    var i = start + 1
    if i < text.count, text[i] == .hash { i += 1 }
    let first = i
    while i < text.count, text[i] | .caseBit >= UInt8(ascii: "a") && text[i] | .caseBit <= UInt8(ascii: "z") || text[i] >= UInt8(ascii: "0") && text[i] <= UInt8(ascii: "9") { i += 1 }
    return i > first && i < text.count && text[i] == .semicolon
  }
}
