import ArgumentParser
import GalleyCore
import Platform

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
      try stream.writeForeign(Array(words.sorted().map { $0 + "\n" }.joined().utf8))
    }
  }
}
