extension PlaceEntity {
  /// The form in which the text writes its name most often.
  func commonestForm(_ inventory: NameInventory, _ document: Document) -> String {
    var counts: [String: Int] = [:]
    for i in mentions {
      let mention = inventory.mentions[i]
      // DURBAN in a dateline is no spelling for the text; US is.
      if mention.range.count > 3, document.vocabulary[mention.words[0]].shape == .upper { continue }
      counts[document.text(mention.range), default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? name
  }
}

/// How often, in words.
func occurrences(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }
