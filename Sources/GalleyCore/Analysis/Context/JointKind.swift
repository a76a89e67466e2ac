/// Places of one kind are judged by the same weights.
package enum JointKind: String, CaseIterable, Sendable {
  /// A capital within a sentence: a word that never has one there, and another; each also among other capitals or
  /// quotation marks, where titles and names are.
  case functionCapital = "function-capital", capital, functionAmong = "function-among", capitalAmong = "capital-among"
  /// A sentence that begins with a verb, a preposition, a conjunction, “which”, “because”.
  case verb, preposition, conjunction, relative, subordinator

  /// What begins a sentence seldom or in certain constructions only, in small letters.
  package static let starters: [[UInt8]: JointKind] = {
    let lists: [(String, JointKind)] = [
      ("is are was were has have had does did do will would can could may might must should be been", .verb),
      ("of to from by with for in on at into about between against under over through during without within as than", .preposition),
      ("and but or nor", .conjunction), ("which who whose whom that where", .relative),
      ("because although though while whereas unless until since if when after before so", .subordinator),
    ]
    var table: [[UInt8]: JointKind] = [:]
    for (words, kind) in lists { for word in words.split(separator: " ") { table[Array(word.utf8)] = kind } }
    return table
  }()
}
