import Formats

/// The syntactic context of a mention: what stands before and after it in its sentence.
struct SyntacticContext {
  enum Before: Int { case none, movement, inside, of, otherPreposition, join }
  enum After: Int { case none, verb, noun }

  let before: Before
  let after: After
  /// Content words beside the mention, in lowercase.
  let previousWord: [UInt8]?
  let nextWord: [UInt8]?
  let isPossessive: Bool
  let isBracketed: Bool
  /// `Minsk-based`.
  let isHyphenated: Bool
  /// `neighbouring Uganda`, `former Yugoslavia`: introduced as another place.
  let isRelated: Bool
  /// After “from” or “to”.
  let isDirection: Bool
  /// A capitalised word comes next, or soon.
  let isFollowedByName: Bool
  let isNearName: Bool

  init(_ mention: Mention, _ document: Document) {
    let sentence = document.sentences[mention.sentence].tokens
    var i = mention.tokens.lowerBound - 1
    while i >= sentence.lowerBound, document.tokens[i].isBlank { i -= 1 }
    var before = Before.none
    var previous: [UInt8]?
    var isBracketed = false
    var isRelated = false
    var isDirection = false
    if i >= sentence.lowerBound {
      let token = document.tokens[i]
      if token.kind == .word {
        var key = document.vocabulary.fold(of: token.word).text
        var j = i - 1
        // in the Netherlands; from southern Italy
        while key == Array("the".utf8) || Self.compass.contains(key) {
          while j >= sentence.lowerBound, document.tokens[j].isBlank { j -= 1 }
          guard j >= sentence.lowerBound, document.tokens[j].kind == .word else { break }
          key = document.vocabulary.fold(of: document.tokens[j].word).text
          j -= 1
        }
        before = Self.before[key] ?? (WordClass.movementPreposition.contains(key) ? .movement : .none)
        isDirection = Self.directions.contains(key)
        isRelated = Self.relations.contains(document.vocabulary.fold(of: token.word).text)
        if before == .none, NameVocabulary.role(key) == .none { previous = key }
      } else if token.kind == .punctuation {
        isBracketed = document.bytes[token.start] == .openParenthesis
      }
    }
    var next: [UInt8]?
    var after = After.none
    var k = mention.tokens.upperBound
    isHyphenated = k < sentence.upperBound && document.tokens[k].kind == .hyphen
    while k < sentence.upperBound, document.tokens[k].isBlank || document.tokens[k].kind == .quote && mention.isPossessive { k += 1 }
    if k < sentence.upperBound, document.tokens[k].kind == .word {
      let token = document.tokens[k]
      let key = document.vocabulary.fold(of: token.word).text
      if Self.verbs.contains(key) || key.count > 4 && key.suffix(2).elementsEqual("ed".utf8) {
        after = .verb
        if !Self.verbs.contains(key) { next = key }
      } else if NameVocabulary.role(key) == .none, document.vocabulary[token.word].shape == .lower {
        after = .noun
        next = key
      } else if NameVocabulary.role(key) == .office {
        next = key
      }
    }
    var distance = 0
    var isFollowed = false, isNear = false
    var n = mention.tokens.upperBound
    while n < sentence.upperBound, distance < 4 {
      let token = document.tokens[n]
      if token.kind == .punctuation { break }
      if token.kind == .word {
        if document.vocabulary[token.word].shape != .lower {
          isNear = true
          isFollowed = distance == 0
          break
        }
        if NameVocabulary.role(document.vocabulary.fold(of: token.word).text) == .function { break }
        distance += 1
      }
      n += 1
    }
    isFollowedByName = isFollowed
    isNearName = isNear
    if let next, Self.events.contains(next) { isRelated = true }
    self.isRelated = isRelated
    self.isDirection = isDirection
    self.before = before
    self.after = after
    previousWord = previous
    nextWord = next
    isPossessive = mention.isPossessive
    self.isBracketed = isBracketed
  }

  /// What stands before and after, as one number.
  var frame: Int { (before.rawValue * 3 + after.rawValue) * 2 + (isPossessive ? 1 : 0) }

  private static let before: [[UInt8]: Before] = {
    var table: [[UInt8]: Before] = [:]
    func add(_ words: String, _ kind: Before) {
      for word in words.split(separator: " ") { table[Array(word.utf8)] = kind }
    }
    add("in across within inside throughout around", .inside)
    add("of", .of)
    add("at for by on into about under outside through", .otherPreposition)
    add("and or including as", .join)
    return table
  }()
  private static let verbs = WordClass.nameVerb
  private static let relations: Set<[UInt8]> = set(
    "former ex neighbouring neighboring nearby like unlike including via another")
  /// “the Iraq war” needs no Iraqis in the text.
  private static let events: Set<[UInt8]> = set("war crisis invasion earthquake tsunami conflict bombing disaster treaty")
  private static let directions: Set<[UInt8]> = set("from to toward towards via")
  private static let compass = WordClass.compass

  private static func set(_ words: String) -> Set<[UInt8]> {
    Set(words.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }
}
