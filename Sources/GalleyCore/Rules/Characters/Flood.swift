/// Gathers findings of one kind that may come by the thousand: the first ones are reported one by one, a flood as one.
struct Flood {
  private var places: [(range: TextRange, message: String, fixes: [Fix], severity: Severity?)] = []
  private var count = 0
  /// Beyond this many a document has one defect, not many.
  private static let most = 40

  mutating func add(_ range: TextRange, _ message: String, fixes: [Fix] = [], severity: Severity? = nil) {
    count += 1
    if count <= Self.most { places.append((range, message, fixes, severity)) }
  }

  /// - Parameter noun: what there are so many of, in the plural
  func report(_ noun: String, to findings: inout Findings) {
    if count > Self.most, let first = places.first {
      findings.flag(
        first.range, "\(count) \(noun), the first one here: \(first.message)", severity: first.severity, fixes: first.fixes)
      return
    }
    for place in places { findings.flag(place.range, place.message, severity: place.severity, fixes: place.fixes) }
  }
}
