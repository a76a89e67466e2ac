import Formats
import GalleyTesting
import Spelling
import Testing

@testable import GalleyCore

@Suite struct BoostedTreesTests {
  private static let features = ["age", "height", "width"]

  private func table(_ rows: String...) throws -> TreeTable {
    try TreeTable(Array(rows.joined(separator: "\n").utf8), file: "trees.tsv", features: Self.features)
  }

  @Test func leavesAreAddedUp() throws {
    let trees = try #require(
      table(
        "# Trees.", "features\twidth\tage",
        "tall\t0:2.5\t:1\t1:0\t:-4\t:8", "tall\t1:10\t:0.25\t:0.5", "tall\t:-0.125", "small\t:1")["tall"])
    // age, height, width
    #expect(trees.logOdds([11, 0, 2.5]).value == 1 + 0.5 - 0.125)
    #expect(trees.logOdds([0, 0, 3]).value == -4 + 0.25 - 0.125)
    #expect(trees.logOdds([1, 0, 3]).value == 8 + 0.25 - 0.125)
  }

  @Test func modelsHaveTheirOwnRows() throws {
    let models = try table("features\tage", "a\t:1", "b\t0:1\t:2\t:3", "b\t:0.5")
    #expect(models["a"]?.logOdds([0, 0, 0]).value == 1)
    #expect(models["b"]?.logOdds([2, 0, 0]).value == 3.5)
    #expect(models["c"] == nil)
  }

  /// What may not be reached is not, whatever the unknown features turn out to be.
  @Test(arguments: 0..<60) func boundsHold(seed: Int) throws {
    var random = SeededGenerator(seed)
    func tree(_ depth: Int) -> String {
      if depth == 0 || Int.random(in: 0..<4, using: &random) == 0 { return ":\(Int.random(in: -20...20, using: &random))" }
      return "\(Int.random(in: 0..<3, using: &random)):\(Int.random(in: 0..<9, using: &random))\t\(tree(depth - 1))\t\(tree(depth - 1))"
    }
    let rows = ["features\tage\theight\twidth"] + (0..<5).map { _ in "t\t" + tree(4) }
    let trees = try #require(TreeTable(Array(rows.joined(separator: "\n").utf8), file: "", features: Self.features)["t"])
    let isKnown = (0..<3).map { _ in Bool.random(using: &random) }
    let known = (0..<3).map { _ in Double(Int.random(in: 0..<10, using: &random)) }
    let least = LogOdds(Double(Int.random(in: -40...60, using: &random)))
    let mayReach = trees.mayReach(least, known, isKnown: isKnown)
    for age in 0..<10 {
      for height in 0..<10 {
        for width in 0..<10 {
          let others = [age, height, width]
          let values = (0..<3).map { isKnown[$0] ? known[$0] : Double(others[$0]) }
          let odds = trees.logOdds(values)
          #expect(mayReach || odds < least)
          #expect((trees.logOdds(values, least: least) >= least) == (odds >= least))
        }
      }
    }
    #expect(trees.mayReach(least, known, isKnown: [true, true, true]) == (trees.logOdds(known) >= least))
  }

  @Test(arguments: [
    ("t\t0:1\t:1", 3), ("t\t0:1\t:1\t:2\t:3", 3), ("t\t3:1\t:1\t:2", 3), ("t\t0:x\t:1\t:2", 3), ("t\t:", 3), ("t", 3),
    ("t\t" + String(repeating: "0:1\t:1\t", count: 60) + ":1", 3),
  ])
  func rowsWithoutMeaningHaveAPlace(row: String, line: Int) throws {
    let error = #expect(throws: CardError.self) { try table("# Trees.", "features\tage\theight\twidth", row) }
    #expect(error?.description.hasPrefix("trees.tsv:\(line):1:") == true, "\(String(describing: error))")
  }

  @Test func unknownFeaturesAreNamed() throws {
    let error = #expect(throws: CardError.self) { try table("features\tage\tdepth") }
    #expect(error?.description.contains("“depth”") == true)
  }

  /// What is compiled into the binary is what the tables say, by the numbers that the program gives its features.
  @Test(arguments: [
    (SpellingModel.table, SpellingFeature.allCases.map(\.stringValue), spelling),
    (PlaceModel.table, PlaceFeature.allCases.map { "\($0)" }, ["place", "people"]),
    (JointModel.table, JointFeature.allCases.map(\.stringValue), joints),
    (MisreadingModel.table, MisreadingModel.features.map(\.name), ["misread"]),
    (PageReading.wordTable, PageWordFeature.allCases.map(\.stringValue), ["word"]),
    (PageReading.markTable, PageMarkFeature.allCases.map(\.stringValue), ["mark"]),
  ])
  func compiledModelsAreThoseOfTheTables(path: String, features: [String], models: [String]) throws {
    let table = try TreeTable(Repository.bytes("Rules/\(path)"), file: path, features: features)
    for name in models {
      let model = try #require(table[name], "\(name)")
      #expect(CompiledTrees.model(name, of: path) == model, "\(name)")
    }
    #expect(CompiledTrees.model("none", of: path) == nil)
  }

  private static let spelling = SpellingModel.Column.allCases.flatMap { $0 == .right ? [$0.rawValue] : [$0.rawValue, "\($0.rawValue) early"] }
  private static let joints = JointKind.allCases.flatMap { kind in
    (kind.rawValue.contains("capital") || kind == .functionAmong ? ["capital", "stop"] : ["cut"]).map { "\(kind.rawValue) \($0)" }
  }
}
