/// Every word that may be proposed as a trie, each node knowing how frequent the words below it are at most.
///
/// Payload: the number of units (UInt64), the alphabet's extension (127 UInt32, 0 = unused), and from byte 576 the units
/// of four bytes. A node takes two and is known by the number of the first; it says how far after it the first of its
/// children stands. The root comes first, and the children of one node stand together, by the most frequent word below.
/// Before several children stands a unit with the letters that words have below their parent; what a node with fewer has
/// below it is read off its descendants. Before this unit stands an index where children are many (`ChildIndex`).
struct CandidateTrie: Sendable {
  /// One node. A value is Zipf × 10 + 1 of a word, 0 for no word.
  struct Node: BitwiseCopyable {
    let raw: UInt64
    /// The number of the first child; 24 bits.
    var firstChild: UInt32 { UInt32(truncatingIfNeeded: raw & 0xFF_FFFF) }
    /// The most frequent word that ends at most `shortReach` letters below.
    var bestShort: Int { Int(raw &>> 24 & 0xFF) }
    var label: UInt8 { UInt8(truncatingIfNeeded: raw &>> 32) }
    var childCount: Int { Int(raw &>> 40 & 0xFF) }
    /// The most frequent word that ends further below.
    var bestLong: Int { Int(raw &>> 48 & 0xFF) }
    /// The word that ends here.
    var own: Int { Int(raw &>> 56) }
  }

  static let shortReach = 3
  private static let preamble = 576

  /// The children of a node, the one with the most frequent word below first. Valid as long as the trie is.
  struct Children {
    fileprivate let address: UInt
    private let first: UInt32
    let count: Int

    fileprivate init(_ address: UInt, _ first: UInt32, _ count: Int) { (self.address, self.first, self.count) = (address, first, count) }

    /// The number of a child.
    @inline(__always) func number(_ offset: Int) -> UInt32 { first &+ UInt32(truncatingIfNeeded: offset &* 2) }

    @inline(__always)
    subscript(offset: Int) -> Node {
      let raw = unsafe UnsafeRawPointer(bitPattern: address &+ UInt(offset &* 8)).unsafelyUnwrapped.loadUnaligned(as: UInt64.self)
      return Node(raw: raw &+ UInt64(number(offset)))
    }
  }

  let alphabet: Alphabet
  private let unitCount: Int
  private let file: CompiledFile
  /// Where the units begin; valid while `file` lives.
  private let units: UInt
  /// The bit of each code’s lowercase letter, none for what has none.
  private let bits: [UInt32]

  /// nil when the payload's sizes contradict each other.
  init?(_ file: CompiledFile) {
    guard file.payloadSize >= Self.preamble + 8 else { return nil }
    let count = unsafe file.payload.load(as: UInt64.self)
    guard count < Self.mostUnits, file.payloadSize == Self.preamble + 4 * Int(count) else { return nil }
    let codes = unsafe (file.payload + 8).assumingMemoryBound(to: UInt32.self)
    let extended = (0..<Alphabet.capacity).map { unsafe codes[$0] }
    alphabet = Alphabet(extended: extended.filter { $0 != 0 })
    unitCount = Int(count)
    units = UInt(bitPattern: unsafe file.payload + Self.preamble)
    bits = alphabet.lower.map(Self.letterBit)
    self.file = file
  }

  /// Where children are many, tells which of them have one of some letters.
  struct ChildIndex {
    /// The letters a…z of which the index knows a child.
    fileprivate let letters: UInt32
    /// The other children, which have to be looked at: those with further letters, and capitals beside their lowercase letters.
    fileprivate let others: UInt64
    /// The places of the former, a byte each, in the order of letters.
    fileprivate let places: UInt

    /// The places of the children that have one of these letters or one that is not known here, as bits.
    @inline(__always)
    func places(of wanted: UInt32) -> UInt64 {
      var found = others
      var rest = letters & wanted
      while rest != 0 {
        let rank = (letters & (rest & (0 &- rest) &- 1)).nonzeroBitCount
        found |= unsafe 1 &<< UInt64(UnsafePointer<UInt8>(bitPattern: places &+ UInt(rank)).unsafelyUnwrapped.pointee)
        rest &= rest &- 1
      }
      return found
    }
  }

  /// So many children have an index.
  static let indexed = 8...64

  /// The index of a node’s children; nil where they are too few or too many.
  @inline(__always)
  func index(_ node: Node) -> ChildIndex? {
    guard Self.indexed.contains(node.childCount) else { return nil }
    let letters = unit(node.firstChild &- 2)
    let others = UInt64(unit(node.firstChild &- 4)) | UInt64(unit(node.firstChild &- 3)) &<< 32
    let units = UInt32(truncatingIfNeeded: (letters.nonzeroBitCount &+ 3) &>> 2) &+ 4
    guard node.firstChild >= units, Int(node.firstChild) <= unitCount else { return nil }
    return ChildIndex(letters: letters, others: others, places: self.units &+ UInt(node.firstChild &- units) &* 4)
  }

