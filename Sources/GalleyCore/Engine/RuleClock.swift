import Synchronization

/// How long each rule takes, over all files and threads. What rules share counts for the one that asks first.
package final class RuleClock: Sendable {
  private let times = Mutex<[RuleID: Duration]>([:])

  package init() {}

  func measure(_ rule: RuleID, _ body: () -> Void) {
    let time = ContinuousClock().measure(body)
    times.withLock { $0[rule, default: .zero] += time }
  }

  /// The slowest first.
  package var sorted: [(rule: RuleID, time: Duration)] {
    times.withLock { $0.map { (rule: $0.key, time: $0.value) } }.sorted { ($1.time, $0.rule) < ($0.time, $1.rule) }
  }
}
