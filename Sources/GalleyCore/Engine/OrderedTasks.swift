/// Does work on many items in parallel and hands the results over in the order of the items. However many there are,
/// only a few are in memory at once.
/// - Parameter deliver: false stops the work
package func inOrder<Item: Sendable, Result: Sendable>(
  _ items: some Sequence<Item>, jobs: Int, chunk: Int = 16, work: @escaping @Sendable (Item) -> Result,
  deliver: (Result) throws -> Bool
) async throws {
  var rest = items.makeIterator()
  func nextChunk() -> [Item] {
    var items: [Item] = []
    while items.count < chunk, let item = rest.next() { items.append(item) }
    return items
  }
  try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
    var started = 0, wanted = 0
    var waiting: [Int: [Result]] = [:]
    func start() {
      let items = nextChunk()
      guard !items.isEmpty else { return }
      let number = started
      group.addTask { (number, items.map(work)) }
      started += 1
    }
    for _ in 0..<(jobs == 1 ? 1 : jobs * 2) { start() }
    while let (number, results) = try await group.next() {
      waiting[number] = results
      while let ready = waiting.removeValue(forKey: wanted) {
        for result in ready where try !deliver(result) {
          group.cancelAll()
          return
        }
        wanted += 1
        start()
      }
    }
  }
}
