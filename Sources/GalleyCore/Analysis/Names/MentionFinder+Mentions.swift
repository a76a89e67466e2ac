import Formats

/// What becomes of a name that was read: a mention with its kind, title and possessive ending.
extension MentionFinder {
  /// The title that stands right before word `i`, whatever its case.
  @inline(__always) mutating func title(before i: Int) -> WordID? {
    guard i > 0, joint(i - 1) == .space || joint(i - 1) == .stop else { return nil }
    let id = ids[i - 1]
    return isTitle[Int(id)] ? id : nil
  }

  /// Places at the ends of a longer name vouch for their country, no more.
  mutating func appendEmbedded(_ i: Int, _ end: Int) {
    for j in [i, end - 1] {
      let kinds = traits(j).kinds
      if !kinds.isDisjoint(with: .places) || kinds.contains(.demonym) {
        append(j, j + 1, kind: kinds.contains(.demonym) ? .demonym : .place, readings(j), isEmbedded: true)
      }
    }
  }

  mutating func append(
    _ from: Int, _ end: Int, kind: Mention.Kind, _ readings: [Gazetteer.Reading], isEmbedded: Bool = false
  ) {
    let last = tokens[words[end - 1]]
    var possessive = possessive(end - 1)
    let next = words[end - 1] + 1
    // Wales’
    if possessive == 0, next < tokens.count, tokens[next].kind == .quote,
      bytes[last.end - 1] == UInt8(ascii: "s"), isApostrophe(tokens[next])
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

  func kind(of readings: [Gazetteer.Reading]) -> Mention.Kind {
    kind(of: readings.reduce(into: Gazetteer.Kinds()) { $0.insert($1.kind) })
  }

  func kind(of kinds: Gazetteer.Kinds) -> Mention.Kind {
    if !kinds.isDisjoint(with: .people) || kinds.contains(.personGarble) { return .person }
    if !kinds.isDisjoint(with: .places) { return .place }
    if kinds.contains(.demonym) { return .demonym }
    if kinds.contains(.metonym) || !kinds.isDisjoint(with: .institutions) || kinds.contains(.institutionGarble) {
      return .institution
    }
    return .other
  }

  private mutating func isApostrophe(_ token: Token) -> Bool {
    // A closing double quotation mark after a word in s is no possessive.
    let length = token.count
    return length == 1 && bytes[token.start] == .apostrophe || length == 3 && bytes[token.start + 2] == 0x99
  }
}
