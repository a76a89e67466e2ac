import ArgumentParser
import GalleyCore
import Platform
import Spelling

struct Initialise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented .galley.yml from what the texts here look like.",
    discussion: """
      Looks at the texts in the folder: which files there are, which dialect they are in, which
      quotation marks and dashes they use. Refuses to overwrite.

      Examples:
        galley init                 for this folder
        galley init drafts/         writes drafts/.galley.yml
      """)

  @Argument(help: "The folder.", completion: .directory)
  var folder = "."

  func run() throws {
    guard DirectoryWalker.kind(of: folder) == .directory else { throw Failure("\(folder): no such folder") }
    let target = FilePath(folder).appending(ConfigurationSearch.fileName)
    guard DirectoryWalker.kind(of: target.description) == .missing else {
      throw Failure("\(target.shown) exists already; “galley config” prints what is in force")
    }
    let lexicon: Lexicon?
    do { lexicon = try Lexicon.open(languages: ["en"]) } catch {
      complain("\(error)")
      lexicon = nil
    }
    var survey = HouseSurvey(lexicon: lexicon)
    for path in DirectoryWalker.files(under: folder, unreadable: { complain($0.description) }) { survey.add(path) }
    try FileWriter.replace(target.description, with: Array(survey.configuration.utf8))
    complain("\(target.shown) written; \(survey.summary)")
  }
}

/// What the texts of a house look like.
struct HouseSurvey {
  /// Enough to know a house, little enough to be quick.
  private static let mostFiles = 1000, mostBytes = 20_000_000

  private let lexicon: Lexicon?
  private var endings: [String: Int] = [:]
  private var files = 0, bytes = 0, words = 0
  private var british = 0, american = 0
  private var marks: [String: Int] = [:]

  init(lexicon: Lexicon?) { self.lexicon = lexicon }

  mutating func add(_ path: String) {
    endings[path.split(separator: ".").last.map { ".\($0)" } ?? "", default: 0] += 1
    files += 1
    guard files <= Self.mostFiles, bytes < Self.mostBytes, let content = try? FileReader.read(path) else { return }
    bytes += content.count
    let document = Document(Source(path: path, bytes: content))
    words += document.wordCount
    countMarks(document.bytes)
    guard let lexicon else { return }
    let verdicts = Words(Analysis(document, Resources(lexicon: lexicon)))
    let index = { (name: String) in lexicon.dictionaries.firstIndex { $0.name == name }.map(DictionaryMask.dictionary) }
    guard let inBritain = index("en_GB"), let inAmerica = index("en_US") else { return }
    for (id, word) in document.vocabulary.words.enumerated() where word.shape == .lower {
      let mask = verdicts[WordID(id)].mask
      if mask.contains(inBritain) != mask.contains(inAmerica) {
        if mask.contains(inBritain) { british += word.count } else { american += word.count }
      }
    }
  }

  private mutating func countMarks(_ bytes: [UInt8]) {
    var before: [UInt32] = [0, 0]
    for (scalar, _, _) in UTF8Scalars(bytes) {
      switch scalar {
      case 0x201C, 0x201D: marks["curly", default: 0] += 1
      case 0x22: marks["straight", default: 0] += 1
      case 0x2019: marks["curly apostrophe", default: 0] += 1
      case 0x27: marks["straight apostrophe", default: 0] += 1
      case 0x2014: marks[before[1] == 0x20 ? "spaced —" : "unspaced —", default: 0] += 1
      case 0x2013 where before[1] == 0x20: marks["spaced –", default: 0] += 1
      case 0x2026: marks["…", default: 0] += 1
      case 0x2E where before == [0x2E, 0x2E]: marks["...", default: 0] += 1
      default: break
      }
      before = [before[1], scalar]
    }
  }

  var summary: String { "\(files) file\(files == 1 ? "" : "s") seen, \(words) words" }

  private func counts(_ names: [String]) -> String {
    let seen = names.compactMap { name in marks[name].map { "\(name) \($0)" } }
    return seen.isEmpty ? "none" : seen.joined(separator: ", ")
  }

  var configuration: String {
    let types = endings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6).map { "\($0.value) \($0.key)" }
    let (most, least) = (max(british, american), min(british, american))
    let isClear = most >= 20 && least * 20 <= most
    let language = isClear ? (british > american ? "en_GB" : "en_US") : "en"
    return """
      # The configuration of galley for this folder and those below.
      # Seen here: \(files == 0 ? "no texts yet" : types.joined(separator: ", ")); \(words) words.

      # Dictionaries: en for every English one (the dialect is inferred from each text), or en_GB, en_US, de_DE, …
      # Seen: \(british) British spellings, \(american) American ones.
      languages: [\(language)]

      # Rules and categories: off, on, or the most they may report (note, warning, error).
      # “galley rules” lists them, “galley explain RULE” says what one is good for.
      # Seen: quotation marks: \(counts(["curly", "straight"])); apostrophes: \(counts(["curly apostrophe", "straight apostrophe"]));
      # dashes: \(counts(["spaced —", "unspaced —", "spaced –"])); ellipses: \(counts(["…", "..."])).
      rules: {}
      #  mixed-quote-style: warning
      #  unattributed-quote: off

      # Words that are right, or files of them; “galley words add” puts words into the first file.
      # words: words.txt

      # Names of the house; “galley learn” makes such a list from finished texts.
      # names: names.tsv

      # Left out of folders, with the grammar of .gitignore (which is respected, too).
      # exclude: [archive/]

      # Rule cards of the house: a folder.
      # extends: house/

      # What is different for some files.
      # overrides:
      #   - files: "*.md"
      #     rules: {missing-terminal: off}

      """
  }
}
