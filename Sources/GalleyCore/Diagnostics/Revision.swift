package import Formats

/// A file's bytes after rounds of edits, with what was kept of them: the source of differences and of places that move.
package struct Revision: Sendable {
  private enum Piece: Sendable {
    /// Bytes of the original.
    case kept(FileRange)
    case new([UInt8])

    var count: Int {
      switch self {
      case .kept(let range): range.count
      case .new(let bytes): bytes.count
      }
    }
  }

  package let original: [UInt8]
  package private(set) var bytes: [UInt8]
  private var pieces: [Piece]

  package init(_ original: [UInt8]) {
    self.original = original
    bytes = original
    pieces = [.kept(FileRange(0, original.count))]
  }

  package var isChanged: Bool { bytes != original }

  /// - Parameter edits: of the present bytes, ascending, without overlap
  package mutating func apply(_ edits: [FileEdit]) {
    defer { bytes = FixApplier.apply(edits, to: bytes) }
    var result: [Piece] = []
    var index = 0, within = 0, at = 0
    /// Moves on to an offset; what lies between is kept or dropped.
    func advance(to end: Int, keeps: Bool) {
      while at < end, index < pieces.count {
        let piece = pieces[index]
        let length = min(piece.count - within, end - at)
        if keeps, length > 0 { result.append(Self.part(of: piece, within, within + length)) }
        (at, within) = (at + length, within + length)
        if within == piece.count { (index, within) = (index + 1, 0) }
      }
    }
    for edit in edits {
      advance(to: edit.range.start, keeps: true)
      if !edit.replacement.isEmpty { result.append(.new(edit.replacement)) }
      advance(to: edit.range.end, keeps: false)
    }
    advance(to: .max, keeps: true)
    pieces = result
  }

  private static func part(of piece: Piece, _ start: Int, _ end: Int) -> Piece {
    switch piece {
    case .kept(let range): .kept(FileRange(range.start + start, range.start + end))
    case .new(let bytes): .new(Array(bytes[start..<end]))
    }
  }

  /// What was replaced, ascending: ranges of the original and of the present bytes.
  package var changes: [(old: FileRange, new: FileRange)] {
    var result: [(old: FileRange, new: FileRange)] = []
    var old = 0, new = 0, newStart = 0
    func close(at end: Int) {
      if end > old || new > newStart { result.append((FileRange(old, end), FileRange(newStart, new))) }
    }
    for piece in pieces {
      if case .kept(let range) = piece {
        close(at: range.start)
        old = range.end
        newStart = new + range.count
      }
      new += piece.count
    }
    close(at: original.count)
    return result
  }

  package var difference: UnifiedDiff { UnifiedDiff(from: original, to: bytes, replaced: changes) }
}
