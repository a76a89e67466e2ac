package import GalleyCore

/// Sums up how well the pages of an archive were read, and keeps the worst of them.
package struct QualityReport: Sendable {
  package struct Page: Sendable {
    package let file: String
    package let number: Int
    package let tokens: Int
    package let rate: Double
    package let unchecked: String?
    package init(file: String, number: Int, tokens: Int, rate: Double, unchecked: String? = nil) {
      (self.file, self.number, self.tokens, self.rate, self.unchecked) = (file, number, tokens, rate, unchecked)
    }
    /// Whether the rate says anything.
    var isMeasured: Bool { tokens > 0 && unchecked == nil }
  }

  /// The share of wrong tokens from which a page counts as damaged.
  private let damagedFrom: Double
  private let mostWorst: Int
  private var worst: [Page] = []
  private var pages = 0, damaged = 0, tokens = 0
  private var unchecked = 0, empty = 0
  private var wrong = 0.0
  private var confusions: [PageQuality.Confusion: Int] = [:]
  private var failures: [(file: String, reason: String)] = []
  private var failed = 0
  /// Rare confusions are forgotten when there are too many kinds.
  private static let mostConfusions = 20_000
  private static let mostFailures = 1000
  /// Behind the point of a rate.
  private static let places = 4

  /// - Parameter worst: how many of the worst pages are listed
  package init(damagedFrom: Double, worst: Int) { (self.damagedFrom, mostWorst) = (damagedFrom, worst) }

  package var hasFailures: Bool { failed > 0 }

  package mutating func add(_ file: String, _ quality: [PageQuality]) {
    // A file without a page has no text either.
    let quality = quality.isEmpty ? [PageQuality(number: 1, tokens: 0, wrong: 0, confusions: [:])] : quality
    for page in quality {
      pages += 1
      if page.tokens == 0 {
        empty += 1
      } else if page.unchecked != nil {
        unchecked += 1
      } else {
        tokens += page.tokens
        wrong += page.wrong
        if page.rate >= damagedFrom { damaged += 1 }
      }
      keep(Page(file: file, number: page.number, tokens: page.tokens, rate: page.rate, unchecked: page.unchecked))
      for (confusion, count) in page.confusions { confusions[confusion, default: 0] += count }
    }
    if confusions.count > Self.mostConfusions { confusions = confusions.filter { $0.value > 1 } }
  }

  package mutating func add(_ file: String, failure: String) {
    failed += 1
    if failures.count < Self.mostFailures { failures.append((file, failure)) }
  }

  private mutating func keep(_ page: Page) {
    if worst.count == mostWorst {
      guard let last = worst.last, Self.isWorse(page, last) else { return }
      worst.removeLast()
    }
    worst.insert(page, at: worst.partitioningIndex { Self.isWorse(page, $0) })
  }

  private static func isWorse(_ a: Page, _ b: Page) -> Bool {
    // What could not be judged comes last.
    let (known, other) = (a.isMeasured ? 1 : 0, b.isMeasured ? 1 : 0)
    return (known, a.isMeasured ? a.rate : 0, b.file, b.number) > (other, b.isMeasured ? b.rate : 0, a.file, a.number)
  }

  private var commonest: [(key: PageQuality.Confusion, value: Int)] {
    Array(confusions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20))
  }

  private func verdict(_ page: Page) -> String {
    if page.tokens == 0 { return "no text" }
    if let language = page.unchecked { return "not checked (\(language), no dictionary)" }
    return page.rate >= damagedFrom ? "damaged" : "readable"
  }

  // MARK: output

  package func table() -> [UInt8] {
    var output: [UInt8] = []
    output.append(" errors  tokens  verdict   page\n")
    for page in worst {
      let place = printable(page.file) + (page.number > 1 ? " page \(page.number)" : "")
      let label = verdict(page)
      output.append(
        "\(padded(page.isMeasured ? percent(page.rate) : "–", 7)) \(padded(String(page.tokens), 7))  \(label)\(label.count < 8 ? " " : "")  \(place)\n")
    }
    let rate = tokens == 0 ? 0 : wrong / Double(tokens)
    let left = (unchecked > 0 ? ", \(unchecked) not checked" : "") + (empty > 0 ? ", \(empty) without text" : "")
    output.append(
      "\(padded(tokens > 0 ? percent(rate) : "–", 7)) \(padded(String(tokens), 7))  in all: \(pages) page\(pages == 1 ? "" : "s"), \(damaged) damaged\(left)\n")
    if !confusions.isEmpty {
      output.append("misread: " + commonest.map { "\(printable($0.key.printed)) as \(printable($0.key.read)) (\($0.value))" }.joined(separator: ", ") + "\n")
    }
    return output
  }

  package func json(version: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("version", version)
      json.member("total") {
        $0.member("pages", pages)
        $0.member("damaged", damaged)
        $0.member("unchecked", unchecked)
        $0.member("empty", empty)
        $0.member("tokens", tokens)
        $0.key("errorRate")
        $0.share(tokens == 0 ? 0 : wrong / Double(tokens), places: Self.places)
      }
      func list<Item>(_ name: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
        json.member(name, items) { json, item in
          json.breakLine()
          json.object { write(&$0, item) }
        }
      }
      list("pages", worst) { json, page in
        json.member("file", page.file)
        json.member("page", page.number)
        json.member("tokens", page.tokens)
        json.key("errorRate")
        if page.isMeasured { json.share(page.rate, places: Self.places) } else { json.null() }
        json.member("verdict", verdict(page))
      }
      list("confusions", commonest) { json, confusion in
        json.member("printed", confusion.key.printed)
        json.member("read", confusion.key.read)
        json.member("count", confusion.value)
      }
      list("failed", failures) { json, failure in
        json.member("file", failure.file)
        json.member("status", failure.reason)
      }
    }
    json.end()
    return json.bytes
  }

  private func percent(_ rate: Double) -> String {
    let tenths = Int((rate * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
