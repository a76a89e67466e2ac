/// Reads the names off one sentence after the other.
struct MentionFinder {
  private let document: Document
  private let analysis: Analysis
  private var known: [NameWord?]
  private(set) var mentions: [Mention] = []

  /// What the reader asks of a word again and again, without a reference to count.
  private struct Traits {
    var isLookedUp = false
    var kinds = Gazetteer.Kinds()
    var role = NameVocabulary.Role.none
    var possessive: UInt8 = 0
    var hasLonger = false
    var isOrdinary = false
    var hasReadings = false
  }
  private var traits: [Traits]

  // The sentence at hand: its word tokens, and their words.
  private var words: [Int] = []
  private var ids: [WordID] = []
  private var sentence = 0
  private var isHeading = false
  private var isTitleCase = false

  /// By distinct word: whether it begins with a capital, and whether it has nothing else.
  private let isCapitalised: [Bool]
  private let isUpper: [Bool]
  /// By distinct word: whether it is a title before names.
  private let isTitle: [Bool]
  /// Whether some name of the table begins with two words joined so: hardly any pair does, each is asked once.
  private var beginnings = PairCache()

  private enum Joint: UInt8 { case space, hyphen, stop, none }
  private static let longest = 7

  init(_ analysis: Analysis) {
    self.analysis = analysis
    document = analysis.document
    mentions.reserveCapacity(document.tokens.count / 24)
    known = Array(repeating: nil, count: document.vocabulary.words.count)
    traits = Array(repeating: Traits(), count: document.vocabulary.words.count)
    let bytes = document.bytes
    isCapitalised = document.vocabulary.words.map { word in
      switch word.shape {
      case .lower: return false
      case .capitalised, .upper: return true
      case .mixed:
        let first = bytes[word.range.start]
        return first >= 0x80 || (0x41...0x5A).contains(first)
      }
    }
    isUpper = document.vocabulary.words.map { $0.shape == .upper }
    let titles = document.vocabulary.marks(NameVocabulary.titles)
    isTitle = document.vocabulary.words.map { titles.contains($0.folded) }
  }

  /// Finds every mention; gives them with what was learnt about the words on the way.
  static func find(_ analysis: Analysis) -> (mentions: [Mention], words: [NameWord?]) {
    var finder = MentionFinder(analysis)
    for i in finder.document.sentences.indices { finder.read(i) }
    for i in finder.mentions.indices where finder.isSpeaker(finder.mentions[i]) { finder.mentions[i].kind = .person }
    return (finder.mentions, finder.known)
  }

  /// “Harvey said”: no town speaks.
  private func isSpeaker(_ mention: Mention) -> Bool {
    guard mention.kind == .place, mention.words.count == 1, !mention.isPossessive, !mention.isEmbedded,
      let kinds = known[Int(mention.words[0])]?.kinds
    else { return false }
    return kinds.contains(.family) && kinds.isDisjoint(with: Gazetteer.Kinds(.country, .capital, .region, .place))
      && Speech.isBeside(mention, document)
  }

  private mutating func word(_ id: WordID) -> NameWord {
    if let word = known[Int(id)] { return word }
    let word = NameWord(id, analysis)
    known[Int(id)] = word
    traits[Int(id)] = Traits(
      isLookedUp: true, kinds: word.kinds, role: word.role, possessive: UInt8(word.possessive), hasLonger: word.hasLonger,
      isOrdinary: word.isOrdinary, hasReadings: !word.readings.isEmpty)
    return word
  }

  /// The traits of word `i` of the sentence.
  @inline(__always) private mutating func traits(_ i: Int) -> Traits {
    let id = Int(ids[i])
    if !traits[id].isLookedUp { _ = word(ids[i]) }
    return traits[id]
  }

  /// The readings of word `i` of the sentence.
  private mutating func readings(_ i: Int) -> [Gazetteer.Reading] { traits(i).hasReadings ? word(ids[i]).readings : [] }

