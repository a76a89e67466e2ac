import Formats

/// Finds names that do not belong where they stand: the wrong place, the wrong person.
package struct GarbledName: Rule {
  package static let id: RuleID = "garbled-name"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let places = checkPlaces(analysis, &findings)
    let people = checkPeople(analysis, &findings)
    checkFacts(analysis, places.union(people), &findings)
  }

  /// What the tables contradict.
  ///
  /// - Parameter known: what has been reported as a warning already
  private func checkFacts(_ analysis: Analysis, _ known: Set<TextRange>, _ findings: inout Findings) {
    for miss in Facts(analysis).find() where !known.contains(miss.range) {
      findings.flag(
        miss.range, miss.message, severity: miss.isWeak ? .note : nil,
        fixes: miss.right.map { [Fix(miss.range, $0, confidence: miss.isWeak ? 0.4 : 0.7, safety: .unsafe)] } ?? [],
        related: miss.related.map { [Related($0, "named here")] } ?? [])
    }
  }

  // MARK: places

  private func checkPlaces(_ analysis: Analysis, _ findings: inout Findings) -> Set<TextRange> {
    var known = Set<TextRange>()
    let document = analysis.document
    let inventory = analysis.shared(NameInventory.self)
    let suspects = PlaceSuspects(analysis).find()
    guard !suspects.isEmpty else { return known }
    let isReport = !analysis.shared(Reporting.self).isAbsent
    let best = Self.best(suspects, { ($0.mention, Self.score($0)) })
    // Where one place stands for another others do, too.
    let isAmongOthers = best.contains { $1 >= Self.warning($0) }
    for (evidence, score) in best {
      guard score >= Self.note(evidence) else { continue }
      let mention = inventory.mentions[evidence.mention]
      let target = evidence.candidate
      let wrong = document.text(mention.range)
      let right = target.form(for: wrong, inventory, document)
      let country = Self.countryName(of: mention, unlike: wrong).map { " (\($0))" } ?? ""
      let message =
        "\(wrong)\(country) appears once and nothing else here has to do with it, while the text names "
        + "\(right) \(occurrences(target.mentions.count)); did you mean \(right)?"
      let isSure = isReport && (isAmongOthers || score >= Self.warning(evidence))
      findings.flag(
        mention.range, message, severity: isSure ? nil : .note,
        fix: Fix(mention.range, right, confidence: Self.confidence(score), safety: .unsafe),
        related: [Related(inventory.mentions[target.mentions[0]].range, "\(right) is first named here")])
      if isSure { known.insert(mention.range) }
    }
    return known
  }

  private static func score(_ evidence: PlaceEvidence) -> LogOdds {
    evidence.isDemonym ? PeopleModel.score(evidence) : PlaceModel.score(evidence)
  }

  private static func note(_ evidence: PlaceEvidence) -> LogOdds { evidence.isDemonym ? PeopleModel.note : PlaceModel.note }
  private static func warning(_ evidence: PlaceEvidence) -> LogOdds { evidence.isDemonym ? PeopleModel.warning : PlaceModel.warning }

  /// The country of a place that is none itself.
  private static func countryName(of mention: Mention, unlike name: String) -> String? {
    guard let best = Places.best(mention.readings), best.kind == .capital else { return nil }
    let fields = best.extraText.split(separator: "|", omittingEmptySubsequences: false)
    return fields.count > 1 && fields[1] != name ? String(fields[1]) : nil
  }

  // MARK: people

  private func checkPeople(_ analysis: Analysis, _ findings: inout Findings) -> Set<TextRange> {
    var known = Set<TextRange>()
    let document = analysis.document
    let inventory = analysis.shared(NameInventory.self)
    for (evidence, score) in Self.best(analysis.shared(PersonSuspects.self).find(), { ($0.mention, PersonModel.score($0)) }) {
      guard score >= PersonModel.note, let surname = inventory.people.surnames[evidence.candidate] else { continue }
      let mention = inventory.mentions[evidence.mention]
      guard let last = mention.words.last, let word = inventory.words[Int(last)] else { continue }
      let end = mention.range.end
      let text = document.vocabulary[last].range
      let range = TextRange(end - (text.count - word.possessive), end)
      let right = Self.lastWord(surname, inventory, document)
      let introduced = surname.mentions.map { inventory.mentions[$0] }.first { $0.words.count > 1 }
      let who = introduced.map { document.text($0.range) } ?? right
      let message =
        "\(document.text(range)) appears once and is introduced nowhere, while the text names \(who) "
        + "\(occurrences(surname.mentions.count)); did you mean \(right)?"
      let first = introduced ?? inventory.mentions[surname.mentions[0]]
      findings.flag(
        range, message, severity: score >= PersonModel.warning ? nil : .note,
        fix: Fix(range, right, confidence: Self.confidence(score), safety: .unsafe),
        related: [Related(first.range, "\(who) is named here")])
      if score >= PersonModel.warning { known.insert(range) }
    }
    return known
  }

  private static func lastWord(_ surname: Surname, _ inventory: NameInventory, _ document: Document) -> String {
    let id = inventory.mentions[surname.mentions[0]].words.last
    guard let id, let word = inventory.words[Int(id)] else { return String(decoding: surname.key, as: UTF8.self) }
    let range = document.vocabulary[id].range
    return document.text(TextRange(range.start, range.end - word.possessive))
  }

  // MARK: both

  /// The likeliest candidate for each suspect, in reading order.
  private static func best<T>(_ evidence: [T], _ rate: (T) -> (mention: Int, score: LogOdds)) -> [(T, LogOdds)] {
    var best: [Int: (T, LogOdds)] = [:]
    for item in evidence {
      let (mention, score) = rate(item)
      if let known = best[mention], known.1 >= score { continue }
      best[mention] = (item, score)
    }
    return best.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func confidence(_ score: LogOdds) -> Confidence { Confidence((100 * score.probability).rounded() / 100) }
}
