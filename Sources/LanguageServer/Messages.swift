package import Formats
import GalleyCore

/// Errors that JSON-RPC and the protocol number.
package struct ResponseError: Error, Sendable {
  package let code: Int
  package let message: String
  package var data: JSONValue?

  init(_ code: Int, _ message: String, data: JSONValue? = nil) { (self.code, self.message, self.data) = (code, message, data) }

  static func parse(_ reason: String) -> ResponseError { ResponseError(-32700, reason) }
  static func invalidRequest(_ reason: String) -> ResponseError { ResponseError(-32600, reason) }
  static func unknownMethod(_ method: String) -> ResponseError { ResponseError(-32601, "no method “\(method)”") }
  static func invalidParameters(_ reason: String) -> ResponseError { ResponseError(-32602, reason) }
  static func failed(_ reason: String) -> ResponseError { ResponseError(-32803, reason) }
  static let notInitialized = ResponseError(-32002, "“initialize” comes first")
  static let cancelled = ResponseError(-32800, "cancelled")
  static let contentModified = ResponseError(-32801, "the text has changed meanwhile")
  /// Findings of a text that has changed: the client is to ask again.
  static let superseded = ResponseError(-32802, "the text has changed meanwhile", data: ["retriggerRequest": true])
}

/// A request of the client that is to be answered.
package struct Request: Sendable {
  package let id: JSONValue
  package let method: String
  package let params: JSONValue
  /// The document’s revision when the request came; nil where it speaks of none that is open.
  package var revision: Int?

  var uri: DocumentURI? { params.at("textDocument", "uri")?.string.map { DocumentURI($0) } }
}

enum Message {
  static func response(_ id: JSONValue, _ result: Result<JSONValue, ResponseError>) -> JSONValue {
    switch result {
    case .success(let value): return ["jsonrpc": "2.0", "id": id, "result": value]
    case .failure(let error):
      let body: JSONValue = ["code": .integer(error.code), "message": .string(error.message)]
      return ["jsonrpc": "2.0", "id": id, "error": body.adding("data", error.data)]
    }
  }

  static func notification(_ method: String, _ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": params]
  }

  static func request(_ id: Int, _ method: String, _ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": params]
  }
}
