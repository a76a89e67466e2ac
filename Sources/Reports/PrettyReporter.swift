package import GalleyCore

/// For people: the compiler line, the source line under it, a caret under the whole range, fixes and related places.
package struct PrettyReporter: Reporter {
  private let unit: ColumnUnit
  private let usesColor: Bool
  /// Source lines are cut to this many terminal cells around the finding.
  private static let width = 100

  package init(_ options: ReportOptions) {
    unit = options.columnUnit
    usesColor = options.usesColor
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics {
      let color = ["\u{1B}[36m", "\u{1B}[33m", "\u{1B}[31m"][Int(diagnostic.severity.rawValue)]
      let range = document.sourceRange(of: diagnostic)
      let position = document.source.position(of: range.start, unit: unit)
      output.append(
        paint("\(printable(report.path)):\(position.line):\(position.column): ", "\u{1B}[1m")
          + paint("\(diagnostic.severity.name): ", color) + printable(diagnostic.located(in: document))
          + paint(" [\(diagnostic.rule)]\n", "\u{1B}[2m"))
      excerpt(document.source, range, color, into: &output)
      if let fix = diagnostic.fixes.first, let text = describe(fix, in: document) {
        output.append("      " + paint("fix: ", "\u{1B}[32m") + text + "\n")
      }
      for related in diagnostic.related {
        let place = document.source.position(of: document.sourceRange(related.range).start, unit: unit)
        output.append("      note: \(place.line):\(place.column): \(printable(related.message))\n")
      }
    }
  }

  private func paint(_ text: String, _ color: String) -> String { usesColor ? color + text + "\u{1B}[0m" : text }

  private func describe(_ fix: Fix, in document: Document) -> String? {
    guard fix.edits.count == 1 else { return nil }
    let edit = fix.edits[0]
    let old = printable(document.text(edit.range))
    if edit.replacement.isEmpty { return old.allSatisfy { $0 == " " } ? nil : "remove “\(old)”" }
    let new = printable(edit.replacement)
    return old.isEmpty ? "insert “\(new)”" : "“\(old)” → “\(new)”"
  }

  /// The source line and the caret line under it.
  private func excerpt(_ source: Source, _ range: TextRange, _ color: String, into output: inout [UInt8]) {
    let line = source.lines.lineIndex(of: range.start)
    let text = source.lines.text(ofLine: line, in: source.text)
    let start = min(max(range.start, text.startIndex), text.endIndex)
    let end = max(start, min(range.end, text.endIndex))
    let before = Excerpt.tail(text[..<start]), after = Excerpt.head(text[end...])
    let range = Excerpt.head(text[start..<end])
    let marked = cells(range.bytes).head(Self.width, isCut: range.isCut)
    // Keep the finding in view: cut the left side first.
    let room = max(20, Self.width - marked.width)
    let left = cells(before.bytes).tail(room / 2, isCut: before.isCut)
    let right = cells(after.bytes).head(room - left.width, isCut: after.isCut)
    let number = String(line + 1)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
    output.append(paint(gutter, "\u{1B}[2m") + left.text + marked.text + right.text + "\n")
    let indent = String(repeating: " ", count: left.width)
    let carets = "^" + String(repeating: "~", count: max(0, marked.width - 1))
    output.append(paint("      | ", "\u{1B}[2m") + indent + paint(carets, color) + "\n")
  }

  /// Text with its width on a terminal; tabs count as one space, invisible scalars are shown as `·`.
  private struct Cells {
    var parts: [(text: String, width: Int)]
    var width: Int { parts.reduce(0) { $0 + $1.width } }
    var text: String { parts.map(\.text).joined() }

    /// - Parameter isCut: whether more stood there than these cells
    func tail(_ cells: Int, isCut: Bool) -> Cells {
      guard isCut || width > cells else { return self }
      var kept: [(text: String, width: Int)] = []
      var used = 1
      for part in parts.reversed() {
        if used + part.width > cells { break }
        kept.append(part)
        used += part.width
      }
      return Cells(parts: [("…", 1)] + kept.reversed())
    }

    func head(_ cells: Int, isCut: Bool) -> Cells {
      guard isCut || width > cells else { return self }
      var kept: [(text: String, width: Int)] = []
      var used = 1
      for part in parts {
        if used + part.width > cells { break }
        kept.append(part)
        used += part.width
      }
      return Cells(parts: kept + [("…", 1)])
    }
  }

  private func cells(_ bytes: ArraySlice<UInt8>) -> Cells {
    let table = LineTable([])
    var parts: [(text: String, width: Int)] = []
    for (scalar, at, length) in UTF8Scalars(bytes) {
      switch ScalarClass(scalar).kind {
      case .control, .invisible: parts.append(("·", 1))
      case .space: parts.append((" ", 1))
      default:
        let width = table.width(of: bytes[at..<(at + length)], .display)
        parts.append((String(decoding: bytes[at..<(at + length)], as: UTF8.self), width))
      }
    }
    return Cells(parts: parts)
  }
}