  private mutating func read(_ index: Int) {
    let sentence = document.sentences[index]
    self.sentence = index
    words.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    var capitals = 0, shouted = 0
    for i in sentence.tokens where document.tokens[i].kind == .word {
      words.append(i)
      ids.append(document.tokens[i].word)
      let word = Int(document.tokens[i].word)
      if isCapitalised[word] {
        capitals += 1
        if isUpper[word] { shouted += 1 }
      }
    }
    guard capitals > 0 else { return }
    isHeading = document.paragraphs[sentence.paragraph].kind == .heading
    let isShouted = words.count > 3 && shouted * 10 >= words.count * 7
    isTitleCase = isShouted || isHeading && words.count > 3 && capitals * 10 >= words.count * 6
    var i = 0
    while i < words.count {
      guard isCapital(i) else { i += 1; continue }
      i = readName(i)
    }
  }

  /// Whether word `i` of the sentence begins with a capital.
  @inline(__always) private func isCapital(_ i: Int) -> Bool { isCapitalised[Int(ids[i])] }

  /// How word `i` of the sentence is joined to the next.
  @inline(__always) private func joint(_ i: Int) -> Joint {
    guard i + 1 < words.count else { return .none }
    let a = words[i], b = words[i + 1]
    if b == a + 2, document.tokens[a + 1].isBlank { return .space }
    let (first, last) = (document.tokens[a + 1], document.tokens[b - 1])
    switch b - a - 1 {
    case 0: return .none
    case 1: return first.isBlank ? .space : first.kind == .hyphen ? .hyphen : .none
    default:
      if first.isBlank { return (a + 1..<b).allSatisfy { document.tokens[$0].isBlank } ? .space : .none }
      guard b - a == 3, first.kind == .punctuation, document.bytes[first.start] == 0x2E, last.isBlank else { return .none }
      return document.tokens[a].count == 1 || isAbbreviation(a) ? .stop : .none
    }
  }

