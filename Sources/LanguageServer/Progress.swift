import Formats
import GalleyCore
import Synchronization

/// Tells that something takes a while, where the client shows that.
final class Progress {
  private let server: Server
  private let token: JSONValue?

  /// - Parameter token: the client’s; nil to ask for one
  init(_ server: Server, title: String, token given: JSONValue? = nil) {
    self.server = server
    token = server.state.withLock { state -> JSONValue? in
      if let given { return given }
      guard state.client.showsProgress else { return nil }
      let own: JSONValue = .string("galley-\(state.nextID)")
      server.request("window/workDoneProgress/create", ["token": own], &state)
      return own
    }
    send(["kind": "begin", "title": .string(title), "cancellable": .bool(given != nil)])
  }

  func report(_ message: String, percentage: Int) {
    send(["kind": "report", "message": .string(message), "percentage": .integer(percentage)])
  }

  func end() { send(["kind": "end"]) }

  private func send(_ value: JSONValue) {
    guard let token else { return }
    server.outbox.send(Message.notification("$/progress", ["token": token, "value": value]))
  }
}
