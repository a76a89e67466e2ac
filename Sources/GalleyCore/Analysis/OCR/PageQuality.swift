import Formats

/// How well a page was read: an estimate from what galley finds on it and from what the engine thought of its words.
package struct PageQuality: Sendable {
  package let number: Int
  /// Runs of visible characters.
  package let tokens: Int
  /// How many of them are probably wrong.
  package let wrong: Double
  package let confusions: [Confusion: Int]
  /// The language of a page that could not be judged, for want of its dictionary; nil for any other.
  package let unchecked: String?

  package init(number: Int, tokens: Int, wrong: Double, confusions: [Confusion: Int], unchecked: String? = nil) {
    (self.number, self.tokens, self.wrong, self.confusions) = (number, tokens, wrong, confusions)
    self.unchecked = unchecked
  }

  /// The share of wrong tokens, 0…1.
  package var rate: Double { tokens == 0 ? 0 : min(1, wrong / Double(tokens)) }

  /// Whether the rate says anything.
  package var isJudged: Bool { tokens > 0 && unchecked == nil }

  /// What was printed, and what the engine took it for.
  package struct Confusion: Hashable, Sendable, Comparable {
    package let printed: String, read: String
    package init(printed: String, read: String) { (self.printed, self.read) = (printed, read) }
    package static func < (a: Confusion, b: Confusion) -> Bool { (a.printed, a.read) < (b.printed, b.read) }
  }
}

extension PageQuality {
  /// The pages of a document: those of its layout, or what form feeds set apart.
  /// - Parameter unchecked: the language whose words could not be judged; nil where they were
  package static func pages(of document: Document, _ found: [Diagnostic], unchecked: String? = nil) -> [PageQuality] {
    ranges(document).map { number, range in
      let inside = found.filter { range.start <= $0.range.start && $0.range.start < range.end }
      let tokens = tokenCount(document, range)
      var wrong = min(evidence(inside, document, range, tokens), Double(tokens))
      if let doubt = doubt(document, range) {
        // Where both are known, the engine's own doubt says twice as much.
        wrong = (2 * doubt + wrong) / 3
      }
      if tokens > 0 { wrong = QualityCurve.fitted.share(wrong / Double(tokens)) * Double(tokens) }
      var confusions: [Confusion: Int] = [:]
      for confusion in inside.compactMap({ self.confusion($0, document) }) { confusions[confusion, default: 0] += 1 }
      // In hundredths, as a state file keeps it: a report that was broken off goes on as if it had not been.
      return PageQuality(number: number, tokens: tokens, wrong: (wrong * 100).rounded() / 100, confusions: confusions, unchecked: unchecked)
    }
  }

  private static func ranges(_ document: Document) -> [(Int, TextRange)] {
    var starts: [(number: Int, start: Int)] = []
    if let layout = document.layout {
      for word in layout.words where word.page != starts.last?.number { starts.append((word.page, word.range.start)) }
    } else {
      starts = [(1, 0)]
      for (i, byte) in document.bytes.enumerated() where byte == .formFeed { starts.append((starts.count + 1, i + 1)) }
      // Engines write a form feed after the last page too.
      if starts.count > 1, document.bytes[starts[starts.count - 1].start...].allSatisfy({ $0 <= .space }) { starts.removeLast() }
    }
    return starts.indices.map { i in
      let end = i + 1 < starts.count ? starts[i + 1].start : document.bytes.count
      return (starts[i].number, TextRange(starts[i].start, end))
    }
  }

  private static func tokenCount(_ document: Document, _ range: TextRange) -> Int {
    var count = 0
    var isInside = false
    for byte in document.bytes[range.start..<range.end] {
      if byte > .space, !isInside { count += 1 }
      isInside = byte > .space
    }
    return count
  }

  // MARK: evidence

  /// What is found stands for what is not: weights fitted on pages whose truth is known, without findings about the
  /// engine’s own confidence.
  private static func evidence(_ found: [Diagnostic], _ document: Document, _ range: TextRange, _ tokens: Int) -> Double {
    var words = 0, marks = 0
    for diagnostic in found {
      switch diagnostic.subject {
      case .words: words += 1
      case .marks: marks += diagnostic.severity >= .warning ? 1 : 0
      case .names, nil: break
      }
    }
    let (letters, symbols) = strays(document, range)
    // A style that galley does not know could flood a page with findings about marks.
    let capped = min(Double(marks), 0.05 * Double(tokens))
    return 1.9 * Double(words) + 1.7 * capped + 2.6 * Double(letters) + 1.1 * Double(symbols)
  }

  /// Single letters that are no word, and signs that prose hardly has.
  private static func strays(_ document: Document, _ range: TextRange) -> (letters: Int, symbols: Int) {
    let tokens = document.tokens
    var letters = 0, symbols = 0
    var i = document.firstToken(endingAfter: range.start)
    while i < tokens.count, tokens[i].start < range.end {
      let token = tokens[i]
      if token.kind == .word, token.count == 1, !Self.words.contains(document.bytes[token.start]), isAlone(i, tokens) {
        letters += 1
      } else if token.kind == .symbol, Self.signs.contains(decodeScalar(document.bytes, token.start).scalar) {
        symbols += 1
      }
      i += 1
    }
    return (letters, symbols)
  }

  private static func isAlone(_ i: Int, _ tokens: [Token]) -> Bool {
    (i == 0 || tokens[i - 1].isBlank) && (i + 1 == tokens.count || tokens[i + 1].isBlank)
  }

  private static let words: Set<UInt8> = Set("aAIO".utf8)
  private static let signs: Set<UInt32> = Set("|~^\\<>={}©•°¥®§_*#+■►".unicodeScalars.map(\.value))

  // MARK: the engine's doubt

  /// With fewer words an average of confidences says nothing.
  private static let leastWords = 20

  /// The number of words that are wrong if the engine's confidences mean what Tesseract's do; nil without confidences.
  private static func doubt(_ document: Document, _ range: TextRange) -> Double? {
    guard let layout = document.layout else { return nil }
    let known = layout.words(in: range).compactMap(\.confidence)
    guard known.count >= leastWords, let first = known.first, known.contains(where: { $0 != first }) else { return nil }
    return known.reduce(0) { $0 + risk($1) }
  }

  /// How many of Tesseract's words of this confidence are wrong.
  private static func risk(_ confidence: Confidence) -> Double {
    switch confidence {
    case ..<0.6: 0.5
    case ..<0.8: 0.33
    case ..<0.9: 0.2
    case ..<0.94: 0.06
    default: 0.01
    }
  }

  // MARK: confusions

  /// Scalars that an engine takes for each other; where more differ another word was found.
  private static let longestConfusion = 3

  /// What differs between a word as read and as it is fixed.
  private static func confusion(_ diagnostic: Diagnostic, _ document: Document) -> Confusion? {
    guard diagnostic.subject == .words, let edits = diagnostic.fixes.first?.edits, edits.count == 1
    else { return nil }
    var read = Array(document.text(edits[0].range).unicodeScalars)[...]
    var printed = Array(edits[0].replacement.unicodeScalars)[...]
    while let a = read.first, a == printed.first {
      read.removeFirst()
      printed.removeFirst()
    }
    while let a = read.last, a == printed.last {
      read.removeLast()
      printed.removeLast()
    }
    guard read.count + printed.count > 0, read.count <= longestConfusion, printed.count <= longestConfusion else { return nil }
    func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars.map { $0 == " " ? "␣" : $0 == "\n" ? "⏎" : $0 })
      return text.isEmpty ? "∅" : String(text)
    }
    return Confusion(printed: shown(printed), read: shown(read))
  }
}
