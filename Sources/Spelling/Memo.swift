import Synchronization

/// Remembers what was dear to find: the words of a newspaper's articles are the same from one to the next, and a search
/// costs as much as reading a page.
package final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let capacity: Int
  private let known = Mutex<[Key: Value]>([:])

  /// - Parameter capacity: values kept; then it starts anew, which costs less than to keep account of use
  package init(capacity: Int) { self.capacity = capacity }

  /// What is remembered, or what `find` finds; two threads may search for the same at once.
  package func value(_ key: Key, find: () -> Value) -> Value {
    if let found = known.withLock({ $0[key] }) { return found }
    let found = find()
    known.withLock { known in
      if known.count >= capacity { known.removeAll(keepingCapacity: true) }
      known[key] = found
    }
    return found
  }
}
