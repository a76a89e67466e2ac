import GalleyCore
import GalleyTesting
import Testing

/// The articles of Fixtures/.
@Suite struct FixtureTests {
  private static let articles = Repository.names(in: "Fixtures/articles").filter { $0.hasSuffix(".txt") }
    .map { String($0.dropLast(4)) }
  private static let clean = Repository.names(in: "Fixtures/clean").filter { !$0.hasPrefix(".") }

  @Test(arguments: articles) func garbledArticle(name: String) throws {
    let report = try FixtureRunner.report("Fixtures/articles/\(name).txt")
    let path = "Fixtures/articles/\(name).expected"
    if Repository.updates { try Repository.write(report, to: path) }
    let expected = Repository.text(path)
    #expect(report == expected, "GALLEY_UPDATE=1 make test rewrites \(path)")
  }

  @Test(arguments: clean) func cleanArticleIsSilent(name: String) throws {
    #expect(try FixtureRunner.report("Fixtures/clean/\(name)") == "")
  }

  @Test func recall() throws {
    var seen = 0, all = 0, alarms = 0
    var table = ""
    for article in Self.articles {
      let score = try FixtureRunner.score(article)
      seen += score.seen.count
      all += score.seen.count + score.missed.count
      alarms += score.alarms.count
      table += "\(article): \(score.seen.count) of \(score.seen.count + score.missed.count)\n"
      for defect in score.missed { table += "  missed \(defect.line):\(defect.column) \(defect.kind) “\(defect.text)”\n" }
      for alarm in score.alarms { table += "  alarm  \(alarm)\n" }
    }
    print("\(table)defects seen: \(seen) of \(all); findings at no defect: \(alarms)")
    #expect(all > 60)
  }
}
