/// The names of a document: who and what is mentioned, how often, where, and which countries it is about.
package struct NameInventory: SharedAnalysis {
  package let mentions: [Mention]
  /// What is known about the words met in names; nil for words that were not looked at.
  package let words: [NameWord?]
  package let places: Places
  package let people: People

  package init(_ analysis: Analysis) {
    let (mentions, words) = MentionFinder.find(analysis)
    let people = People(mentions, words, analysis.document)
    places = Places(mentions) { mention in
      // Jordan the player, not the country.
      guard mention.words.count == 1, let word = words[Int(mention.words[0])],
        !word.kinds.isDisjoint(with: .personal)
      else { return false }
      return (people.surnames[word.key]?.mentions.count ?? 0) > 0 || (people.firsts[word.key] ?? 0) > 0
    }
    self.mentions = mentions
    self.words = words
    self.people = people
  }

  /// Whether the document uses this very word as a name.
  package func isName(_ id: WordID) -> Bool {
    guard let word = words[Int(id)] else { return false }
    return !word.readings.isEmpty || nameWords.contains(id)
  }

  private var nameWords: Set<WordID> { [] }
}
