import Formats

/// Finds text that was decoded with the wrong character set: `â€™` for `’`, `Ã¼` for `ü`, `donât` for `don’t`.
package struct Mojibake: Rule {
  package static let id: RuleID = "mojibake"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let passages = analysis.shared(MisreadPassages.self).passages[...]
    guard !passages.isEmpty else { return }
    let dash = HouseDash(document)
    var flood = Flood(document)
    var rest = passages
    while let first = rest.first {
      var range = wordRange(first, document)
      var group = rest.prefix(1)
      while let next = rest.dropFirst(group.count).first, wordRange(next, document).start < range.end {
        range = range.union(wordRange(next, document))
        group = rest.prefix(group.count + 1)
      }
      rest = rest.dropFirst(group.count)
      report(range, group, dash, document, &flood)
    }
    flood.report("places decoded with the wrong character set", to: &findings)
  }

  /// Bytes of a word on either side of a passage, and of what a message quotes.
  private static let reach = 80

  /// The whole word where the passage was a letter of one.
  private func wordRange(_ passage: MisreadPassages.Passage, _ document: Document) -> TextRange {
    var range = passage.range
    guard !passage.text.isEmpty else { return range }
    func isLetter(_ scalar: UInt32?) -> Bool { scalar.map { ScalarClass($0).isWordForming } ?? false }
    var at = passage.text.count - 1
    while at > 0, passage.text[at] & 0xC0 == 0x80 { at -= 1 }
    if isLetter(decodeScalar(passage.text.span, at).scalar) {
      var end = range.end
      while end - range.end < Self.reach, isLetter(document.scalar(at: end)) { end += decodeScalar(document.bytes, end).length }
      range = TextRange(range.start, end)
    }
    if isLetter(decodeScalar(passage.text.span, 0).scalar) {
      var start = range.start
      while range.start - start < Self.reach, isLetter(document.scalar(before: start)) {
        start -= 1
        while start > 0, document.bytes[start] & 0xC0 == 0x80 { start -= 1 }
      }
      range = TextRange(start, range.end)
    }
    return range
  }

  private func report(
    _ range: TextRange, _ passages: ArraySlice<MisreadPassages.Passage>, _ dash: HouseDash, _ document: Document,
    _ flood: inout Flood
  ) {
    let source = document.text(TextRange(range.start, min(range.end, range.start + Self.reach)))
    if passages.allSatisfy({ $0.text == [0xEF, 0xBF, 0xBD] }) {
      flood.add(range, "“\(source)” is the mark of a lost character, decoded with the wrong character set")
      return
    }
    var shown: [UInt8] = [], edits: [Edit] = []
    var at = range.start
    for passage in passages {
      let intended = plain(passage.text)
      shown += document.bytes[at..<max(at, passage.range.start)] + intended
      at = passage.range.end
      edits.append(Edit(passage.range, String(decoding: intended, as: UTF8.self)))
    }
    if at < range.end { shown += document.bytes[at..<range.end] }
    let guess = passages.compactMap(\.guess).min()
    var fixes = [Fix(edits: edits, confidence: guess ?? .onlyRepair, safety: (guess ?? .onlyRepair) >= .safe ? .safe : .unsafe)]
    if passages.count == 1, let house = dash.replacement(for: shown, range, document) {
      fixes.insert(Fix(range, house, confidence: 0.95), at: 0)
    }
    let text = String(decoding: shown, as: UTF8.self)
    let isBlank = shown.isEmpty || shown == [.space]
    flood.add(
      range,
      isBlank
        ? "“\(source)” is a space or an invisible character decoded with the wrong character set"
        : "“\(source)” is “\(text)” decoded with the wrong character set", fixes: fixes)
  }

  /// What nobody sees goes, and plain spaces serve as they do in the rest of the text.
  private func plain(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (scalar, _, _) in UTF8Scalars(text) {
      switch scalar {
      case 0xFEFF, 0xAD, 0x200B...0x200F: break
      case 0xA0: result.append(.space)
      default: appendUTF8(scalar, to: &result)
      }
    }
    return result
  }
}

/// How a document writes its dashes, for what stands in for a misread one.
private struct HouseDash {
  /// The mark that the document sets between spaces where it has no long dash at all.
  private let free: String?

  init(_ document: Document) {
    var counts = [0, 0]
    for token in document.tokens where token.kind == .dash {
      if document.bytes[token.start] >= 0x80 {
        free = nil
        return
      }
      if token.count <= 2 { counts[token.count - 1] += 1 }
    }
    free = counts[0] + counts[1] == 0 ? nil : counts[0] >= counts[1] ? "-" : "--"
  }

  func replacement(for intended: [UInt8], _ range: TextRange, _ document: Document) -> String? {
    let isDash = intended == Array("—".utf8) || intended == Array("–".utf8)
    guard isDash, document.scalar(before: range.start) == 0x20, document.scalar(at: range.end) == 0x20 else { return nil }
    return free
  }
}