  private func isAbbreviation(_ token: Int) -> Bool {
    let token = document.tokens[token]
    return Abbreviations.kind(of: document.bytes[token.start..<token.end]) != .none
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
      if i + 1 < words.count, joint(i) != .none, joint(i) != .hyphen { return i + 1 }
    case .function, .calendar:
      if !word.hasReadings { return i + 1 }
    default: break
    }
    let token = document.tokens[words[i]]
    let isInitial = token.count == 1
    if isInitial, joint(i) == .none || document.bytes[token.start] | 0x20 == 0x69 { return i + 1 }
    let isTitled = title(before: i) != nil
    if !isTitled, word.kinds.contains(.demonym), word.kinds.isDisjoint(with: .places) {
      let following = i + 1 < words.count && joint(i) == .space && isCapital(i + 1)
      append(i, i + 1, kind: .demonym, readings(i), isEmbedded: following)
      return i + 1
    }
    if i == 0, word.isOrdinary, word.kinds.isDisjoint(with: [.places, .personal]) { return i + 1 }
    var end = i + 1
    if !isTitleCase {
      while end < words.count, let next = extended(end, from: i) { end = next }
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

  /// Whether the run from `start` goes on at word `end`; gives the end behind it.
  private mutating func extended(_ end: Int, from start: Int) -> Int? {
    guard joint(end - 1) != .none, possessive(end - 1) == 0 else { return nil }
    let next = traits(end)
    if isCapital(end) {
      if next.role == .calendar || next.role == .function && !next.hasReadings && document.tokens[words[end]].count > 1 {
        return nil
      }
      if joint(end - 1) != .hyphen, next.hasLonger, let (to, _) = longest(end), to > end + 1 { return nil }
      return end + 1
    }
    guard next.role == .particle else { return nil }
    var after = end + 1
    while after < words.count, after < end + 3, joint(after - 1) == .space {
      if isCapital(after) { return after + 1 }
      guard traits(after).role == .particle else { return nil }
      after += 1
    }
    return nil
  }

  /// The longest entry of the table, of two words or more, that begins at word `i`.
  private mutating func longest(_ i: Int) -> (end: Int, readings: [Gazetteer.Reading])? {
    guard i + 1 < words.count, joint(i) != .none, beginsName(i) else { return nil }
    var key = word(ids[i]).key
    var best: (Int, [Gazetteer.Reading])?
    var end = i + 1
    while end < words.count, end - i < Self.longest, joint(end - 1) != .none {
      append(end, to: &key)
      end += 1
      guard Gazetteer.hasPrefix(key) else { break }
      guard isCapital(end - 1) else { continue }
      let readings = Gazetteer.readings(of: key).filter { !Gazetteer.Kinds.personal.contains($0.kind) }
      if !readings.isEmpty { best = (end, readings) }
    }
    return best
  }

  /// Appends word `end` to the key of the words before it.
  private mutating func append(_ end: Int, to key: inout [UInt8]) {
    // Inner possessives belong to the name: King’s Cross.
    if possessive(end - 1) > 0 { key += [0x27, 0x73] }
    switch joint(end - 1) {
    case .hyphen: key.append(0x2D)
    case .stop: key += [0x2E, 0x20]
    default: key.append(0x20)
    }
    key += word(ids[end]).key
  }

  /// Whether some key of the table begins with the words `i` and `i + 1`.
  private mutating func beginsName(_ i: Int) -> Bool {
    let (first, second) = (ids[i], ids[i + 1])
    let pair = UInt64(first) << 34 | UInt64(second) << 2 | UInt64(joint(i).rawValue)
    if let known = beginnings[pair] { return known }
    var key = word(first).key
    append(i + 1, to: &key)
    let begins = Gazetteer.hasPrefix(key)
    beginnings[pair] = begins
    return begins
  }

  @inline(__always) private func possessive(_ i: Int) -> Int {
    Int(traits[Int(ids[i])].possessive)
  }

  private func kind(of readings: [Gazetteer.Reading]) -> Mention.Kind {
    kind(of: readings.reduce(into: Gazetteer.Kinds()) { $0.insert($1.kind) })
  }

  private func kind(of kinds: Gazetteer.Kinds) -> Mention.Kind {
    if !kinds.isDisjoint(with: .people) || kinds.contains(.personGarble) { return .person }
    if !kinds.isDisjoint(with: .places) { return .place }
    if kinds.contains(.demonym) { return .demonym }
    if kinds.contains(.metonym) || !kinds.isDisjoint(with: .institutions) || kinds.contains(.institutionGarble) {
      return .institution
    }
    return .other
  }

  /// The title that stands right before word `i`, whatever its case.
  @inline(__always) private mutating func title(before i: Int) -> WordID? {
    guard i > 0, joint(i - 1) == .space || joint(i - 1) == .stop else { return nil }
    let id = ids[i - 1]
    return isTitle[Int(id)] ? id : nil
  }

  /// Places at the ends of a longer name vouch for their country, no more.
  private mutating func appendEmbedded(_ i: Int, _ end: Int) {
    for j in [i, end - 1] {
      let kinds = traits(j).kinds
      if !kinds.isDisjoint(with: .places) || kinds.contains(.demonym) {
        append(j, j + 1, kind: kinds.contains(.demonym) ? .demonym : .place, readings(j), isEmbedded: true)
      }
    }
  }

  private mutating func append(
    _ from: Int, _ end: Int, kind: Mention.Kind, _ readings: [Gazetteer.Reading], isEmbedded: Bool = false
  ) {
    let last = document.tokens[words[end - 1]]
    var possessive = possessive(end - 1)
    let next = words[end - 1] + 1
    // Wales’
    if possessive == 0, next < document.tokens.count, document.tokens[next].kind == .quote,
      document.bytes[last.end - 1] == 0x73, isApostrophe(document.tokens[next])
    {
      possessive = -1
    }
    let start = document.tokens[words[from]].start
    var isInside = isEmbedded
    if !isInside, kind == .place || kind == .demonym, end < words.count, joint(end - 1) == .space || joint(end - 1) == .hyphen,
      isCapital(end), possessive == 0, !isTitleCase
    {
      let next = traits(end)
      isInside = next.role != .office && next.role != .courtesy && next.role != .calendar && kind == .place
    }
    mentions.append(
      Mention(
        kind: kind, tokens: words[from]..<(words[end - 1] + 1), range: TextRange(start, last.end - max(0, possessive)),
        possessive: abs(possessive), sentence: sentence,
        words: from + 1 == end ? word(ids[from]).alone : Array(ids[from..<end]),
        title: title(before: from), readings: readings, isSentenceStart: from == 0, isHeading: isHeading,
        isEmbedded: isInside))
  }

  private func isApostrophe(_ token: Token) -> Bool {
    // A closing double quotation mark behind a word in s is no possessive.
    let length = token.count
    return length == 1 && document.bytes[token.start] == 0x27 || length == 3 && document.bytes[token.start + 2] == 0x99
  }
}
