import Formats

/// Collects the prose of a marked-up text and remembers where each of its bytes comes from.
struct ProseBuilder {
  /// How characters are written that do not stand for themselves.
  enum Notation { case entities, json, plain }

  let source: [UInt8]
  private let notation: Notation
  private(set) var bytes: [UInt8] = []
  private(set) var map = OffsetMap()
  /// Where in the source the prose so far ends.
  private(set) var end = 0
  private var isLinear = false

  init(_ source: [UInt8], _ notation: Notation = .entities) {
    (self.source, self.notation) = (source, notation)
    bytes.reserveCapacity(source.count / 4)
  }

  /// Whether the source has a plain space there.
  func isSpace(_ offset: Int) -> Bool { source[offset] == .space }

  /// Appends a piece of the source as it stands.
  mutating func copy(_ range: TextRange) {
    guard !range.isEmpty else { return }
    if !isLinear || end != range.start {
      map.append(source: bytes.count, target: range.start, isLinear: true)
      isLinear = true
    }
    bytes += source[range.start..<range.end]
    end = range.end
  }

  /// Appends a text that stands in the source in another form: an entity, an escape.
  mutating func append(_ text: some Collection<UInt8>, for range: TextRange) {
    if !text.isEmpty {
      map.append(source: bytes.count, target: range.start, isLinear: false)
      bytes += text
      // Where it ends, whatever stands between it and the next text.
      map.append(source: bytes.count, target: range.end, isLinear: true)
    }
    end = range.end
    isLinear = !text.isEmpty
  }

  /// Appends what is not in the source: the space between two words, the end of a line.
  mutating func separate(_ text: String) {
    map.append(source: bytes.count, target: end, isLinear: false)
    bytes += text.utf8
    isLinear = false
  }

  /// Appends text with its entities or escapes decoded. White space stays as it is.
  mutating func decode(_ range: TextRange) {
    switch notation {
    case .entities: decodeEntities(range)
    case .json: decodeEscapes(range)
    case .plain: copy(range)
    }
  }

  private mutating func decodeEntities(_ range: TextRange) {
    var start = range.start, i = range.start
    while i < range.end {
      if source[i] == .ampersand, let entity = Entity.decode(source, at: i, limit: range.end) {
        copy(TextRange(start, i))
        append(entity.text.utf8, for: TextRange(i, entity.end))
        i = entity.end
        start = i
      } else {
        i += 1
      }
    }
    copy(TextRange(start, range.end))
  }

  /// The extraction; problems become unchecked text after the prose, so that they have places like everything else.
  consuming func finish(problems: [MarkupProblem]) -> Extraction {
    var located: [MarkupProblem] = []
    for problem in problems {
      // The longest excerpt is that of a tag.
      var stop = min(problem.range.end, problem.range.start + 200, source.count)
      while stop < source.count, source[stop] & 0xC0 == 0x80 { stop += 1 }
      guard problem.range.start < stop else { continue }
      separate("\n\n")
      let start = bytes.count
      copy(TextRange(problem.range.start, stop))
      located.append(
        MarkupProblem(range: TextRange(start, bytes.count), message: problem.message, isEncoding: problem.isEncoding))
    }
    map.append(source: bytes.count, target: max(end, located.isEmpty ? end : source.count), isLinear: false)
    var extraction = Extraction(bytes: bytes)
    extraction.map = map
    extraction.verbatim = located.map(\.range)
    extraction.problems = located
    return extraction
  }
}
