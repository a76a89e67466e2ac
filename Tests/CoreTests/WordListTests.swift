import Formats
import Foundation
import GalleyTesting
import Testing

/// Knowledge about words is data, in `Rules/`: no Swift file keeps a list of more than a handful.
@Suite struct WordListTests {
  private static let most = 12
  /// Names of the program’s own, not words of a language: keys of cards, kinds of the names table, packages of Debian.
  private static let exempt: Set<String> = [
    "GalleyCore/Cards/RuleCard.swift", "GalleyCore/Analysis/Names/Gazetteer.swift", "Spelling/LexiconError.swift",
  ]

  private static let sources: [String] = {
    let paths = FileManager.default.enumerator(atPath: Repository.path("Sources"))?.compactMap { $0 as? String } ?? []
    let ofTests = ["GalleyTesting/", "GalleyFuzz/"]
    return paths.filter { path in
      path.hasSuffix(".swift") && !exempt.contains(path) && !ofTests.contains { path.hasPrefix($0) } && !path.contains("Bench/")
    }.sorted()
  }()

  /// The string literals of a source, with what stands between one and the next.
  private static func literals(_ text: String) -> [(text: String, after: String)] {
    var result: [(text: String, after: String)] = []
    // A line that ends in a backslash goes on; an escaped quotation mark ends nothing.
    let plain = text.replacing("\\\n", with: "\n").replacing("\\\\", with: "").replacing("\\\"", with: "’")
    let pieces = plain.split(separator: "\"", omittingEmptySubsequences: false)
    var index = 1
    while index < pieces.count {
      // `"""` is an empty literal with another at its end.
      if index + 2 < pieces.count, pieces[index].isEmpty, pieces[index + 1].isEmpty {
        var end = index + 2, body = String(pieces[index + 2])
        while end + 3 < pieces.count, !(pieces[end + 1].isEmpty && pieces[end + 2].isEmpty) {
          end += 1
          body += "\"" + pieces[end]
        }
        result.append((body, end + 3 < pieces.count ? String(pieces[end + 3]) : ""))
        index = end + 4
      } else {
        result.append((String(pieces[index]), index + 1 < pieces.count ? String(pieces[index + 1]) : ""))
        index += 2
      }
    }
    return result
  }

  private static func isWord(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isLowercase || "’'.-|".contains($0) } && text.contains { $0.isLetter }
  }

  @Test(arguments: sources) func noListOfWords(file: String) {
    let text = Repository.text("Sources/\(file)").split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    var row = 0
    for literal in Self.literals(text) {
      let words = literal.text.split(whereSeparator: \.isWhitespace)
      // A sentence says some word twice, or has a comma.
      let isList = words.count > Self.most && words.allSatisfy(Self.isWord) && Set(words).count == words.count
      #expect(!isList, "\(words.count) words: \(literal.text.prefix(60))…; they belong into Rules/lexicon")
      row = Self.isWord(literal.text) ? row + 1 : 0
      #expect(row <= Self.most, "a list of words: … \(literal.text); it belongs into Rules/lexicon")
      if literal.after.trimmingCharacters(in: .whitespacesAndNewlines) != "," { row = 0 }
    }
  }

  /// The detector sees what it is for.
  @Test func listsAreSeen() {
    let words = (0..<14).map { "word" + String(UnicodeScalar(UInt8(97 + $0))) }
    #expect(Self.literals("let a = \"\"\"\n\(words.joined(separator: " "))\n\"\"\".split").first?.text.split(separator: " ").count == 14)
    #expect(Self.literals("[\"a\", \"b\"]").map(\.after) == [", ", "]"])
    #expect(Self.isWord("n’t") && !Self.isWord("a,") && !Self.isWord("A"))
  }
}
