import Spelling

/// Measures the corrector on pairs of a wrong word and the right one: `Scripts/bench-corrector` says how to call it.
@main
struct SpellingBench {
  static func main() throws {
    var paths: [String] = []
    var tables: [String: [UInt8]] = [:]
    var listed = 0
    var ocrPrior = CorrectionContext().ocrPrior
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--typing", "--slips", "--ocr": tables[argument] = arguments.popFirst().flatMap(Input.read)
      case "--ocr-prior": ocrPrior = arguments.popFirst().flatMap { Double($0) } ?? ocrPrior
      case "--language-model":
        print(LanguageModelBench.report(arguments.popFirst().flatMap(Input.read) ?? []), terminator: "")
        return
      case "--evidence":
        try printEvidence(arguments.popFirst().flatMap(Input.read) ?? [], slips: tables["--slips"])
        return
      case "--list": listed = arguments.popFirst().flatMap { Int($0) } ?? 0
      default: paths.append(argument)
      }
    }
    var lexicon = try Lexicon.open(languages: ["en"])
    if !tables.isEmpty { lexicon = lexicon.withChannels(typing: tables["--typing"], slips: tables["--slips"], ocr: tables["--ocr"]) }
    var tally = Tally()
    let pairs = paths.compactMap(Input.read).flatMap(Input.pairs)
    // The first call loads the words.
    _ = lexicon.corrections(of: Array("wrod".utf8))
    for pair in pairs {
      let start = Input.processorSeconds()
      let context = CorrectionContext(left: pair.before, right: pair.after, ocrPrior: ocrPrior)
      let corrections = lexicon.corrections(of: pair.wrong, in: context, limit: 10)
      tally.add(pair, corrections, seconds: Input.processorSeconds() - start)
    }
    print(tally.report(listing: listed), terminator: "")
  }

  /// A line for each candidate: the number of the pair, whether it is right, the features.
  private static func printEvidence(_ bytes: [UInt8], slips: [UInt8]?) throws {
    let lexicon = try Lexicon.open(languages: ["en"]).withChannels(typing: nil, slips: slips, ocr: nil)
    print("pair\tright\t\(Lexicon.rankingFeatures.joined(separator: "\t"))")
    for (number, pair) in Input.pairs(bytes).enumerated() {
      for candidate in lexicon.rankingEvidence(of: pair.wrong) {
        let isRight = pair.right.contains(candidate.text) || pair.right.contains(candidate.text.lowercased())
        print("\(number)\t\(isRight ? 1 : 0)\t\(candidate.features.map { "\($0)" }.joined(separator: "\t"))")
      }
    }
  }
}
