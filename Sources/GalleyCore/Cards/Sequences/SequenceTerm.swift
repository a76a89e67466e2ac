/// What one token of a sequence has to be.
indirect enum SequenceTerm: Sendable {
  /// One of these words, in lower case with straight apostrophes.
  case words(WordSet)
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
    /// `many`: a number other than one.
    case word, number, many, year, ordinal, day
    /// `mark`: anything but words and numbers.
    case mark, comma, stop, question, hyphen, quote, dash
    /// Sounds with a vowel, or a consonant, first; neither where nobody knows.
    case vowel, consonant
    /// Any token; the first word of its sentence; a word of one letter; a word other than the one before it.
    case any, first, letter, new
  }

  /// The words that it asks for; nil if it does not ask for some.
  var literals: WordSet? {
    switch self {
    case .words(let words): return words
    case .all(let terms): return terms.lazy.compactMap(\.literals).first
    case .any(let terms):
      let sets = terms.compactMap(\.literals)
      return sets.count == terms.count ? WordSet(sets.flatMap(\.members)) : nil
    default: return nil
    }
  }

  /// As much of it as can be told without grammar: what holds where this one does. Nil if that is nothing.
  var quick: SequenceTerm? {
    switch self {
    case .words, .ending, .shape, .tag, .possible, .only: return isQuick ? self : nil
    case .all(let terms):
      let some = terms.compactMap(\.quick)
      return some.isEmpty ? nil : .all(some)
    case .any(let terms):
      let all = terms.compactMap(\.quick)
      return all.count == terms.count ? .any(all) : nil
    case .not(let term): return term.isQuick ? self : nil
    }
  }

  /// Whether all of it can be told without grammar.
  private var isQuick: Bool {
    switch self {
    case .words, .ending: true
    case .shape(let shape): ![.any, .first, .vowel, .consonant].contains(shape)
    case .tag, .possible, .only: false
    case .all(let terms), .any(let terms): terms.allSatisfy(\.isQuick)
    case .not(let term): term.isQuick
    }
  }

  /// Reads `he|she`, `[have]`, `VBD/VBN`, `~VBD`, `=VBD`, `.number`, `-ed`, `!…` and several joined by `&`.
  ///
  /// Bytes: hundreds of terms are read at every start.
  /// - Throws: what is wrong, ready to follow the text
  init(_ text: ArraySlice<UInt8>) throws(SequenceFault) {
    if text.contains(UInt8(ascii: "&")) {
      var terms: [SequenceTerm] = []
      for part in text.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) { terms.append(try SequenceTerm(part)) }
      self = .all(terms)
      return
    }
    if text.first == UInt8(ascii: "!") {
      self = .not(try SequenceTerm(text.dropFirst()))
      return
    }
    var words: [[UInt8]] = []
    var terms: [SequenceTerm] = []
    var start = text.startIndex
    while true {
      let end = text[start...].firstIndex(of: UInt8(ascii: "|")) ?? text.endIndex
      if let term = try Self.single(text[start..<end], &words) { terms.append(term) }
      if end == text.endIndex { break }
      start = end + 1
    }
    if !words.isEmpty { terms.append(.words(WordSet(words))) }
    self = terms.count == 1 ? terms[0] : .any(terms)
  }

  /// - Parameter words: gets the words that are named
  /// - Returns: anything else
  private static func single(_ text: ArraySlice<UInt8>, _ words: inout [[UInt8]]) throws(SequenceFault) -> SequenceTerm? {
    guard let first = text.first else { throw SequenceFault("names nothing") }
    let rest = text.dropFirst()
    switch first {
    case UInt8(ascii: "["):
      guard text.last == UInt8(ascii: "]"), text.count > 2 else { throw SequenceFault("lacks its closing bracket") }
      words += Morphology.forms(of: Array(rest.dropLast()))
    case UInt8(ascii: "~"): return .possible(try tags(rest))
    case UInt8(ascii: "="): return .only(try tags(rest))
    case UInt8(ascii: "-") where !rest.isEmpty: return .ending(Array(rest))
    case UInt8(ascii: "."):
      let name = String(decoding: rest, as: UTF8.self)
      guard let shape = Shape(rawValue: name) else {
        let hint = nearest(name, in: Set(Shape.allCases.map(\.rawValue))).map { "; did you mean “.\($0)”?" } ?? ""
        throw SequenceFault("is no shape\(hint)")
      }
      return .shape(shape)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return .tag(try tags(text))
    default: words.append(lowercased(text))
    }
    return nil
  }

  private static func tags(_ names: ArraySlice<UInt8>) throws(SequenceFault) -> TagSet {
    var all: TagSet = []
    for name in names.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let tags = TagSet(named: String(decoding: name, as: UTF8.self)) else {
        throw SequenceFault("is no tag; Penn tags are VB, NNS …, universal ones NOUN, VERB …")
      }
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
