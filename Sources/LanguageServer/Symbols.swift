import Formats
import GalleyCore
import Platform

/// The outline of a text: its headings, and below each the quotations with who speaks.
struct Symbols {
  /// What the protocol calls kinds of symbols.
  private static let heading = 15, quotation = 20
  /// Words of a quotation that stand beside its speaker.
  private static let longestExcerpt = 60

  private let document: OpenDocument
  private let client: ClientCapabilities
  private let setup: Setup?

  init(_ document: OpenDocument, _ client: ClientCapabilities, _ setup: Setup?) {
    (self.document, self.client, self.setup) = (document, client, setup)
  }

  private struct Item {
    let name: String
    let detail: String
    let kind: Int
    var range: FileRange
    let own: FileRange
    var children: [Item] = []
  }

  var all: JSONValue {
    guard let setup,
      let read = try? OpenText.read(document.text.bytes, document.language, name: document.uri.name.description, setup.resources.extended)
    else { return [] }
    func fileRange(_ range: TextRange) -> FileRange { read.source.fileRange(read.sourceRange(range)) }
    var items: [Item] = read.paragraphs.filter { $0.kind == .heading && $0.words > 0 }.map {
      Item(name: Self.line(read.text($0.range)), detail: "", kind: Self.heading, range: fileRange($0.range), own: fileRange($0.range))
    }
    // A section reaches up to the next heading.
    for i in items.indices {
      let end = i + 1 < items.count ? items[i + 1].own.start : document.text.bytes.count
      items[i].range = FileRange(items[i].own.start, max(end, items[i].own.end))
    }
    var loose: [Item] = []
    for quotation in LexiconExtension.using(setup.resources.extended, { Speakers(Analysis(read, setup.resources)).quotations }) {
      let range = fileRange(quotation.range)
      let text = String(ActionTitle.shortened(Self.line(read.text(quotation.range)), to: Self.longestExcerpt))
      let item = Item(name: quotation.speaker ?? "nobody named", detail: text, kind: Self.quotation, range: range, own: range)
      if let section = items.lastIndex(where: { $0.own.end <= range.start }) {
        items[section].children.append(item)
      } else {
        loose.append(item)
      }
    }
    let sorted = (loose + items).sorted { $0.own.start < $1.own.start }
    return .array(client.nestsSymbols ? sorted.map(nested) : sorted.flatMap { [$0] + $0.children }.map(flat))
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func nested(_ item: Item) -> JSONValue {
    [
      "name": .string(item.name), "detail": .string(item.detail), "kind": .integer(item.kind),
      "range": document.text.range(item.range, client.encoding), "selectionRange": document.text.range(item.own, client.encoding),
      "children": .array(item.children.map(nested)),
    ]
  }

  private func flat(_ item: Item) -> JSONValue {
    let name = item.detail.isEmpty ? item.name : "\(item.name): \(item.detail)"
    return [
      "name": .string(name), "kind": .integer(item.kind),
      "location": ["uri": .string(document.uri.text), "range": document.text.range(item.range, client.encoding)],
    ]
  }
}

/// Who says the quotations of a text, as its sentences tell.
struct Speakers {
  struct Quotation {
    /// With its marks.
    let range: TextRange
    let speaker: String?
  }

  /// Tokens around a quotation in which its speaker is looked for.
  private static let reach = 24

  private let analysis: Analysis
  private let document: Document
  private let cues: SpeechCues

  init(_ analysis: Analysis) {
    self.analysis = analysis
    document = analysis.document
    cues = analysis.shared(SpeechCues.self)
  }

  var quotations: [Quotation] {
    var found: [Quotation] = []
    for family in analysis.quotations.families where family.kind != .single || analysis.quotations.isSinglePrimary {
      for mark in family.marks where mark.role == .open && mark.depth == 0 {
        guard let closer = mark.partner.map({ family.marks[$0] }), document.wordCount(mark.token + 1, closer.token) > 1 else { continue }
        let paragraph = document.paragraphs.indices.contains(mark.paragraph) ? document.paragraphs[mark.paragraph].tokens : 0..<0
        let speaker =
          speaker(in: closer.token + 1..<max(closer.token + 1, min(closer.token + Self.reach, paragraph.upperBound)))
          ?? speaker(in: max(paragraph.lowerBound, mark.token - Self.reach)..<max(paragraph.lowerBound, mark.token), isBackward: true)
        found.append(Quotation(range: TextRange(mark.range.start, closer.range.end), speaker: speaker))
      }
    }
    return found.sorted { $0.range.start < $1.range.start }
  }

  /// Whoever stands beside a verb of speech: “said Mr Brown”, “the minister added”.
  private func speaker(in range: Range<Int>, isBackward: Bool = false) -> String? {
    let verbs = range.filter { cues.cues(document.tokens[$0]).contains(.verb) && !analysis.quotations.isQuoted(document.tokens[$0].start) }
    guard let verb = isBackward ? verbs.last : verbs.first else { return nil }
    return name(from: verb, step: -1, in: range) ?? name(from: verb, step: 1, in: range)
  }

  private func name(from verb: Int, step: Int, in range: Range<Int>) -> String? {
    var words: [Int] = []
    var i = verb + step
    while range.contains(i) {
      let token = document.tokens[i]
      if token.kind == .space || token.kind == .hyphen { i += step; continue }
      guard token.kind == .word else { break }
      let cue = cues.cues(token)
      let isCapital = document.vocabulary[token.word].shape != .lower
      if words.isEmpty, cue.contains(.bridge) { i += step; continue }
      if cue.contains(.speaker), words.isEmpty { return document.text(token.range) }
      guard isCapital || cue.contains(.article) || words.count < 3 && !cue.contains(.verb) && !cue.contains(.boundary) else { break }
      words.append(i)
      // Before the verb a title or an article is where the name begins: “the minister”.
      if step < 0, cue.contains(.article) {
        let before = i - 2
        if range.contains(before), cues.cues(document.tokens[before]).contains(.article) { words.append(before) }
        break
      }
      i += step
    }
    let tokens = words.sorted()
    guard let first = tokens.first, let last = tokens.last else { return nil }
    let hasName = tokens.contains {
      document.vocabulary[document.tokens[$0].word].shape != .lower || cues.cues(document.tokens[$0]).contains(.article)
    }
    return hasName ? document.text(TextRange(document.tokens[first].start, document.tokens[last].end)) : nil
  }
}
