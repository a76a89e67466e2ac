import Formats

/// Gathers findings of one kind that may come by the thousand: the first ones are reported one by one, a flood as one,
/// with one fix for all.
struct Flood {
  private var places: [(range: TextRange, message: String, fixes: [Fix], severity: Severity?)] = []
  private var later: [Fix] = []
  private var count = 0
  private let document: Document
  /// Beyond this many a document has one defect, not many; where comments to galley switch rules off in parts of it, each
  /// place has to be judged by itself.
  private let most: Int
  private static let usual = 40

  init(_ document: Document) {
    self.document = document
    most = document.comments.isEmpty ? Self.usual : .max
  }

  mutating func add(_ range: TextRange, _ message: @autoclosure () -> String, fixes: [Fix] = [], severity: Severity? = nil) {
    count += 1
    if count <= most {
      places.append((range, message(), fixes, severity))
    } else if let fix = fixes.first {
      later.append(fix)
    }
  }

  /// - Parameter noun: what there are so many of, in the plural
  func report(_ noun: String, to findings: inout Findings) {
    if count > most, let first = places.first {
      let fix = Fix.joined(places.compactMap(\.fixes.first) + later, in: document)
      findings.flag(
        first.range, "\(count) \(noun), the first one here: \(first.message)", severity: first.severity, fixes: fix.map { [$0] } ?? [])
      return
    }
    for place in places { findings.flag(place.range, place.message, severity: place.severity, fixes: place.fixes) }
  }
}