  /// Numbers of nodes have 24 bits.
  private static let mostUnits = 1 << 24

  /// A node by its number; an empty one for a number that a damaged file may hold.
  @inline(__always)
  subscript(number: UInt32) -> Node {
    guard Int(number) &+ 2 <= unitCount, let units = unsafe UnsafeRawPointer(bitPattern: units) else { return Node(raw: 0) }
    return unsafe Node(raw: units.loadUnaligned(fromByteOffset: Int(number) &* 4, as: UInt64.self) &+ UInt64(number))
  }

  /// The children of a node; none where a damaged file points beyond its end.
  @inline(__always)
  func children(_ node: Node) -> Children {
    let (first, count) = (node.firstChild, node.childCount)
    guard Int(first) &+ 2 &* count <= unitCount else { return Children(0, 0, 0) }
    return Children(units &+ UInt(first) &* 4, first, count)
  }

  /// The letters that occur below a node, one bit each; see `letterBit`.
  @inline(__always)
  func letters(below node: Node) -> UInt32 {
    var node = node
    var letters: UInt32 = 0
    // No word is longer than this; a damaged file might go round in circles.
    for _ in 0..<Self.longest {
      if node.childCount == 0 { return letters }
      if node.childCount > 1 { return letters | unit(node.firstChild &- 1) }
      node = self[node.firstChild]
      letters |= unsafe bits.span[unchecked: Int(node.label)]
    }
    return letters
  }

  private static let longest = 64

  @inline(__always)
  private func unit(_ number: UInt32) -> UInt32 {
    guard number < unitCount, let units = unsafe UnsafePointer<UInt32>(bitPattern: units) else { return 0 }
    return unsafe units[Int(number)]
  }

  /// The bit of a lowercase letter; all those beyond a…z share one, and what is no letter has none.
  static func letterBit(_ letter: UInt8) -> UInt32 {
    let place = letter &- 0x61
    return place < 26 ? 1 << UInt32(place) : letter >= 0x80 && letter != Alphabet.unknown ? 1 << 26 : 0
  }

  /// Whether a letter may be among these; what has no bit always may.
  @inline(__always)
  static func mayHold(_ letters: UInt32, _ letter: UInt8) -> Bool {
    let bit = letterBit(letter)
    return bit == 0 || letters & bit != 0
  }

  /// The payload for these dictionaries.
  static func compile(_ dictionaries: [WordForms], hasFrequencies: Bool) -> [UInt8] {
    let alphabet = Alphabet(extended: extendedLetters(dictionaries))
    var words: [Word] = []
    var buffer: [UInt8] = []
    for forms in dictionaries {
      for index in 0..<forms.count where forms.traits[index].isDisjoint(with: [.forbidden, .noSuggest]) {
        let form = forms.bytes[forms.range(index)]
        guard isCandidate(form) else { continue }
        let start = buffer.count
        if form.allSatisfy({ $0 < 0x80 }) {
          buffer += form
        } else {
          let scalars = String(decoding: form, as: UTF8.self).unicodeScalars
          guard let codes = alphabet.encode(scalars), codes.count < 64 else { continue }
          buffer += codes
        }
        let frequency =
          hasFrequencies ? FrequencyTable.unigrams.value(Lexicon.lowercasedHash(form.span)) : 0
        words.append(Word(buffer, start, frequency))
      }
    }
    words.sort { Word.precedes($0, $1, buffer) }
    let units = TrieBuilder.units(TrieBuilder.build(words, buffer), alphabet)
    var payload: [UInt8] = []
    payload.reserveCapacity(preamble + 4 * units.count)
    unsafe withUnsafeBytes(of: UInt64(units.count)) { unsafe payload.append(contentsOf: $0) }
    let letters = alphabet.extended + [UInt32](repeating: 0, count: 142 - alphabet.extended.count)
    unsafe letters.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
    unsafe units.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
    return payload
  }

  /// Possessives are put together from their words; single letters are words only as “a” and “I”.
  private static func isCandidate(_ form: ArraySlice<UInt8>) -> Bool {
    if form.count > 60 { return false }
    if form.count == 1 { return form.first == UInt8(ascii: "a") || form.first == UInt8(ascii: "I") }
    if form.count > 2, form.suffix(2).elementsEqual("'s".utf8) { return false }
    return !form.contains { $0 &- 0x30 < 10 }
  }

  /// The letters beyond ASCII, the most frequent first, as many as there are codes.
  private static func extendedLetters(_ dictionaries: [WordForms]) -> [UInt32] {
    var counts: [UInt32: Int] = [:]
    for forms in dictionaries {
      for index in 0..<forms.count {
        let form = forms.bytes[forms.range(index)]
        guard form.contains(where: { $0 >= 0x80 }) else { continue }
        for scalar in String(decoding: form, as: UTF8.self).unicodeScalars where !scalar.isASCII {
          counts[scalar.value, default: 0] += 1
        }
      }
    }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return ordered.prefix(Alphabet.capacity).map(\.key)
  }
}
