/// What one token of a sequence has to be.
indirect enum SequenceTerm: Sendable {
  /// One of these words, in lower case with straight apostrophes.
  case words(Set<[UInt8]>)
  /// Ends like this, and is longer.
  case ending([UInt8])
  /// Read so in its sentence.
  case tag(TagSet)
  /// May be read so; can be read in no other way.
  case possible(TagSet), only(TagSet)
  case shape(Shape)
  case all([SequenceTerm]), any([SequenceTerm])
  case not(SequenceTerm)

  enum Shape: String, CaseIterable, Sendable {
    /// How a word is written.
    case lower, capital, upper
    case word, number, year, ordinal, day
    /// `mark`: anything but words and numbers.
    case mark, comma, stop, hyphen, quote, dash
    /// Sounds with a vowel, or a consonant, first; neither where nobody knows.
    case vowel, consonant
    /// Any token; the first word of its sentence; a word of one letter; a word other than the one before it.
    case any, first, letter, new
  }

  /// The words that it asks for; nil if it does not ask for some.
  var literals: Set<[UInt8]>? {
    switch self {
    case .words(let words): words
    case .all(let terms): terms.lazy.compactMap(\.literals).first
    case .any(let terms):
      terms.reduce(into: Optional(Set<[UInt8]>())) { result, term in
        if let words = term.literals { result?.formUnion(words) } else { result = nil }
      }
    default: nil
    }
  }

  /// Reads `he|she`, `[have]`, `VBD/VBN`, `~VBD`, `=VBD`, `.number`, `-ed`, `!…` and several joined by `&`.
  /// - Throws: what is wrong, ready to follow the text
  init(_ text: Substring) throws(SequenceFault) {
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    if parts.count > 1 {
      var terms: [SequenceTerm] = []
      for part in parts { terms.append(try SequenceTerm(part)) }
      self = .all(terms)
      return
    }
    if text.hasPrefix("!") {
      self = .not(try SequenceTerm(text.dropFirst()))
      return
    }
    var words: Set<[UInt8]> = []
    var terms: [SequenceTerm] = []
    for choice in text.split(separator: "|", omittingEmptySubsequences: false) {
      switch try Self.single(choice) {
      case .words(let more): words.formUnion(more)
      case let term: terms.append(term)
      }
    }
    if !words.isEmpty { terms.append(.words(words)) }
    self = terms.count == 1 ? terms[0] : .any(terms)
  }

  private static func single(_ text: Substring) throws(SequenceFault) -> SequenceTerm {
    guard let first = text.first else { throw SequenceFault("names nothing") }
    let rest = text.dropFirst()
    switch first {
    case "[":
      guard text.hasSuffix("]"), text.count > 2 else { throw SequenceFault("lacks its closing bracket") }
      return .words(Morphology.forms(of: Array(rest.dropLast().utf8)))
    case "~": return .possible(try tags(rest))
    case "=": return .only(try tags(rest))
    case "-" where !rest.isEmpty: return .ending(Array(rest.utf8))
    case ".":
      guard let shape = Shape(rawValue: String(rest)) else {
        let hint = nearest(String(rest), in: Set(Shape.allCases.map(\.rawValue))).map { "; did you mean “.\($0)”?" } ?? ""
        throw SequenceFault("is no shape\(hint)")
      }
      return .shape(shape)
    case "A"..."Z": return .tag(try tags(text))
    default: return .words([Array(text.lowercased().utf8)])
    }
  }

  private static func tags(_ name: Substring) throws(SequenceFault) -> TagSet {
    var all: TagSet = []
    for part in name.split(separator: "/", omittingEmptySubsequences: false) {
      guard let tags = TagSet(named: String(part)) else { throw SequenceFault("is no tag; Penn tags are VB, NNS …, universal ones NOUN, VERB …") }
      all.formUnion(tags)
    }
    return all
  }
}

/// What is wrong with the text of a sequence.
struct SequenceFault: Error {
  let message: String
  init(_ message: String) { self.message = message }
}
