package import Formats
package import GalleyCore
import Platform
import Synchronization

/// What a server is started with.
package struct ServerOptions: Sendable {
  package var commandLine = CommandLineSettings()
  package var search = ConfigurationSearch.Mode.nearest
  package var settings = ServerSettings()
  package var version = ""
  package init() {}
}

/// The side of the server that listens: it keeps the texts, answers what needs no checking, and leaves the rest to an
/// `Analyst`, which works in a thread of its own.
package final class Server: Sendable {
  enum Phase { case created, running, shutDown }

  /// What an answer of the client is for.
  enum Purpose { case nothing, configuration }

  struct State {
    var phase = Phase.created
    var client = ClientCapabilities()
    var documents: [DocumentURI: OpenDocument] = [:]
    var folders: [FilePath] = []
    var settings: ServerSettings
    /// What the client asked for when it started the server; later settings are added to it.
    var base: ServerSettings
    /// Settings or files have changed: everything is to be read and checked again.
    var isReloadWanted = false
    /// Something was saved: it is to be seen whether that was a file that texts are checked with.
    var isLookWanted = false
    var requests: [Request] = []
    /// Ids of requests that are not answered yet.
    var unanswered: Set<JSONValue> = []
    var cancelled: Set<JSONValue> = []
    /// Requests by the tokens under which their progress is shown.
    var watched: [JSONValue: JSONValue] = [:]
    /// Documents to be checked, the most urgent last.
    var waiting: [DocumentURI] = []
    var trace = "off"
    var nextID = 1
    var sent: [Int: Purpose] = [:]
    /// The status to leave with; nil while the server runs.
    var status: Int32?
    /// The client’s process; 0 if it did not say.
    var parent = 0
  }

  let options: ServerOptions
  package let outbox: Outbox
  let state: Mutex<State>
  /// Wakes the analyst.
  let wake = Semaphore()

  package init(_ options: ServerOptions, outbox: Outbox) {
    (self.options, self.outbox) = (options, outbox)
    state = Mutex(State(settings: options.settings, base: options.settings))
  }

  /// The status to leave with; nil while the server runs.
  package var status: Int32? { state.withLock(\.status) }

  /// The client says that it goes; what it asked before is answered.
  func leave() {
    state.withLock { state in
      for request in state.requests { respond(request.id, request.method == "shutdown" ? .success(.null) : .failure(.cancelled), &state) }
      state.requests = []
    }
    end()
  }

  /// The client is gone.
  package func end() {
    state.withLock { $0.status = $0.status ?? ($0.phase == .shutDown ? 0 : 1) }
    wake.signal()
  }

  /// Takes in what the client sent.
  package func receive(_ event: MessageFramer.Event) {
    switch event {
    case .malformed(let reason): respond(.null, .failure(.parse(reason)))
    case .message(let body):
      do throws(JSONParser.Fault) { receive(try JSONParser.parse(body)) } catch {
        respond(.null, .failure(.parse("not JSON: \(error.reason) (byte \(error.offset))")))
      }
    }
  }

  package func receive(_ message: JSONValue) {
    guard message.members != nil else { return respond(.null, .failure(.invalidRequest("a message is one object"))) }
    let params = message["params"] ?? .null
    guard let method = message["method"] else {
      guard let id = message["id"]?.integer, message["result"] != nil || message["error"] != nil else {
        return respond(message["id"].flatMap(Self.valid) ?? .null, .failure(.invalidRequest("a message has a method or a result")))
      }
      return takeAnswer(id, message["result"])
    }
    guard let name = method.string else { return respond(.null, .failure(.invalidRequest("“method” is a string"))) }
    log(name, isRequest: message["id"] != nil)
    guard let given = message["id"] else { return notify(name, params) }
    guard let id = Self.valid(given) else { return respond(.null, .failure(.invalidRequest("“id” is a string or a number"))) }
    ask(Request(id: id, method: name, params: params))
  }

  private static func valid(_ id: JSONValue) -> JSONValue? {
    switch id {
    case .string, .integer, .number: id
    default: nil
    }
  }

  /// Answers a request, once.
  func respond(_ id: JSONValue, _ result: Result<JSONValue, ResponseError>) {
    state.withLock { respond(id, result, &$0) }
  }

  func respond(_ id: JSONValue, _ result: Result<JSONValue, ResponseError>, _ state: inout State) {
    state.unanswered.remove(id)
    state.cancelled.remove(id)
    state.watched = state.watched.filter { $0.value != id }
    outbox.send(Message.response(id, result))
  }

  func isCancelled(_ id: JSONValue) -> Bool { state.withLock { $0.cancelled.contains(id) || $0.status != nil } }

  /// Asks the client for something.
  func request(_ method: String, _ params: JSONValue, for purpose: Purpose = .nothing, _ state: inout State) {
    let id = state.nextID
    state.nextID += 1
    state.sent[id] = purpose
    outbox.send(Message.request(id, method, params))
  }

  private func takeAnswer(_ id: Int, _ result: JSONValue?) {
    let purpose = state.withLock { $0.sent.removeValue(forKey: id) }
    if purpose == .configuration, let settings = result?.array?.first { change(settings) }
  }

  /// Tells the client something that a person may want to know.
  func tell(_ message: String, isError: Bool = false, shows: Bool = false) {
    outbox.send(
      Message.notification(
        shows ? "window/showMessage" : "window/logMessage", ["type": isError ? 1 : 3, "message": .string("galley: \(message)")]))
  }

  private func log(_ method: String, isRequest: Bool) {
    let trace = state.withLock { $0.trace }
    if trace != "off", method != "$/setTrace" {
      outbox.send(Message.notification("$/logTrace", ["message": .string("\(isRequest ? "request" : "notification") \(method)")]))
    }
  }

  /// Takes over settings of the client.
  func change(_ value: JSONValue) {
    var problems: [String] = []
    let isChanged = state.withLock { state in
      let new = state.base.merging(value) { problems.append($0) }
      guard new != state.settings else { return false }
      state.settings = new
      state.isReloadWanted = true
      return true
    }
    for problem in problems { tell(problem, isError: true) }
    if isChanged { wake.signal() }
  }

  /// Has everything read and checked again.
  func reload() {
    state.withLock { $0.isReloadWanted = true }
    wake.signal()
  }
}
