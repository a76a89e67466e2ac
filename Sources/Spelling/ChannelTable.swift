/// The readable weights of a channel, as in `Rules/model/*.tsv`.
struct ChannelTable: Sendable {
  struct Pair: Sendable {
    let observed: [Unicode.Scalar]
    let intended: [Unicode.Scalar]
    let cost: Float
  }

  private(set) var weights: [String: Float] = [:]
  private(set) var pairs: [Pair] = []

  /// Rows that are not understood are skipped: a test reads the tables strictly.
  init(_ text: [UInt8]) {
    var groups: [(name: String, first: [Unicode.Scalar], second: [Unicode.Scalar])] = []
    for line in text.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: 0x09).map { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) }
      guard fields.count > 2 else { continue }
      let kind = Self.text(fields[0])
      switch kind {
      case "weight": weights[Self.text(fields[1])] = Float(Self.text(fields[2]))
      case "read":
        guard fields.count > 3, let cost = Float(Self.text(fields[3])) else { continue }
        pairs.append(Pair(observed: fields[1], intended: fields[2], cost: cost))
      default: groups.append((kind, fields[1], fields[2]))
      }
    }
    for group in groups {
      let cost = self[group.name]
      pairs.append(Pair(observed: group.first, intended: group.second, cost: cost))
      pairs.append(Pair(observed: group.second, intended: group.first, cost: cost))
    }
  }

  /// The same with the weights of pages known to be misread.
  var worn: ChannelTable {
    var table = self
    for name in ["substitute", "omit", "add"] { table.weights[name] = weights["worn-" + name] ?? self[name] }
    return table
  }

  /// A weight; prohibitive when the table lacks it.
  subscript(name: String) -> Float { weights[name] ?? 40 }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}

extension ChannelModel {
  private static let vowels: Set<UInt8> = Set("aeiouy".utf8)
  private static let keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }
  private static let soundAlikes = ["ckq", "sz", "sc", "gj", "fv", "bp", "dt", "mn", "vw", "xz", "lr"].map {
    Array($0.utf8)
  }

  /// How people type and spell.
  static func typing(_ table: ChannelTable, _ alphabet: Alphabet) -> ChannelModel {
    var model = general(table, alphabet)
    let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    for observed in letters {
      for intended in letters where observed != intended {
        var weight = table["substitute"]
        if areNeighbours(observed, intended) { weight = min(weight, table["substitute-near"]) }
        if vowels.contains(observed) && vowels.contains(intended) { weight = min(weight, table["substitute-vowel"]) }
        if soundAlikes.contains(where: { $0.contains(observed) && $0.contains(intended) }) {
          weight = min(weight, table["substitute-sound"])
        }
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
      guard let observed = alphabet.encode(pair.observed), let intended = alphabet.encode(pair.intended),
        !observed.isEmpty
      else { continue }
      let cost = Self.cost(pair.cost)
      if observed.count == 1 && intended.count == 1 {
        let place = Int(observed[0]) << 8 | Int(intended[0])
        substitution[place] = min(substitution[place], cost)
      } else {
        longer.append(Rewrite(observed: observed, intended: intended, cost: cost))
      }
    }
    setRewrites(longer)
  }

  /// Whether two letters are neighbours on a QWERTY keyboard.
  static func areNeighbours(_ a: UInt8, _ b: UInt8) -> Bool {
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
