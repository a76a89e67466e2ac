import Formats

/// A word as the tagger sees it, apart from its neighbours: hashes of the word and its ends, and what it may be.
struct TaggerWord {
  let hash: UInt64
  let last2: UInt64, last3: UInt64, last4: UInt64, first2: UInt64
  let entry: TaggerModel.Entry
  let endsInS: Bool
  /// Whether the document has it in lower case, and with a capital where no sentence begins: 2 and 1, added up.
  let uses: UInt64
  let auxiliary: Auxiliary?

  /// - Parameter text: in lower case, with straight apostrophes
  init(_ text: ArraySlice<UInt8>, uses: UInt64, _ model: TaggerModel) {
    hash = FNV1a(text).value
    (last2, last3, last4) = (FNV1a(text.suffix(2)).value, FNV1a(text.suffix(3)).value, FNV1a(text.suffix(4)).value)
    first2 = FNV1a(text.prefix(2)).value
    endsInS = text.last == UInt8(ascii: "s")
    self.uses = uses
    auxiliary = Auxiliary(text)
    entry = model.entry(hash) ?? Self.guess(text, model)
  }

  /// What a word that nobody listed may be, by its ending.
  private static func guess(_ text: ArraySlice<UInt8>, _ model: TaggerModel) -> TaggerModel.Entry {
    func entry(_ tags: TagSet) -> TaggerModel.Entry { .init(tags: tags, kind: 0, isName: true) }
    if text.contains(where: { $0.isDigit }) { return entry(TagSet(.cd, .nn, .jj, .nnp, .nns, .ls)) }
    if !text.contains(where: { $0.isLetter || $0 >= 0xC3 && $0 < 0xE2 }) { return entry(TagSet(.comma, .stop, .colon, .sym)) }
    for count in (1...4).reversed() where text.count > count {
      if let found = model.entry(FNV1a([1] + text.suffix(count)).value) { return found }
    }
    return entry(TagSet(.nn))
  }

  /// The tags it may have in a form.
  func tags(_ form: Form) -> TagSet {
    guard form.mayBeName, entry.isName else { return entry.tags }
    return entry.tags.union(endsInS ? TagSet(.nnp, .adjectiveNNP, .nnps) : TagSet(.nnp, .adjectiveNNP))
  }

  /// How it is written.
  enum Form: UInt8 {
    case lower, capital, upper, single, mixed, digit, mark
    /// Stands for what is before the first word and after the last.
    case edge

    var mayBeName: Bool { self == .capital || self == .upper || self == .single || self == .mixed }
  }
}
