package import GalleyCore

/// The lines of a state file: one for each file that is done, with what was measured, so that a run that was broken
/// off can go on. `path⇥page:tokens:wrong[:language];…⇥printed:read:count;…`
package enum QualityLog {
  package static func line(_ file: String, _ pages: [PageQuality]) -> [UInt8] {
    let measured = pages.map { "\($0.number):\($0.tokens):\(Int(($0.wrong * 100).rounded()))" + ($0.unchecked.map { ":\(escaped($0))" } ?? "") }
    var confusions: [PageQuality.Confusion: Int] = [:]
    for page in pages { confusions.merge(page.confusions, uniquingKeysWith: +) }
    let misread = confusions.sorted { $0.key < $1.key }.map { "\(escaped($0.key.printed)):\(escaped($0.key.read)):\($0.value)" }
    return Array(
      "\(escaped(file))\t\(measured.joined(separator: ";"))\t\(misread.joined(separator: ";"))\n".utf8)
  }

  /// Nil for a line that this program has not written.
  package static func read(_ line: [UInt8]) -> (file: String, pages: [PageQuality])? {
    let fields = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 3, let file = unescaped(fields[0]) else { return nil }
    var confusions: [PageQuality.Confusion: Int] = [:]
    for entry in fields[2].split(separator: ";") {
      let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 3, let printed = unescaped(parts[0]), let read = unescaped(parts[1]), let count = Int(parts[2])
      else { return nil }
      confusions[PageQuality.Confusion(printed: printed, read: read)] = count
    }
    var pages: [PageQuality] = []
    for entry in fields[1].split(separator: ";") {
      let fields = entry.split(separator: ":")
      let parts = fields.prefix(3).compactMap { Int($0) }
      guard parts.count == 3, fields.count <= 4 else { return nil }
      // Which page a confusion was on is not kept.
      pages.append(
        PageQuality(
          number: parts[0], tokens: parts[1], wrong: Double(parts[2]) / 100, confusions: pages.isEmpty ? confusions : [:],
          unchecked: fields.count == 4 ? unescaped(fields[3]) : nil))
    }
    return (file, pages)
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      guard isSpecial(byte) else {
        bytes.append(byte)
        continue
      }
      bytes += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { byte < 0x20 || [0x25, 0x3A, 0x3B, 0x7F].contains(byte) }

  private static func unescaped(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
