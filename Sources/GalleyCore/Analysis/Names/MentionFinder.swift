/// Reads the names off one sentence after the other.
///
/// Its questions about words are `mutating` although they change nothing: any other call would copy the finder.
struct MentionFinder: ~Copyable {
  private let document: Document
  private let analysis: Analysis
  private let tokens: [Token]
  private let bytes: [UInt8]
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

  // The sentence at hand: its word tokens, and their words, in the first `count` places of lists that serve all sentences.
  private var words: [Int] = []
  private var ids: [WordID] = []
  private var count = 0
  private var sentence = 0
  private var isHeading = false
  private var isTitleCase = false

  /// By distinct word: whether it begins with a capital, and whether it has nothing else.
  private let initials: [Initial]
  private enum Initial: UInt8 { case small, capital, allCapitals }
  /// By distinct word: whether it is a title before names.
  private let isTitle: [Bool]
  /// What the table has that begins with two words, by their pair; each pair is asked for once.
  private var beginnings = PairCache()
  private var knownBeginnings: [Beginning] = []
  /// Names of two words by their pair: places in `pairs`.
  private var pairIndex = PairCache()
  private var pairs: [MentionedName] = []

  /// What the table has for two words joined so, and whether some name goes on behind them.
  private struct Beginning {
    let readings: [Gazetteer.Reading]
    let goesOn: Bool
  }

  private enum Joint: UInt8 { case space, hyphen, stop, none }
  private static let longest = 7

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
        return first >= 0x80 || (0x41...0x5A).contains(first) ? .capital : .small
      }
    }
    let titles = document.vocabulary.marks(NameVocabulary.titles)
    isTitle = document.vocabulary.words.map { titles.contains($0.folded) }
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
  @inline(__always) private mutating func isCapital(_ i: Int) -> Bool { initials[Int(ids[i])] != .small }

  /// How word `i` of the sentence is joined to the next.
  @inline(__always) private mutating func joint(_ i: Int) -> Joint {
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
    guard b == a + 3, tokens[a + 1].kind == .punctuation, bytes[tokens[a + 1].start] == 0x2E, tokens[b - 1].isBlank else { return .none }
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
    if isInitial, joint(i) == .none || bytes[token.start] | 0x20 == 0x69 { return i + 1 }
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

  /// Whether the run from `start` goes on at word `end`; gives the end behind it.
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

  /// The longest entry of the table, of two words or more, that begins at word `i`.
  private mutating func longest(_ i: Int) -> (end: Int, readings: [Gazetteer.Reading])? {
    guard i + 1 < count, joint(i) != .none else { return nil }
    let beginning = beginning(i)
    var best = beginning.readings.isEmpty || !isCapital(i + 1) ? nil : (i + 2, beginning.readings)
    guard beginning.goesOn, i + 2 < count, joint(i + 1) != .none else { return best }
    var key = word(ids[i]).key
    append(i + 1, to: &key)
    var end = i + 2
    while end < count, end - i < Self.longest, joint(end - 1) != .none {
      append(end, to: &key)
      end += 1
      guard Gazetteer.hasPrefix(key) else { break }
      guard isCapital(end - 1) else { continue }
      let readings = Self.impersonal(key)
      if !readings.isEmpty { best = (end, readings) }
    }
    return best
  }

  private static func impersonal(_ key: [UInt8]) -> [Gazetteer.Reading] {
    Gazetteer.readings(of: key).filter { !Gazetteer.Kinds.personal.contains($0.kind) }
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

  /// What the table has that begins with the words `i` and `i + 1`.
  private mutating func beginning(_ i: Int) -> Beginning {
    let pair = pair(i)
    if let known = beginnings[pair] { return knownBeginnings[Int(known)] }
    var key = word(ids[i]).key
    append(i + 1, to: &key)
    let isPrefix = Gazetteer.hasPrefix(key)
    beginnings[pair] = Int32(truncatingIfNeeded: knownBeginnings.count)
    let found = Beginning(readings: isPrefix ? Self.impersonal(key) : [], goesOn: isPrefix && Gazetteer.hasLonger(key))
    knownBeginnings.append(found)
    return found
  }

  @inline(__always) private mutating func possessive(_ i: Int) -> Int {
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
    let last = tokens[words[end - 1]]
    var possessive = possessive(end - 1)
    let next = words[end - 1] + 1
    // Wales’
    if possessive == 0, next < tokens.count, tokens[next].kind == .quote,
      bytes[last.end - 1] == 0x73, isApostrophe(tokens[next])
    {
      possessive = -1
    }
    let start = tokens[words[from]].start
    var isInside = isEmbedded
    if !isInside, kind == .place || kind == .demonym, end < count, joint(end - 1) == .space || joint(end - 1) == .hyphen,
      isCapital(end), possessive == 0, !isTitleCase
    {
      let next = traits(end)
      isInside = next.role != .office && next.role != .courtesy && next.role != .calendar && kind == .place
    }
    mentions.append(
      Mention(
        kind: kind, tokens: words[from]..<(words[end - 1] + 1), range: TextRange(start, last.end - max(0, possessive)),
        possessive: abs(possessive), sentence: sentence,
        name: name(from, end, readings), title: title(before: from), isSentenceStart: from == 0, isHeading: isHeading, isEmbedded: isInside
      ))
  }

  /// The words and readings of a name; those that come again and again share them.
  private mutating func name(_ from: Int, _ end: Int, _ readings: [Gazetteer.Reading]) -> MentionedName {
    switch end - from {
    case 1: return readings.isEmpty ? word(ids[from]).unread : word(ids[from]).alone
    case 2:
      let key = pair(from) << 1 | (readings.isEmpty ? 0 : 1)
      if let known = pairIndex[key] { return pairs[Int(known)] }
      pairIndex[key] = Int32(truncatingIfNeeded: pairs.count)
      pairs.append(MentionedName([ids[from], ids[from + 1]], readings))
      return pairs[pairs.count - 1]
    default: return MentionedName(Array(ids[from..<end]), readings)
    }
  }

  /// The words `i` and `i + 1` and how they are joined, in one number.
  private mutating func pair(_ i: Int) -> UInt64 { UInt64(ids[i]) << 33 | UInt64(ids[i + 1]) << 2 | UInt64(joint(i).rawValue) }

  private mutating func isApostrophe(_ token: Token) -> Bool {
    // A closing double quotation mark behind a word in s is no possessive.
    let length = token.count
    return length == 1 && bytes[token.start] == 0x27 || length == 3 && bytes[token.start + 2] == 0x99
  }
}
