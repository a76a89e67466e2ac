import Formats

/// Names of several words that the table has.
extension MentionFinder {
  /// The longest entry of the table, of two words or more, that begins at word `i`.
  mutating func longest(_ i: Int) -> (end: Int, readings: [Gazetteer.Reading])? {
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
    if possessive(end - 1) > 0 { key += [.apostrophe, UInt8(ascii: "s")] }
    switch joint(end - 1) {
    case .hyphen: key.append(.hyphen)
    case .stop: key += [.stop, .space]
    default: key.append(.space)
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
}
