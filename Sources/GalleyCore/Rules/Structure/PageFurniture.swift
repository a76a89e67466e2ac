import Formats

/// Finds lines of the web page around an article by their words: buttons, links, prompts, notices.
///
/// A short paragraph is judged by the share of words that belong to pages. What patterns can tell by its form is `boilerplate`.
package struct PageFurniture: Rule {
  package static let id: RuleID = "page-furniture"
  package init(_ card: RuleCard) {}

  /// Words of a line that may belong to the page, and of the prose around it that make an article.
  private static let longest = 14, leastProse = 40
  /// How often a line that is told by its words is none of the article’s.
  private static let precision: Confidence = 0.9

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    guard document.paragraphs.count > 1 else { return }
    let prose = document.paragraphs.reduce(0) { $0 + ($1.words > Self.longest ? $1.words : 0) }
    guard prose >= Self.leastProse else { return }
    // What is marked as a heading is the text’s own; a plain line is only taken for one.
    let isMarked = document.markup != .none
    // The first one is the headline.
    for paragraph in document.paragraphs.dropFirst()
    where paragraph.words <= Self.longest && paragraph.kind != .listItem && !(isMarked && paragraph.kind == .heading) && belongsToPage(paragraph, document) {
      findings.flag(
        paragraph.range, "this line belongs to the page around the article", fix: .removal(of: paragraph.range, confidence: Self.precision))
    }
  }

  /// What a word says for a page, by its class.
  private static let weights: [(WordClass, Int)] = [(.pageAlone, 3), (.pageFirst, 2), (.pageShared, 1)]
  /// The least sum of weights of a line, of one that ends like a sentence, and of one in which every word is a page’s; one of the first
  /// two has to have a word of this weight.
  private static let least = 4, leastSentence = 6, leastPure = 2, leastStrongest = 2

  /// Each word that is not a page’s takes one off.
  private func belongsToPage(_ paragraph: Paragraph, _ document: Document) -> Bool {
    var sum = 0, strongest = 0, others = 0
    for i in paragraph.tokens {
      switch document.tokens[i].kind {
      case .word:
        let fold = document.vocabulary.fold(of: document.tokens[i].word)
        if let weight = Self.weights.first(where: { fold.classes.contains($0.0) })?.1 {
          sum += weight
          strongest = max(strongest, weight)
        } else if !fold.classes.contains(.pageNeutral), NameVocabulary.role(fold.text) != .function {
          others += 1
        }
      // Somebody speaks, unless it is an arrow: « Previous
      case .quote where document.scalar(at: document.tokens[i].start).flatMap(QuoteGlyph.init)?.family != .guillemet: return false
      default: break
      }
    }
    guard strongest > 0 else { return false }
    let end = document.bytes[paragraph.range.start..<paragraph.range.end].suffix(2)
    let isSentence = end.last == .stop && end.first != .stop
    if others == 0, !isSentence { return sum >= Self.leastPure }
    return strongest >= Self.leastStrongest && sum - others >= (isSentence ? Self.leastSentence : Self.least)
  }
}
