import GalleyCore
import Platform
import Spelling

/// Measures the tagger: `TaggerBench FILE…` tags every sentence of the files and prints how many tokens it tags in a
/// second; `TaggerBench --print FILE…` prints each token with its tags instead.
@main
struct TaggerBench {
  static func main() throws {
    var paths = Array(CommandLine.arguments.dropFirst())
    let isPrinting = paths.first == "--print"
    if isPrinting { paths.removeFirst() }
    let resources = Resources(lexicon: try Lexicon.open(languages: ["en"]))
    let documents = try paths.map { Document(Source(path: $0, bytes: try FileReader.read($0))) }
    if isPrinting {
      for document in documents { show(document, resources) }
      return
    }
    var tokens = 0
    var best = Duration.seconds(3600)
    // The fastest of three runs: the others shared the machine with somebody.
    for _ in 0..<3 {
      tokens = 0
      let time = ContinuousClock().measure {
        for document in documents {
          let grammar = Analysis(document, resources).shared(Grammar.self)
          for k in document.sentences.indices {
            _ = grammar.tags(k)
            tokens += document.sentences[k].tokens.count { !document.tokens[$0].isBlank }
          }
        }
      }
      best = min(best, time)
    }
    let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) / 1e18
    print("\(tokens) tokens in \(best): \(Int(Double(tokens) / seconds)) a second")
  }

  private static func show(_ document: Document, _ resources: Resources) {
    let grammar = Analysis(document, resources).shared(Grammar.self)
    for (k, sentence) in document.sentences.enumerated() {
      for (i, tag) in zip(sentence.tokens, grammar.tags(k)) where !document.tokens[i].isBlank {
        print("\(document.text(document.tokens[i].range))\t\(tag.names.universal)\t\(tag.names.penn)")
      }
      print("")
    }
  }
}
