import Synchronization

/// Does work on many items in threads and hands the results over, on the calling thread, in the order of the items.
/// However many there are, only a few are in memory at once. One job needs no thread but the caller's.
/// - Parameter deliver: false stops the work
package func inOrder<Item: Sendable, Result: Sendable>(
  _ items: some Sequence<Item>, jobs: Int, chunk: Int = 16, work: @escaping @Sendable (Item) -> Result,
  deliver: (Result) throws -> Bool
) throws {
  let desk = Desk(work)
  let threads = jobs > 1 ? (0..<jobs).compactMap { _ in WorkerThread { desk.serve() } } : []
  guard !threads.isEmpty else {
    for item in items { if try !deliver(work(item)) { return } }
    return
  }
  defer {
    desk.close(threads.count)
    for thread in threads { thread.join() }
  }
  var rest = items.makeIterator()
  var started = 0, wanted = 0
  func start() {
    var items: [Item] = []
    while items.count < chunk, let item = rest.next() { items.append(item) }
    guard !items.isEmpty else { return }
    desk.add(items, number: started)
    started += 1
  }
  for _ in 0..<threads.count * 2 { start() }
  while wanted < started {
    for result in desk.results(of: wanted) where try !deliver(result) { return }
    wanted += 1
    start()
  }
}

/// Where threads find work and leave its results.
private final class Desk<Item: Sendable, Result: Sendable>: Sendable {
  private struct State {
    /// What nobody has begun, the last first.
    var waiting: [(number: Int, items: [Item])] = []
    var done: [Int: [Result]] = [:]
    var isClosed = false
  }

  private let work: @Sendable (Item) -> Result
  private let state = Mutex(State())
  private let available = Semaphore(), finished = Semaphore()

  init(_ work: @escaping @Sendable (Item) -> Result) { self.work = work }

  func add(_ items: [Item], number: Int) {
    state.withLock { $0.waiting.insert((number, items), at: 0) }
    available.signal()
  }

  /// Waits for the results of a chunk.
  func results(of number: Int) -> [Result] {
    while true {
      if let results = state.withLock({ $0.done.removeValue(forKey: number) }) { return results }
      finished.wait()
    }
  }

  /// Works until the desk is closed; what is begun is finished.
  func serve() {
    while true {
      available.wait()
      guard let (number, items) = state.withLock({ $0.isClosed ? nil : $0.waiting.popLast() }) else { return }
      let results = items.map(work)
      state.withLock { $0.done[number] = results }
      finished.signal()
    }
  }

  /// Sends so many threads home.
  func close(_ threads: Int) {
    state.withLock { $0.isClosed = true }
    for _ in 0..<threads { available.signal() }
  }
}
