import Formats
package import GalleyCore

/// What galley makes of a text before any rule looks at it: one view, item by item. For whoever writes a rule, and for
/// the tests of what analyses find.
package struct Inspection {
  package enum View: String, CaseIterable, Sendable {
    case tokens, paragraphs, sentences, words, names, entities, quotes, tags, profile
  }

  enum Value {
    case text(String)
    case number(Int)
    /// With one digit after the point.
    case decimal(Double)
    /// 0…1
    case share(Double)
    case flag(Bool)
    case list([String])
  }

  struct Item {
    /// In the document’s prose; nil for what is about all of it.
    let range: TextRange?
    let fields: [(name: String, value: Value)]
  }

  private let view: View
  private let document: Document
  private let items: [Item]

  package init(_ view: View, _ analysis: Analysis) {
    (self.view, document) = (view, analysis.document)
    items =
      switch view {
      case .tokens: Self.tokens(analysis)
      case .paragraphs: Self.paragraphs(analysis)
      case .sentences: Self.sentences(analysis)
      case .words: Self.words(analysis)
      case .names: Self.names(analysis)
      case .entities: Self.entities(analysis)
      case .quotes: Self.quotes(analysis)
      case .tags: Self.tags(analysis)
      case .profile: Self.profile(analysis)
      }
  }

  /// A line for each item: its location, then its fields below their names, in columns.
  package var text: String {
    var rows: [[String]] = []
    for item in items {
      if rows.isEmpty { rows.append((item.range == nil ? [] : ["location"]) + item.fields.map(\.name)) }
      let location = item.range.map { [Self.shown(document.source.position(of: document.sourceOffset($0.start)))] } ?? []
      rows.append(location + item.fields.map { Self.shown($0.value) })
    }
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], min(cell.unicodeScalars.count, Self.widest))
      }
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column + 1 < row.count { line += String(repeating: " ", count: max(0, widths[column] - cell.unicodeScalars.count) + 2) }
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// A column is made no wider for a long cell than this.
  private static let widest = 32

  /// One object: the file, the view and its items, each with its range in the file.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("file", document.source.path)
      json.member("view", view.rawValue)
      json.member("items", items) { json, item in
        json.breakLine()
        json.object { json in
          if let range = item.range { json.range(document.location(of: range)) }
          for (name, value) in item.fields { Self.write(name, value, to: &json) }
        }
      }
    }
    json.end()
    return json.bytes
  }

  private static func write(_ name: String, _ value: Value, to json: inout JSONWriter) {
    json.key(name)
    switch value {
    case .text(let text): json.string(text)
    case .number(let number): json.number(number)
    case .decimal(let number): json.number(number, places: 1)
    case .share(let share): json.share(share)
    case .flag(let flag): json.bool(flag)
    case .list(let items): json.array(items) { $0.string($1) }
    }
  }

  private static func shown(_ value: Value) -> String {
    switch value {
    case .text(let text): printable(text)
    case .number(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .share(let share): "\(Int((share * 100).rounded()))%"
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let items): items.isEmpty ? "-" : items.joined(separator: ",")
    }
  }

  static func shown(_ position: Position) -> String { "\(position.line):\(position.column)" }
}
