import Formats
import Spelling

/// Forms of English words: endings, the irregular verbs and nouns of Rules/lexicon, and the tagger’s word list, which
/// tells a real form from one that only follows the rules.
package enum Morphology {
  /// Penn tags of the forms that can be made.
  package enum Form: String, CaseIterable, Sendable {
    case base = "VB", third = "VBZ", past = "VBD", participle = "VBN", gerund = "VBG", singular = "NN", plural = "NNS"
    package var isVerb: Bool { self != .singular && self != .plural }
  }

  /// Another form of a word, in lower case; nil if none can be told.
  package static func inflect(_ word: String, _ form: Form) -> String? {
    let word = Array(word.lowercased().utf8)
    let found: [UInt8]?
    if form.isVerb {
      found = base(ofVerb: word).map { Self.verb($0, form) }
    } else {
      let singular = singular(of: word)
      found = form == .singular ? singular : plural(of: singular ?? word)
    }
    return found.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A base form and all that is made of it.
  static func forms(of lemma: [UInt8]) -> [[UInt8]] { known.value(lemma) { makeForms(of: lemma) } }

  /// Cards ask for the same few lemmas again and again.
  private static let known = Memo<[UInt8], [[UInt8]]>(capacity: 1024)

  private static func makeForms(of lemma: [UInt8]) -> [[UInt8]] {
    if lemma.elementsEqual("be".utf8) { return ["be", "am", "is", "are", "was", "were", "been", "being"].map { Array($0.utf8) } }
    var forms = [lemma]
    let irregular = IrregularForms.shared.verbs[lemma]
    if irregular != nil || may(lemma, .vb) {
      forms += Form.allCases.lazy.filter(\.isVerb).map { verb(lemma, $0) }
      if let irregular { forms += irregular.past + irregular.participle }
    }
    if may(lemma, .nn) { forms.append(plural(of: lemma)) }
    return forms
  }

  /// The base of a verb’s form; nil if it can be none.
  static func base(ofVerb word: [UInt8]) -> [UInt8]? {
    if let base = IrregularForms.shared.bases[word] { return base }
    if ["am", "is", "are", "being"].contains(where: { word.elementsEqual($0.utf8) }) { return Array("be".utf8) }
    if word.elementsEqual("has".utf8) { return Array("have".utf8) }
    let tags = possible(word)
    if tags.contains(.vb) || tags.contains(.auxVB) { return word }
    for (ending, form) in [("s", Form.third), ("ed", .past), ("ing", .gerund)] {
      for stem in stems(word, ending) where may(stem, .vb) && verb(stem, form) == word { return stem }
    }
    return nil
  }

  private static func verb(_ base: [UInt8], _ form: Form) -> [UInt8] {
    let irregular = IrregularForms.shared.verbs[base]
    switch form {
    case .third:
      if base.elementsEqual("have".utf8) { return Array("has".utf8) }
      if base.elementsEqual("be".utf8) { return Array("is".utf8) }
      return withS(base)
    case .past: return irregular?.past.first ?? withVowel(base, "ed", .vbd)
    case .participle: return irregular?.participle.first ?? withVowel(base, "ed", .vbn)
    case .gerund: return withVowel(base, "ing", .vbg)
    case .base, .singular, .plural: return base
    }
  }

  private static func plural(of word: [UInt8]) -> [UInt8] { IrregularForms.shared.plurals[word]?.first ?? withS(word) }

  private static func singular(of word: [UInt8]) -> [UInt8]? {
    if let singular = IrregularForms.shared.singulars[word] { return singular }
    return stems(word, "s").first { may($0, .nn) && withS($0) == word } ?? (may(word, .nn) ? word : nil)
  }

  /// What a form may be made of: `stopped` of `stopp`, `stoppe`, `stop`; `tries` of `trie`, `tri`, `try`.
  private static func stems(_ word: [UInt8], _ ending: String) -> [[UInt8]] {
    guard word.count > ending.utf8.count + 1, word.suffix(ending.utf8.count).elementsEqual(ending.utf8) else { return [] }
    let stem = Array(word.dropLast(ending.utf8.count))
    var found = [stem]
    if ending == "s" {
      if stem.last == e { found.append(Array(stem.dropLast())) }
      if stem.suffix(2).elementsEqual("ie".utf8) { found.append(Array(stem.dropLast(2)) + [y]) }
    } else {
      found.append(stem + [e])
      if stem.count > 2, stem[stem.count - 1] == stem[stem.count - 2] { found.append(Array(stem.dropLast())) }
      if ending == "ed", stem.last == UInt8(ascii: "i") { found.append(Array(stem.dropLast()) + [y]) }
      if ending == "ing", stem.last == y { found.append(Array(stem.dropLast()) + Array("ie".utf8)) }
    }
    return found
  }

  private static func withS(_ word: [UInt8]) -> [UInt8] {
    if endsInConsonantAndY(word) { return Array(word.dropLast()) + Array("ies".utf8) }
    let takesE = ["s", "x", "z", "ch", "sh"].contains { word.suffix($0.utf8.count).elementsEqual($0.utf8) }
    if takesE { return word + Array("es".utf8) }
    if word.last == UInt8(ascii: "o") {
      let long = word + Array("es".utf8)
      if !possible(long).isDisjoint(with: TagSet(.vbz, .nns)) { return long }
    }
    return word + [UInt8(ascii: "s")]
  }

  /// With an ending that begins with a vowel.
  private static func withVowel(_ base: [UInt8], _ ending: String, _ tag: Tag) -> [UInt8] {
    let ending = Array(ending.utf8)
    if ending[0] == e, base.last == e { return base + ending.dropFirst() }
    if ending[0] == e, endsInConsonantAndY(base) { return Array(base.dropLast()) + [UInt8(ascii: "i")] + ending }
    if ending[0] != e, base.suffix(2).elementsEqual("ie".utf8) { return Array(base.dropLast(2)) + [y] + ending }
    if ending[0] != e, base.last == e, base.count > 2, !["ee", "ye", "oe"].contains(where: { base.suffix(2).elementsEqual($0.utf8) }) {
      return Array(base.dropLast()) + ending
    }
    if let last = base.last, may(base + [last] + ending, tag) { return base + [last] + ending }
    return base + ending
  }

  private static func endsInConsonantAndY(_ word: [UInt8]) -> Bool {
    word.count > 1 && word.last == y && !"aeiou".utf8.contains(word[word.count - 2])
  }

  private static func possible(_ word: [UInt8]) -> TagSet { TaggerModel.shared.entry(FNV1a(word).value)?.tags ?? [] }
  private static func may(_ word: [UInt8], _ tag: Tag) -> Bool { possible(word).contains(tag) }

  private static let e = UInt8(ascii: "e"), y = UInt8(ascii: "y")
}
