import Formats
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
  let damagedFrom: Double
  /// Nil for all.
  private let mostWorst: Int?
  private var worst: [Page] = []
  private(set) var total = PageCollection()
  /// By folder.
  private var folders: [String: PageCollection] = [:]
  private(set) var confusions: [PageQuality.Confusion: Int] = [:]
  private(set) var failures: [(file: String, reason: String)] = []
  private var failed = 0
  /// Rare confusions are forgotten when there are too many kinds.
  private static let mostConfusions = 20_000
  private static let mostFailures = 1000

  /// - Parameter worst: how many of the worst pages are listed; nil for all
  package init(damagedFrom: Double, worst: Int?) { (self.damagedFrom, mostWorst) = (damagedFrom, worst) }

  package var hasFailures: Bool { failed > 0 }

  package mutating func add(_ file: String, _ quality: [PageQuality]) {
    // A file without a page has no text either.
    let quality = quality.isEmpty ? [PageQuality(number: 1, tokens: 0, wrong: 0, confusions: [:])] : quality
    let folder = Self.folder(of: file)
    for page in quality {
      let isDamaged = page.rate >= damagedFrom
      total.add(page, isDamaged: isDamaged, keepsRate: false)
      folders[folder, default: PageCollection()].add(page, isDamaged: isDamaged)
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
    guard let mostWorst else { return worst.append(page) }
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

  /// The pages that are listed, the worst first.
  var listed: [Page] { mostWorst == nil ? worst.sorted(by: Self.isWorse) : worst }

  /// The folders by name, each with what new scans of its damaged pages would gain.
  var collections: [(folder: String, pages: PageCollection, gain: PageCollection.Gain?)] {
    folders.sorted { $0.key < $1.key }.map { ($0.key, $0.value, $0.value.gain(otherwise: total.readableRate)) }
  }

  static func folder(of file: String) -> String { file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "." }

  var commonest: [(key: PageQuality.Confusion, value: Int)] {
    Array(confusions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostListed))
  }
  private static let mostListed = 20

  func verdict(_ page: Page) -> String {
    if page.tokens == 0 { return "no text" }
    if let language = page.unchecked { return "not checked (\(language), no dictionary)" }
    return page.rate >= damagedFrom ? "damaged" : "readable"
  }
}
