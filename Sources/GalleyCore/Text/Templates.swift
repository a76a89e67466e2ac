import Formats

/// Finds what programs put into the text of Markdown and HTML pages and take out again: tags of templates, formulas of TeX,
/// shortcodes, attributes in braces, targets of wiki links, components, names of blocks, lines that open a box.
struct Templates {
  private let bytes: [UInt8]
  private let isMarkdown: Bool
  /// What is longer is no tag that somebody forgot to close: over several lines, and within one.
  private static let longest = 2_000, longestInLine = 300
  /// The next offset of each text that closes, and of a line end, as far as they were looked for: one pass for all.
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
    case .openBrace: brace(at)
    case .dollar: isMarkdown ? formula(at) : nil
    case .openBracket: bracket(at)
    case .closeBracket: isMarkdown && has("]]", at) && isTarget(at) ? at + 2 : nil
    case .percent: isMarkdown && has("%%", at) ? close("%%", at + 2, line: true) : nil
    case .colon: isMarkdown ? boxLine(at, ":::") ?? shortName(at) : nil
    case .exclamation: isMarkdown ? boxLine(at, "!!!") : nil
    case .question: isMarkdown ? boxLine(at, "???") : nil
    case .lessThan: isMarkdown ? component(at) : nil
    case .caret: isMarkdown ? blockName(at) : nil
    case .hash: isMarkdown ? tag(at) : nil
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
    let at = offset(of: text, from: start)
    guard at < bytes.count, at - start < (line ? Self.longestInLine : Self.longest) else { return nil }
    if line, offset(of: "\n", from: start) < at { return nil }
    return at + text.utf8CodeUnitCount
  }

  /// The next offset of a text of at most three bytes; the end if there is none.
  private mutating func offset(of text: StaticString, from start: Int) -> Int {
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
    if first == .hash || first == .stop || first == .colon || inner.contains(.equals) { return end }
    let isName = inner.allSatisfy { isLetter($0) || $0.isDigit || $0 == .stop || $0 == .underscore || $0 == .openBracket || $0 == .closeBracket || $0 == .openParenthesis || $0 == .closeParenthesis }
    return isName && inner.contains(.stop) ? end : nil
  }

  /// `$x_1$`, `$$ … $$`, but not “$5 or $10”.
  private mutating func formula(_ at: Int) -> Int? {
    if at > 0, bytes[at - 1] == .backslash || isLetter(bytes[at - 1]) { return nil }
    if has("$$", at) { return close("$$", at + 2) }
    guard at + 2 < bytes.count, bytes[at + 1] > .space, let end = close("$", at + 1, line: true), bytes[end - 2] > .space,
      end == bytes.count || bytes[end] &- 0x30 >= 10
    else { return nil }
    // Two sums of money have a space between, and no sign of mathematics.
    let inner = bytes[(at + 1)..<(end - 1)]
    let isMath = inner.contains { [.backslash, .caret, .underscore, .equals, .openBrace, .plus, .lessThan, .greaterThan].contains($0) }
    return isMath && !(inner.first.map { $0.isDigit } ?? false && inner.contains(.comma)) || !inner.contains(.space) && isLetter(inner.first ?? 0) && inner.count <= 3 ? end : nil
  }

  /// Whether `]]` closes a wiki link whose beginning is verbatim.
  private func isTarget(_ at: Int) -> Bool {
    let line = bytes[max(0, at - Self.longestInLine)..<at]
    let start = (line.lastIndex(of: .lineFeed) ?? line.startIndex - 1) + 1
    guard let bar = bytes[start..<at].lastIndex(of: .bar) else { return false }
    return !bytes[bar..<at].contains(.closeBracket) && bytes[start..<bar].indices.contains { has("[[", $0) }
  }

  /// `[gallery ids="1"]`, `[/caption]`; the target in `[[target|text]]`.
  private mutating func bracket(_ at: Int) -> Int? {
    if has("[[", at) {
      guard let end = close("]]", at + 2, line: true), let bar = bytes[at..<end].firstIndex(of: .bar) else {
        return at > 0 && bytes[at - 1] == .exclamation ? close("]]", at + 2, line: true) : nil
      }
      return bar + 1
    }
    guard let end = close("]", at + 1, line: true) else { return nil }
    let inner = bytes[(at + 1)..<(end - 1)]
    if inner.first == .slash { return inner.count > 1 && inner.dropFirst().allSatisfy { isLetter($0) || $0 == .underscore || $0 == .hyphen } ? end : nil }
    guard let first = inner.first, isLetter(first), let equal = inner.firstIndex(of: .equals), equal + 1 < end - 1 else { return nil }
    return [.doubleQuote, .apostrophe].contains(bytes[equal + 1]) || bytes[equal + 1].isDigit ? end : nil
  }

  /// `:smile:`
  private func shortName(_ at: Int) -> Int? {
    guard at == 0 || bytes[at - 1] <= .space || bytes[at - 1] == .colon || bytes[at - 1] == .openParenthesis else { return nil }
    var end = at + 1
    while end < bytes.count, end - at < 40, isLetter(bytes[end]) || bytes[end].isDigit || [.underscore, .plus, .hyphen].contains(bytes[end]) { end += 1 }
    return end - at > 2 && end < bytes.count && bytes[end] == .colon ? end + 1 : nil
  }

  /// A line that opens or closes a box: `:::tip Title`, `!!! note "Title"`, `???+ question`, `:::`.
  private func boxLine(_ at: Int, _ mark: StaticString) -> Int? {
    guard startsLine(at), has(mark, at) else { return nil }
    let end = bytes[at...].firstIndex(of: .lineFeed) ?? bytes.count
    let rest = bytes[at..<end].drop { $0 == bytes[at] }.drop { $0 == .plus || $0 <= .space }
    return isLetter(rest.first ?? UInt8(ascii: "a")) && (rest.isEmpty || rest.endIndex - at <= Self.longestInLine) ? end : nil
  }

  /// The name of a block at the end of its line: `^summary`.
  private func blockName(_ at: Int) -> Int? {
    guard at > 0, bytes[at - 1] <= .space else { return nil }
    let name = bytes[(at + 1)...].prefix { isLetter($0) || $0.isDigit || $0 == .hyphen }
    return !name.isEmpty && (name.endIndex == bytes.count || bytes[name.endIndex] == .lineFeed) ? name.endIndex : nil
  }

  /// A tag in steps: `#travel/by-sea`.
  private func tag(_ at: Int) -> Int? {
    guard at == 0 || bytes[at - 1] <= .space else { return nil }
    let name = bytes[(at + 1)...].prefix { isLetter($0) || $0.isDigit || $0 == .hyphen || $0 == .underscore || $0 == .slash }
    return name.first.map(isLetter) ?? false && name.contains(.slash) ? name.endIndex : nil
  }

  /// A tag of a component with a value in braces, which no parser of HTML takes for a tag: `<Tabs values={[…]}>`.
  private func component(_ at: Int) -> Int? {
    guard at + 1 < bytes.count, bytes[at + 1].isCapital else { return nil }
    var depth = 0, hasValue = false
    var i = at + 2
    while i < bytes.count, i - at < Self.longest {
      switch bytes[i] {
      case .openBrace:
        hasValue = hasValue || bytes[i - 1] == .equals
        depth += 1
      case .closeBrace: depth -= 1
      case .greaterThan where depth <= 0: return hasValue ? i + 1 : nil
      case .lessThan where depth <= 0: return nil
      default: break
      }
      i += 1
    }
    return nil
  }

  private func startsLine(_ at: Int) -> Bool { at == 0 || bytes[at - 1] == .lineFeed }

  /// A line of a module: `import { Tabs } from './tabs'`, `export const x = 1`.
  private func moduleLine(_ at: Int) -> Int? {
    guard startsLine(at), has("import ", at) || has("export ", at) else { return nil }
    let end = bytes[at...].firstIndex(of: .lineFeed) ?? bytes.count
    let line = bytes[at..<end]
    func holds(_ text: String) -> Bool { let text = Array(text.utf8); return line.indices.contains { line.suffix(from: $0).starts(with: text) } }
    let isModule =
      has("import ", at) ? holds(" from '") || holds(" from \"") || has("import '", at) || has("import \"", at)
      : has("export const ", at) || has("export default ", at) || has("export function ", at) || has("export let ", at)
    return isModule ? end : nil
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte.isLetter }
}
