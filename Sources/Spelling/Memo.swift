public import Synchronization

/// Remembers what was dear to find: the words of a newspaper's articles are the same from one to the next, and a search
/// costs as much as reading a page.
@usableFromInline package final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  @usableFromInline let capacity: Int
  @usableFromInline let known = Mutex<[Key: Value]>([:])

  /// - Parameter capacity: values kept; then it starts anew, which costs less than to keep account of use
  @inlinable package init(capacity: Int) { self.capacity = capacity }

  /// What is remembered, or what `find` finds; two threads may search for the same at once.
  @inlinable package func value(_ key: Key, find: () -> Value) -> Value {
    if let found = known.withLock({ $0[key] }) { return found }
    let found = find()
    known.withLock { known in
      if known.count >= capacity { known.removeAll(keepingCapacity: true) }
      known[key] = found
    }
    return found
  }

  /// The same for many keys, in their order: the values of one text are mostly known from the one before.
  /// - Parameter find: finds what is not remembered for the key at a place
  @inlinable package func values(_ keys: [Key], find: (Int) -> Value) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(keys.count)
    var missing: [Int] = []
    known.withLock { known in
      for place in keys.indices {
        if let found = known[keys[place]] { values.append(found) } else { missing.append(place) }
      }
    }
    if missing.isEmpty { return values }
    let found = missing.map(find)
    known.withLock { known in
      if known.count + found.count > capacity { known.removeAll(keepingCapacity: true) }
      for (place, value) in zip(missing, found) where known.count < capacity { known[keys[place]] = value }
    }
    return Self.merge(values, found, at: missing)
  }

  /// - Parameter places: those of `new` in the result, ascending
  @inlinable static func merge(_ old: [Value], _ new: [Value], at places: [Int]) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(old.count + new.count)
    var added = 0
    for place in 0..<(old.count + new.count) {
      if added < new.count, places[added] == place {
        result.append(new[added])
        added += 1
      } else {
        result.append(old[place - added])
      }
    }
    return result
  }
}
