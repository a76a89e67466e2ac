/// A Hunspell affix file, as far as forms can be enumerated from it.
struct AffixFile: Sendable {
  /// A flag of whatever `FLAG` type, as one number.
  typealias Flag = UInt32

  enum FlagType: Sendable { case single, long, number }

  /// One line of a `PFX` or `SFX` block.
  struct Entry: Sendable {
    let strip: [UInt8]
    let append: [UInt8]
    let continuation: [Flag]
    let condition: AffixCondition
  }

  struct Affix: Sendable {
    let isCrossing: Bool
    var entries: [Entry]
  }

  var characterSet = CharacterSet.latin1
  var flagType = FlagType.single
  var aliases: [[Flag]] = []
  var prefixes: [Flag: Affix] = [:]
  var suffixes: [Flag: Affix] = [:]
  var needAffix: Flag?
  var onlyInCompound: Flag?
  var forbidden: Flag?
  var noSuggest: Flag?
  var keepCase: Flag?
  var stripsWholeWords = false
  var compoundRules: [[Flag]] = []
  /// Uses what an enumeration cannot hold: compounds, circumfixes and the like.
  var isOpenEnded = false
  /// Pairs of `REP`: what people write, and what they mean.
  var replacements: [(wrong: [UInt8], right: [UInt8])] = []

  /// Reads flags as they stand after a slash, aliases resolved.
  func flags(_ field: ArraySlice<UInt8>, resolvingAliases: Bool = true) -> [Flag] {
    if resolvingAliases && !aliases.isEmpty {
      guard let number = Self.number(field), number > 0, number <= aliases.count else { return [] }
      return aliases[number - 1]
    }
    if flagType == .number {
      return field.split(separator: UInt8(ascii: ",")).compactMap { Self.number($0).map { Flag($0) } }
    }
    let scalars =
      field.contains { $0 >= 0x80 }
      ? String(decoding: field, as: UTF8.self).unicodeScalars.map(\.value)
      : field.map(Flag.init)
    if flagType == .single { return scalars }
    return stride(from: 0, to: scalars.count - scalars.count % 2, by: 2).map {
      scalars[$0] << 16 | scalars[$0 + 1]
    }
  }

  static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard !field.isEmpty, field.count < 9 else { return nil }
    var value = 0
    for byte in field {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}

/// The condition of an affix entry: one set of characters for each place at the stem's edge.
struct AffixCondition: Sendable {
  private struct Place: Sendable {
    var isNegated = false
    var isAny = false
    var ascii: (UInt64, UInt64) = (0, 0)
    var others: [UInt32] = []

    mutating func insert(_ scalar: UInt32) {
      switch scalar {
      case 0..<64: ascii.0 |= 1 << UInt64(scalar)
      case 64..<128: ascii.1 |= 1 << UInt64(scalar - 64)
      default: others.append(scalar)
      }
    }

    func matches(_ scalar: UInt32) -> Bool {
      if isAny { return true }
      let isMember =
        switch scalar {
        case 0..<64: ascii.0 >> UInt64(scalar) & 1 == 1
        case 64..<128: ascii.1 >> UInt64(scalar - 64) & 1 == 1
        default: others.contains(scalar)
        }
      return isMember != isNegated
    }
  }

  private var places: [Place] = []

  /// Reads `[^aeiou]y`, `.` and the like.
  init(_ text: ArraySlice<UInt8>) {
    if text.elementsEqual([UInt8(ascii: ".")]) { return }
    var group: Place?
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch (scalar, group) {
      case ("[", nil): group = Place()
      case ("]", .some(let place)):
        places.append(place)
        group = nil
      case ("^", .some(let place)) where place.ascii == (0, 0) && place.others.isEmpty: group?.isNegated = true
      case (_, .some): group?.insert(scalar.value)
      case (".", nil): places.append(Place(isAny: true))
      case (_, nil):
        var place = Place()
        place.insert(scalar.value)
        places.append(place)
      }
    }
  }

  func holdsAtEnd(of word: ArraySlice<UInt8>) -> Bool {
    var end = word.endIndex
    for place in places.reversed() {
      guard end > word.startIndex else { return false }
      var start = end - 1
      while start > word.startIndex && word[start] & 0xC0 == 0x80 { start -= 1 }
      guard place.matches(Self.scalar(word[start..<end])) else { return false }
      end = start
    }
    return true
  }

  func holdsAtStart(of word: ArraySlice<UInt8>) -> Bool {
    var start = word.startIndex
    for place in places {
      guard start < word.endIndex else { return false }
      var end = start + 1
      while end < word.endIndex && word[end] & 0xC0 == 0x80 { end += 1 }
      guard place.matches(Self.scalar(word[start..<end])) else { return false }
      start = end
    }
    return true
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    let first = bytes[bytes.startIndex]
    if first < 0x80 { return UInt32(first) }
    var value = UInt32(first & (bytes.count == 2 ? 0x1F : bytes.count == 3 ? 0x0F : 0x07))
    for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
    return value
  }
}
