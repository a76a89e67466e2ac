import Formats

/// What may stand around a word: the parts of speech that two neighbours on either side can have, marks and edges.
/// No sentence is tagged for it, and the word itself says nothing.
package final class NeighbourFeatures: SharedAnalysis {
  /// What a neighbour may be; the order is that of the masks, the names are those of the tables.
  package enum Feature: Int, CaseIterable, CodingKey, Sendable {
    case edge, comma, mark, hyphen, number, name, noun, plural, pronoun, object, own, determiner, adjective, comparative, adverb, base, present
    case third, past, participle, gerund, be, have, `do`, modal, preposition, clause, question, conjunction, to, not
  }

  /// A set of features.
  package typealias Mask = UInt32

  private let document: Document
  private let grammar: Grammar
  private var known: [Mask?]

  package init(_ analysis: Analysis) {
    document = analysis.document
    grammar = analysis.shared(Grammar.self)
    known = Array(repeating: nil, count: document.vocabulary.words.count)
  }

  /// The two before token `i` and the two after it, the farther one first and last.
  ///
  /// - Parameter intended: what words at tokens that stand for others would be
  package func around(_ i: Int, intended: [Int: Mask] = [:]) -> [Mask] {
    guard let sentence = document.sentence(of: i)?.tokens else { return Array(repeating: Self.mask(.edge), count: 4) }
    let (near, before) = neighbour(i, -1, sentence, intended), (next, after) = neighbour(i, 1, sentence, intended)
    let far = before.map { neighbour($0, -1, sentence, intended).mask } ?? Self.mask(.edge)
    let last = after.map { neighbour($0, 1, sentence, intended).mask } ?? Self.mask(.edge)
    return [far, near, next, last]
  }

  private func neighbour(_ i: Int, _ step: Int, _ sentence: Range<Int>, _ intended: [Int: Mask]) -> (mask: Mask, token: Int?) {
    var k = i + step
    while sentence.contains(k) {
      let token = document.tokens[k]
      switch token.kind {
      case .space, .lineBreak, .invisible: k += step
      case .word: return (intended[k] ?? mask(k, isFirst: k == sentence.lowerBound), k)
      case .number: return (Self.mask(.number), k)
      case .hyphen: return (Self.mask(.hyphen), k)
      case .punctuation: return (Self.mask(document.bytes[token.start] == UInt8(ascii: ",") ? .comma : .mark), k)
      default: return (Self.mask(.mark), k)
      }
    }
    return (Self.mask(.edge), nil)
  }

  private func mask(_ i: Int, isFirst: Bool) -> Mask {
    let id = Int(document.tokens[i].word)
    if document.vocabulary[document.tokens[i].word].shape != .lower, !isFirst { return Self.mask(.name) }
    if let known = known[id] { return known }
    var mask: Mask = 0
    let tags = grammar.possibleTags(i)
    if let special = Self.special(document.vocabulary.fold(of: document.tokens[i].word)) {
      mask = Self.mask(special)
    } else {
      for (feature, members) in Self.members where tags.rawValue & members.rawValue != 0 { mask |= feature }
    }
    known[id] = mask
    return mask
  }

  /// Takes a word of the document for another wherever it stands.
  package func assume(_ id: WordID, _ word: [UInt8]) { known[Int(id)] = Self.mask(of: word) }

  /// What a word in lower case can be.
  static func mask(of word: [UInt8]) -> Mask {
    if word == to { return mask(.to) }
    if word == not { return mask(.not) }
    if let special = specialClasses.first(where: { $0.0.contains(word) })?.1 { return mask(special) }
    let tags = TaggerModel.shared.entry(FNV1a(word).value)?.tags ?? []
    return members.reduce(0) { tags.rawValue & $1.tags.rawValue != 0 ? $0 | $1.mask : $0 }
  }

  @inline(__always) static func mask(_ feature: Feature) -> Mask { 1 << Mask(feature.rawValue) }

  /// As many features as a mask has room for.
  static let most = Mask.bitWidth

  /// The number of the feature with this name.
  static func feature(named name: ArraySlice<UInt8>) -> Int? {
    guard let number = numbers[FNV1a(name).value], names[number].elementsEqual(name) else { return nil }
    return number
  }
  private static let names = Feature.allCases.map { Array($0.stringValue.utf8) }
  private static let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { (FNV1a($1).value, $0) })

  private static let members: [(mask: Mask, tags: TagSet)] = ([
    (.name, .names), (.noun, TagSet(.nn)), (.plural, TagSet(.nns)), (.pronoun, TagSet(.prp, .ex, .pronounDT, .pronounNN)),
    (.own, TagSet(.prpPossessive, .wpPossessive)), (.determiner, TagSet(.dt, .pdt)), (.adjective, TagSet(.jj)),
    (.comparative, TagSet(.jjr, .rbr)), (.adverb, TagSet(.rb, .rp)), (.base, TagSet(.vb)), (.present, TagSet(.vbp)),
    (.third, TagSet(.vbz)), (.past, TagSet(.vbd)), (.participle, TagSet(.vbn)), (.gerund, TagSet(.vbg)), (.modal, TagSet(.md)),
    (.preposition, TagSet(.preposition)), (.clause, TagSet(.subordinatorIN, .wdt, .pronounWDT)), (.question, TagSet(.wp, .wrb)),
    (.conjunction, TagSet(.cc)), (.number, TagSet(.cd)), (.not, TagSet(.not)), (.to, TagSet(.to)),
  ] as [(Feature, TagSet)]).map { (mask($0.0), $0.1) }
  /// Words whose tags tell less than the words.
  private static func special(_ word: Vocabulary.Fold) -> Feature? {
    if word.text == to { return .to }
    if word.text == not { return .not }
    return word.classes.isEmpty ? nil : specialClasses.first { word.classes.contains($0.0) }?.1
  }

  private static let to = Array("to".utf8), not = Array("not".utf8)
  private static let specialClasses: [(WordClass, Feature)] = [
    (.formOfBe, .be), (.formOfHave, .have), (.formOfDo, .do), (.objectPronoun, .object),
  ]
}
