import Formats
import GalleyCore

/// Changes of a configuration that keep all else in it as it is.
package enum ConfigurationEdit {
  /// The configuration with a rule switched off.
  /// - Returns: nil where it is written in a way that cannot be changed without writing it anew
  package static func switchingOff(_ rule: String, in bytes: [UInt8]) -> [UInt8]? {
    let old = try? YAML.parse(bytes)
    if old?["rules"]?[rule]?.string == "off" { return bytes }
    let line = "\(rule): off"
    guard let edited = editing(bytes, key: "rules", isThere: { $0[rule]?.position }, line: line, value: "off") else { return nil }
    // Only what says what was meant is written.
    guard let new = try? YAML.parse(edited), new["rules"]?[rule]?.string == "off", isSame(old, new, except: "rules") else { return nil }
    return edited
  }

  /// The configuration with a list of words named in it.
  package static func naming(list: String, in bytes: [UInt8]) -> [UInt8]? {
    let old = try? YAML.parse(bytes)
    guard old?["words"] == nil, bytes.isEmpty || old != nil else { return nil }
    let edited = ended(bytes) + Array("words: \(list)\n".utf8)
    guard let new = try? YAML.parse(edited), new["words"]?.strings == [list], isSame(old, new, except: "words") else { return nil }
    return edited
  }

  private static func editing(_ bytes: [UInt8], key: String, isThere: (YAML) -> Position?, line: String, value: String) -> [UInt8]? {
    let lines = LineTable(bytes)
    func offset(_ position: Position) -> Int { Int(lines.starts[min(position.line, lines.starts.count) - 1]) + position.column - 1 }
    guard bytes.contains(where: { $0 > 0x20 }), let root = try? YAML.parse(bytes) else {
      return bytes.contains { $0 > 0x20 } ? nil : Array("\(key):\n  \(line)\n".utf8)
    }
    if case .scalar("", _) = root { return ended(bytes) + Array("\(key):\n  \(line)\n".utf8) }
    guard let pairs = root.mapping else { return nil }
    guard let section = pairs.first(where: { $0.key == key }) else {
      return ended(bytes) + Array("\(key):\n  \(line)\n".utf8)
    }
    func replacing(_ start: Int, _ end: Int, _ text: String) -> [UInt8] { bytes[..<start] + Array(text.utf8) + bytes[end...] }
    if let at = isThere(section.value) {
      let start = offset(at)
      let end = bytes[start...].firstIndex { [0x0A, 0x0D, 0x20, 0x2C, 0x7D].contains($0) } ?? bytes.count
      return replacing(start, end, value)
    }
    let start = offset(section.value.position)
    if let inner = section.value.mapping, let first = inner.first {
      if bytes[start] == UInt8(ascii: "{") { return replacing(start + 1, start + 1, "\(line), ") }
      let start = offset(first.keyAt)
      let lineStart = Int(lines.starts[lines.lineIndex(of: start)])
      return replacing(lineStart, lineStart, String(decoding: bytes[lineStart..<start], as: UTF8.self) + line + lines.firstEnd(in: bytes))
    }
    // Nothing stands after the key yet.
    let end = lines.text(ofLine: lines.lineIndex(of: offset(section.keyAt)), in: bytes).endIndex
    let empty = bytes[offset(section.keyAt)..<end]
    guard empty.elementsEqual("\(key):".utf8) || empty.elementsEqual("\(key): {}".utf8) else { return nil }
    return replacing(offset(section.keyAt), end, "\(key):\n  \(line)")
  }

  private static func ended(_ bytes: [UInt8]) -> [UInt8] { bytes.isEmpty || bytes.last == 0x0A ? bytes : bytes + [0x0A] }

  private static func isSame(_ old: YAML?, _ new: YAML, except key: String) -> Bool {
    let before = (old?.mapping ?? []).filter { $0.key != key }.map { "\($0.key)=\(text($0.value))" }
    return before == (new.mapping ?? []).filter { $0.key != key }.map { "\($0.key)=\(text($0.value))" }
  }

  private static func text(_ node: YAML) -> String {
    switch node {
    case .scalar(let value, _): "“\(value)”"
    case .sequence(let items, _): "[\(items.map(text).joined(separator: ","))]"
    case .mapping(let pairs, _): "{\(pairs.map { "\($0.key)=\(text($0.value))" }.joined(separator: ","))}"
    }
  }
}
