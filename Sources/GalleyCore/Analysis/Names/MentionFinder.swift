import Formats

/// Reads the names off one sentence after the other.
///
/// Its questions about words are `mutating` although they change nothing: any other call would copy the finder.
struct MentionFinder: ~Copyable {
  private let document: Document
  private let analysis: Analysis
  let tokens: [Token]
  let bytes: [UInt8]
  private var known: [NameWord?]
  var mentions: [Mention] = []

  /// What the reader asks of a word again and again, without a reference to count.
  struct Traits {
    var isLookedUp = false
    var kinds = Gazetteer.Kinds()
    var role = NameVocabulary.Role.none
    var possessive: UInt8 = 0
    var hasLonger = false
    var isOrdinary = false
    var hasReadings = false
  }
  private var traits: [Traits]

  // The sentence at hand: its word tokens, and their words, the first `count` elements of lists that serve all sentences.
  var words: [Int] = []
  var ids: [WordID] = []
  var count = 0
  var sentence = 0
  var isHeading = false
  var isTitleCase = false

  /// By distinct word: whether it begins with a capital, and whether it has nothing else.
  private let initials: [Initial]
  private enum Initial: UInt8 { case small, capital, allCapitals }
  /// By distinct word: whether it is a title before names.
  let isTitle: [Bool]
  /// What the table has that begins with two words, by their pair; each pair is asked for once.
  var beginnings = PairCache()
  var knownBeginnings: [Beginning] = []
  /// Names of two words by their pair: places in `pairs`.
  var pairIndex = PairCache()
  var pairs: [MentionedName] = []

  /// What the table has for two words joined so, and whether some name goes on after them.
  struct Beginning {
    let readings: [Gazetteer.Reading]
    let goesOn: Bool
  }

  enum Joint: UInt8 { case space, hyphen, stop, none }
  static let longest = 7

  init(_ analysis: Analysis) {
    self.analysis = analysis
    document = analysis.document
    (tokens, bytes) = (document.tokens, document.bytes)
    mentions.reserveCapacity(tokens.count / 14)
    known = Array(repeating: nil, count: document.vocabulary.words.count)
    traits = Array(repeating: Traits(), count: document.vocabulary.words.count)
    initials = document.vocabulary.words.map { [bytes] word in
      switch word.shape {
      case .lower: return .small
      case .capitalised: return .capital
      case .upper: return .allCapitals
      case .mixed:
        let first = bytes[word.range.start]
        return first >= 0x80 || UInt8.capitals.contains(first) ? .capital : .small
      }
    }
    // What stands before a name and says who bears it.
    let vocabulary = document.vocabulary
    isTitle = vocabulary.words.map { word in
      let classes = vocabulary.folds[Int(word.folded)].classes
      return classes.contains(.courtesyTitle) || classes.contains(.officeTitle)
    }
  }

  /// Finds every mention; gives them with what was learnt about the words on the way.
  static func find(_ analysis: Analysis) -> (mentions: [Mention], words: [NameWord?]) {
    var finder = MentionFinder(analysis)
    for i in finder.document.sentences.indices { finder.read(i) }
    for i in finder.mentions.indices where finder.isSpeaker(i) { finder.mentions[i].kind = .person }
    return (finder.mentions, finder.known)
  }

  /// “Harvey said”: no town speaks.
  private func isSpeaker(_ index: Int) -> Bool {
    guard mentions[index].kind == .place, mentions[index].words.count == 1, !mentions[index].isPossessive, !mentions[index].isEmbedded,
      let kinds = known[Int(mentions[index].words[0])]?.kinds
    else { return false }
    return kinds.contains(.family) && kinds.isDisjoint(with: Gazetteer.Kinds(.country, .capital, .region, .place))
      && Speech.isBeside(mentions[index], document)
  }

