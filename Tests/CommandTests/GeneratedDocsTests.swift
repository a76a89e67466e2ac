import Foundation
import GalleyTesting
import Testing

/// The rule reference and the schema are those that the cards make.
@Suite struct GeneratedDocsTests {
  @Test(arguments: [
    ("docs/rules.md", "galley rules --no-config --markdown"),
    ("editors/galley.schema.json", "galley config --no-config --schema"),
  ])
  func areCurrent(file: String, command: String) throws {
    let made = try Command.run(command, in: Repository.root)
    #expect(made.status == 0)
    if Repository.updates { try Repository.write(made.text, to: file) }
    // Not the texts themselves: ten thousand lines in which nobody finds what to do.
    let isCurrent = made.text == Repository.text(file)
    #expect(isCurrent, "\(file) is stale: run make generate")
  }

  /// Editors read the schema as JSON; every rule and every key is in it.
  @Test func schemaNamesKeysAndRules() throws {
    let made = try Command.run("galley config --no-config --schema", in: Repository.root)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(made.output)) as? [String: Any])
    let properties = try #require(root["properties"] as? [String: Any])
    #expect(properties.keys.sorted() == ["exclude", "extends", "languages", "names", "options", "overrides", "rules", "words"])
    let rules = try #require((properties["rules"] as? [String: Any])?["properties"] as? [String: Any])
    #expect(rules["doubled-word"] != nil && rules["quotes"] != nil)
    #expect(root["additionalProperties"] as? Bool == false)
  }
}
