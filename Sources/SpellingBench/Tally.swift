import Spelling

/// Counts of right corrections by rank, by confidence and by collection; times of calls.
struct Tally {
  private struct Count {
    var all = 0, first = 0, five = 0, ten = 0
  }

  private var groups: [String: Count] = [:]
  private var bins = [(count: Int, right: Int, sum: Double)](repeating: (0, 0, 0), count: 10)
  private var times: [Double] = []
  private var misses: [String] = []

  mutating func add(_ pair: Pair, _ corrections: [Correction], seconds: Double) {
    times.append(seconds)
    let rank = corrections.firstIndex { pair.right.contains($0.text) || pair.right.contains($0.text.lowercased()) }
    for name in ["all", pair.group] {
      var count = groups[name] ?? Count()
      count.all += 1
      if let rank {
        count.first += rank == 0 ? 1 : 0
        count.five += rank < 5 ? 1 : 0
        count.ten += rank < 10 ? 1 : 0
      }
      groups[name] = count
    }
    if let best = corrections.first {
      let bin = min(9, Int(best.confidence * 10))
      bins[bin].count += 1
      bins[bin].right += rank == 0 ? 1 : 0
      bins[bin].sum += best.confidence
    }
    if rank != 0 {
      let wrong = String(decoding: pair.wrong, as: UTF8.self)
      let shown = corrections.prefix(6).map { "\($0.text) \(Self.fixed($0.confidence, 2))/\(Self.fixed($0.cost.value, 1))" }
      let place = rank.map { "\($0 + 1): \(corrections[$0].cost.value)" } ?? "-"
      misses.append("\(wrong) > \(pair.right.joined(separator: "|")) [\(place)]  \(shown.joined(separator: ", "))")
    }
  }

  func report(listing: Int) -> String {
    var text = "collection          pairs  first  in five  in ten\n"
    for (name, count) in groups.sorted(by: { $0.key < $1.key }) {
      let shares = [count.first, count.five, count.ten].map { Self.fixed(Double($0) / Double(count.all), 4) }
      text += Self.padded(name, 20) + Self.padded("\(count.all)", 7) + shares.joined(separator: "  ") + "\n"
    }
    text += "confidence  corrections  mean   right\n"
    for (bin, entry) in bins.enumerated() where entry.count > 0 {
      let mean = Self.fixed(entry.sum / Double(entry.count), 3)
      let right = Self.fixed(Double(entry.right) / Double(entry.count), 3)
      text += "\(Self.fixed(Double(bin) / 10, 1))–\(Self.fixed(Double(bin + 1) / 10, 1))     "
      text += Self.padded("\(entry.count)", 13) + mean + "  " + right + "\n"
    }
    let sorted = times.sorted()
    if !sorted.isEmpty {
      let at = { (share: Double) in Self.fixed(sorted[Int(share * Double(sorted.count - 1))] * 1000, 3) }
      text += "milliseconds of processor time a call: median \(at(0.5)), 95 % \(at(0.95)), 99 % \(at(0.99)), worst \(at(1))\n"
    }
    return text + misses.prefix(listing).map { $0 + "\n" }.joined()
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func fixed(_ value: Double, _ places: Int) -> String {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let whole = Int((value * scale).rounded())
    let digits = String(whole % Int(scale))
    return "\(whole / Int(scale))." + String(repeating: "0", count: places - digits.count) + digits
  }
}
