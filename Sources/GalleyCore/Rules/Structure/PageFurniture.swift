package import Formats

/// Finds lines of the web page around an article by their words: buttons, links, prompts, notices.
///
/// A short paragraph is judged by the share of words that belong to pages. What patterns can tell by its form is `boilerplate`.
package struct PageFurniture: Rule {
  package static let id: RuleID = "page-furniture"
  private let words: Lazy<PageWords?>

  package init(_ card: RuleCard) throws(CardError) { words = try card.table("page-words.tsv", PageWords.init) }

  /// Words of a line that may belong to the page, and of the prose around it that make an article.
  private static let longest = 14, leastProse = 40

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let candidates = document.paragraphs.indices.dropFirst().filter { isCandidate(document.paragraphs[$0]) }
    guard !candidates.isEmpty else { return }
    let prose = document.paragraphs.reduce(0) { $0 + ($1.words > Self.longest ? $1.words : 0) }
    guard prose >= Self.leastProse, let words = words.value else { return }
    for i in candidates where words.tell(document.paragraphs[i], document) {
      let range = document.paragraphs[i].range
      findings.flag(range, "this line belongs to the page around the article", fix: .removal(of: range, confidence: Self.precision))
    }
  }

  /// How often a line that is told by its words is none of the article’s.
  private static let precision: Confidence = 0.9

  private func isCandidate(_ paragraph: Paragraph) -> Bool {
    paragraph.words > 0 && paragraph.words <= Self.longest && paragraph.kind != .listItem
  }
}

/// How much words tell of a web page, from a table: a word in lower case, and 0 to 3.
struct PageWords: Sendable {
  private let weights: [[UInt8]: Int]

  init(_ table: [UInt8], file: String) throws(CardError) {
    var weights: [[UInt8]: Int] = [:]
    for row in try TableReader.rows(table, file: file, columns: 2...2) { weights[Array(row.fields[0].utf8)] = Int(row.fields[1]) ?? 0 }
    self.weights = weights
  }

  /// The least sum of weights of a line, of one that ends like a sentence, and of one in which every word is a page’s.
  private static let least = 4, leastSentence = 6, leastPure = 2
  /// What a word that is not a page’s takes off.
  private static let plain = 1

  /// What « and » begin with.
  private static let guillemet: UInt8 = 0xC2

  /// Whether a line belongs to the page.
  func tell(_ paragraph: Paragraph, _ document: Document) -> Bool {
    var sum = 0, strongest = 0, plain = 0
    for i in paragraph.tokens {
      let token = document.tokens[i]
      switch token.kind {
      case .word:
        let fold = document.vocabulary.folds[Int(document.vocabulary[token.word].folded)].text
        if let weight = weights[fold] {
          sum += weight
          strongest = max(strongest, weight)
        } else if NameVocabulary.role(fold) != .function {
          plain += 1
        }
      // Somebody speaks, unless it is an arrow: « Previous
      case .quote where document.bytes[token.start] != Self.guillemet: return false
      default: break
      }
    }
    guard strongest > 0 else { return false }
    let end = document.bytes[paragraph.range.start..<paragraph.range.end].suffix(2)
    let isSentence = end.last == .stop && end.first != .stop
    if plain == 0, !isSentence { return sum >= Self.leastPure }
    return strongest > 1 && sum - plain * Self.plain >= (isSentence ? Self.leastSentence : Self.least)
  }
}
