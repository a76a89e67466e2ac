import Formats

extension NameInventory {
  /// The form in which the text writes some mentions most often.
  func commonestForm(of mentions: some Sequence<Int>, _ document: Document) -> String? {
    var counts: [String: Int] = [:]
    for i in mentions {
      let mention = self.mentions[i]
      // DURBAN in a dateline is no spelling for the text; US is.
      if mention.range.count > 3, document.vocabulary[mention.words[0]].shape == .upper { continue }
      counts[document.text(mention.range), default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}

extension PlaceEntity {
  /// The form in which the text writes its name most often.
  func commonestForm(_ inventory: NameInventory, _ document: Document) -> String {
    inventory.commonestForm(of: mentions, document) ?? name
  }
}

extension PlaceCandidate {
  /// The form that belongs where another place or people stands: Russians for Danes, Russian for Danish.
  func form(for wrong: String, _ inventory: NameInventory, _ document: Document) -> String {
    let isPlural = wrong.utf8.last == UInt8(ascii: "s")
    let alike = mentions.filter { (document.bytes[inventory.mentions[$0].range.end - 1] == UInt8(ascii: "s")) == isPlural }
    return inventory.commonestForm(of: alike, document) ?? inventory.commonestForm(of: mentions, document) ?? name
  }
}

/// How often, in words.
func occurrences(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }
