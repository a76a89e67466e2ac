import Formats

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

  /// `finds: …`: what its findings are about, as others weigh them.
  let finds: Diagnostic.Subject?

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

  init(_ front: YAML, kind: RuleCard.Kind, file: String) throws(CardError) {
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
    knowsEnglishOnly = try choice("customs", ["english", "any"]) == "english"
    assumesTyping = try choice("text", ["typed", "any"]) == "typed"
    assumesStandard = try choice("speech", ["standard", "any"]) == "standard"
    finds = try choice("finds", Diagnostic.Subject.allCases.map(\.rawValue)).flatMap { Diagnostic.Subject(rawValue: $0) }
    // What is said of a word by its form holds wherever it stands.
    let repeats = try choice("repeats", ["together", "apart"])
    joinsRepeats = repeats.map { $0 == "together" } ?? (finds == .words)
    awaitsEnd = try choice("awaits", ["nothing", "end"]) == "end"
    let needs = try choice("needs", ["dictionary", "nothing"])
    needsDictionary = needs.map { $0 == "dictionary" } ?? (kind == .algorithmic && (finds == .words || finds == .names))
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
