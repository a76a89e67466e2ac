import Formats
import Spelling

/// Several models in one table. Those of the built-in tables are compiled: `CompiledTrees`.
///
/// The first row is `features` and the names of these; every other one the name of a model and one of its trees, its fields parted
/// by tabs: `feature:number`, then the branch for values up to the number, then the other one; `:number` is a leaf, and what
/// it adds. Features are numbers, 0 being the first one named. The rows of a model stand together; a row whose name is empty
/// belongs to the model above it.
struct TreeTable: Sendable {
  private var models: [[UInt8]: BoostedTrees] = [:]

  /// - Parameter features: the names of the features that can be asked for, in the order of their values
  /// - Throws: a `CardError` with the place of a row that means nothing
  init(_ table: [UInt8], file: String, features: [String]) throws(CardError) {
    var groups: [(name: ArraySlice<UInt8>, bytes: Range<Int>, line: Int)] = []
    var known: [UInt16] = []
    var line = 1
    for row in Self.rows(table) {
      defer { line += 1 }
      guard let first = table[row].first, first != UInt8(ascii: "#") else { continue }
      if first == UInt8(ascii: "\t"), !groups.isEmpty {
        groups[groups.count - 1].bytes = groups[groups.count - 1].bytes.lowerBound..<row.upperBound
        continue
      }
      let bytes = table[row]
      let name = bytes.prefix { $0 != UInt8(ascii: "\t") }
      if known.isEmpty {
        known = try Self.places(bytes, of: features, Position(line: line, column: 1), file)
      } else if let last = groups.last, last.name == name {
        groups[groups.count - 1].bytes = last.bytes.lowerBound..<row.upperBound
      } else {
        groups.append((name, row, line))
      }
    }
    for group in groups {
      models[Array(group.name)] = try BoostedTrees(Array(table[group.bytes]), features: known, file: file, firstLine: group.line)
    }
  }

  /// Nil where the table has no such model.
  subscript(_ name: String) -> BoostedTrees? { models[Array(name.utf8)] }

  /// Lines without their ends.
  private static func rows(_ table: [UInt8]) -> [Range<Int>] {
    let starts = LineTable(table).starts.map { Int($0) } + [table.count + 1]
    return zip(starts, starts.dropFirst()).map { $0..<max($0, $1 - 1) }
  }

  private static func places(_ row: ArraySlice<UInt8>, of features: [String], _ position: Position, _ file: String) throws(CardError) -> [UInt16] {
    let fields = row.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
    guard fields.first == "features", fields.count > 1 else {
      throw CardError(file, position, "the first row is “features” and the names of these")
    }
    var places: [UInt16] = []
    for name in fields.dropFirst() {
      guard let place = features.firstIndex(of: name) else { throw CardError(file, position, "no feature is called “\(name)”") }
      places.append(UInt16(place))
    }
    return places
  }
}
