/// A part of speech as treebanks mark it: a Penn Treebank tag, split where one serves several universal parts of
/// speech. The order is that of the tagger's model (`Scripts/lib/tagger_tags.py`).
package enum Tag: UInt8, CaseIterable, Sendable {
  /// Nouns; `pronounNN`: “something”, “one”.
  case nn, nns, pronounNN
  /// Names; adjectives and verbs within one (“the European Union”, “the United States”).
  case nnp, nnps, adjectiveNNP, verbNNP
  /// Pronouns; `pronounDT`: “this is”, `wdt`: “which”, “that” of a relative clause.
  case prp, prpPossessive, ex, pronounDT, wp, wpPossessive, pronounWDT
  case dt, pdt, wdt
  case jj, jjr, jjs
  /// Adverbs; `not`: “not”, “n’t”.
  case rb, rbr, rbs, wrb, not
  case vb, vbp, vbz, vbd, vbn, vbg
  /// “be”, “have”, “do” as auxiliaries, and modals.
  case auxVB, auxVBP, auxVBZ, auxVBD, auxVBN, auxVBG, md
  /// Prepositions; `subordinatorIN`: “because”, “that”; `rp`: the particle of “set up”.
  case preposition, subordinatorIN, rp
  case to, possessive, cc, cd, uh, fw, ls, sym, currency
  case comma, stop, colon, hyphen, quote, bracket

  /// The Penn tag and the universal part of speech.
  package var names: (penn: String, universal: String) { Self.table[Int(rawValue)] }

  private static let table: [(String, String)] = [
    ("NN", "NOUN"), ("NNS", "NOUN"), ("NN", "PRON"), ("NNP", "PROPN"), ("NNPS", "PROPN"), ("NNP", "ADJ"), ("NNP", "VERB"),
    ("PRP", "PRON"), ("PRP$", "PRON"), ("EX", "PRON"), ("DT", "PRON"), ("WP", "PRON"), ("WP$", "PRON"), ("WDT", "PRON"),
    ("DT", "DET"), ("PDT", "DET"), ("WDT", "DET"), ("JJ", "ADJ"), ("JJR", "ADJ"), ("JJS", "ADJ"),
    ("RB", "ADV"), ("RBR", "ADV"), ("RBS", "ADV"), ("WRB", "ADV"), ("RB", "PART"),
    ("VB", "VERB"), ("VBP", "VERB"), ("VBZ", "VERB"), ("VBD", "VERB"), ("VBN", "VERB"), ("VBG", "VERB"),
    ("VB", "AUX"), ("VBP", "AUX"), ("VBZ", "AUX"), ("VBD", "AUX"), ("VBN", "AUX"), ("VBG", "AUX"), ("MD", "AUX"),
    ("IN", "ADP"), ("IN", "SCONJ"), ("RP", "ADP"), ("TO", "PART"), ("POS", "PART"), ("CC", "CCONJ"), ("CD", "NUM"), ("UH", "INTJ"),
    ("FW", "X"), ("LS", "X"), ("SYM", "SYM"), ("$", "SYM"),
    (",", "PUNCT"), (".", "PUNCT"), (":", "PUNCT"), ("HYPH", "PUNCT"), ("QUOTE", "PUNCT"), ("BRACKET", "PUNCT"),
  ]
}

/// Several tags.
package struct TagSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }
  package init(_ tags: Tag...) { rawValue = tags.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }

  /// All tags of a Penn tag (`VBZ`) or a universal part of speech (`NOUN`); nil if there is none of that name.
  package init?(named name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  private static let byName = Tag.allCases.reduce(into: [String: TagSet]()) { sets, tag in
    sets[tag.names.penn, default: []].formUnion(TagSet(tag))
    sets[tag.names.universal, default: []].formUnion(TagSet(tag))
  }

  @inline(__always) package func contains(_ tag: Tag) -> Bool { rawValue >> UInt64(tag.rawValue) & 1 == 1 }

  package static let names = TagSet(.nnp, .nnps, .adjectiveNNP, .verbNNP)
}
