import Formats

/// Names whose particles are written with capitals here and without there: “Anna De La Cruz” beside “Anna de la Cruz”.
struct ParticleVariants {
  private let document: Document
  private let analysis: Analysis

  init(_ analysis: Analysis) { (document, self.analysis) = (analysis.document, analysis) }

  /// Occurrences of the rarer spelling, each with one of the other; none where the text is not of one mind.
  func find() -> [NameSpelling] {
    var found: [NameSpelling] = []
    var seen = Set<[Vocabulary.FoldedID]>()
    for id in document.vocabulary.words.indices where document.vocabulary.words[id].shape == .capitalised && isParticle(document.vocabulary.words[id].folded) {
      for token in analysis.occurrences(ofWord: WordID(id)) {
        guard let name = name(from: token), hasGivenName(before: token), seen.insert(name.map { fold($0) }).inserted else { continue }
        found += judge(name)
      }
    }
    return found
  }

  /// - Parameter name: the tokens of the particles and of the surname
  private func judge(_ name: [Int]) -> [NameSpelling] {
    let folds = name.map(fold)
    var capital: [Int] = [], lowercase: [Int] = []
    for token in analysis.occurrences(ofWord: document.tokens[name[name.count - 1]].word) {
      guard let first = first(of: folds, endingAt: token) else { continue }
      // “Van Gogh” without a given name is no other spelling.
      if document.vocabulary[document.tokens[first].word].shape == .lower { lowercase.append(first) } else if hasGivenName(before: first) { capital.append(first) }
    }
    guard min(capital.count, lowercase.count) == 1, max(capital.count, lowercase.count) > 1 else { return [] }
    let (rare, usual) = capital.count == 1 ? (capital[0], lowercase[0]) : (lowercase[0], capital[0])
    guard hasGivenName(before: rare) else { return [] }
    return [NameSpelling(range: range(rare, folds.count), usual: range(usual, folds.count))]
  }

  /// The particles from a token on, and the surname after them.
  private func name(from token: Int) -> [Int]? {
    var tokens = [token]
    while let next = document.next(tokens[tokens.count - 1]), document.tokens[next].kind == .word {
      tokens.append(next)
      if !isParticle(fold(next)) { return document.vocabulary[document.tokens[next].word].shape == .capitalised ? tokens : nil }
    }
    return nil
  }

  /// The first of the words that end with a token, if they are these.
  private func first(of folds: [Vocabulary.FoldedID], endingAt token: Int) -> Int? {
    var k = token
    for expected in folds.dropLast().reversed() {
      guard let before = document.previous(k), document.tokens[before].kind == .word, fold(before) == expected else { return nil }
      k = before
    }
    return k
  }

  private func range(_ first: Int, _ count: Int) -> TextRange {
    var last = first
    for _ in 1..<count { last = document.next(last) ?? last }
    return TextRange(document.tokens[first].start, document.tokens[last].end)
  }

  private func hasGivenName(before token: Int) -> Bool {
    guard let before = document.previous(token), document.tokens[before].kind == .word, !isParticle(fold(before)) else { return false }
    return document.vocabulary[document.tokens[before].word].shape == .capitalised
  }

  private func fold(_ token: Int) -> Vocabulary.FoldedID { document.vocabulary[document.tokens[token].word].folded }
  private func isParticle(_ fold: Vocabulary.FoldedID) -> Bool { document.vocabulary.folds[Int(fold)].classes.contains(.lowercaseParticle) }
}
