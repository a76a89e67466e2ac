import Formats
package import Spelling

/// A document with the analyses that rules share, each made when first asked for. One per document and thread.
package final class Analysis {
  package let document: Document
  package let resources: Resources
  /// What is wrong with comments to galley; set once everything else is found.
  var suppressionProblems: [(place: SourceRange, message: String)] = []
  /// A `Made` of each analysis that was asked for.
  private var made: [ObjectIdentifier: AnyObject] = [:]

  package init(_ document: Document, _ resources: Resources) {
    self.document = document
    self.resources = resources
  }

  package var lexicon: Lexicon { resources.lexicon }
  /// What is known of each word: the analysis that nearly every rule asks, once for each word.
  package private(set) lazy var words = Words(self)
  /// Where the tokens of each kind are, and those of each word: asked nearly as often.
  package private(set) lazy var tokenIndex = TokenIndex(self)

  /// Whether the document is in English, and an English dictionary among those in use.
  package var isEnglish: Bool { resources.isEnglish && shared(LanguageProfile.self).language == "en" }

  /// The one instance of an analysis for this document.
  package func shared<T: SharedAnalysis>(_ type: T.Type = T.self) -> T {
    // What stands under a type's identity is of that type.
    if let known = made[ObjectIdentifier(type)] { return unsafe unsafeDowncast(known, to: Made<T>.self).analysis }
    let new = T(self)
    made[ObjectIdentifier(type)] = Made(new)
    return new
  }

  private final class Made<T> {
    let analysis: T
    init(_ analysis: T) { self.analysis = analysis }
  }
}

/// Knowledge about a whole document that several rules need, computed once.
package protocol SharedAnalysis {
  init(_ analysis: Analysis)
}

/// What all documents of a run share.
package struct Resources: Sendable {
  package let lexicon: Lexicon
  /// Words that the user vouches for, in lower case.
  package let houseWords: Set<[UInt8]>

  package let houseNames: HouseNames
  /// What packs add to the classes of words: has to be in force where a text is read and where it is looked at.
  package let extended: LexiconExtension?
  let memory: WordMemory

  package init(
    lexicon: Lexicon, houseWords: Set<[UInt8]> = [], houseNames: HouseNames = HouseNames(), extended: LexiconExtension? = nil
  ) {
    self.init(lexicon, houseWords, houseNames, extended, WordMemory())
  }

  private init(
    _ lexicon: Lexicon, _ houseWords: Set<[UInt8]>, _ houseNames: HouseNames, _ extended: LexiconExtension?,
    _ memory: WordMemory
  ) {
    self.lexicon = lexicon
    self.extended = extended
    self.memory = memory
    self.houseWords = houseWords.union(houseNames.words)
    self.houseNames = houseNames
  }

  /// The same with what a document vouches for in its front matter.
  package func knowing(_ document: Document) -> Resources {
    guard let frontMatter = document.comments.frontMatter else { return self }
    guard !frontMatter.words.isEmpty || !frontMatter.names.isEmpty else { return self }
    var names = houseNames
    for name in frontMatter.names { names.add(Array("\(name)\t\tname".utf8)) }
    let words = frontMatter.words.flatMap { $0.utf8.split(separator: .space).map { lowercased(Array($0)[...]) } }
    return Resources(lexicon, houseWords.union(words), names, extended, memory)
  }

  /// Whether an English dictionary is among those in use.
  package var isEnglish: Bool { lexicon.dictionaries.contains { $0.name.hasPrefix("en") } }
}
