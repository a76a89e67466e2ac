package import Formats
package import Platform

/// The rule cards built in, and the cards and lists of words of folders, each folder read once.
package final class RulePacks {
  private struct Pack {
    var cards: [RuleCard] = []
    var lists: [WordClassList] = []
  }

  package let builtIn: [RuleCard]
  private var folders: [FilePath: Pack] = [:]

  package init() throws(CardError) { builtIn = try CardLibrary.builtIn() }

  /// The same with the cards of a folder in the place of built-in ones: galley’s own cards, as somebody is changing them.
  /// Those that are new count too, unless their algorithm has yet to be built.
  package init(replacingWith folder: FilePath) throws(CardError) {
    let builtIn = try CardLibrary.builtIn(), ids = Set(builtIn.map(\.id))
    let found = try CardLibrary.cards(in: Self.files(in: folder).cards).map { $0.shipped() }
    let changed = found.filter { ids.contains($0.id) }
    self.builtIn = builtIn.map { card in changed.first { $0.id == card.id } ?? card }
    guard !changed.isEmpty else { return }
    for card in found where !card.file.hasSuffix("/\(card.id).md") {
      let at = card.front["id"]?.position ?? card.front.position
      throw CardError(card.file, at, "the id is not the name of the file")
    }
    folders[folder] = Pack(cards: found.filter { !ids.contains($0.id) && $0.kind != .algorithmic })
  }

  /// The cards in a folder.
  package func cards(in folder: FilePath) throws(CardError) -> [RuleCard] { try pack(folder).cards }

  private func pack(_ folder: FilePath) throws(CardError) -> Pack {
    if let known = folders[folder] { return known }
    let files = try Self.files(in: folder)
    var pack = Pack(cards: try CardLibrary.cards(in: files.cards))
    for card in pack.cards where builtIn.contains(where: { $0.id == card.id }) {
      throw CardError(card.file, Position(line: 1, column: 1), "rule “\(card.id)” exists already; choose another id")
    }
    for list in files.lists { pack.lists += try WordClassList.read(list.bytes, file: list.path) }
    folders[folder] = pack
    return pack
  }

  private typealias File = (path: String, bytes: [UInt8])

  /// The cards of a folder with their tables, and the lists of words in its `lexicon`.
  private static func files(in folder: FilePath) throws(CardError) -> (cards: [File], lists: [File]) {
    let name = folder.shown
    guard DirectoryWalker.kind(of: name) == .directory else {
      throw CardError(name, Position(line: 1, column: 1), "no such folder of rule cards")
    }
    var cards: [File] = [], lists: [File] = []
    var problem: FileError?
    let found = DirectoryWalker.files(under: name, extensions: ["md", "tsv"], unreadable: { problem = $0 })
    // Tables stand beside the cards that name them.
    let withCards = Set(found.filter { $0.hasSuffix(".md") && !$0.hasSuffix("/README.md") }.map { FilePath($0).folder })
    let lexicon = folder.appending("lexicon")
    for path in found {
      let place = FilePath(path).folder
      let isCard = withCards.contains(place)
      guard isCard || place == lexicon && path.hasSuffix(".tsv") else { continue }
      do throws(FileError) {
        let file: File = try (path, FileReader.read(path, most: FileReader.largestList))
        if isCard { cards.append(file) } else { lists.append(file) }
      } catch { problem = error }
    }
    if let problem { throw CardError(problem.path, Position(line: 1, column: 1), problem.reason) }
    return (cards, lists)
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

  /// What several folders add to the classes of words; nil if they add nothing.
  package func lexicon(_ folders: [String]) throws(CardError) -> LexiconExtension? {
    var lists: [WordClassList] = []
    for folder in folders { lists += try pack(FilePath(folder)).lists }
    return LexiconExtension(lists)
  }
}
