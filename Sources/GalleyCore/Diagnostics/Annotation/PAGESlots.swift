import Formats

/// The places for other readings in PAGE XML: a `TextEquiv` for each, in the order of their indices, the first of which counts.
enum PAGESlots {
  private struct Reading {
    let index: Int?
    /// After its name, where an index can be written.
    let nameEnd: Int
    var pieces: [TextRange] = []
  }

  private struct Level {
    let isGlyph: Bool
    var readings: [Reading] = []
    var end = 0
    var prefix = ""
  }

  static func read(_ text: [UInt8]) throws(MarkupError) -> [AnnotationSlot] {
    var reader = XMLReader(text)
    var slots: [AnnotationSlot] = []
    var levels: [Level] = []
    var isUnicode = false
    while let event = try reader.next() {
      switch event {
      case .start("TextEquiv"):
        guard !levels.isEmpty else { continue }
        let nameEnd = reader.tag.start + 1 + reader.writtenName.utf8.count
        levels[levels.count - 1].readings.append(Reading(index: reader.number("index").map { Int(min(max($0, 0), 1e6)) }, nameEnd: nameEnd))
        levels[levels.count - 1].prefix = reader.writtenPrefix
      case .start("Unicode"): isUnicode = true
      case .start(let name): if isLevel(name) { levels.append(Level(isGlyph: name == "Glyph")) }
      case .text(let range, _):
        guard isUnicode, let level = levels.indices.last, let last = levels[level].readings.indices.last else { continue }
        levels[level].readings[last].pieces.append(range)
      case .end("Unicode"): isUnicode = false
      case .end("TextEquiv"): if !levels.isEmpty { levels[levels.count - 1].end = reader.tag.end }
      case .end(let name):
        if isLevel(name), let level = levels.popLast(), !level.isGlyph { slots += self.slots(level, text) }
      }
    }
    return slots.sorted { ($0.contents.first?.start ?? 0) < ($1.contents.first?.start ?? 0) }
  }

  private static func isLevel(_ name: String) -> Bool {
    name == "Word" || name == "TextLine" || name == "Glyph" || name.hasSuffix("Region")
  }

  /// One for each reading: whichever counts, the new one comes after all.
  private static func slots(_ level: Level, _ text: [UInt8]) -> [AnnotationSlot] {
    let written = level.readings.map { $0.pieces.flatMap { text[$0.start..<$0.end] } }
    let next = max(1, (level.readings.compactMap(\.index).max() ?? 0) + 1)
    // Readings without an index would come after one that has it: where none has one the only reading gets it.
    let unindexed = level.readings.count == 1 ? level.readings.filter { $0.index == nil }.map(\.nameEnd) : []
    guard level.readings.count == 1 || level.readings.allSatisfy({ $0.index != nil }) else { return [] }
    return level.readings.indices.map { i in
      AnnotationSlot(
        contents: level.readings[i].pieces, others: written.indices.filter { $0 != i }.map { written[$0] },
        notation: .textEquiv(at: level.end, index: next, unindexed: unindexed, prefix: level.prefix))
    }
  }
}
