import Synchronization

/// Remembers candidates: the names of a newspaper's articles are the same from one to the next, and a search costs
/// as much as reading a page.
final class CandidateMemo: Sendable {
  struct Key: Hashable {
    let word: [UInt8]
    let mixture: Int
    let isThorough: Bool
  }

  /// Words kept; some megabytes. Then it starts anew, which costs less than to keep account of use.
  private static let capacity = 8192
  private let known = Mutex<[Key: [Candidate]]>([:])

  /// What is remembered, or what `search` finds; two threads may search for the same at once.
  func candidates(_ key: Key, search: () -> [Candidate]) -> [Candidate] {
    if let found = known.withLock({ $0[key] }) { return found }
    let found = search()
    known.withLock { known in
      if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
      known[key] = found
    }
    return found
  }
}
