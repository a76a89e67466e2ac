import Formats
import Platform

/// Findings that are known and left for later: one line each, `fingerprint count rule path text`, separated by tabs.
///
/// Paths are relative to the baseline’s folder. A finding is known by its fingerprint; once the words around it have
/// been edited, by its rule and text. How often it is known counts, so that a new one of the same kind shows.
package struct Baseline: Sendable {
  struct Entry: Hashable, Sendable {
    let fingerprint: String
    let rule: String
    let text: String
    var count: Int
  }

  private static let header =
    "# galley baseline 1: findings known and left for later (galley baseline writes it, --update-baseline shrinks it)\n"
  /// Longer matches are told apart by their beginning and the fingerprint.
  private static let longestText = 60

  private let folder: FilePath
  /// By path.
  private var entries: [String: [Entry]] = [:]

  /// An empty baseline for the file at `path`.
  package init(for path: String) { folder = FilePath(path).folder }

  /// Reads a baseline.
  package init(reading path: String) throws {
    self.init(for: path)
    let bytes = try FileReader.read(path, isNamed: true, most: FileReader.largestList)
    var number = 0
    for line in bytes.split(separator: .lineFeed, omittingEmptySubsequences: false) {
      number += 1
      if number == 1, !line.starts(with: "# galley baseline 1".utf8) {
        throw CardError(path, Position(line: 1, column: 1), "not a baseline; “galley baseline” writes one")
      }
      if line.isEmpty || line.first == .hash { continue }
      let fields = line.split(separator: .tab, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 5 else {
        throw CardError(path, Position(line: number, column: 1), "a finding has five columns, this line \(fields.count)")
      }
      guard fields[0].utf8.count == 16, UInt64(fields[0], radix: 16) != nil else {
        throw CardError(path, Position(line: number, column: 1), "“\(fields[0])” is no fingerprint: sixteen hexadecimal digits")
      }
      guard let count = Int(fields[1]), count > 0 else {
        throw CardError(path, Position(line: number, column: 18), "“\(fields[1])” is no count")
      }
      entries[fields[3], default: []].append(Entry(fingerprint: fields[0], rule: fields[2], text: fields[4], count: count))
    }
  }

  /// Takes in all findings of a file.
  package mutating func add(_ report: FileReport) {
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics { Self.count(Self.entry(diagnostic, document), in: &entries[key(report.path), default: []]) }
  }

  /// What is known of a file.
  /// - Parameter found: what is found in it
  func entries(for path: String, found: [Entry]) -> [Entry] { entries[key(path)] ?? renamed(found) ?? [] }

  /// What is left of it: of files that were checked what was found again, of others everything while they exist.
  func keeping(_ confirmed: [String: [Entry]]) -> Baseline {
    var result = self
    for (path, _) in entries where confirmed[path] == nil && !exists(path) { result.entries[path] = nil }
    for (path, kept) in confirmed { result.entries[path] = kept.isEmpty ? nil : kept }
    return result
  }

  package var count: Int { entries.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } } }

  /// The file’s text, in the order of paths.
  package var bytes: [UInt8] {
    var text = Self.header
    for (path, list) in entries.sorted(by: { $0.key < $1.key }) {
      for entry in list { text += "\(entry.fingerprint)\t\(entry.count)\t\(entry.rule)\t\(path)\t\(entry.text)\n" }
    }
    return Array(text.utf8)
  }

  /// The entries of a file that is gone and that had most of what is found: it was renamed.
  private func renamed(_ found: [Entry]) -> [Entry]? {
    let found = Set(found.map(\.fingerprint))
    guard !found.isEmpty else { return nil }
    let candidates = entries.filter { path, list in
      list.count { found.contains($0.fingerprint) } * 2 >= list.count && !exists(path)
    }
    return candidates.min { $0.key < $1.key }?.value
  }

  private func exists(_ path: String) -> Bool { DirectoryWalker.kind(of: FilePath(path, in: folder).description) != .missing }

  func key(_ path: String) -> String {
    let place = FilePath(path)
    guard let names = place.below(folder) else { return place.description }
    return Self.escaped(names.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"), longest: .max)
  }

  static func entry(_ diagnostic: Diagnostic, _ document: Document) -> Entry {
    Entry(
      fingerprint: fingerprint(of: diagnostic, in: document), rule: diagnostic.rule.name,
      text: escaped(document.text(diagnostic.range), longest: longestText), count: 1)
  }

  static func count(_ entry: Entry, in list: inout [Entry]) {
    if let i = list.firstIndex(where: { $0.fingerprint == entry.fingerprint }) { list[i].count += 1 } else { list.append(entry) }
  }

  /// On one line and in one column.
  private static func escaped(_ text: String, longest: Int) -> String {
    var result = ""
    var length = 0
    for scalar in text.unicodeScalars {
      length += 1
      if length > longest { return result + "…" }
      switch scalar {
      case "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
