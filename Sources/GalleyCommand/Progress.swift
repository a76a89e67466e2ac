import GalleyCore
import Platform

/// Says on a terminal how far a long run is; silent everywhere else.
struct Progress {
  private static let patience = Duration.seconds(1), interval = Duration.milliseconds(200)

  private let total: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var stream = OutputStream.standardError

  /// Nil where nobody would see it.
  init?(total: Int, isQuiet: Bool) {
    guard !isQuiet, stream.isTerminal, total > 1 else { return nil }
    self.total = total
  }

  mutating func show(_ done: Int) {
    let now = ContinuousClock.now
    guard now - start > Self.patience, last.map({ now - $0 > Self.interval }) != false else { return }
    last = now
    try? stream.write("\r\u{1B}[Kgalley: \(done) of \(total) files")
  }

  /// Takes the line away before something else is written.
  mutating func clear() {
    guard last != nil else { return }
    last = nil
    try? stream.write("\r\u{1B}[K")
  }
}
