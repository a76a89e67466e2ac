/// Finds what programs put into the text of Markdown and HTML pages and take out again: tags of templates, formulas of TeX,
/// shortcodes, attributes in braces, targets of wiki links, components, names of blocks, lines that open a box.
struct Templates {
  private let bytes: [UInt8]
  private let isMarkdown: Bool
  /// What is longer is no tag that somebody forgot to close: over several lines, and within one.
  private static let longest = 2_000, longestInLine = 300
  /// The next place of each text that closes, and of a line end, as far as they were looked for: one pass for all.
  private var next: [UInt32: Int] = [:]

  private init(bytes: [UInt8], isMarkdown: Bool) { (self.bytes, self.isMarkdown) = (bytes, isMarkdown) }

  /// The places that are no prose, ascending.
  static func find(in bytes: [UInt8], _ markup: Markup) -> [TextRange] {
    guard markup == .markdown || markup == .html else { return [] }
    var finder = Templates(bytes: bytes, isMarkdown: markup == .markdown)
    var found: [TextRange] = []
    var at = 0
    while at < bytes.count {
      guard signs.contains(bytes[at]), let end = finder.end(at), end > at else {
        at += 1
        continue
      }
      found.append(TextRange(at, end))
      at = end
    }
    return found
  }

  /// Two ascending lists as one, without overlaps.
  static func merged(_ ranges: [TextRange], _ more: [TextRange]) -> [TextRange] {
    guard !more.isEmpty else { return ranges }
    var result: [TextRange] = []
    for range in (ranges + more).sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      if let last = result.last, range.start < last.end { result[result.count - 1] = last.union(range) } else { result.append(range) }
    }
    return result
  }

  private static let signs = MarkSet("{$[]%:ie<^!?#")

  /// Where the construct that begins at `at` ends; nil if none does.
  private mutating func end(_ at: Int) -> Int? {
    switch bytes[at] {
    case 0x7B: brace(at)
    case 0x24: isMarkdown ? formula(at) : nil
    case 0x5B: bracket(at)
    case 0x5D: isMarkdown && has("]]", at) && isTarget(at) ? at + 2 : nil
    case 0x25: isMarkdown && has("%%", at) ? close("%%", at + 2, line: true) : nil
    case 0x3A: isMarkdown ? boxLine(at, ":::") ?? shortName(at) : nil
    case 0x21: isMarkdown ? boxLine(at, "!!!") : nil
    case 0x3F: isMarkdown ? boxLine(at, "???") : nil
    case 0x3C: isMarkdown ? component(at) : nil
    case 0x5E: isMarkdown ? blockName(at) : nil
    case 0x23: isMarkdown ? tag(at) : nil
    default: isMarkdown ? moduleLine(at) : nil
    }
  }

  private func has(_ text: StaticString, _ at: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at >= 0, at + count <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for i in 0..<count where unsafe bytes[at + i] != buffer[i] { return false }
      return true
    }
  }

  /// After the next `text` from `start` on, if it is near enough.
  private mutating func close(_ text: StaticString, _ start: Int, line: Bool = false) -> Int? {
    let at = place(of: text, from: start)
    guard at < bytes.count, at - start < (line ? Self.longestInLine : Self.longest) else { return nil }
    if line, place(of: "\n", from: start) < at { return nil }
    return at + text.utf8CodeUnitCount
  }

  /// The next place of a text of at most three bytes; the end if there is none.
  private mutating func place(of text: StaticString, from start: Int) -> Int {
    let key = text.withUTF8Buffer { unsafe $0.reduce(0) { $0 << 8 | UInt32($1) } }
    if let known = next[key], known >= start { return known }
    var at = start
    while at < bytes.count, !has(text, at) { at += 1 }
    next[key] = at
    return at
  }

  /// `{{ … }}`, `{% … %}`, `{# … #}`, `{#id .class}`, `{: .class}`, `{target="_blank"}`, `{props.name}`, `{/* … */}`.
  private mutating func brace(_ at: Int) -> Int? {
    if has("{{", at) { return close("}}", at + 2) }
    if has("{%", at) { return close("%}", at + 2) }
    if has("{/*", at) { return close("*/}", at + 3) }
    guard isMarkdown, let end = close("}", at + 1, line: true) else { return nil }
    let inner = bytes[(at + 1)..<(end - 1)]
    guard let first = inner.first else { return nil }
    if first == 0x23 || first == 0x2E || first == 0x3A || inner.contains(0x3D) { return end }
    let isName = inner.allSatisfy { isLetter($0) || $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x5F || $0 == 0x5B || $0 == 0x5D || $0 == 0x28 || $0 == 0x29 }
    return isName && inner.contains(0x2E) ? end : nil
  }

  /// `$x_1$`, `$$ … $$`, but not “$5 or $10”.
  private mutating func formula(_ at: Int) -> Int? {
    if at > 0, bytes[at - 1] == 0x5C || isLetter(bytes[at - 1]) { return nil }
    if has("$$", at) { return close("$$", at + 2) }
    guard at + 2 < bytes.count, bytes[at + 1] > 0x20, let end = close("$", at + 1, line: true), bytes[end - 2] > 0x20,
      end == bytes.count || bytes[end] &- 0x30 >= 10
    else { return nil }
    // Two sums of money have a space between, and no sign of mathematics.
    let inner = bytes[(at + 1)..<(end - 1)]
    let isMath = inner.contains { [0x5C, 0x5E, 0x5F, 0x3D, 0x7B, 0x2B, 0x3C, 0x3E].contains($0) }
    return isMath && !(inner.first.map { $0 &- 0x30 < 10 } ?? false && inner.contains(0x2C)) || !inner.contains(0x20) && isLetter(inner.first ?? 0) && inner.count <= 3 ? end : nil
  }

  /// Whether `]]` closes a wiki link whose beginning is verbatim.
  private func isTarget(_ at: Int) -> Bool {
    let line = bytes[max(0, at - Self.longestInLine)..<at]
    let start = (line.lastIndex(of: 0x0A) ?? line.startIndex - 1) + 1
    guard let bar = bytes[start..<at].lastIndex(of: 0x7C) else { return false }
    return !bytes[bar..<at].contains(0x5D) && bytes[start..<bar].indices.contains { has("[[", $0) }
  }

  /// `[gallery ids="1"]`, `[/caption]`; the target in `[[target|text]]`.
  private mutating func bracket(_ at: Int) -> Int? {
    if has("[[", at) {
      guard let end = close("]]", at + 2, line: true), let bar = bytes[at..<end].firstIndex(of: 0x7C) else {
        return at > 0 && bytes[at - 1] == 0x21 ? close("]]", at + 2, line: true) : nil
      }
      return bar + 1
    }
    guard let end = close("]", at + 1, line: true) else { return nil }
    let inner = bytes[(at + 1)..<(end - 1)]
    if inner.first == 0x2F { return inner.count > 1 && inner.dropFirst().allSatisfy { isLetter($0) || $0 == 0x5F || $0 == 0x2D } ? end : nil }
    guard let first = inner.first, isLetter(first), let equal = inner.firstIndex(of: 0x3D), equal + 1 < end - 1 else { return nil }
    return [0x22, 0x27].contains(bytes[equal + 1]) || bytes[equal + 1] &- 0x30 < 10 ? end : nil
  }

  /// `:smile:`
  private func shortName(_ at: Int) -> Int? {
    guard at == 0 || bytes[at - 1] <= 0x20 || bytes[at - 1] == 0x3A || bytes[at - 1] == 0x28 else { return nil }
    var end = at + 1
    while end < bytes.count, end - at < 40, isLetter(bytes[end]) || bytes[end] &- 0x30 < 10 || [0x5F, 0x2B, 0x2D].contains(bytes[end]) { end += 1 }
    return end - at > 2 && end < bytes.count && bytes[end] == 0x3A ? end + 1 : nil
  }

  /// A line that opens or closes a box: `:::tip Title`, `!!! note "Title"`, `???+ question`, `:::`.
  private func boxLine(_ at: Int, _ mark: StaticString) -> Int? {
    guard startsLine(at), has(mark, at) else { return nil }
    let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
    let rest = bytes[at..<end].drop { $0 == bytes[at] }.drop { $0 == 0x2B || $0 <= 0x20 }
    return isLetter(rest.first ?? 0x61) && (rest.isEmpty || rest.endIndex - at <= Self.longestInLine) ? end : nil
  }

  /// The name of a block at the end of its line: `^summary`.
  private func blockName(_ at: Int) -> Int? {
    guard at > 0, bytes[at - 1] <= 0x20 else { return nil }
    let name = bytes[(at + 1)...].prefix { isLetter($0) || $0 &- 0x30 < 10 || $0 == 0x2D }
    return !name.isEmpty && (name.endIndex == bytes.count || bytes[name.endIndex] == 0x0A) ? name.endIndex : nil
  }

  /// A tag in steps: `#travel/by-sea`.
  private func tag(_ at: Int) -> Int? {
    guard at == 0 || bytes[at - 1] <= 0x20 else { return nil }
    let name = bytes[(at + 1)...].prefix { isLetter($0) || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x5F || $0 == 0x2F }
    return name.first.map(isLetter) ?? false && name.contains(0x2F) ? name.endIndex : nil
  }

  /// A tag of a component with a value in braces, which no parser of HTML takes for a tag: `<Tabs values={[…]}>`.
  private func component(_ at: Int) -> Int? {
    guard at + 1 < bytes.count, bytes[at + 1] &- 0x41 < 26 else { return nil }
    var depth = 0, hasValue = false
    var i = at + 2
    while i < bytes.count, i - at < Self.longest {
      switch bytes[i] {
      case 0x7B:
        hasValue = hasValue || bytes[i - 1] == 0x3D
        depth += 1
      case 0x7D: depth -= 1
      case 0x3E where depth <= 0: return hasValue ? i + 1 : nil
      case 0x3C where depth <= 0: return nil
      default: break
      }
      i += 1
    }
    return nil
  }

  private func startsLine(_ at: Int) -> Bool { at == 0 || bytes[at - 1] == 0x0A }

  /// A line of a module: `import { Tabs } from './tabs'`, `export const x = 1`.
  private func moduleLine(_ at: Int) -> Int? {
    guard startsLine(at), has("import ", at) || has("export ", at) else { return nil }
    let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
    let line = bytes[at..<end]
    func holds(_ text: String) -> Bool { let text = Array(text.utf8); return line.indices.contains { line.suffix(from: $0).starts(with: text) } }
    let isModule =
      has("import ", at) ? holds(" from '") || holds(" from \"") || has("import '", at) || has("import \"", at)
      : has("export const ", at) || has("export default ", at) || has("export function ", at) || has("export let ", at)
    return isModule ? end : nil
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
