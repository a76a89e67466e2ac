package import Formats
import GalleyCore
package import Platform
import Synchronization

/// Messages on their way to the client, written by a thread of its own: a client that does not read stops nobody. Findings
/// that newer ones of the same document have overtaken are not sent.
package final class Outbox: Sendable {
  private struct Item {
    let message: JSONValue
    /// The document whose findings these are.
    let document: DocumentURI?
  }

  private struct State {
    var items: [Item] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let available = Semaphore()

  package init() {}

  /// - Parameter document: the document whose findings the message tells
  package func send(_ message: JSONValue, findingsOf document: DocumentURI? = nil) {
    let isNew = state.withLock { state in
      guard !state.isClosed else { return false }
      if let document, let old = state.items.lastIndex(where: { $0.document == document }) {
        state.items[old] = Item(message: message, document: document)
        return false
      }
      state.items.append(Item(message: message, document: document))
      return true
    }
    if isNew { available.signal() }
  }

  /// What waits, oldest first; used where no thread writes.
  package func drain() -> [JSONValue] {
    state.withLock { state in
      defer { state.items = [] }
      return state.items.map(\.message)
    }
  }

  /// Lets `write` end once everything is written.
  package func close() {
    state.withLock { $0.isClosed = true }
    available.signal()
  }

  /// Writes messages until the outbox is closed or the client is gone.
  package func write(to stream: OutputStream) {
    var stream = stream
    while !stream.isClosed {
      available.wait()
      let (items, isClosed) = state.withLock { state in
        defer { state.items = [] }
        return (state.items, state.isClosed)
      }
      var output: [UInt8] = []
      for item in items { Self.frame(item.message, into: &output) }
      do { try stream.write(output) } catch { break }
      if isClosed { break }
    }
    state.withLock { state in
      state.isClosed = true
      state.items = []
    }
  }

  /// A message with its header.
  package static func frame(_ message: JSONValue, into output: inout [UInt8]) {
    var body: [UInt8] = []
    message.write(into: &body)
    output += "Content-Length: \(body.count)\r\n\r\n".utf8
    output += body
  }
}
