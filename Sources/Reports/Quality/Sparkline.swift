/// A small chart of the pages of a collection in the order of reading, as SVG: the higher a bar, the more is wrong.
struct Sparkline {
  private static let mostBars = 240
  private static let barWidth = 4, height = 40
  /// The share of wrong tokens, in thousandths, that fills a bar: beyond it no page can be read.
  private static let full = 500

  /// The worst page of each bar; nil where none was judged.
  private let bars: [Int?]

  init(_ rates: [UInt16]) {
    let count = min(rates.count, Self.mostBars)
    bars = (0..<count).map { bar in
      let pages = rates[(bar * rates.count / count)..<((bar + 1) * rates.count / count)]
      return pages.filter { $0 != PageCollection.unknown }.max().map(Int.init)
    }
  }

  /// - Parameter damagedFrom: the thousandths from which a page is damaged
  func svg(damagedFrom: Int, label: String) -> String {
    let width = bars.count * Self.barWidth
    var text = "<svg class=\"spark\" role=\"img\" aria-label=\"\(XML.escaped(label))\" width=\"\(width)\" height=\"\(Self.height)\" viewBox=\"0 0 \(width) \(Self.height)\">"
    for (i, bar) in bars.enumerated() {
      let (kind, height) = bar.map { ($0 >= damagedFrom ? "bad" : "good", max(1, min($0, Self.full) * Self.height / Self.full)) } ?? ("none", 2)
      text += "<rect class=\"\(kind)\" x=\"\(i * Self.barWidth)\" y=\"\(Self.height - height)\" width=\"\(Self.barWidth - 1)\" height=\"\(height)\"/>"
    }
    return text + "</svg>"
  }
}
