public import Synchronization

/// A value that is made when somebody first asks for it.
@usableFromInline package final class Lazy<Value: Sendable>: Sendable {
  @usableFromInline let made = Mutex<Value?>(nil)
  @usableFromInline let make: @Sendable () -> Value

  @inlinable package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  @inlinable package var value: Value {
    made.withLock { made in
      if let made { return made }
      let new = make()
      made = new
      return new
    }
  }
}
