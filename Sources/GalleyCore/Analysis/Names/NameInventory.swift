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

  /// Whether a word is used as a name here: some list knows it, it stands in a name of several words or after a
  /// title, or it recurs with a capital in mid-sentence.
  package func isName(_ id: WordID) -> Bool {
    guard let word = words[Int(id)] else { return false }
    if !word.readings.isEmpty, !word.isOrdinary { return true }
    if (people.inside[word.key] ?? 0) > 0 { return true }
    guard let surname = people.surnames[word.key] else { return false }
    return !surname.titles.isEmpty || surname.mentions.count { !mentions[$0].isSentenceStart } > 1
  }
}
