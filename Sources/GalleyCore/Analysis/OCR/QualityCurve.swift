import Formats

/// From what is seen of a page to the share of its tokens that are wrong: straight between the points that
/// `Scripts/fit-page-quality` has found.
struct QualityCurve: Sendable {
  static let fitted = QualityCurve(rows: EmbeddedTable.rows("ocr/page-quality.tsv"))
  private let points: [(seen: Double, share: Double)]

  private init(rows: [[ArraySlice<UInt8>]]) {
    points = rows.compactMap { row in
      guard row.count == 2, let seen = decimal(row[0]), let share = decimal(row[1]) else { return nil }
      return (seen, share)
    }
  }

  /// - Parameter seen: what is weighed of a page for each of its tokens, 0…1
  func share(_ seen: Double) -> Double {
    var last = (seen: 0.0, share: 0.0)
    for point in points {
      if seen <= point.seen, point.seen > last.seen {
        return last.share + (point.share - last.share) * (seen - last.seen) / (point.seen - last.seen)
      }
      last = point
    }
    return points.isEmpty ? seen : last.share
  }
}