  mutating func word(_ id: WordID) -> NameWord {
    if let word = known[Int(id)] { return word }
    let word = NameWord(id, analysis)
    known[Int(id)] = word
    traits[Int(id)] = Traits(
      isLookedUp: true, kinds: word.kinds, role: word.role, possessive: UInt8(word.possessive), hasLonger: word.hasLonger,
      isOrdinary: word.isOrdinary, hasReadings: !word.readings.isEmpty)
    return word
  }

  /// The traits of word `i` of the sentence.
  @inline(__always) mutating func traits(_ i: Int) -> Traits {
    let id = Int(ids[i])
    if !traits[id].isLookedUp { _ = word(ids[i]) }
    return traits[id]
  }

  /// The readings of word `i` of the sentence.
  mutating func readings(_ i: Int) -> [Gazetteer.Reading] { traits(i).hasReadings ? word(ids[i]).readings : [] }

  private mutating func read(_ index: Int) {
    let sentence = document.sentences[index]
    self.sentence = index
    if words.count < sentence.tokens.count {
      words = Array(repeating: 0, count: sentence.tokens.count * 2)
      ids = Array(repeating: 0, count: sentence.tokens.count * 2)
    }
    let capitals = Self.fill(sentence.tokens, tokens, initials, &words, &ids)
    count = capitals.words
    guard capitals.any > 0 else { return }
    isHeading = document.paragraphs[sentence.paragraph].kind == .heading
    let isShouted = count > 3 && capitals.all * 10 >= count * 7
    isTitleCase = isShouted || isHeading && count > 3 && capitals.any * 10 >= count * 6
    var i = 0
    while i < count {
      guard isCapital(i) else { i += 1; continue }
      i = readName(i)
    }
  }

  /// Takes the words of a sentence; counts those that begin with a capital, and those that have nothing else.
  private static func fill(
    _ sentence: Range<Int>, _ tokens: [Token], _ initials: [Initial], _ words: inout [Int], _ ids: inout [WordID]
  ) -> (words: Int, any: Int, all: Int) {
    let tokens = tokens.span, initials = initials.span
    var words = words.mutableSpan, ids = ids.mutableSpan
    var count = 0, any = 0, all = 0
    for i in sentence where tokens[i].kind == .word {
      let id = tokens[i].word
      words[count] = i
      ids[count] = id
      count += 1
      switch initials[Int(id)] {
      case .small: continue
      case .capital: any += 1
      case .allCapitals:
        any += 1
        all += 1
      }
    }
    return (count, any, all)
  }

  /// Whether word `i` of the sentence begins with a capital.
  @inline(__always) mutating func isCapital(_ i: Int) -> Bool { initials[Int(ids[i])] != .small }

  /// How word `i` of the sentence is joined to the next.
  @inline(__always) mutating func joint(_ i: Int) -> Joint {
    guard i + 1 < count else { return .none }
    let a = words[i], b = words[i + 1]
    // Nearly always one token stands between.
    guard b == a + 2 else { return rareJoint(a, b) }
    switch tokens[a + 1].kind {
    case .space, .lineBreak: return .space
    case .hyphen: return .hyphen
    default: return .none
    }
  }

  /// How two words are joined that none or several tokens part.
  private mutating func rareJoint(_ a: Int, _ b: Int) -> Joint {
    guard b > a + 1 else { return .none }
    if tokens[a + 1].isBlank { return areBlank(a + 1, b) ? .space : .none }
    guard b == a + 3, tokens[a + 1].kind == .punctuation, bytes[tokens[a + 1].start] == .stop, tokens[b - 1].isBlank else { return .none }
    return tokens[a].count == 1 || isAbbreviation(a) ? .stop : .none
  }

  private mutating func areBlank(_ start: Int, _ end: Int) -> Bool {
    for i in start..<end where !tokens[i].isBlank { return false }
    return true
  }

  private mutating func isAbbreviation(_ token: Int) -> Bool {
    let token = tokens[token]
    return Abbreviations.kind(of: bytes[token.start..<token.end]) != .none
  }

