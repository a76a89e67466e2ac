package import Formats

/// Bytes of a file to be replaced by others.
package struct FileEdit: Hashable, Sendable {
  /// In bytes of the file on disk, whatever its encoding, a byte order mark included.
  package let range: FileRange
  /// In the file's own encoding.
  package let replacement: [UInt8]

  package init(range: FileRange, replacement: [UInt8]) { (self.range, self.replacement) = (range, replacement) }
}

/// A part of the source's text to be replaced, in its notation.
package struct SourceEdit: Hashable, Sendable {
  package let range: SourceRange
  package let replacement: String
  init(_ range: SourceRange, _ replacement: String) { (self.range, self.replacement) = (range, replacement) }
}

extension Document {
  /// A fix as edits of the source's text, ascending, in its notation, with its line ends; nil where the fix cannot be
  /// expressed there: markup stands among what it replaces, or it changes nothing.
  package func sourceEdits(of fix: Fix) -> [SourceEdit]? {
    var edits: [SourceEdit] = []
    for edit in fix.edits where edit.replacement != text(edit.range) {
      guard let written: [SourceEdit?] = sourceEdit(edit).map({ [$0] }) ?? wordEdits(edit)?.map(sourceEdit) else { return nil }
      for written in written {
        guard let written else { return nil }
        if let last = edits.last, last.range.end > written.range.start { return nil }
        edits.append(written)
      }
    }
    return edits.isEmpty ? nil : edits
  }

  /// A fix as bytes of the file on disk; nil where it cannot be expressed there. What galley writes is made of these.
  package func fileEdits(of fix: Fix) -> [FileEdit]? {
    sourceEdits(of: fix).flatMap(fileEdits)
  }

  /// Edits of the source’s text as bytes of the file; nil where its encoding lacks a character.
  func fileEdits(_ edits: [SourceEdit]) -> [FileEdit]? {
    var result: [FileEdit] = []
    for edit in edits {
      guard let bytes = source.encode(Array(edit.replacement.utf8)) else { return nil }
      result.append(FileEdit(range: source.fileRange(edit.range), replacement: bytes))
    }
    return result
  }

  private func sourceEdit(_ edit: Edit) -> SourceEdit? {
    guard let map else { return SourceEdit(sourceRange(edit.range), withLineEnds(edit.replacement, at: edit.range.start)) }
    // What stays the same need not be replaced: with a smaller range less markup can be in the way.
    let edit = isPlain(edit.range, map) ? edit : shortened(edit)
    guard isPlain(edit.range, map), let bytes = markup.escaped(Array(edit.replacement.utf8)) else { return nil }
    let range = edit.range.isEmpty ? insertionPoint(edit.range.start, map) : sourceRange(edit.range)
    return SourceEdit(range, withLineEnds(String(decoding: bytes, as: UTF8.self), at: range.start))
  }

  /// What is inserted belongs to the text before it, unless that ends with white space: markup stays outside.
  private func insertionPoint(_ offset: Int, _ map: OffsetMap) -> SourceRange {
    let isAfterText = offset > 0 && bytes[offset - 1] > .space
    let target = isAfterText ? map.end(of: offset) : map.target(of: offset)
    return SourceRange(target, target)
  }

  /// Whether the range's image in the source holds nothing but its own characters.
  private func isPlain(_ range: TextRange, _ map: OffsetMap) -> Bool {
    map.isGapless(range.start, range.end) { markup.isCharacter(source.text[$0..<$1]) }
  }

  private func shortened(_ edit: Edit) -> Edit {
    let old = bytes[edit.range.start..<edit.range.end], new = Array(edit.replacement.utf8)
    func isBoundary(_ byte: UInt8?) -> Bool { byte.map { $0 & 0xC0 != 0x80 } ?? true }
    var head = zip(old, new).prefix { $0 == $1 }.count
    while !isBoundary(old.dropFirst(head).first) || !isBoundary(new.dropFirst(head).first) { head -= 1 }
    var tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    while tail > 0, !isBoundary(old[old.endIndex - tail]) { tail -= 1 }
    return Edit(
      TextRange(edit.range.start + head, edit.range.end - tail),
      String(decoding: new[head..<(new.count - tail)], as: UTF8.self))
  }

  /// A line end in a replacement is written as the lines around it end.
  private func withLineEnds(_ text: String, at offset: Int) -> String {
    guard text.utf8.contains(.lineFeed), !text.utf8.contains(.carriageReturn) else { return text }
    let starts = source.lines.starts
    let line = source.lines.lineIndex(of: offset)
    let next = line + 1 < starts.count ? Int(starts[line + 1]) : Int(starts[line])
    guard next > 0 else { return text }
    let end: String
    if source.text[next - 1] == .carriageReturn {
      end = "\r"
    } else {
      end = next > 1 && source.text[next - 2] == .carriageReturn ? "\r\n" : "\n"
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
  }
}
