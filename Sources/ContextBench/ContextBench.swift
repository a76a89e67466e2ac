import Formats
import GalleyCore
import Platform
import Spelling

/// Prints what stands around words of texts, for the scripts that weigh it: `ContextBench joints|confusables|repairs FILE...`; of words of
/// the input, a line each, those that are misread for no other: `ContextBench unmistakable`.
@main
struct ContextBench {
  static func main() throws {
    let resources = Resources(lexicon: try Lexicon.open(languages: ["en"]))
    let arguments = CommandLine.arguments.dropFirst()
    guard let task = arguments.first else { return }
    if task == "unmistakable" {
      while let word = readLine() { if MisreadingModel.isUnmistakable(Array(word.utf8), resources.lexicon) { print(word) } }
      return
    }
    let sets = task == "confusables" ? try Confusables(arguments.dropFirst().first ?? "") : nil
    if task == "joints" { print("features", JointFeature.allCases.map(\.stringValue).joined(separator: " "), separator: "\t") }
    for path in arguments.dropFirst(task == "confusables" ? 2 : 1) {
      guard let bytes = try? FileReader.read(path), let document = try? DocumentReader.read(name: path, bytes: bytes) else { continue }
      let analysis = Analysis(document, resources)
      print("text", path, document.wordCount, separator: "\t")
      if task == "repairs" {
        report(PhraseRepairs(analysis), document)
      } else if let sets { sets.report(analysis) } else { report(analysis.shared(Joints.self), document) }
    }
  }

  private static func report(_ joints: Joints, _ document: Document) {
    for place in joints.capitals + joints.starts {
      print(
        place.kind.rawValue, document.sourceRange(document.tokens[place.token].range).start,
        joints.evidence(at: place).values.map { "\($0)" }.joined(separator: " "), separator: "\t")
    }
  }
}

extension ContextBench {
  /// How far below what is asked of them repairs are worth a line, in steps of the language model.
  private static let farthest: Int32 = -60

  private static func report(_ repairs: PhraseRepairs, _ document: Document) {
    for repair in repairs.find(surplus: farthest) {
      let place = document.sourceRange(document.tokens[repair.right].range).start
      let change = if case .insert(let word) = repair.change { word } else { "swap" }
      print(change, place, repair.surplus, separator: "\t")
    }
  }
}

/// What the language model and the neighbours say of confusable words and the others of their sets.
struct Confusables {
  private var partners: [String: Set<String>] = [:]

  init(_ path: String) throws {
    for line in String(decoding: try FileReader.read(path), as: UTF8.self).split(separator: "\n") {
      let words = (line.split(separator: "#", omittingEmptySubsequences: false).first ?? "").split(separator: " ").map(String.init)
      for word in words { partners[word, default: []].formUnion(words.filter { $0 != word }) }
    }
  }

  func report(_ analysis: Analysis) {
    let document = analysis.document
    let context = analysis.shared(WordContext.self), surroundings = analysis.shared(NeighbourFeatures.self)
    for i in document.tokens.indices where document.tokens[i].kind == .word {
      let word = document.text(document.tokens[i].range).lowercased().split(separator: "’").joined(separator: "'")
      guard let others = partners[word], let neighbours = context.neighbours(of: i) else { continue }
      let shape = document.vocabulary[document.tokens[i].word].shape
      guard shape == .lower || shape == .capitalised && document.startsSentence(i) else { continue }
      let stands = context.fit(context.word(word), in: neighbours)
      let fits = others.sorted().map { other in
        let fit = context.fit(context.word(other), in: neighbours)
        return "\(other),\(fit.itself - stands.itself),\(fit.next - stands.next),\(fit.last - stands.last)"
      }
      print(
        word, document.sourceRange(document.tokens[i].range).start, surroundings.around(i).map { "\($0)" }.joined(separator: " "),
        fits.joined(separator: " "), separator: "\t")
    }
  }
}
