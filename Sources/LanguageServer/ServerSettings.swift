import Formats
package import GalleyCore

/// What a client asks for, in `initializationOptions` or under “galley” in its settings; stronger than what the command
/// line of the server says.
package struct ServerSettings: Hashable, Sendable {
  package var level: Severity
  var select: Set<String> = []
  var ignore: Set<String> = []
  var languages: [String] = []
  var words: [String] = []
  /// Nil: the nearest to each file.
  var configuration: String?
  /// The list of the user’s own words.
  var userWords: String?

  package init(level: Severity = .warning) { self.level = level }

  /// The same with what an object of settings says.
  /// - Parameter problem: called with one line for each setting that is none
  func merging(_ value: JSONValue, _ problem: (String) -> Void) -> ServerSettings {
    var result = self
    // Some clients send the section, some what is around it.
    let section = value["galley"] ?? value
    for member in section.members ?? [] {
      switch member.key {
      case "level":
        if let level = member.value.string.flatMap({ Severity(name: $0) }) { result.level = level } else { fail() }
      case "select": if let names = Self.names(member.value) { result.select = names } else { fail() }
      case "ignore": if let names = Self.names(member.value) { result.ignore = names } else { fail() }
      case "language", "languages": if let names = Self.list(member.value) { result.languages = names } else { fail() }
      case "words": if let names = Self.list(member.value) { result.words = names } else { fail() }
      case "config": if let path = Self.text(member.value) { result.configuration = path } else { fail() }
      case "userWords": if let path = Self.text(member.value) { result.userWords = path } else { fail() }
      // For the client itself.
      case "enable", "path", "trace", "server", "arguments", "positionEncoding": break
      default: problem("unknown setting “\(member.key)”")
      }
      func fail() { if !member.value.isNull { problem("“\(member.key)” has no valid value") } }
    }
    return result
  }

  private static func list(_ value: JSONValue) -> [String]? {
    if let text = value.string { return text.split(separator: ",").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty } }
    return value.strings
  }
  private static func names(_ value: JSONValue) -> Set<String>? { list(value).map { Set($0) } }
  private static func text(_ value: JSONValue) -> String? { value.string.flatMap { $0.isEmpty ? nil : $0 } }
}
