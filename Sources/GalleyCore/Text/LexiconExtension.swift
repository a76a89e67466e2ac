import CRules

/// Words of one class.
package struct WordClassList: Sendable {
  let wordClass: WordClass
  /// In lower case.
  let words: [[UInt8]]
  package init(_ wordClass: WordClass, _ words: [[UInt8]]) { (self.wordClass, self.words) = (wordClass, words) }
}

/// Words that packs add to the classes of the lexicon. They count where a text is read and checked with them, and nowhere
/// else: a run may have packs for some of its files.
package final class LexiconExtension: Sendable {
  private let byWord: [[UInt8]: WordClassSet]
  private let byClass: [WordClass: [[UInt8]]]

  /// - Parameter lists: a class may have several; nil comes of none
  package init?(_ lists: [WordClassList]) {
    var byWord: [[UInt8]: WordClassSet] = [:], byClass: [WordClass: [[UInt8]]] = [:]
    for list in lists {
      for word in list.words where byWord[word]?.contains(list.wordClass) != true {
        byWord[word, default: .none].insert(list.wordClass)
        byClass[list.wordClass, default: []].append(word)
      }
    }
    if byWord.isEmpty { return nil }
    (self.byWord, self.byClass) = (byWord, byClass)
  }

  func classes(of word: [UInt8]) -> WordClassSet { byWord[word] ?? .none }
  func words(of wordClass: WordClass) -> [[UInt8]] { byClass[wordClass] ?? [] }

  /// What counts on this thread.
  static var current: LexiconExtension? {
    guard let address = unsafe galley_lexicon_extended() else { return nil }
    return unsafe Unmanaged<LexiconExtension>.fromOpaque(address).takeUnretainedValue()
  }

  /// Does something for which an extension counts; without one, for which no extension does.
  package static func using<Result, Failure: Error>(
    _ extended: LexiconExtension?, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = unsafe galley_lexicon_extended()
    unsafe galley_lexicon_extend(extended.map { unsafe UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) })
    defer {
      unsafe galley_lexicon_extend(before)
      // It lives as long as somebody may ask it.
      withExtendedLifetime(extended) {}
    }
    return try body()
  }
}
