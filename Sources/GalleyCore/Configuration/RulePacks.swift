/// The rule cards built in and those of folders, each folder read once.
package final class RulePacks {
  package let builtIn: [RuleCard]
  private var folders: [FilePath: [RuleCard]] = [:]

  package init() throws(CardError) { builtIn = try CardLibrary.builtIn() }

  /// The cards in a folder.
  package func cards(in folder: FilePath) throws(CardError) -> [RuleCard] {
    if let known = folders[folder] { return known }
    let name = folder.shown
    guard DirectoryWalker.kind(of: name) == .directory else {
      throw CardError(name, Position(line: 1, column: 1), "no such folder of rule cards")
    }
    var files: [(path: String, bytes: [UInt8])] = []
    var problem: FileError?
    for path in DirectoryWalker.files(under: name, extensions: ["md", "tsv"], unreadable: { problem = $0 }) {
      do throws(FileError) { files.append((path, try FileReader.read(path, most: FileReader.largestList))) } catch { problem = error }
    }
    if let problem { throw CardError(problem.path, Position(line: 1, column: 1), problem.reason) }
    let cards = try CardLibrary.cards(in: files)
    for card in cards where builtIn.contains(where: { $0.id == card.id }) {
      throw CardError(card.file, Position(line: 1, column: 1), "rule “\(card.id)” exists already; choose another id")
    }
    folders[folder] = cards
    return cards
  }

  /// The cards built in and those of several folders.
  package func all(_ folders: [String]) throws(CardError) -> [RuleCard] {
    var cards = builtIn
    var seen: Set<FilePath> = []
    for folder in folders.map({ FilePath($0) }) where seen.insert(folder).inserted {
      for card in try self.cards(in: folder) {
        if let twin = cards.first(where: { $0.id == card.id }) {
          throw CardError(card.file, Position(line: 1, column: 1), "rule “\(card.id)” is already defined in \(twin.file)")
        }
        cards.append(card)
      }
    }
    return cards
  }
}
