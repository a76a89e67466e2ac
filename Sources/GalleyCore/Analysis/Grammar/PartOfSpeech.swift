import Formats

/// Parts of speech, as fine as judgements about whole sentences need them.
package enum PartOfSpeech: UInt8, CaseIterable, Sendable {
  case noun, name, pronoun
  /// Articles, demonstratives, possessives, quantifiers.
  case determiner
  case adjective, adverb
  /// `go`: infinitive or present.
  case base
  /// `goes`
  case third
  /// `went`, `gone`: finite or participle.
  case past
  /// `going`
  case gerund
  /// `can`, `will`, `do`: a plain verb follows.
  case modal
  case be, have
  case preposition
  /// Opens a clause: `because`, `that`, `which`.
  case subordinator
  case conjunction, number
  /// `to` before a verb.
  case to
  case not
  /// Punctuation and all else.
  case other

  /// May be the verb of a clause.
  package var isFinite: Bool { self == .base || self == .third || self == .past || self == .modal || self == .be || self == .have }
  package var isVerb: Bool { isFinite || self == .gerund }
  package var isNominal: Bool { self == .noun || self == .name || self == .pronoun }
}

extension Tag {
  /// - Parameter verb: which verb the word is a form of, if it is an auxiliary
  func partOfSpeech(_ verb: Auxiliary?) -> PartOfSpeech {
    switch self {
    case .nn, .nns: .noun
    case .nnp, .nnps, .adjectiveNNP, .verbNNP: .name
    case .prp, .ex, .pronounDT, .pronounNN: .pronoun
    case .prpPossessive, .wpPossessive, .dt, .pdt, .possessive: .determiner
    case .wp, .pronounWDT, .wdt, .wrb, .subordinatorIN: .subordinator
    case .jj, .jjr, .jjs: .adjective
    case .rb, .rbr, .rbs, .rp: .adverb
    case .not: .not
    case .vb, .vbp, .auxVB, .auxVBP: verb?.partOfSpeech ?? .base
    case .vbz, .auxVBZ: verb?.partOfSpeech ?? .third
    case .vbd, .vbn, .auxVBD, .auxVBN: verb?.partOfSpeech ?? .past
    case .vbg, .auxVBG: verb?.partOfSpeech ?? .gerund
    case .md: .modal
    case .preposition: .preposition
    case .to: .to
    case .cc: .conjunction
    case .cd: .number
    case .uh, .fw, .ls, .sym, .currency, .comma, .stop, .colon, .hyphen, .quote, .bracket: .other
    }
  }
}

/// The verbs that judgements about sentences tell from all others.
enum Auxiliary {
  case be, have, do_

  init?(_ word: ArraySlice<UInt8>) {
    guard word.count <= Self.longest, let known = Self.forms[Self.key(word)] else { return nil }
    self = known
  }

  /// The bytes of a short word in one number.
  private static func key(_ word: some Sequence<UInt8>) -> UInt64 { word.reduce(0) { $0 << 8 | UInt64($1) } }

  private static let longest = 6
  private static let forms: [UInt64: Auxiliary] = {
    var forms: [UInt64: Auxiliary] = [:]
    for word in ["is", "are", "was", "were", "am", "be", "been", "being", "'m", "'re"] { forms[key(word.utf8)] = .be }
    for word in ["has", "have", "had", "having", "'ve"] { forms[key(word.utf8)] = .have }
    for word in ["do", "does", "did"] { forms[key(word.utf8)] = .do_ }
    return forms
  }()

  var partOfSpeech: PartOfSpeech {
    switch self {
    case .be: .be
    case .have: .have
    case .do_: .modal
    }
  }
}
