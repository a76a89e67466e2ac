import Formats
import GalleyCore
import Platform
import Spelling

/// What is said of what is under the pointer: the rule that found something there, and what is known of the word.
struct Hover {
  /// Names shorter than this are like many others.
  private static let shortestName = 5

  private let document: OpenDocument
  private let client: ClientCapabilities
  private let setup: Setup?

  init(_ document: OpenDocument, _ client: ClientCapabilities, _ setup: Setup?) {
    (self.document, self.client, self.setup) = (document, client, setup)
  }

  func answer(_ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let position = ProtocolPosition(params["position"]) else { throw .invalidParameters("no position is given") }
    guard let setup else { return .null }
    let offset = document.text.offset(of: position, client.encoding)
    let found = document.visible.filter { $0.range.start <= offset && offset <= $0.range.end }.min { $0.range.count < $1.range.count }
    var parts: [String] = []
    var range: FileRange?
    if let found {
      range = found.range
      var text = found.message
      for other in found.related {
        text += "\n\n“\(words(at: other.range))” (line \(document.text.lines.lineIndex(of: other.range.start) + 1)): \(other.message)"
      }
      parts.append(text)
    }
    let extended = setup.resources.extended
    if let read = try? OpenText.read(document.text.bytes, document.language, name: document.uri.name.description, extended),
      let (word, evidence) = LexiconExtension.using(extended, { self.evidence(at: offset, Analysis(read, setup.resources)) })
    {
      range = range ?? word
      if !evidence.isEmpty { parts.append(evidence) }
    }
    if let found, let card = setup.engine.cards.first(where: { $0.id.name == found.rule }) { parts.append(RuleText(card).short) }
    guard let range, !parts.isEmpty else { return .null }
    let text = parts.joined(separator: "\n\n---\n\n")
    return [
      "contents": ["kind": client.readsMarkdown ? "markdown" : "plaintext", "value": .string(text)],
      "range": document.text.range(range, client.encoding),
    ]
  }

  private func words(at range: FileRange) -> String {
    ActionTitle.shortened(String(decoding: document.text.bytes[range.start..<range.end], as: UTF8.self))
  }

  /// What speaks for and against the word at an offset.
  private func evidence(at offset: Int, _ analysis: Analysis) -> (FileRange, String)? {
    let read = analysis.document
    let shift = read.source.hasByteOrderMark ? 3 : 0
    let at = read.proseOffset(atOrAfter: max(0, offset - shift))
    var index = read.firstToken(endingAfter: at)
    if index < read.tokens.count, read.tokens[index].kind != .word, index > 0, read.tokens[index - 1].end == at { index -= 1 }
    guard index < read.tokens.count, read.tokens[index].kind == .word, read.tokens[index].start <= at else { return nil }
    let token = read.tokens[index]
    let range = read.source.fileRange(read.sourceRange(token.range))
    let (word, fold) = (read.vocabulary[token.word], read.vocabulary.fold(of: token.word))
    let text = read.text(token.range)
    var lines: [String] = []
    if word.shape != .lower, token.count >= Self.shortestName {
      lines += likes(of: token.word, read).map { "seen \(times($0.1)) as \($0.0)" }
    }
    lines.append("“\(text)” stands here \(times(fold.count))")
    let verdict = analysis.words[token.word]
    let dictionaries = analysis.lexicon.dictionaries.enumerated().filter { !verdict.mask.isDisjoint(with: .dictionary($0.offset)) }.map(
      \.element.name)
    if !dictionaries.isEmpty {
      lines.append("known to \(dictionaries.joined(separator: ", "))")
    } else if analysis.resources.houseWords.contains(fold.text) {
      lines.append("one of the words of the house")
    } else if !verdict.isKnown {
      lines.append("in no dictionary")
    }
    return (range, lines.map { "- \($0)" }.joined(separator: "\n"))
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }

  /// Capitalised words of the text that are spelled nearly like this one, the commonest first.
  private func likes(of id: WordID, _ read: Document) -> [(String, Int)] {
    let own = read.vocabulary.fold(of: id)
    var counts: [[UInt8]: (String, Int)] = [:]
    for word in read.vocabulary.words where word.shape != .lower && word.range.count >= Self.shortestName {
      let text = lowercased(read.bytes[word.range.start..<word.range.end])
      guard text != own.text, editDistance(own.text, text, limit: 2) != nil else { continue }
      counts[text] = (read.text(word.range), (counts[text]?.1 ?? 0) + word.count)
    }
    return counts.values.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(3).map { $0 }
  }
}
