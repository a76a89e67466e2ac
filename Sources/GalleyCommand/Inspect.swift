import ArgumentParser
import Formats
import GalleyCore
import Platform
import Reports

extension Inspection.View: ExpressibleByArgument {}

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what galley makes of a text, before any rule looks at it.",
    discussion: """
      For whoever writes a rule, or asks why one spoke up:
        tokens       what the text is cut into, with the kind of each piece
        paragraphs   with their kinds: prose, heading, listItem, fragment
        sentences    as they were told apart
        words        each spelling once: dictionaries, Zipf frequency, word classes
        names        who and what is named, and what the tables know of it
        entities     people and places, once each: mentions, given names, titles; how often a
                     person is named in full, what else speaks for the country of a place
        quotes       every quotation mark, what it does, and its partner
        tags         parts of speech: Penn Treebank tags and universal ones
        profile      what kind of text it is, and the signs of that

      Examples:
        galley inspect tokens article.txt
        galley inspect names --format json article.txt
        echo "It is is here." | galley inspect tags -
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "What to show: tokens, paragraphs, sentences, words, names, entities, quotes, tags or profile.")
  var view: Inspection.View
  @Argument(help: "A file; “-” reads standard input.", completion: .file())
  var file: String
  @Option(help: "text (columns) or json.")
  var format = Format.text
  @Option(help: "What the file is: auto (by name and content), text, markdown, html, hocr, alto or page.")
  var input = InputChoice.auto
  @Option(help: ArgumentHelp("The name that standard input goes by.", valueName: "name"))
  var stdinFilename = "<stdin>"
  @OptionGroup var rules: RuleOptions

  func run() throws {
    let isInput = file == "-"
    let name = isInput ? stdinFilename : file
    let setup = try rules.setups().setup(for: FilePath(name))
    var bytes = try isInput ? FileReader.readStandardInput() : FileReader.read(file, isNamed: true)
    if Gzip.isPacked(bytes) { bytes = try Gzip.unpack(bytes, path: name) }
    let document: Document
    do throws(InputError) { document = try DocumentReader.read(name: name, bytes: bytes, kind: input.kind, extended: setup.resources.extended) } catch {
      throw Failure("\(name): \(error.reason)")
    }
    let inspection = LexiconExtension.using(setup.resources.extended) {
      Inspection(view, Analysis(document, setup.resources.knowing(document)))
    }
    var stream = OutputStream.standardOutput
    switch format {
    case .text: try stream.write(printable(inspection.text, keepsLines: true))
    case .json: try stream.write(inspection.json)
    }
  }
}
