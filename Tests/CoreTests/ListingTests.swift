import Foundation
import GalleyCore
import GalleyTesting
import Platform
import Testing

/// Cards, rule files, the registry and the list of embedded files name the same rules.
@Suite struct ListingTests {
  /// Paths below a folder of the package, relative to it.
  private func files(under folder: String, suffix: String) -> [String] {
    let paths = FileManager.default.enumerator(atPath: Repository.path(folder))?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(suffix) && !$0.hasSuffix("README.md") && $0.contains("/") }.sorted()
  }

  @Test func everyCardOnDiskIsEmbedded() throws {
    let embedded = Set(try Workbench.cards().map(\.file))
    let onDisk = Set(files(under: "Rules", suffix: ".md").map { "Rules/\($0)" })
    #expect(onDisk.subtracting(embedded).sorted() == [], "run Scripts/pack")
    #expect(embedded.subtracting(onDisk).sorted() == [], "run Scripts/pack")
  }

  @Test func everyRuleStructIsRegistered() {
    var declared: Set<String> = []
    for file in files(under: "Sources/GalleyCore/Rules", suffix: ".swift") {
      for line in Repository.text("Sources/GalleyCore/Rules/\(file)").split(separator: "\n")
      where line.hasPrefix("package struct ") && line.contains(": Rule") {
        declared.insert(String(line.dropFirst("package struct ".count).prefix { $0 != ":" }))
      }
    }
    let registered = Set(RuleRegistry.algorithmic.map { "\($0)" })
    #expect(declared.subtracting(registered).sorted() == [], "run Scripts/pack")
    #expect(registered.subtracting(declared).sorted() == [], "run Scripts/pack")
  }

  @Test func everyAlgorithmHasItsCard() throws {
    let cards = Set(try Workbench.cards().filter { $0.kind == .algorithmic }.map(\.id.name))
    let rules = RuleRegistry.algorithmic.map { $0.id.name }
    #expect(Set(rules).count == rules.count, "two rules share an id")
    #expect(Set(rules).subtracting(cards).sorted() == [], "rules without a card")
    #expect(cards.subtracting(rules).sorted() == [], "cards without a rule and without data")
  }

  /// Embedded tables are read when they are first asked for, where nobody could be told of a fault; read at once, as
  /// those on disk are, they have none.
  @Test func tablesBesideCardsAreSound() throws {
    let packs = try RulePacks(replacingWith: FilePath(Repository.path("Rules")))
    #expect(throws: Never.self) { try Engine(cards: packs.builtIn) }
  }
}
