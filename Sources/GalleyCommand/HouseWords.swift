import ArgumentParser
import GalleyCore

struct HouseWords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "Keep the vocabulary of the house: words that are right.",
    discussion: """
      The vocabulary is the first word list that “words:” names in the configuration of this
      folder, or the one given with --file. Its comments and its order are kept.

      Examples:
        galley words add Zorblatt gigafactory
        galley words remove gigafactory
        galley words list
      """,
    subcommands: [Add.self, Remove.self, List.self])

  struct Choice: ParsableArguments {
    @Option(help: ArgumentHelp("The list to change (default: the one that the configuration names).", valueName: "file"))
    var file: String?
    @Option(help: ArgumentHelp("The configuration to use.", valueName: "file"))
    var config: String?

    func entries() throws -> [Sourced<Entry>] {
      let mode: ConfigurationSearch.Mode = config.map { .file($0) } ?? .nearest
      let setups = Setups(CommandLineSettings(), mode, packs: try RulePacks(), least: .note)
      return try setups.configuration(for: FilePath("-")).words
    }

    func vocabulary() throws -> WordListFile {
      if let file { return try WordListFile(file) }
      if let path = try entries().lazy.compactMap(\.value.wordList).first { return try WordListFile(path) }
      throw Failure("no word list: name one in \(ConfigurationSearch.fileName) (words: words.txt) or with --file")
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add words to the vocabulary.")
    @Argument(help: "The words.") var words: [String]
    @OptionGroup var choice: Choice

    func run() throws {
      var vocabulary = try choice.vocabulary()
      var added = 0
      for word in words {
        guard WordListFile.isWord(word) else {
          throw Failure("“\(word)” is not one word; whole names go into a list that “names:” names")
        }
        if vocabulary.add(word) { added += 1 } else { complain("“\(word)” is in \(vocabulary.path) already") }
      }
      try vocabulary.write()
      complain("\(added) word\(added == 1 ? "" : "s") added to \(vocabulary.path)")
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take words out of the vocabulary.")
    @Argument(help: "The words.") var words: [String]
    @OptionGroup var choice: Choice

    func run() throws {
      var vocabulary = try choice.vocabulary()
      let missing = words.filter { !vocabulary.remove($0) }
      try vocabulary.write()
      complain("\(words.count - missing.count) word\(words.count - missing.count == 1 ? "" : "s") removed from \(vocabulary.path)")
      if !missing.isEmpty { throw Failure("not in \(vocabulary.path): \(missing.joined(separator: ", "))") }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print every word that is in force in this folder.")
    @OptionGroup var choice: Choice

    func run() throws {
      var words: Set<String> = []
      func add(_ file: String) throws { for word in try EntryFile.words(at: file) { words.insert(String(decoding: word, as: UTF8.self)) } }
      if let file = choice.file {
        try add(file)
      } else {
        for entry in try choice.entries() {
          switch entry.value {
          case .text(let text): words.insert(text)
          case .file(let path): if DirectoryWalker.kind(of: path) == .file { try add(path) }
          }
        }
      }
      var stream = OutputStream.standardOutput
      try stream.write(words.sorted().map { $0 + "\n" }.joined())
    }
  }
}

extension Entry {
  /// The path of a word list that can be changed, if this is one.
  var wordList: String? {
    guard case .file(let path) = self, WordListFile.isPlain(path) else { return nil }
    return path
  }
}

/// A plain word list that is edited in place.
struct WordListFile {
  let path: String
  private var lines: [String]

  /// Reads the list; one that does not exist yet is empty.
  init(_ path: String) throws {
    self.path = path
    guard DirectoryWalker.kind(of: path) != .missing else {
      lines = []
      return
    }
    guard Self.isPlain(path) else { throw Failure("\(path): only plain lists can be changed, one word a line") }
    let bytes = try FileReader.read(path)
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
  }

  static func isPlain(_ path: String) -> Bool {
    ![".dic", ".json", ".yml", ".yaml", ".tsv", ".csv"].contains { path.lowercased().hasSuffix($0) }
  }

  static func isWord(_ text: String) -> Bool {
    !text.isEmpty && !text.utf8.contains { $0 <= 0x20 || $0 == 0x2C || $0 == 0x2F || $0 == 0x23 }
  }

  /// Puts a word where a sorted list has its place for it, else at the end; false if it is there.
  mutating func add(_ word: String) -> Bool {
    let known = lines.map(Self.word)
    let key = word.lowercased()
    if known.contains(where: { $0?.lowercased() == key }) { return false }
    let keys = known.compactMap { $0?.lowercased() }
    let isSorted = keys.count > 1 && zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 }
    let place = isSorted ? known.firstIndex { ($0?.lowercased() ?? "") > key } ?? lines.count : lines.count
    let isCRLF = lines.first?.utf8.last == 0x0D
    lines.insert(word + (isCRLF ? "\r" : ""), at: place)
    return true
  }

  mutating func remove(_ word: String) -> Bool {
    let before = lines.count
    let key = word.lowercased()
    lines.removeAll { Self.word($0)?.lowercased() == key }
    return lines.count < before
  }

  func write() throws(FileError) { try FileWriter.replace(path, with: Array(lines.map { $0 + "\n" }.joined().utf8)) }

  /// The word of a line; nil for comments and blank lines.
  private static func word(_ line: String) -> String? {
    let text = line.utf8.prefix { $0 != 0x09 && $0 != 0x0D && $0 != 0x23 }.filter { $0 != 0x20 }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }
}
