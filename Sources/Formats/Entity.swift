/// An entity of HTML: `&rsquo;`, `&#8217;`, `&#x2019;`, and such that were encoded twice (`&amp;rsquo;`).
package struct Entity {
  package let end: Int
  package let text: String

  /// The entity at the ampersand `start`, or nil.
  package static func read(_ bytes: [UInt8], at start: Int) -> Entity? {
    var at = start
    var end = start
    var text = ""
    // “&amp;” may be the ampersand of another entity.
    var rounds = 0
    var rest = Array(bytes[start..<min(bytes.count, start + 64)])
    while rounds < 4, let (length, decoded) = one(rest) {
      text = decoded
      end = at + length
      guard decoded == "&" else { break }
      // Read on as if the ampersand stood here.
      rest.replaceSubrange(0..<length, with: [.ampersand])
      at = end - 1
      rounds += 1
    }
    return end > start ? Entity(end: end, text: text) : nil
  }

  /// The entity at the ampersand `start`, decoded once as a parser does; nil if none ends before `limit`.
  package static func decode(_ bytes: [UInt8], at start: Int, limit: Int) -> Entity? {
    one(Array(bytes[start..<min(limit, start + 32)])).map { Entity(end: start + $0.0, text: $0.1) }
  }

  /// Length and meaning of the entity at the start of `bytes`.
  private static func one(_ bytes: [UInt8]) -> (Int, String)? {
    guard bytes.count > 3, bytes[0] == .ampersand, let end = bytes.prefix(32).firstIndex(of: .semicolon), end > 1 else { return nil }
    let body = bytes[1..<end]
    if body.first == .hash { return number(String(decoding: body.dropFirst(), as: UTF8.self)).map { (end + 1, $0) } }
    return names[String(decoding: body, as: UTF8.self)].map { (end + 1, $0) }
  }

  private static func number(_ digits: String) -> String? {
    let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
    guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
      value >= 0x20 || value == 9 || value == 10 || value == 13
    else { return nil }
    if value == 0xA0 || value < 0x20 { return " " }
    // Numbers of the C1 range have always meant Windows-1252.
    let scalar = (0x80..<0xA0).contains(value) ? Windows1252.scalar(for: UInt8(value)) : value
    return Unicode.Scalar(scalar).map { String($0) }
  }

  private static let names: [String: String] = {
    var table: [String: String] = [:]
    for row in EmbeddedTable.rows("formats/entities.tsv") {
      let value = row.count > 1 ? UInt32(String(decoding: row[1], as: UTF8.self), radix: 16) : nil
      table[String(decoding: row[0], as: UTF8.self)] = value.flatMap { Unicode.Scalar($0) }.map { String($0) } ?? ""
    }
    return table
  }()
}
