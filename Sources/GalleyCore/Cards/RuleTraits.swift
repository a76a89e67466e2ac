/// What the engine has to know about a rule, as its card says; nothing else names a rule.
struct RuleTraits: Sendable {
  /// What a rule judges besides the text.
  enum Subject: String, CaseIterable, Sendable {
    /// Comments to galley: it runs when everything else is found.
    case suppressions
    /// The OCR engine’s confidence, which weighs other rules’ findings.
    case confidence
    /// The language of the whole text, which may be any.
    case language
  }

  /// `judges: …`
  let judges: Subject?
  /// `input: bytes`: it can be said of a file that is no text.
  let readsBytes: Bool
  /// `needs: dictionary`: it knows nothing of a text in a language of which none is in use.
  let needsDictionary: Bool
  /// `awaits: end`: what it finds may be put right by what is still to be written, the end of a quotation, bracket or
  /// sentence; editors wait until the paragraph is left.
  let awaitsEnd: Bool

  /// What it finds are words, which may be right all the same: an editor offers to add them to a list.
  let findsWords: Bool

  /// `customs: english`: it judges by what is usual in English.
  let knowsEnglishOnly: Bool
  /// `text: typed`: its fixes assume that somebody typed the text, which nobody did that of a scan.
  let assumesTyping: Bool
  /// `speech: standard`: it judges by the English of books and newspapers, which dialect is not.
  let assumesStandard: Bool
  /// `repeats: together`: what it says of a word holds for all its places, and is told once.
  let joinsRepeats: Bool

  /// `rests: …`: kinds of texts of which it says nothing.
  let rests: [TextTrait]

  /// Categories whose algorithms follow English usage; a card says `customs: any` where one does not.
  private static let ofUsage: Set<String> = ["quotes", "punctuation", "structure", "grammar"]
  /// Categories whose rules are about words; an algorithm of theirs needs a dictionary, and a card says `needs: nothing` where one is not.
  private static let aboutWords: Set<String> = ["spelling", "names", "ocr"]
  /// Categories that dialect offends; a card says `speech: any` where it does not.
  private static let ofStandard: Set<String> = ["spelling", "grammar"]
  /// Categories that judge words by their forms; a card says `repeats: apart` where the place decides.
  private static let ofForms: Set<String> = ["spelling", "ocr"]

  init(_ front: YAML, kind: RuleCard.Kind, category: String, file: String) throws(CardError) {
    func choice(_ key: String, _ choices: [String]) throws(CardError) -> String? {
      guard let node = front[key] else { return nil }
      guard let value = node.string, choices.contains(value) else {
        throw CardError(file, node.position, "“\(key)” is one of \(choices.joined(separator: ", "))")
      }
      return value
    }
    rests = try Self.rests(front, file)
    judges = try choice("judges", Subject.allCases.map(\.rawValue)).flatMap { Subject(rawValue: $0) }
    readsBytes = try choice("input", ["text", "bytes"]) == "bytes"
    let customs = try choice("customs", ["english", "any"])
    knowsEnglishOnly = customs.map { $0 == "english" } ?? (kind == .algorithmic && Self.ofUsage.contains(category))
    assumesTyping = try choice("text", ["typed", "any"]) == "typed"
    let speech = try choice("speech", ["standard", "any"])
    assumesStandard = speech.map { $0 == "standard" } ?? Self.ofStandard.contains(category)
    let repeats = try choice("repeats", ["together", "apart"])
    joinsRepeats = repeats.map { $0 == "together" } ?? Self.ofForms.contains(category)
    awaitsEnd = try choice("awaits", ["nothing", "end"]) == "end"
    findsWords = Self.aboutWords.contains(category)
    let needs = try choice("needs", ["dictionary", "nothing"])
    needsDictionary = needs.map { $0 == "dictionary" } ?? (kind == .algorithmic && findsWords)
  }

  private static func rests(_ front: YAML, _ file: String) throws(CardError) -> [TextTrait] {
    guard let node = front["rests"] else { return [] }
    return try (node.sequence ?? [node]).map { (entry: YAML) throws(CardError) -> TextTrait in
      guard let trait = entry.string.flatMap({ TextTrait(rawValue: $0) }) else {
        throw CardError(file, entry.position, "“rests” names kinds of texts: \(TextTrait.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return trait
    }
  }
}
