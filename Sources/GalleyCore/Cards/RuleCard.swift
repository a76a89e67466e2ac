package import Formats

/// A rule as its card describes it: what it is called, what it means, how it is tested.
package struct RuleCard: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case algorithmic, phrases, table, pattern, limit, consistency, sequence, excuse
  }

  /// A text in the card that is a test.
  package struct Example: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
      /// Exactly the ⟦…⟧ ranges are flagged, by this rule only.
      case bad
      /// The preceding `bad` text after all safe fixes.
      case fixed
      /// Silent under all rules.
      case good
    }
    package let kind: Kind
    package let text: String
    /// What the findings say, in their order; there may be fewer than findings.
    package let messages: [String]
    /// The text is checked as a file in Windows-1252: “```bad windows-1252”.
    package let isWindows1252: Bool
    /// What kind of input the text is: “```bad hocr”; then the marks stand in the markup.
    package let input: InputKind
    /// The line of the fence in the card.
    package let line: Int

    /// The text as readers see it: with its marks, without the severities in them.
    package var shown: String {
      Severity.allCases.reduce(text) { $0.split(separator: "|\($1.name)⟧", omittingEmptySubsequences: false).joined(separator: "⟧") }
    }
  }

  package let id: RuleID
  package let category: String
  package let kind: Kind
  package private(set) var severity: Severity
  /// The most that this rule may report; set by configuration.
  package private(set) var ceiling: Severity = .error
  package let summary: String
  /// Everything after the front matter, read only when somebody asks for it.
  private let body: CardBody
  /// Empty: any language.
  package let languages: [String]
  /// Of two findings on one defect the higher rank stays.
  package let rank: Int
  /// Reports passages; does not hide findings about their words.
  package let isBroad: Bool
  /// Runs unless switched off.
  package let isOn: Bool
  /// What the engine has to know about it.
  let traits: RuleTraits
  /// What the configuration says about its options.
  private(set) var optionValues: [String: YAML] = [:]
  /// The card's front matter, for declarative kinds.
  package let front: YAML
  /// The sequences of an embedded card, which the front matter then does not have.
  let compiledSequences: CardImage.Sequences?
  /// The card's path in messages.
  package let file: String
  /// Whether it ships with galley; others come from people who are not trusted with all that a card may ask.
  private(set) var isBuiltIn = false
  /// Whether it is the one in the binary, whose tables tests have read: they need no reading before they are asked for.
  package private(set) var isEmbedded = false
  /// Reads a table that stands beside the card.
  package let siblings: [String: [UInt8]]

  /// The card's documentation: Markdown without the examples.
  package func prose() throws(CardError) -> String { try body.parse().prose }
  package func examples() throws(CardError) -> [Example] { try body.parse().examples }

  /// Whether it tells the OCR engine’s confidence, not a mistake.
  package var isAboutConfidence: Bool { traits.judges == .confidence }

  /// Whether what it finds may be put right by what is still to be written.
  package var awaitsEnd: Bool { traits.awaitsEnd }
  /// Whether it is about comments to galley.
  package var isAboutComments: Bool { traits.judges == .suppressions }
  /// What its findings are about, as others weigh them.
  package var finds: Diagnostic.Subject? { traits.finds }

  func shipped(isEmbedded: Bool = false) -> RuleCard {
    var copy = self
    copy.isBuiltIn = true
    copy.isEmbedded = isEmbedded
    return copy
  }

  func with(severity: Severity) -> RuleCard {
    var copy = self
    copy.severity = severity
    copy.ceiling = severity
    return copy
  }

  func with(options: [String: YAML]) -> RuleCard {
    var copy = self
    copy.optionValues = options
    return copy
  }

  /// Grammar-like rules keep away from texts in other languages, rules that need a dictionary from those without one, and
  /// each from the kinds of texts that its card names.
  func applies(to analysis: Analysis) -> Bool {
    if traits.needsDictionary, analysis.shared(LanguageProfile.self).isUnchecked { return false }
    let profile = analysis.shared(LanguageProfile.self)
    // The English of early books is foreign to what knows English alone.
    if profile.isForeign, traits.knowsEnglishOnly || profile.language == "en" && !languages.isEmpty { return false }
    if traits.rests.contains(where: { analysis.isText($0) }) { return false }
    return languages.isEmpty || languages.contains(profile.language)
  }

  static let keys: Set<String> = [
    "id", "category", "kind", "severity", "summary", "languages", "rank", "scope", "on", "options", "phrases", "table",
    "pattern", "patterns", "sequences", "message", "replacement", "anchor", "verbatim", "limit", "consistency", "excuse", "for", "case", "fix", "input", "needs",
    "customs", "text", "rests", "judges", "awaits", "speech", "repeats", "finds",
  ]

  /// Reads a card.
  /// - Parameters:
  ///   - file: its name in messages
  ///   - category: the folder it lies in, unless it names its own
  package init(_ bytes: [UInt8], file: String, category: String, siblings: [String: [UInt8]] = [:]) throws(CardError) {
    let (frontMatter, body) = try CardBody.split(bytes, file: file)
    let front: YAML
    do throws(YAML.ParseError) {
      front = try YAML.parse(frontMatter, firstLine: 2)
    } catch { throw CardError(file, error.position, error.message) }
    try self.init(front, body, file: file, category: category, siblings: siblings)
  }

  /// Reads a card whose front matter is at hand.
  init(
    _ front: YAML, _ body: CardBody, file: String, category: String, siblings: [String: [UInt8]], sequences: CardImage.Sequences? = nil
  ) throws(CardError) {
    compiledSequences = sequences
    (self.body, self.file, self.siblings) = (body, file, siblings)
    guard let pairs = front.mapping else {
      throw CardError(file, front.position, "the front matter must be keys and values")
    }
    for pair in pairs where !Self.keys.contains(pair.key) {
      let hint = nearest(pair.key, in: Self.keys).map { "; did you mean “\($0)”?" } ?? ""
      throw CardError(file, pair.keyAt, "unknown key “\(pair.key)”\(hint)")
    }
    func required(_ key: String) throws(CardError) -> String {
      guard let node = front[key] else { throw CardError(file, Position(line: 1, column: 1), "“\(key)” is missing") }
      guard let value = node.string, !value.isEmpty else { throw CardError(file, node.position, "“\(key)” must be text") }
      return value
    }
    let id = try required("id")
    guard id.utf8.allSatisfy({ UInt8.lowercaseLetters.contains($0) || UInt8.digits.contains($0) || $0 == .hyphen }) else {
      throw CardError(file, front["id"]?.position ?? front.position, "an id is lower-case words joined by hyphens")
    }
    self.id = RuleID(id)
    self.category = front["category"]?.string ?? category
    summary = try required("summary")
    let severityName = try required("severity")
    guard let severity = Severity(name: severityName) else {
      throw CardError(
        file, front["severity"]?.position ?? front.position,
        "unknown severity “\(severityName)”: error, warning or note")
    }
    self.severity = severity
    kind = sequences == nil ? try Self.kind(front, file) : .sequence
    languages = try Self.languages(front, file)
    rank = try Self.rank(front, file)
    isBroad = try Self.isBroad(front, file) || kind == .limit
    isOn = try Self.isOn(front, file)
    traits = try RuleTraits(front, kind: kind, file: file)
    self.front = front
  }

  private static func languages(_ front: YAML, _ file: String) throws(CardError) -> [String] {
    guard let node = front["languages"] else { return [] }
    let isCode = { (text: String) in (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { UInt8.lowercaseLetters.contains($0) } }
    guard let languages = node.strings, languages.allSatisfy(isCode) else {
      throw CardError(file, node.position, "“languages” is a list of codes: [en, de]")
    }
    return languages
  }

  private static func rank(_ front: YAML, _ file: String) throws(CardError) -> Int {
    guard let node = front["rank"] else { return usualRank }
    guard let rank = node.string.flatMap({ Int($0) }) else { throw CardError(file, node.position, "“rank” is a number; usually \(usualRank)") }
    return rank
  }

  private static let usualRank = 50

  private static func isBroad(_ front: YAML, _ file: String) throws(CardError) -> Bool {
    guard let node = front["scope"] else { return false }
    guard node.string == "passage" else { throw CardError(file, node.position, "“scope” is “passage”, or is left out") }
    return true
  }

  private static func isOn(_ front: YAML, _ file: String) throws(CardError) -> Bool {
    guard let node = front["on"] else { return true }
    switch node.string {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: throw CardError(file, node.position, "“on” is true or false")
    }
  }

  private static func kind(_ front: YAML, _ file: String) throws(CardError) -> Kind {
    let data: [(String, Kind)] = [
      ("phrases", .phrases), ("table", .table), ("pattern", .pattern), ("patterns", .pattern), ("limit", .limit),
      ("consistency", .consistency), ("sequences", .sequence), ("excuse", .excuse),
    ]
    if let node = front["kind"] {
      guard let name = node.string, let kind = Kind(rawValue: name) else {
        throw CardError(file, node.position, "unknown kind; one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return kind
    }
    let given = data.filter { front[$0.0] != nil }
    if given.count > 1, Set(given.map(\.1)).count > 1 {
      throw CardError(file, front[given[1].0]?.position ?? front.position, "a card has one kind of data")
    }
    return given.first?.1 ?? .algorithmic
  }
}
