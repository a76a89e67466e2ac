import Formats
import GalleyCore
import Platform
import Spelling

/// Prints the evidence about every word of texts that no dictionary knows: `Scripts/fit spelling` weighs it. With `--pages`, that
/// about the known words and the marks of damaged pages: `Scripts/fit pages` does.
@main
struct JudgementBench {
  static func main() throws {
    let resources = Resources(lexicon: try Lexicon.open(languages: ["en"]))
    if CommandLine.arguments.contains("--pages") { return pages(resources) }
    if CommandLine.arguments.contains("--corrections") { return corrections(resources) }
    print("features", SpellingFeature.allCases.map { $0.stringValue }.joined(separator: " "), separator: "\t")
    print("late", SpellingFeature.allCases.filter(\.isLate).map { $0.stringValue }.joined(separator: " "), separator: "\t")
    for path in CommandLine.arguments.dropFirst() {
      guard let bytes = try? FileReader.read(path), let document = try? DocumentReader.read(name: path, bytes: bytes) else { continue }
      let analysis = Analysis(document, resources)
      print("text", path, document.wordCount, separator: "\t")
      for word in analysis.shared(SpellingEvidence.self).words {
        let ranges = word.word.occurrences.map { token in
          let range = document.sourceRange(document.tokens[token].range)
          return "\(range.start)-\(range.end)"
        }
        print(
          "word", word.column.rawValue, document.text(document.tokens[word.main].range), word.corrections.first?.text ?? "",
          ranges.joined(separator: " "), word.features.values.map { "\($0)" }.joined(separator: " "), separator: "\t")
      }
    }
  }

  private static func corrections(_ resources: Resources) {
    print("features", PageCorrectionFeature.allCases.map { $0.stringValue }.joined(separator: " "), separator: "\t")
    for path in CommandLine.arguments.dropFirst() {
      guard let bytes = try? FileReader.read(path), let document = try? DocumentReader.read(name: path, bytes: bytes) else { continue }
      let analysis = Analysis(document, resources)
      guard analysis.shared(PageReading.self).isPage else { continue }
      print("text", path, separator: "\t")
      let page = analysis.shared(PageCorrections.self)
      for suspect in analysis.shared(PageReading.self).words {
        let readings = page.readings(ofKnown: suspect.token, other: suspect.other)
        let range = document.sourceRange(document.tokens[suspect.token].range)
        print("word", range.start, range.end, 1.0, separator: "\t")
        for (reading, features) in zip(readings, page.features(of: readings, at: suspect.token)) {
          print("reading", reading.text, features.values.map { "\($0)" }.joined(separator: " "), separator: "\t")
        }
      }
      for judged in analysis.shared(SpellingJudgement.self).judged where !judged.readings.isEmpty {
        for i in judged.word.occurrences {
          let range = document.sourceRange(document.tokens[i].range)
          print("word", range.start, range.end, judged.isWrong, separator: "\t")
          for (reading, features) in zip(judged.readings, page.features(of: judged.readings, at: i)) {
            print("reading", reading.text, features.values.map { "\($0)" }.joined(separator: " "), separator: "\t")
          }
        }
      }
    }
  }

  private static func pages(_ resources: Resources) {
    print("words", PageWordFeature.allCases.map { $0.stringValue }.joined(separator: " "), separator: "\t")
    print("marks", PageMarkFeature.allCases.map { $0.stringValue }.joined(separator: " "), separator: "\t")
    for path in CommandLine.arguments.dropFirst() {
      guard let bytes = try? FileReader.read(path), let document = try? DocumentReader.read(name: path, bytes: bytes) else { continue }
      let analysis = Analysis(document, resources)
      print("text", path, analysis.shared(Damage.self).level, separator: "\t")
      guard analysis.shared(Damage.self).level >= .light else { continue }
      var words = PageWordEvidence(analysis), marks = PageMarkEvidence(analysis)
      for i in document.tokens.indices {
        let isWord = words.isAsked(i)
        let asked = isWord ? words.answer(i)?.features.values : marks.isAsked(i) ? marks.features(i).values : nil
        guard let features = asked else { continue }
        let range = document.sourceRange(document.tokens[i].range)
        print(isWord ? "word" : "mark", range.start, range.end, features.map { "\($0)" }.joined(separator: " "), separator: "\t")
      }
    }
  }
}
