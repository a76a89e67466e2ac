import Formats
package import GalleyCore

/// For people: the compiler line, the source line under it, a caret under the whole range, fixes and related locations.
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
    let path = printable(report.shownPath)
    for finding in report.located(unit) {
      let color = Style.of(finding.severity)
      let position = finding.location.start
      begin(.bold, &output)
      output.append(path)
      output.append(":\(position.line):\(position.column): ")
      change(to: color, &output)
      output.append(finding.severity.name)
      output.append(": ")
      end(&output)
      output.append(printable(finding.messageWithPage))
      begin(.faint, &output)
      output.append(" [\(finding.rule)]\n")
      end(&output)
      excerpt(finding.line, color, into: &output)
      if let text = finding.proposal.flatMap(describe) {
        output.append("      ")
        begin(.green, &output)
        output.append("fix: ")
        end(&output)
        output.append(text)
        output.append(0x0A)
      }
      for (location, message) in finding.related {
        output.append("      note: \(location.start.line):\(location.start.column): \(printable(message))\n")
      }
    }
  }

  /// Sequences of ECMA-48 that set how a terminal writes.
  private enum Style: String {
    case bold = "\u{1B}[1m", faint = "\u{1B}[2m", red = "\u{1B}[31m", green = "\u{1B}[32m", yellow = "\u{1B}[33m", cyan = "\u{1B}[36m"
    static let end = "\u{1B}[0m"

    static func of(_ severity: Severity) -> Style {
      switch severity {
      case .note: .cyan
      case .warning: .yellow
      case .error: .red
      }
    }
  }

  private func begin(_ style: Style, _ output: inout [UInt8]) { if usesColor { output.append(style.rawValue) } }
  private func end(_ output: inout [UInt8]) { if usesColor { output.append(Style.end) } }
  private func change(to style: Style, _ output: inout [UInt8]) { end(&output); begin(style, &output) }

  private func describe(_ proposal: Located.Proposal) -> String? {
    let old = printable(proposal.old)
    if proposal.new.isEmpty { return old.allSatisfy { $0 == " " } ? nil : "remove “\(old)”" }
    let new = printable(proposal.new)
    return old.isEmpty ? "insert “\(new)”" : "“\(old)” → “\(new)”"
  }

  /// The source line and the caret line under it.
  private func excerpt(_ line: Located.Line, _ color: Style, into output: inout [UInt8]) {
    let marked = head(line.found, Self.width)
    // Keep the finding in view: cut the left side first.
    let room = max(20, Self.width - marked.width)
    let left = tail(line.before, room / 2)
    let right = head(line.after, room - left.width)
    let number = String(line.number)
    begin(.faint, &output)
    output += repeatElement(.space, count: max(0, 5 - number.utf8.count))
    output.append(number)
    output.append(" | ")
    end(&output)
    output += left.text
    output += marked.text
    output += right.text
    output.append(0x0A)
    begin(.faint, &output)
    output.append("      | ")
    end(&output)
    output += repeatElement(.space, count: left.width)
    begin(color, &output)
    output.append(UInt8(ascii: "^"))
    output += repeatElement(UInt8(ascii: "~"), count: max(0, marked.width - 1))
    end(&output)
    output.append(0x0A)
  }

  /// Text with its width on a terminal; tabs count as one space, invisible scalars are shown as `·`. There are some for
  /// each finding, so that they are bytes.
  private struct Cells {
    private(set) var text: [UInt8]
    private(set) var width = 0
    /// Of each scalar.
    private var parts: [(length: Int, width: Int)]

    init(capacity: Int) {
      (text, parts) = ([], [])
      text.reserveCapacity(capacity)
      parts.reserveCapacity(capacity)
    }

    mutating func append(_ bytes: some Collection<UInt8>, width: Int) {
      text += bytes
      parts.append((bytes.count, width))
      self.width += width
    }

    /// - Parameter isCut: whether more stood there than these cells
    func tail(_ cells: Int, isCut: Bool) -> Cells {
      guard isCut || width > cells else { return self }
      let (length, used) = Self.fitting(parts.reversed(), cells)
      var result = Cells(capacity: length + 3)
      result.append("…".utf8, width: 1)
      result.append(text.suffix(length), width: used)
      return result
    }

    func head(_ cells: Int, isCut: Bool) -> Cells {
      guard isCut || width > cells else { return self }
      let (length, used) = Self.fitting(parts, cells)
      var result = Cells(capacity: length + 3)
      result.append(text.prefix(length), width: used)
      result.append("…".utf8, width: 1)
      return result
    }

    /// Bytes and cells of the first parts that fit beside an ellipsis.
    private static func fitting(_ parts: some Sequence<(length: Int, width: Int)>, _ cells: Int) -> (length: Int, width: Int) {
      var fitting = (length: 0, width: 0)
      for part in parts {
        if 1 + fitting.width + part.width > cells { break }
        fitting.length += part.length
        fitting.width += part.width
      }
      return fitting
    }
  }

  private func head(_ text: ArraySlice<UInt8>, _ width: Int) -> Cells {
    let part = Excerpt.head(text, width: width)
    return cells(part.bytes).head(width, isCut: part.isCut)
  }

  private func tail(_ text: ArraySlice<UInt8>, _ width: Int) -> Cells {
    let part = Excerpt.tail(text, width: width)
    return cells(part.bytes).tail(width, isCut: part.isCut)
  }

  private func cells(_ bytes: ArraySlice<UInt8>) -> Cells {
    let table = LineTable([])
    var cells = Cells(capacity: bytes.count)
    for (scalar, at, length) in UTF8Scalars(bytes) {
      if (0x20..<0x7F).contains(scalar) {
        cells.append(CollectionOfOne(bytes[at]), width: 1)
        continue
      }
      switch ScalarClass(scalar).kind {
      case .control, .invisible: cells.append("·".utf8, width: 1)
      case .space: cells.append(CollectionOfOne(0x20), width: 1)
      default:
        let scalar = bytes[at..<(at + length)]
        cells.append(scalar, width: length == 1 ? 1 : table.width(of: scalar, .display))
      }
    }
    return cells
  }
}