  /// Reads the name that begins at word `i`, if one does; gives where to go on.
  private mutating func readName(_ i: Int) -> Int {
    let word = traits(i)
    if word.hasLonger, let (end, readings) = longest(i) {
      append(i, end, kind: kind(of: readings), readings)
      return end
    }
    switch word.role {
    case .courtesy, .office:
      if i + 1 < count, joint(i) != .none, joint(i) != .hyphen { return i + 1 }
    case .function, .calendar:
      if !word.hasReadings { return i + 1 }
    default: break
    }
    let token = tokens[words[i]]
    let isInitial = token.count == 1
    if isInitial, joint(i) == .none || bytes[token.start] | .caseBit == UInt8(ascii: "i") { return i + 1 }
    let isTitled = title(before: i) != nil
    if !isTitled, word.kinds.contains(.demonym), word.kinds.isDisjoint(with: .places) {
      let following = i + 1 < count && joint(i) == .space && isCapital(i + 1)
      append(i, i + 1, kind: .demonym, readings(i), isEmbedded: following)
      return i + 1
    }
    if i == 0, word.isOrdinary, word.kinds.isDisjoint(with: [.places, .personal]) { return i + 1 }
    var end = i + 1
    if !isTitleCase {
      while end < count, let next = extended(end, from: i) { end = next }
    }
    if let title = innerTitle(i, end) {
      if word.hasReadings, title == i + 1 { append(i, title, kind: kind(of: readings(i)), readings(i)) }
      return title + 1
    }
    let isPlace = end == i + 1 && !isTitled && !word.kinds.isDisjoint(with: .places)
    if isPlace {
      append(i, end, kind: .place, readings(i))
    } else if isTitled {
      append(i, end, kind: .person, end == i + 1 ? readings(i) : [])
    } else if end == i + 1 {
      append(i, end, kind: kind(of: word.kinds), readings(i))
    } else {
      let isPerson = word.kinds.contains(.given) || isInitial
      append(i, end, kind: isPerson ? .person : .other, [])
      if !isPerson { appendEmbedded(i, end) }
    }
    return end
  }

  /// The office before a given name, inside a run of capitals: “CIA Director John Brennan”.
  private mutating func innerTitle(_ start: Int, _ end: Int) -> Int? {
    guard end - start > 3 else { return nil }
    for i in (start + 1)..<(end - 2) where joint(i) == .space || joint(i) == .stop {
      let next = traits(i + 1)
      guard next.kinds.contains(.given), next.role == .none else { continue }
      let role = traits(i).role
      if role == .office || role == .courtesy { return i }
    }
    return nil
  }

  /// Whether the run from `start` goes on at word `end`; gives the end after it.
  private mutating func extended(_ end: Int, from start: Int) -> Int? {
    guard joint(end - 1) != .none, possessive(end - 1) == 0 else { return nil }
    let next = traits(end)
    if isCapital(end) {
      if next.role == .calendar || next.role == .function && !next.hasReadings && tokens[words[end]].count > 1 {
        return nil
      }
      if joint(end - 1) != .hyphen, next.hasLonger, let (to, _) = longest(end), to > end + 1 { return nil }
      return end + 1
    }
    guard next.role == .particle else { return nil }
    var after = end + 1
    while after < count, after < end + 3, joint(after - 1) == .space {
      if isCapital(after) { return after + 1 }
      guard traits(after).role == .particle else { return nil }
      after += 1
    }
    return nil
  }

  @inline(__always) mutating func possessive(_ i: Int) -> Int {
    Int(traits[Int(ids[i])].possessive)
  }

  /// The words `i` and `i + 1` and how they are joined, in one number.
  mutating func pair(_ i: Int) -> UInt64 { UInt64(ids[i]) << 33 | UInt64(ids[i + 1]) << 2 | UInt64(joint(i).rawValue) }
}
