import GalleyTesting
import Testing

/// What `galley config` and `galley rules` say of a rule is what happens.
@Suite struct ResolvedRulesTests {
  private let folder: TemporaryDirectory
  init() throws {
    folder = try TemporaryDirectory()
    func card(_ id: String, _ more: String) -> String {
      "---\nid: \(id)\nseverity: warning\nsummary: A card.\n\(more)\n---\nText.\n"
    }
    try folder.write(card("plain-words", "phrases: {utilise: use}"), to: "house/plain-words.md")
    try folder.write(card("short-words", "on: false\nphrases: {endeavour: try}"), to: "house/short-words.md")
    try folder.write(card("cat-cat", "on: false\nexcuse: [the the cat]"), to: "house/cat-cat.md")
    try folder.write("We utilise it and endeavour to see the the cat.\n", to: "a.txt")
  }

  private static let ids = ["plain-words", "short-words", "doubled-word"]

  @Test(arguments: [
    ("{}", "", ["plain-words: warning", "doubled-word: error"]),
    ("{house: error}", "", ["plain-words: error", "doubled-word: error"]),
    ("{house: on}", "", ["plain-words: warning", "short-words: warning"]),
    ("{house: off, plain-words: error}", "", ["plain-words: error", "doubled-word: error"]),
    ("{short-words: error, doubled-word: off}", "", ["plain-words: warning", "short-words: error"]),
    ("{}", "--select house", ["plain-words: warning"]),
    ("{plain-words: error}", "--select house", ["plain-words: error"]),
    ("{}", "--select short-words", ["short-words: warning"]),
    ("{short-words: off}", "--select short-words", ["short-words: warning"]),
    ("{}", "--ignore house", ["doubled-word: error"]),
    ("{}", "--select house --ignore plain-words", []),
    ("{cat-cat: on}", "", ["plain-words: warning"]),
    ("{}", "--select cat-cat,plain-words", ["plain-words: warning"]),
  ]) func oneDecision(_ rules: String, _ options: String, _ expected: [String]) throws {
    try folder.write("extends: house\nrules: \(rules)\n", to: ".galley.yml")
    let found = try Command.run("galley --quiet --template '{rule}: {severity}' \(options) a.txt", in: folder.path)
    let shown = found.text.split(separator: "\n").map(String.init)
    #expect(Set(shown) == Set(expected), "\(found.errorText)")
    let config = try Command.run("galley config \(options) a.txt", in: folder.path).text
    let listed = config.split(separator: "\n").map { $0.prefix { $0 != "#" }.trimmingSuffix }
    // A doubled word that a card allows is on, and silent.
    for rule in Self.ids where !(rule == "doubled-word" && config.contains("cat-cat: warning")) {
      let state = listed.first { $0.hasPrefix("  \(rule): ") }.map { String($0.dropFirst(2)) } ?? ""
      #expect(state.hasSuffix(": off") ? !shown.contains { $0.hasPrefix(rule) } : shown.contains(state), "\(state)")
    }
  }

  /// A rule of the house is not said to be galley’s own.
  @Test func theCardIsNamedThatDecides() throws {
    try folder.write("extends: house\n", to: ".galley.yml")
    let config = try Command.run("galley config a.txt", in: folder.path).text
    let line = try #require(config.split(separator: "\n").first { $0.hasPrefix("  short-words: off ") })
    #expect(line.hasSuffix("# house/short-words.md"))
  }
}

extension Substring {
  fileprivate var trimmingSuffix: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
