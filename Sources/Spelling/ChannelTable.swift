/// The readable weights of a channel, as in `Rules/model/*.tsv`.
struct ChannelTable: Sendable {
  struct Pair: Sendable {
    let observed: [Unicode.Scalar]
    let intended: [Unicode.Scalar]
    let cost: Float
  }

  private(set) var weights: [String: Float] = [:]
  private(set) var pairs: [Pair] = []
  /// What single letters cost, by the name of their rows: `omit`, `omit-end`, `add`.
  private(set) var letters: [String: [(letter: Unicode.Scalar, cost: Float)]] = [:]
  /// The table, and where its rows `worn` begin, of pages known to be misread: nearly no text asks for them.
  private let text: [UInt8]
  private var wornStart: Int

  /// Rows that are not understood are skipped: a test reads the tables strictly.
  init(_ text: [UInt8]) {
    var groups: [(name: String, first: [Unicode.Scalar], second: [Unicode.Scalar])] = []
    pairs.reserveCapacity(text.count / 12)
    self.text = text
    wornStart = text.count
    var at = 0
    while at < text.count {
      let start = at
      let row = Self.row(text, &at)
      guard row.count > 2, text[row[0].lowerBound] != UInt8(ascii: "#") else { continue }
      let kind = text[row[0]]
      if kind.elementsEqual("read".utf8) {
        if let pair = Self.pair(row, of: text) { pairs.append(pair) }
        continue
      }
      // They are the last of the table.
      if kind.elementsEqual("worn".utf8) {
        wornStart = start
        break
      }
      let name = String(decoding: kind, as: UTF8.self)
      if name == "weight" {
        weights[String(decoding: text[row[1]], as: UTF8.self)] = Self.number(text[row[2]])
      } else if let cost = Self.number(text[row[2]]), let letter = Self.scalars(text[row[1]]).first {
        letters[name, default: []].append((letter, cost))
      } else {
        groups.append((name, Self.scalars(text[row[1]]), Self.scalars(text[row[2]])))
      }
    }
    for group in groups {
      let cost = self[group.name]
      pairs.append(Pair(observed: group.first, intended: group.second, cost: cost))
      pairs.append(Pair(observed: group.second, intended: group.first, cost: cost))
    }
  }

  /// Where the fields of a row are, which tabs part; goes to the next row.
  private static func row(_ text: [UInt8], _ at: inout Int) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    fields.reserveCapacity(4)
    var start = at
    let bytes = text.span
    while at < bytes.count, bytes[at] != 0x0A {
      if bytes[at] == 0x09 {
        if start < at { fields.append(start..<at) }
        start = at + 1
      }
      at += 1
    }
    if start < at { fields.append(start..<at) }
    at += 1
    return fields
  }

  private static func pair(_ row: [Range<Int>], of text: [UInt8]) -> Pair? {
    guard row.count > 3, let cost = number(text[row[3]]) else { return nil }
    return Pair(observed: scalars(text[row[1]]), intended: scalars(text[row[2]]), cost: cost)
  }

  private static func scalars(_ field: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    if field.allSatisfy({ $0 < 0x80 }) { return field.map { Unicode.Scalar($0) } }
    return Array(String(decoding: field, as: UTF8.self).unicodeScalars)
  }

  /// A decimal number. Of up to seven digits, with no more than ten after the point, the quotient is exact as read.
  private static func number(_ field: ArraySlice<UInt8>) -> Float? {
    var digits = 0, divisor = 1.0, hasPoint = false
    for byte in field {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard byte &- 0x30 < 10, digits < 1_000_000 else { return Float(String(decoding: field, as: UTF8.self)) }
      digits = digits * 10 + Int(byte &- 0x30)
      if hasPoint { divisor *= 10 }
    }
    return field.isEmpty ? nil : Float(Double(digits) / divisor)
  }

  /// The same with the weights and pairs of pages known to be misread.
  var worn: ChannelTable {
    var table = self
    var pairs: [Pair] = [], at = wornStart
    while at < text.count {
      if let pair = Self.pair(Self.row(text, &at), of: text) { pairs.append(pair) }
    }
    if !pairs.isEmpty { table.pairs = pairs }
    for name in ["substitute", "omit", "add"] { table.weights[name] = weights["worn-" + name] ?? self[name] }
    return table
  }

  /// A weight; prohibitive when the table lacks it.
  subscript(name: String) -> Float { weights[name] ?? 40 }
}

