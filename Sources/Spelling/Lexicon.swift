private import CSpellingData
import Synchronization

/// The words of one or more installed dictionaries: which exist, how frequent they are, which was
/// intended by a wrong one.
///
/// Opening costs one mapped file once its index is in the cache. Everything else is loaded when first asked for.
package final class Lexicon: Sendable {
  /// In the order of the bits of `DictionaryMask`.
  package let dictionaries: [DictionaryInfo]
  private let index: WordIndex
  /// One for each dictionary; only those of incomplete dictionaries are asked in `accepts`.
  private let spellers: [HunspellSpeller]
  private let cacheFolder: String?
  /// The frequency tables are English; other languages have none.
  let hasFrequencies: Bool

  /// The corrector, made when first asked; nil inside once making it has failed.
  private let corrections = Mutex<Corrector??>(nil)
  let knownConfusions = Memo<ConfusionQuery, [Confusion]>(capacity: 16_384)
  /// How often Hunspell may still be asked for suggestions: some thirty milliseconds each.
  private let suggestionsLeft = Mutex(40)

  private init(
    _ dictionaries: [DictionaryInfo], _ index: WordIndex, cacheFolder: String?
  ) {
    self.dictionaries = dictionaries
    self.index = index
    self.cacheFolder = cacheFolder
    spellers = dictionaries.map(HunspellSpeller.init)
    hasFrequencies = dictionaries.contains { $0.name.lowercased().hasPrefix("en") }
  }

  /// Opens the dictionaries of these languages: `en_GB` names one, `en` every installed English one.
  package static func open(
    languages: [String], environment: SpellingEnvironment = .current
  ) throws(LexiconError) -> Lexicon {
    try open(DictionaryLocator(environment).find(languages), cacheFolder: environment.cacheFolder)
  }

  static func open(_ dictionaries: [DictionaryInfo], cacheFolder: String?) throws(LexiconError) -> Lexicon {
    guard dictionaries.count <= DictionaryMask.capacity else { throw .tooMany(count: dictionaries.count) }
    func compile() throws(LexiconError) -> [UInt8] {
      var forms: [WordForms] = []
      for dictionary in dictionaries { forms.append(try FormExpander.expand(dictionary)) }
      return WordIndex.compile(forms)
    }
    let file = try CompiledFile.open(.words, for: dictionaries, in: cacheFolder, compile: compile)
    guard let index = WordIndex(file) else {
      throw .unusable(path: dictionaries[0].path, reason: "its index is damaged")
    }
    return Lexicon(dictionaries, index, cacheFolder: cacheFolder)
  }

  /// The dictionaries that accept a word, by Hunspell's rules for capitals; empty when none does.
  ///
  /// A curly apostrophe counts as a straight one. Possessives and hyphenated compounds are accepted only where a
  /// dictionary lists them: taking them apart is the caller's business.
  package func accepts(_ word: borrowing Span<UInt8>) -> DictionaryMask {
    guard !word.isEmpty else { return [] }
    guard let letterCase = LetterCase.ofASCII(word) else { return acceptsFolded(FoldedWord(word)) }
    var mask = index.lookUp(WordHash.of(word))
    switch letterCase {
    case .lower, .mixed: break
    case .title:
      mask.formUnion(index.lookUp(WordHash.of(word, .lower), isFolded: true))
    case .upper:
      mask.formUnion(index.lookUp(WordHash.of(word, .lower), isFolded: true))
      mask.formUnion(index.lookUp(WordHash.of(word, .title), isFolded: true))
    }
    if !mask.isEmpty && index.incomplete.isSubset(of: mask) { return mask }
    return mask.union(acceptsSpecially(word, found: mask))
  }

  package func accepts(_ word: ArraySlice<UInt8>) -> DictionaryMask {
    accepts(word.span)
  }

  package func accepts(_ word: [UInt8]) -> DictionaryMask {
    accepts(word.span)
  }

  /// A word with letters beyond ASCII, in all the spellings that its case allows.
  private func acceptsFolded(_ word: FoldedWord) -> DictionaryMask {
    let bytes = word.bytes
    guard !bytes.isEmpty else { return [] }
    // Perhaps nothing but an apostrophe or a ligature was beyond ASCII.
    if bytes.allSatisfy({ $0 < 0x80 }) { return accepts(bytes.span) }
    var mask = index.lookUp(WordHash.of(bytes.span))
    let letterCase = word.letterCase
    if letterCase == .title || letterCase == .upper {
      mask.formUnion(index.lookUp(WordHash.of(FoldedWord.encode(word.lowercased).span), isFolded: true))
    }
    if letterCase == .upper {
      mask.formUnion(index.lookUp(WordHash.of(FoldedWord.encode(word.titlecased).span), isFolded: true))
    }
    if !mask.isEmpty && index.incomplete.isSubset(of: mask) { return mask }
    return mask.union(acceptsSpecially(bytes.span, found: mask))
  }

  /// What no list can hold: numbers, ordinals, abbreviation stops, and dictionaries that Hunspell answers for.
  private func acceptsSpecially(_ word: borrowing Span<UInt8>, found: DictionaryMask) -> DictionaryMask {
    if found.isEmpty, word[0] &- 0x30 < 10 {
      if Numerals.isNumber(word) { return all }
      if Numerals.isOrdinal(word) { return index.ordinals }
    }
    if found.isEmpty, word.count > 1, word[word.count - 1] == UInt8(ascii: ".") {
      return accepts(word.extracting(..<(word.count - 1)))
    }
    let unsettled = index.incomplete.subtracting(found)
    if unsettled.isEmpty { return [] }
    var bytes: [UInt8] = []
    for index in word.indices { bytes.append(word[index]) }
    var mask: DictionaryMask = []
    for (place, speller) in spellers.enumerated() where unsettled.contains(.dictionary(place)) {
      if speller.accepts(bytes) { mask.insert(.dictionary(place)) }
    }
    return mask
  }

  private var all: DictionaryMask {
    DictionaryMask(rawValue: 1 << UInt32(dictionaries.count) - 1)
  }

  /// The corrector over every word of the dictionaries.
  func corrector() -> Corrector? {
    corrections.withLock { state in
      if let made = state { return made }
      let made = makeCorrector(typing: Self.typingTable, slips: Self.slipTable, ocr: Self.ocrTable)
      state = .some(made)
      return made
    }
  }

  /// The same words with other channel tables (in the form of `Rules/model/*.tsv`).
  package func withChannels(typing: [UInt8]?, slips: [UInt8]? = nil, ocr: [UInt8]?) -> Lexicon {
    let lexicon = Lexicon(dictionaries, index, cacheFolder: cacheFolder)
    let made = lexicon.makeCorrector(
      typing: typing.map(ChannelTable.init) ?? Self.typingTable, slips: slips.map(ChannelTable.init) ?? Self.slipTable,
      ocr: ocr.map(ChannelTable.init) ?? Self.ocrTable)
    lexicon.corrections.withLock { $0 = .some(made) }
    return lexicon
  }

  func makeCorrector(typing: ChannelTable, slips: ChannelTable, ocr: ChannelTable) -> Corrector? {
    func compile() throws(LexiconError) -> [UInt8] {
      var forms: [WordForms] = []
      for dictionary in dictionaries { forms.append(try FormExpander.expand(dictionary)) }
      return CandidateTrie.compile(forms, hasFrequencies: hasFrequencies)
    }
    guard
      let file = try? CompiledFile.open(.candidates, for: dictionaries, in: cacheFolder, compile: compile),
      let trie = CandidateTrie(file)
    else { return nil }
    return Corrector(trie: trie, typing: typing, slips: slips, ocr: ocr)
  }

  /// Hunspell's own suggestions, for languages whose words no list holds; a limited number of times.
  func lastResort(_ word: [UInt8]) -> [String] {
    guard !index.incomplete.isEmpty,
      suggestionsLeft.withLock({ left in
        left -= 1
        return left >= 0
      })
    else { return [] }
    return spellers.first?.suggestions(word) ?? []
  }

  private static var typingTable: ChannelTable {
    unsafe ChannelTable(table(galley_typing_table(), Int(galley_typing_table_size)))
  }

  private static var slipTable: ChannelTable {
    unsafe ChannelTable(table(galley_slip_table(), Int(galley_slip_table_size)))
  }

  private static var ocrTable: ChannelTable {
    unsafe ChannelTable(table(galley_ocr_table(), Int(galley_ocr_table_size)))
  }

  /// `Rules/model/ranking.tsv`.
  static var rankingTable: [UInt8] { unsafe table(galley_ranking_table(), Int(galley_ranking_table_size)) }

  private static func table(_ start: UnsafeRawPointer, _ size: Int) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: start, count: size))
  }
}
