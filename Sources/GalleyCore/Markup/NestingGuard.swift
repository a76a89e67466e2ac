import Formats

/// Keeps from the HTML parser what would cost it more than a text is worth: its tree is freed by recursion, it compares
/// each attribute of a tag with all before it, and it opens what is left open again in every later block.
enum NestingGuard {
  private static let deepest = 1000
  private static let mostAttributes = 1000

  /// Throws where the parser must not be asked to read `range`.
  static func check(_ text: [UInt8], _ range: TextRange) throws(MarkupError) {
    var scanner = XMLScanner(text, isHTML: true, range)
    var open = OpenElements()
    /// Elements that the parser opens again because nothing closed them.
    var reopened = 0
    while let piece = try scanner.next() {
      switch piece {
      case .start(let isEmpty):
        let offset = scanner.range.start
        guard scanner.attributeCount <= mostAttributes else {
          throw MarkupError("a tag with more than \(mostAttributes) attributes", at: offset)
        }
        let name = name(text, scanner.name)
        let isFormatting = formatting.contains(name)
        if !isFormatting { reopened += open.formatting }
        if !isEmpty, !XMLReader.needsNoEnd(name) { open.begin(name, isFormatting: isFormatting) }
        guard open.count <= deepest, reopened <= max(range.count, deepest) else {
          throw MarkupError("elements are nested more than \(deepest) deep", at: offset)
        }
      case .end:
        let name = name(text, scanner.name)
        open.end(name, isFormatting: formatting.contains(name))
      case .text, .cdata: continue
      }
    }
  }

  private static func name(_ text: [UInt8], _ range: TextRange) -> String {
    String(decoding: text[range.start..<range.end], as: UTF8.self).lowercased()
  }

  /// Elements that go on after the block in which they were begun.
  private static let formatting = WordClass.htmlFormatting

  private struct OpenElements {
    private var names: [String] = []
    private var counts: [String: Int] = [:]
    private(set) var formatting = 0
    var count: Int { names.count }

    mutating func begin(_ name: String, isFormatting: Bool) {
      names.append(name)
      counts[name, default: 0] += 1
      if isFormatting { formatting += 1 }
    }

    /// An end without a beginning ends nothing; that of a formatting element leaves the blocks inside it open.
    mutating func end(_ name: String, isFormatting: Bool) {
      guard let count = counts[name], count > 0 else { return }
      while let index = isFormatting ? names.lastIndex(of: name) : names.indices.last {
        let last = names.remove(at: index)
        counts[last, default: 1] -= 1
        if NestingGuard.formatting.contains(last) { formatting -= 1 }
        if last == name { return }
      }
    }
  }
}
