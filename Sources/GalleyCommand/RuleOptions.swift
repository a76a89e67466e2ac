import ArgumentParser
import GalleyCore
import Spelling

/// Options that choose rules and knowledge.
struct RuleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only these rules or categories, separated by commas.", valueName: "ids"))
  var select: String?
  @Option(help: ArgumentHelp("Not these rules or categories.", valueName: "ids"))
  var ignore: String?
  @Option(help: ArgumentHelp("Dictionary to use: en for all English ones, or de_DE, … (repeatable).", valueName: "tag"))
  var language: [String] = []
  @Option(name: .customLong("rules"), help: ArgumentHelp("A folder of rule cards to add (repeatable).", valueName: "dir"))
  var packs: [String] = []
  @Option(name: .customLong("words"), help: ArgumentHelp("A list of words that are right (repeatable).", valueName: "file"))
  var wordFiles: [String] = []
  @Option(
    name: .customLong("names"),
    help: ArgumentHelp("A list of names of the house, as “galley learn” writes it (repeatable).", valueName: "file"))
  var nameFiles: [String] = []
  @Flag(help: "Read no configuration file.")
  var noConfig = false

  struct Setup {
    let engine: Engine
    let resources: Resources
  }

  /// All cards: those built in, and those of packs.
  func cards() throws(CardError) -> [RuleCard] {
    var cards = try CardLibrary.builtIn()
    for pack in packs {
      for card in try Self.pack(pack) {
        if cards.contains(where: { $0.id == card.id }) {
          throw CardError(card.file, Position(line: 1, column: 1), "rule “\(card.id)” exists already; choose another id")
        }
        cards.append(card)
      }
    }
    return cards
  }

  /// The cards in a folder.
  static func pack(_ folder: String) throws(CardError) -> [RuleCard] {
    guard DirectoryWalker.kind(of: folder) == .directory else {
      throw CardError(folder, Position(line: 1, column: 1), "no such folder of rule cards")
    }
    var files: [(path: String, bytes: [UInt8])] = []
    var problem: FileError?
    for path in DirectoryWalker.files(under: folder, extensions: ["md", "tsv"], unreadable: { problem = $0 }) {
      do throws(FileError) { files.append((path, try FileReader.read(path))) } catch { problem = error }
    }
    if let problem { throw CardError(problem.path, Position(line: 1, column: 1), problem.reason) }
    return try CardLibrary.cards(in: files)
  }

  /// - Parameter least: rules that never report as much need not run
  func setUp(least: Severity = .note) throws -> Setup {
    let cards = try cards()
    var selection = RuleSelection(select: try ids(select, in: cards), ignore: try ids(ignore, in: cards))
    selection.least = least
    do {
      let lexicon = try Lexicon.open(languages: language.isEmpty ? ["en"] : language)
      let engine = try Engine(cards: cards, selection: selection)
      return Setup(engine: engine, resources: Resources(lexicon: lexicon, houseWords: try houseWords(), houseNames: try houseNames()))
    } catch let error as LexiconError {
      throw Failure("\(error)")
    }
  }

  private func houseWords() throws -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    for file in wordFiles {
      do throws(FileError) {
        for line in try FileReader.read(file).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
          let word = line.prefix { $0 != 0x09 && $0 != 0x23 && $0 != 0x2F }.filter { $0 != 0x20 }
          if !word.isEmpty { words.insert(lowercased(word[...])) }
        }
      } catch { throw Failure(error.description) }
    }
    return words
  }

  private func houseNames() throws -> HouseNames {
    var names = HouseNames()
    for file in nameFiles {
      do throws(FileError) { names.add(try FileReader.read(file)) } catch { throw Failure(error.description) }
    }
    return names
  }

  private func ids(_ list: String?, in cards: [RuleCard]) throws -> Set<String> {
    guard let list else { return [] }
    let known = Set(cards.map(\.id.name)).union(cards.map(\.category))
    var result: Set<String> = []
    for name in list.split(separator: ",").map({ String($0.filter { $0 != " " }) }) {
      guard known.contains(name) else {
        let hint = nearest(name, in: known).map { "; did you mean “\($0)”?" } ?? ""
        throw Failure("unknown rule or category “\(name)”\(hint) (“galley rules” lists them)")
      }
      result.insert(name)
    }
    return result
  }
}