extension ChannelModel {
  private static let vowels = Array("aeiouy".utf8)
  private static let keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }
  private static let soundAlikes = ["ckq", "sz", "sc", "gj", "fv", "bp", "dt", "mn", "vw", "xz", "lr"].map {
    Array($0.utf8)
  }

  /// How people type and spell.
  static func typing(_ table: ChannelTable, _ alphabet: Alphabet) -> ChannelModel {
    var model = general(table, alphabet)
    let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    let (any, near, vowel, sound) =
      (table["substitute"], table["substitute-near"], table["substitute-vowel"], table["substitute-sound"])
    for observed in letters {
      let isVowel = vowels.contains(observed)
      let alike = soundAlikes.filter { $0.contains(observed) }.joined().reduce(UInt32(0)) { $0 | 1 << UInt32($1 - 0x61) }
      for intended in letters where observed != intended {
        var weight = any
        if areNeighbours(observed, intended) { weight = min(weight, near) }
        if isVowel && vowels.contains(intended) { weight = min(weight, vowel) }
        if alike & 1 << UInt32(intended - 0x61) != 0 { weight = min(weight, sound) }
        model.substitution[Int(observed) << 8 | Int(intended)] = cost(weight)
      }
    }
    for letter in letters {
      let isVowel = vowels.contains(letter)
      let omit = letter == UInt8(ascii: "h") ? table["omit-h"] : isVowel ? table["omit-vowel"] : table["omit"]
      model.omission[Int(letter)] = cost(omit)
      model.omittedAtEnd[Int(letter)] =
        "esd".utf8.contains(letter) ? cost(min(omit, table["omit-end"])) : cost(omit)
      model.addition[Int(letter)] = cost(isVowel ? table["add-vowel"] : table["add"])
    }
    model.omission[0x27] = cost(table["omit-apostrophe"])
    model.omittedAtEnd[0x27] = model.omission[0x27]
    model.addition[0x27] = cost(table["add-apostrophe"])
    model.omittedDouble = cost(table["omit-double"])
    model.addedDouble = cost(table["add-double"])
    model.addedNeighbour = cost(table["add-near"])
    model.add(table.pairs, alphabet)
    return model
  }

  /// How people spell, every letter with costs of its own.
  static func slips(_ table: ChannelTable, _ alphabet: Alphabet) -> ChannelModel {
    var model = general(table, alphabet)
    let costs: [(String, WritableKeyPath<ChannelModel, [UInt16]>)] = [("omit", \.omission), ("omit-end", \.omittedAtEnd), ("add", \.addition)]
    for (name, costsOfLetters) in costs {
      for (letter, cost) in table.letters[name] ?? [] { model[keyPath: costsOfLetters][Int(alphabet.code(letter))] = Self.cost(cost) }
    }
    model.omittedDouble = cost(table["omit-double"])
    model.addedDouble = cost(table["add-double"])
    model.add(table.pairs, alphabet)
    return model
  }

  /// How scanners read.
  static func ocr(_ table: ChannelTable, _ alphabet: Alphabet) -> ChannelModel {
    var model = general(table, alphabet)
    for mark in ".,;:'`^~-_*\"\\/|!()[]{}<>°\u{B7}".unicodeScalars {
      let code = alphabet.code(mark)
      model.addition[Int(code)] = cost(table["add-mark"])
    }
    model.addition[Int(Alphabet.unknown)] = cost(table["add-mark"])
    model.add(table.pairs, alphabet)
    return model
  }

  /// What both channels have: costs that do not depend on the letter.
  private static func general(_ table: ChannelTable, _ alphabet: Alphabet) -> ChannelModel {
    var model = ChannelModel()
    let substitute = cost(table["substitute"])
    model.substitution = Array(repeating: substitute, count: 65536)
    for code in 0..<256 { model.substitution[code << 8 | code] = 0 }
    model.omission = Array(repeating: cost(table["omit"]), count: 256)
    model.omittedAtEnd = model.omission
    model.addition = Array(repeating: cost(table["add"]), count: 256)
    model.omission[0x27] = cost(table["omit-apostrophe"])
    model.omittedDouble = cost(table["omit"])
    model.addedDouble = cost(table["add"])
    model.addedNeighbour = cost(table["add"])
    model.transposition = cost(table["transpose"])
    model.firstLetter = cost(table["first-letter"])
    for (accented, plain) in accents {
      let code = alphabet.code(accented)
      guard code != Alphabet.unknown, let base = plain.utf8.first else { continue }
      model.substitution[Int(base) << 8 | Int(code)] = cost(table["accent"])
      model.substitution[Int(code) << 8 | Int(base)] = cost(table["accent"])
    }
    return model
  }

  /// One-letter pairs go into the matrix, the others become rewrites.
  private mutating func add(_ pairs: [ChannelTable.Pair], _ alphabet: Alphabet) {
    var longer: [Rewrite] = []
    for pair in pairs {
      let cost = Self.cost(pair.cost)
      if pair.observed.count == 1, pair.intended.count == 1 {
        let (observed, intended) = (alphabet.code(pair.observed[0]), alphabet.code(pair.intended[0]))
        guard observed != Alphabet.unknown, intended != Alphabet.unknown else { continue }
        let place = Int(observed) << 8 | Int(intended)
        substitution[place] = min(substitution[place], cost)
      } else if let observed = alphabet.encode(pair.observed), let intended = alphabet.encode(pair.intended), !observed.isEmpty {
        longer.append(Rewrite(observed: observed, intended: intended, cost: cost))
      }
    }
    setRewrites(longer)
  }

  /// Whether two letters are neighbours on a QWERTY keyboard.
  static func areNeighbours(_ a: UInt8, _ b: UInt8) -> Bool {
    let (a, b) = (a &- 0x61, b &- 0x61)
    return a < 26 && b < 26 && neighbours[Int(a)] & 1 << UInt32(b) != 0
  }

  /// For each lowercase letter the set of those beside it.
  private static let neighbours: [UInt32] = (0..<26).map { a in
    (0..<26).reduce(0) { stand(UInt8(0x61 + a), beside: UInt8(0x61 + $1)) ? $0 | 1 << UInt32($1) : $0 }
  }

  private static func stand(_ a: UInt8, beside b: UInt8) -> Bool {
    guard let (rowA, placeA) = place(a), let (rowB, placeB) = place(b) else { return false }
    // Each row stands half a key to the right of the one above.
    if rowA == rowB { return abs(placeA - placeB) == 1 }
    guard abs(rowA - rowB) == 1 else { return false }
    let (upper, lower) = rowA < rowB ? (placeA, placeB) : (placeB, placeA)
    return upper == lower || upper == lower + 1
  }

  private static func place(_ letter: UInt8) -> (Int, Int)? {
    for (row, keys) in keyboard.enumerated() {
      if let place = keys.firstIndex(of: letter) { return (row, place) }
    }
    return nil
  }

  /// Accented letters and their plain ones.
  private static let accents: [(Unicode.Scalar, String)] = {
    let groups = [
      "a": "àáâãäåāăą", "c": "çćč", "d": "ďđ", "e": "èéêëēėęě", "g": "ğģ", "i": "ìíîïīıį", "l": "łĺľ", "n": "ñńňņ",
      "o": "òóôõöøōő", "r": "řŕ", "s": "śšşș", "t": "ťţț", "u": "ùúûüūůűų", "y": "ýÿ", "z": "źżž",
    ]
    return groups.sorted { $0.key < $1.key }.flatMap { plain, accented in
      accented.unicodeScalars.map { ($0, plain) }
    }
  }()
}
