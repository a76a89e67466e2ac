/// The rule cards built in and those of folders, each folder read once.
package final class RulePacks {
  package let builtIn: [RuleCard]
  private var folders: [FilePath: [RuleCard]] = [:]

  package init() throws(CardError) { builtIn = try CardLibrary.builtIn() }

  /// The same with the cards of a folder in the place of built-in ones: galley’s own cards, as somebody is changing them.
  /// Cards that are not built in are left to `cards(in:)`.
  package init(replacingWith folder: FilePath) throws(CardError) {
    let builtIn = try CardLibrary.builtIn(), ids = Set(builtIn.map(\.id))
    let changed = try Self.read(folder).filter { ids.contains($0.id) }.map { $0.shipped() }
    self.builtIn = builtIn.map { card in changed.first { $0.id == card.id } ?? card }
    if !changed.isEmpty { folders[folder] = [] }
  }

  /// The cards in a folder.
  package func cards(in folder: FilePath) throws(CardError) -> [RuleCard] {
    if let known = folders[folder] { return known }
    let cards = try Self.read(folder)
    for card in cards where builtIn.contains(where: { $0.id == card.id }) {
      throw CardError(card.file, Position(line: 1, column: 1), "rule “\(card.id)” exists already; choose another id")
    }
    folders[folder] = cards
    return cards
  }

  private static func read(_ folder: FilePath) throws(CardError) -> [RuleCard] {
    let name = folder.shown
    guard DirectoryWalker.kind(of: name) == .directory else {
      throw CardError(name, Position(line: 1, column: 1), "no such folder of rule cards")
    }
    var files: [(path: String, bytes: [UInt8])] = []
    var problem: FileError?
    let found = DirectoryWalker.files(under: name, extensions: ["md", "tsv"], unreadable: { problem = $0 })
    // Tables stand beside the cards that name them.
    let withCards = Set(found.filter { $0.hasSuffix(".md") && !$0.hasSuffix("/README.md") }.map { FilePath($0).folder })
    for path in found where withCards.contains(FilePath(path).folder) {
      do throws(FileError) { files.append((path, try FileReader.read(path, most: FileReader.largestList))) } catch { problem = error }
    }
    if let problem { throw CardError(problem.path, Position(line: 1, column: 1), problem.reason) }
    return try CardLibrary.cards(in: files)
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
