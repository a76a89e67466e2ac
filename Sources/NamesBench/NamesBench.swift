import Formats
import GalleyCore
import Platform
import Spelling

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Prints the evidence that the models of wrong names weigh, for texts as they are and with one name exchanged:
/// `Scripts/fit-names` says how to call it.
@main
struct NamesBench {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 3, let count = Int(arguments[0]), let seed = UInt64(arguments[1]) else {
      print("usage: NamesBench EXCHANGES SEED TABLES FILE…")
      exit(2)
    }
    let tables = arguments[2]
    arguments.removeFirst(3)
    let resources = Resources(lexicon: try Lexicon.open(languages: ["en"]))
    print("features", "place", PlaceFeature.allCases.map { "\($0)" }.joined(separator: " "), separator: "\t")
    print("features", "people", PlaceFeature.allCases.map { "\($0)" }.joined(separator: " "), separator: "\t")
    print("features", "person", PersonFeature.allCases.map { "\($0)" }.joined(separator: " "), separator: "\t")
    let pool = try NamePool(tables, resources.lexicon)
    for path in arguments {
      guard let bytes = try? FileReader.read(path) else { continue }
      // Each text draws its own numbers: leaving one out changes no other.
      var bench = ArticleBench(
        path, bytes, pool, resources, DrawnNumbers(seed ^ path.utf8.reduce(14_695_981) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }))
      bench.run(count)
    }
  }
}

/// One text: its own evidence, then that of copies with a name exchanged; in half of them other mentions of the same place are exchanged,
/// too, as in texts that went through a program.
struct ArticleBench {
  private let path: String
  private let bytes: [UInt8]
  private let pool: NamePool
  private let resources: Resources
  private var numbers: DrawnNumbers

  init(_ path: String, _ bytes: [UInt8], _ pool: NamePool, _ resources: Resources, _ numbers: DrawnNumbers) {
    self.path = path
    self.bytes = bytes
    self.pool = pool
    self.resources = resources
    self.numbers = numbers
  }

  private func analysis(_ bytes: [UInt8]) -> Analysis { Analysis(Document(Source(path: path, bytes: bytes)), resources) }

  mutating func run(_ count: Int) {
    let analysis = analysis(bytes)
    let inventory = analysis.shared(NameInventory.self)
    print("text", path, analysis.document.tokens.count { $0.kind == .word }, separator: "\t")
    dump(analysis, "-", nil)
    let places = inventory.places.entities.filter { $0.mentions.count >= Self.least }
    for i in 0..<(places.isEmpty || !isReport(analysis) ? 0 : count) {
      let place = places[numbers.below(places.count)]
      let mention = inventory.mentions[place.mentions[numbers.below(place.mentions.count)]]
      let isAlike = i % 2 == 0
      // US, and headings, where nothing is to be seen of grammar.
      if mention.isHeading || analysis.document.vocabulary[mention.words[0]].shape == .upper { continue }
      guard let new = pool.place(for: place, isAlike, inventory.places, String(decoding: bytes, as: UTF8.self), &numbers) else { continue }
      let others = otherMentions(of: place.mentions, than: mention, i, inventory) { bench in
        bench.pool.place(for: place, false, inventory.places, String(decoding: bench.bytes, as: UTF8.self), &bench.numbers)
      }
      exchange(mention.range, new, isAlike ? "same-initial" : "other-initial", "place", place.name, others)
    }
    let demonyms = inventory.mentions.indices.filter { i in
      inventory.mentions[i].kind == .demonym && !inventory.mentions[i].isHeading && !inventory.mentions[i].isEmbedded
        && inventory.mentions[i].readings.contains { reading in
          reading.kind == .demonym && reading.countries.count == 1
            && (inventory.places.demonyms[reading.countries[0]]?.count ?? 0) >= Self.least
        }
    }
    for i in 0..<(demonyms.isEmpty || !isReport(analysis) ? 0 : count / 2) {
      let mention = inventory.mentions[demonyms[numbers.below(demonyms.count)]]
      let isAlike = i % 2 == 0
      let old = analysis.document.text(mention.range)
      guard !old.hasSuffix("s"), analysis.document.vocabulary[mention.words[0]].shape != .upper,
        let reading = mention.readings.first(where: { $0.kind == .demonym }),
        let new = pool.demonym(for: old, isAlike, inventory.places, &numbers)
      else { continue }
      let same = demonyms.filter { analysis.document.text(inventory.mentions[$0].range) == old }
      let others = otherMentions(of: same, than: mention, i, inventory) { bench in
        bench.pool.demonym(for: old, false, inventory.places, &bench.numbers)
      }
      exchange(mention.range, new, isAlike ? "same-initial" : "other-initial", "people", reading.name, others)
    }
    let people = inventory.people.surnames.values.filter { surname in
      surname.mentions.count >= Self.least
        && (!surname.titles.isEmpty || surname.full > 0 && surname.mentions.contains { inventory.mentions[$0].kind == .person })
    }.sorted { $0.mentions[0] < $1.mentions[0] }
    for i in 0..<(people.isEmpty ? 0 : count) {
      let surname = people[numbers.below(people.count)]
      let mention = inventory.mentions[surname.mentions[numbers.below(surname.mentions.count)]]
      if mention.isHeading { continue }
      let isAlike = i % 2 == 0
      guard let new = pool.surname(for: surname, isAlike, inventory, &numbers), let last = mention.words.last,
        let word = inventory.words[Int(last)]
      else { continue }
      let length = analysis.document.vocabulary[last].range.count - word.possessive
      let end = mention.range.end
      exchange(
        TextRange(end - length, end), new, (surname.titles.isEmpty ? "untitled" : "titled") + (isAlike ? "-same-initial" : "-other-initial"), "person",
        String(decoding: surname.key, as: UTF8.self))
    }
  }

