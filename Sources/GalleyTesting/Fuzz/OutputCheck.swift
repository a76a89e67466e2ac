import Foundation
import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Whether a report is what its format promises.
enum OutputCheck {
  static func problem(_ output: [UInt8], _ format: OutputFormat, _ size: Int) -> String? {
    guard String(validating: output, as: UTF8.self) != nil else { return "not UTF-8" }
    switch format {
    case .json:
      guard let object = object(output) as? [String: Any], let found = object["diagnostics"] as? [[String: Any]] else { return "no JSON" }
      return found.lazy.compactMap { location($0, size) }.first
    case .sarif, .gitlab: return object(output) == nil ? "no JSON" : nil
    case .jsonl, .rdjsonl:
      return output.split(separator: 0x0A).contains { object(Array($0)) == nil } ? "a line that is no JSON" : nil
    case .checkstyle, .junit: return XMLParser(data: Data(output)).parse() ? nil : "XML that is not well-formed"
    case .text, .github, .fixits, .pretty, .html:
      return output.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F } ? "a control character" : nil
    }
  }

  private static func object(_ bytes: [UInt8]) -> Any? { try? JSONSerialization.jsonObject(with: Data(bytes)) }

  private static func location(_ diagnostic: [String: Any], _ size: Int) -> String? {
    guard let range = diagnostic["range"] as? [String: [String: Int]], let start = range["start"]?["offset"], let end = range["end"]?["offset"]
    else { return "a finding without a range" }
    return 0 <= start && start <= end && end <= size ? nil : "offsets \(start) to \(end) in a file of \(size)"
  }
}

/// Applies unified diffs as `patch` does, without fuzz.
enum Patch {
  /// Nil if a line is not what the patch says.
  static func apply(_ patch: [UInt8], to original: [UInt8]) -> [UInt8]? {
    let old = lines(original)
    var result: [UInt8] = []
    var at = 0
    var patched = lines(patch)[...]
    while let line = patched.popFirst() {
      if line.starts(with: "--- ".utf8), patched.first?.starts(with: "+++ ".utf8) ?? false {
        patched.removeFirst()
        continue
      }
      if line.starts(with: "@@ -".utf8) {
        let position = line.dropFirst(4).prefix { $0 != 0x20 }.split(separator: 0x2C).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        // An empty range stands after the line that it names.
        guard let first = position.first else { return nil }
        let start = position.count > 1 && position[1] == 0 ? first : first - 1
        guard start >= at, start <= old.count else { return nil }
        result += old[at..<start].joined()
        at = start
        continue
      }
      var text = line.dropFirst()
      if patched.first?.starts(with: "\\ No newline".utf8) ?? false {
        patched.removeFirst()
        text = text.dropLast()
      }
      switch line.first {
      case 0x20, 0x2D:
        guard at < old.count, old[at].elementsEqual(text) else { return nil }
        if line.first == 0x20 { result += text }
        at += 1
      case 0x2B: result += text
      default: return nil
      }
    }
    return result + old[at...].joined()
  }

  /// Lines with their line feeds.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = 0
    for i in bytes.indices where bytes[i] == 0x0A {
      result.append(bytes[start...i])
      start = i + 1
    }
    if start < bytes.count { result.append(bytes[start...]) }
    return result
  }
}
