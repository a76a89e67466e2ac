// What ArgumentParser asks of FoundationEssentials, and no more. A released file is compiled with this module in its place
// (`Scripts/build-release`): the real one would bring 5 MB of calendars, attributed strings and property lists along.

/// An error that describes itself; none of galley’s does.
public protocol LocalizedError: Error {
  var errorDescription: String? { get }
}

/// What a JSONEncoder writes.
public struct Data {
  fileprivate let text: String
}

extension String {
  public enum Encoding { case utf8 }

  public init?(data: Data, encoding: Encoding) { self = data.text }
}

/// Writes what `galley --experimental-dump-help` prints, byte for byte as Foundation would: indented by two, with spaces around
/// colons, keys in order.
public final class JSONEncoder {
  public struct OutputFormatting: OptionSet {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static var prettyPrinted: Self { Self(rawValue: 1) }
    public static var sortedKeys: Self { Self(rawValue: 2) }
  }

  /// Kept for its name; all that is written is indented and in order.
  public var outputFormatting: OutputFormatting = []

  public init() {}

  public func encode(_ value: some Encodable) throws -> Data {
    let node = Node()
    try node.take(value)
    var text = ""
    node.write(to: &text, indent: "\n")
    return Data(text: text)
  }
}

/// A value that is being made.
private final class Node {
  private enum Content {
    case scalar(String)
    case list([Node])
    case members([String: Node])
  }

  private var content = Content.members([:])

  func take(_ value: some Encodable) throws {
    switch value {
    case let text as String: content = .scalar(quoted(text))
    case let flag as Bool: content = .scalar(flag ? "true" : "false")
    case let number as any BinaryInteger: content = .scalar("\(number)")
    case let number as any BinaryFloatingPoint: content = .scalar("\(number)")
    default: try value.encode(to: NodeEncoder(node: self))
    }
  }

  func takeNothing() { content = .scalar("null") }

  func becomeList() { if case .list = content {} else { content = .list([]) } }

  var count: Int { if case .list(let items) = content { items.count } else { 0 } }

  func append() -> Node {
    let node = Node()
    guard case .list(let items) = content else { return node }
    content = .list(items + [node])
    return node
  }

  func member(_ key: String) -> Node {
    let node = Node()
    guard case .members(var members) = content else { return node }
    members[key] = node
    content = .members(members)
    return node
  }

  func write(to text: inout String, indent: String) {
    let inner = indent + "  "
    switch content {
    case .scalar(let scalar): text += scalar
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        text += (index == 0 ? "" : ",") + inner
        item.write(to: &text, indent: inner)
      }
      text += (items.isEmpty ? "\n" : "") + indent + "]"
    case .members(let members):
      text += "{"
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        text += (index == 0 ? "" : ",") + inner + quoted(member.key) + " : "
        member.value.write(to: &text, indent: inner)
      }
      text += (members.isEmpty ? "\n" : "") + indent + "}"
    }
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "/": quoted += "\\/"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{8}": quoted += "\\b"
      case "\u{C}": quoted += "\\f"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

private struct NodeEncoder: Encoder, SingleValueEncodingContainer {
  let node: Node
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> { KeyedEncodingContainer(Members(node: node)) }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.becomeList()
    return List(node: node)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func encodeNil() { node.takeNothing() }
  func encode<Value: Encodable>(_ value: Value) throws { try node.take(value) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: Node
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) { node.member(key.stringValue).takeNothing() }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try node.member(key.stringValue).take(value) }

  func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> {
    NodeEncoder(node: node.member(key.stringValue)).container(keyedBy: keyedBy)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    NodeEncoder(node: node.member(key.stringValue)).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { NodeEncoder(node: node.member("super")) }
  func superEncoder(forKey key: Key) -> any Encoder { NodeEncoder(node: node.member(key.stringValue)) }
}

private struct List: UnkeyedEncodingContainer {
  let node: Node
  var codingPath: [any CodingKey] { [] }
  var count: Int { node.count }

  func encodeNil() { node.append().takeNothing() }
  func encode<Value: Encodable>(_ value: Value) throws { try node.append().take(value) }

  func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type) -> KeyedEncodingContainer<Inner> {
    NodeEncoder(node: node.append()).container(keyedBy: keyedBy)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { NodeEncoder(node: node.append()).unkeyedContainer() }
  func superEncoder() -> any Encoder { NodeEncoder(node: node.append()) }
}
