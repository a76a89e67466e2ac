import Spelling

/// The readings that a word of an open class may have. The dictionary gives the classes: a word whose `-ing` and `-ed`
/// forms it lists is a verb, one with a possessive a noun, one with `-ly` or `-ness` an adjective. How likely each is
/// comes from the words that books put before it: “the plan” against “to plan” and “very plan”.
struct WordClasses {
  let lexicon: Lexicon

  func readings(of word: [UInt8], isCapital: Bool) -> [Reading] {
    if let closed = ClosedClasses.readings(of: word) { return closed }
    var found: [Tag: Int] = [:]
    func add(_ tag: Tag, _ price: Int = 0) { found[tag] = min(found[tag] ?? 99, price) }
    let isKnown = !lexicon.accepts(word).isEmpty
    if isKnown {
      if isNoun(word) { add(.noun) }
      if isVerb(word) { add(.base) }
      if isAdjective(word) { add(.adjective) }
      addInflected(word, &found)
      if word.count > 4, ends(word, "ly"), !isNoun(word) || isAdjective(Array(word.dropLast(2))) { add(.adverb) }
    }
    if ClosedClasses.isIrregularPast(word) { add(.past) }
    addSuffixes(word, isKnown, &found)
    if found.isEmpty { add(.noun) }
    weigh(word, &found)
    if isCapital { add(.name, isKnown ? 6 : 0) }
    return found.map { Reading($0.key, $0.value) }.sorted { $0.tag.rawValue < $1.tag.rawValue }
  }

  private func has(_ stem: ArraySlice<UInt8>, _ ending: String) -> Bool { !lexicon.accepts(Array(stem) + Array(ending.utf8)).isEmpty }
  private func ends(_ word: [UInt8], _ suffix: String) -> Bool {
    word.count > suffix.utf8.count && word.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  private func isNoun(_ word: [UInt8]) -> Bool { has(word[...], "'s") }

  /// The stem that takes endings with a vowel: `mak-`, `stopp-`, `go-`.
  private func stems(_ word: [UInt8]) -> [[UInt8]] {
    guard let last = word.last else { return [] }
    if last == 0x65 { return [Array(word.dropLast()), word] }
    return [word, word + [last]]
  }

  private func isVerb(_ word: [UInt8]) -> Bool {
    guard word.count > 1 else { return false }
    return stems(word).contains { has($0[...], "ing") } && (has(word[...], "s") || has(word[...], "es") || endsInY(word, "ies"))
  }

  private func isAdjective(_ word: [UInt8]) -> Bool {
    guard word.count > 2 else { return false }
    if has(word[...], "ness") || endsInY(word, "ness", keep: "i") { return true }
    if has(word[...], "ly"), !ends(word, "ing") { return true }
    return stems(word).contains { has($0[...], "est") } || endsInY(word, "iest")
  }

  private func endsInY(_ word: [UInt8], _ ending: String, keep: String = "") -> Bool {
    word.last == 0x79 && has(word.dropLast(), keep + ending)
  }

  private func addInflected(_ word: [UInt8], _ found: inout [Tag: Int]) {
    func base(_ ending: String) -> [[UInt8]] {
      let stem = Array(word.dropLast(ending.utf8.count))
      var forms = [stem, stem + [0x65]]
      if stem.count > 2, stem[stem.count - 1] == stem[stem.count - 2] { forms.append(Array(stem.dropLast())) }
      if stem.last == 0x69 { forms.append(stem.dropLast() + [0x79]) }
      return forms.filter { $0.count > 1 && !lexicon.accepts($0).isEmpty }
    }
    if ends(word, "s"), !ends(word, "ss"), !ends(word, "us") {
      var forms = [Array(word.dropLast())]
      if ends(word, "es") { forms.append(Array(word.dropLast(2))) }
      if ends(word, "ies") { forms.append(word.dropLast(3) + [0x79]) }
      for form in forms where !lexicon.accepts(form).isEmpty {
        if isVerb(form) { found[.third] = 0 }
        if isNoun(form) || !isVerb(form) { found[.noun] = 0 }
      }
    }
    if ends(word, "ed"), base("ed").contains(where: isVerb) { found[.past] = 0 }
    if ends(word, "ing"), base("ing").contains(where: isVerb) { found[.gerund] = 0 }
    if ends(word, "er") || ends(word, "est") {
      let cut = ends(word, "er") ? "er" : "est"
      if base(cut).contains(where: { isAdjective($0) }) { found[.adjective] = 0 }
    }
  }

  private func addSuffixes(_ word: [UInt8], _ isKnown: Bool, _ found: inout [Tag: Int]) {
    for (suffixes, tag) in Self.suffixes where suffixes.contains(where: { word.count > $0.count + 2 && word.suffix($0.count) == $0[...] }) {
      if found[tag] == nil, found.isEmpty || tag == .adjective { found[tag] = found.isEmpty ? 0 : 4 }
    }
    guard !isKnown, found.isEmpty else { return }
    if ends(word, "ed") { found[.past] = 0 }
    if ends(word, "ing") { found[.gerund] = 0 }
    if ends(word, "ly") { found[.adverb] = 0 }
  }

  private static let suffixes: [([[UInt8]], Tag)] = [
    (split("ous ful less able ible ive ic ical ish ary ory ian ese al ant ent"), .adjective),
    (split("tion sion ness ment ity ship ism ance ence hood age ist"), .noun),
    (split("ize ise ify"), .base),
  ]
  private static func split(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }

  /// Prices readings against each other by how often books put a word of each slot before it.
  private func weigh(_ word: [UInt8], _ found: inout [Tag: Int]) {
    guard found.count > 1 else { return }
    var scores: [Tag: Int] = [:]
    for tag in found.keys {
      guard let slots = Self.slots[tag] else { continue }
      // Tenths of log₁₀.
      scores[tag] = slots.map { lexicon.hasBigram($0.word, word) / 2 - $0.weight }.max() ?? 0
    }
    guard let best = scores.values.max(), best > 0 else { return }
    for (tag, score) in scores { found[tag] = (found[tag] ?? 0) + min(16, best - max(0, score)) }
  }

  /// Words behind which nearly only this class stands; the weight evens out how frequent they are, in tenths of log₁₀.
  private static let slots: [Tag: [(word: [UInt8], weight: Int)]] = [
    .noun: slot("the:12 a:10 his:3 of:12 this:5 in:12"),
    .base: slot("to:10 will:2 would:2 can:2 they:2 not:2 we:2 i:4"),
    .third: slot("it:5 he:5 she:1 which:3 who:3"),
    .past: slot("was:7 he:7 been:3 had:5 were:3 they:5 be:5 and:11"),
    .gerund: slot("was:4 by:4 of:8 for:4 is:5"),
    .adjective: slot("very:0 more:1 is:8 so:3 most:1 too:1 a:12 be:8"),
    .adverb: slot("is:5 very:0 and:9 had:4 was:5 be:4 to:9"),
  ]
  private static func slot(_ text: String) -> [(word: [UInt8], weight: Int)] {
    text.split(separator: " ").map { pair in
      let parts = pair.split(separator: ":")
      return (Array(parts[0].utf8), Int(parts[1]) ?? 0)
    }
  }
}
