import ArgumentParser
import Formats
import GalleyCore
import Platform

struct TestRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test-rules",
    abstract: "Run the examples in rule cards.",
    discussion: """
      Checks the examples of the cards in a folder, or of the built-in ones, and prints what does not hold as
      file:line:column: error: message. Exit status: 0 all hold, 1 some do not, 2 a card cannot be read.
      --select and --ignore choose cards by id or category. Cards of galley itself are tested as they are in the folder.

      Examples:
        galley test-rules house/
        galley test-rules --select doubled-word Rules
      """)

  @Argument(help: "A folder of cards; without it, the built-in cards are tested.", completion: .directory)
  var folder: String?
  @OptionGroup var rules: RuleOptions

  func run() throws {
    // Examples say what a card does by itself: no configuration of this folder changes that.
    var rules = rules
    let place = folder.map { FilePath($0) }
    if let folder, !rules.packs.contains(folder) { rules.packs.append(folder) }
    if rules.config == nil { rules.noConfig = true }
    let setups = try rules.setups(packs: place.map(RulePacks.init(replacingWith:)))
    let setup = try setups.setup(for: FilePath("-"))
    let cards = setups.cards
    try rules.checkIDs(cards)
    let prefix = place.map { $0.shown + "/" } ?? "Rules/"
    // Cards of the binary have paths like those of the folder Rules.
    let tested = cards.filter { $0.file.hasPrefix(prefix) && rules.concerns($0) && (place == nil || !$0.isEmbedded) }
    guard !tested.isEmpty else {
      let choice = rules.select.map { " that --select \($0) names" } ?? rules.ignore.map { " that --ignore \($0) leaves" } ?? ""
      throw Failure("\(place?.shown ?? "Rules"): no rule card\(choice)")
    }
    var failures: [ExampleRunner.Failure] = []
    var examples = 0
    let runner = try ExampleRunner(cards: cards, resources: setup.resources)
    for card in tested {
      failures += runner.run(card)
      examples += try card.examples().count
    }
    var stream = OutputStream.standardOutput
    for failure in failures { try? stream.write("\(printable("\(failure)", keepsLines: true))\n") }
    let counts =
      "\(examples) example\(examples == 1 ? "" : "s") in \(tested.count) card\(tested.count == 1 ? "" : "s")"
    complain(failures.isEmpty ? "\(counts): all hold" : "\(counts): \(failures.count) do not hold")
    if !failures.isEmpty { throw ExitCode(1) }
  }
}
