import ArgumentParser
import GalleyCore
import Platform
import Spelling

struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learn the names and words of the house from an archive.",
    discussion: """
      Counts names, and words that no dictionary has, and writes those that recur: one entry a line, columns
      separated by tabs (text, count, “name” or “word”). Read and edit the file, then give it to check:
        galley learn archive/ --output house.tsv
        galley --names house.tsv article.txt
      """)

  @Argument(help: "Files or directories of finished texts.", completion: .file())
  var paths: [String]
  @Option(help: ArgumentHelp("Write the list there (default: standard output).", valueName: "file"))
  var output: String?
  @Option(help: ArgumentHelp("Keep what was seen at least so often.", valueName: "n"))
  var minCount = 5
  @Option(help: ArgumentHelp("Keep what was seen in at least so many files.", valueName: "n"))
  var minFiles = 2
  @Option(help: ArgumentHelp("Dictionary to use (repeatable).", valueName: "tag"))
  var language: [String] = []

  func validate() throws {
    if minCount < 1 || minFiles < 1 { throw ValidationError("--min-count and --min-files must be at least 1") }
  }

  func run() throws {
    let lexicon: Lexicon
    do { lexicon = try Lexicon.open(languages: language.isEmpty ? ["en"] : language) } catch {
      throw Failure("\(error)")
    }
    let resources = Resources(lexicon: lexicon)
    var counter = ArchiveCounter()
    var hasFailed = false
    var files = 0
    func fail(_ error: FileError) {
      complain(error.description)
      hasFailed = true
    }
    for path in paths {
      let found = DirectoryWalker.kind(of: path) == .directory ? DirectoryWalker.files(under: path, unreadable: fail) : [path]
      for file in found {
        do throws(FileError) {
          let bytes = try FileReader.read(file, isNamed: true)
          do throws(InputError) {
            counter.add(try DocumentReader.read(name: file, bytes: bytes), resources)
            files += 1
          } catch { fail(FileError(file, error.reason)) }
        } catch { fail(error) }
      }
    }
    let list = counter.file(count: minCount, documents: minFiles)
    if let output {
      try FileWriter.replace(output, with: list)
    } else {
      var stream = OutputStream.standardOutput
      try stream.writeForeign(list)
    }
    let entries = list.count { $0 == 0x0A } - 1
    complain("\(entries) entr\(entries == 1 ? "y" : "ies") from \(files) file\(files == 1 ? "" : "s")")
    if hasFailed { throw ExitCode(2) }
  }
}
