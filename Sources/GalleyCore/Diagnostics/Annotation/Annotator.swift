import Formats

/// Writes corrections beside what an engine read, where the format has a place for them: the reading itself stays.
struct Annotator {
  private let document: Document
  private let slots: [AnnotationSlot]
  /// The pieces of all slots, ascending.
  private let pieces: [(range: SourceRange, slot: Int)]

  /// Nil for a file whose format has no place for other readings.
  init?(_ document: Document) {
    guard let found = try? AnnotationSlot.all(in: document) else { return nil }
    self.document = document
    slots = found
    pieces = slots.indices.flatMap { slot in found[slot].contents.map { ($0, slot) } }.sorted { $0.range.start < $1.range.start }
  }

  /// What is written for these fixes, ascending, and how many of them have a place.
  func edits(_ fixes: [Fix]) -> (edits: [FileEdit], fixes: Int) {
    var changes: [Int: [SourceEdit]] = [:]
    var placed: [Set<Int>] = []
    for fix in fixes {
      guard let edits = document.sourceEdits(of: fix) else { continue }
      let places = edits.map { slot(holding: $0.range) }
      guard !places.contains(nil), zip(edits, places).allSatisfy({ edit, slot in isFree(edit.range, changes[slot ?? 0] ?? []) }) else { continue }
      for (edit, slot) in zip(edits, places) { changes[slot ?? 0, default: []].append(edit) }
      placed.append(Set(places.compactMap { $0 }))
    }
    var written: [FileEdit] = [], done: Set<Int> = []
    for (slot, edits) in changes {
      guard let new = slots[slot].edits(reading(slots[slot], edits)), let bytes = document.fileEdits(new) else { continue }
      written += bytes
      done.insert(slot)
    }
    return (written.sorted { $0.range.start < $1.range.start }, placed.count { done.isSuperset(of: $0) })
  }

  private func slot(holding range: SourceRange) -> Int? {
    let index = pieces.partitioningIndex { $0.range.end >= range.start }
    guard index < pieces.count else { return nil }
    // Where one piece ends and the next begins, either may hold it.
    for piece in pieces[index...].prefix(2) where piece.range.start <= range.start && range.end <= piece.range.end { return piece.slot }
    return nil
  }

  private func isFree(_ range: SourceRange, _ taken: [SourceEdit]) -> Bool {
    taken.allSatisfy { range.end < $0.range.start || $0.range.end < range.start }
  }

  /// What a slot’s text becomes, without white space around it.
  private func reading(_ slot: AnnotationSlot, _ edits: [SourceEdit]) -> [UInt8] {
    let edits = edits.sorted { $0.range.start < $1.range.start }
    var reading: [UInt8] = []
    for piece in slot.contents {
      var at = piece.start
      for edit in edits where piece.start <= edit.range.start && edit.range.end <= piece.end && edit.range.start >= at {
        reading += document.source.text[at..<edit.range.start] + Array(edit.replacement.utf8)
        at = edit.range.end
      }
      reading += document.source.text[at..<piece.end]
    }
    let head = reading.prefix { $0 <= .space }.count, tail = reading.reversed().prefix { $0 <= .space }.count
    return head == reading.count ? [] : Array(reading[head..<(reading.count - tail)])
  }
}