  /// Elsewhere a wrong place or people is worth no more than a note.
  private func isReport(_ analysis: Analysis) -> Bool { !analysis.shared(Reporting.self).isAbsent }

  /// Mentions of a name that the text is about.
  private static let least = 3

  /// Text for a column of a row.
  private func field(_ bytes: some Sequence<UInt8>) -> String { String(decoding: bytes.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self) }

  /// For every other pair of exchanges up to two more mentions of the same name, each with a wrong one of its own.
  private mutating func otherMentions(
    of mentions: [Int], than mention: Mention, _ number: Int, _ inventory: NameInventory, _ draw: (inout ArticleBench) -> String?
  ) -> [(range: TextRange, new: String)] {
    // So many are left that the text is still about it.
    guard number % 4 >= 2, mentions.count > Self.least else { return [] }
    var others: [(range: TextRange, new: String)] = []
    for _ in 0..<min(2, mentions.count - Self.least) {
      let other = inventory.mentions[mentions[numbers.below(mentions.count)]]
      guard !other.isHeading, other.range != mention.range, !others.contains(where: { $0.range == other.range }), let new = draw(&self),
        !others.contains(where: { $0.new == new })
      else { continue }
      others.append((other.range, new))
    }
    return others
  }

  /// - Parameter others: exchanged in the same copy; nothing is printed about them
  private func exchange(
    _ range: TextRange, _ new: String, _ sub: String, _ kind: String, _ right: String, _ others: [(range: TextRange, new: String)] = []
  ) {
    var changed: [UInt8] = []
    var at = 0, start = range.start
    for (old, name) in ([(range, new)] + others).sorted(by: { $0.0.start < $1.0.start }) {
      changed += bytes[at..<old.start]
      if old == range { start = changed.count }
      changed += name.utf8
      at = old.end
    }
    changed += bytes[at...]
    let context =
      field(bytes[max(0, range.start - 60)..<range.start]) + "[" + new + "]" + field(bytes[range.end..<min(bytes.count, range.end + 40)])
    print("exchange", kind, others.isEmpty ? sub : sub + "-among-others", right, new, context, separator: "\t")
    dump(analysis(changed), kind, (TextRange(start, start + new.utf8.count), right))
  }

  /// - Parameter change: where a name was exchanged and which one belongs there; only evidence about it is printed
  private func dump(_ analysis: Analysis, _ kind: String, _ change: (range: TextRange, right: String)?) {
    let inventory = analysis.shared(NameInventory.self)
    func row(_ kind: String, _ mention: Int, _ candidate: String, _ values: [Double]) {
      let range = inventory.mentions[mention].range
      if let change, range.end <= change.range.start || range.start >= change.range.end { return }
      let isRight = change.map { $0.right == candidate ? "1" : "0" } ?? "-"
      print(
        "row", kind, mention, field(analysis.document.bytes[range.start..<range.end]), candidate, isRight, values.map { "\($0)" }.joined(separator: " "),
        separator: "\t")
    }
    if kind != "person", isReport(analysis) {
      for evidence in PlaceSuspects(analysis).find() {
        row(evidence.isDemonym ? "people" : "place", evidence.mention, evidence.candidate.name, evidence.features.values)
      }
    }
    if kind == "person" || kind == "-" {
      for evidence in PersonSuspects(analysis).find() {
        row("person", evidence.mention, String(decoding: evidence.candidate, as: UTF8.self), evidence.features.values)
      }
    }
  }
}
