/// Tells which of many words may be spelled nearly like a given one, without comparing each with each: two words that
/// few edits part have a form in common once so many letters are left out of either (deletion neighbourhoods, Bocek,
/// Hunt and Stiller 2007).
struct SpellingNeighbours {
  /// What two words are compared by before any letter is looked at.
  private struct Outline: BitwiseCopyable {
    /// A bit for each value of a byte, modulo 32.
    let letters: UInt32
    let length: UInt32

    init(_ word: [UInt8]) {
      letters = word.reduce(0) { $0 | 1 << (UInt32($1) & 31) }
      length = UInt32(truncatingIfNeeded: word.count)
    }

    /// Two edits change the length by two, and four letters.
    @inline(__always)
    func mayBeNear(_ other: Outline) -> Bool {
      max(length, other.length) &- min(length, other.length) <= 2 && (letters ^ other.letters).nonzeroBitCount <= 4
    }
  }

  /// Of so few words all are compared, which costs less than their forms.
  private static let fewest = 64
  /// Of longer words only the ends are varied: two edits leave one end with one at most.
  private static let longest = 16
  private static let end = 8
  /// Forms of a word of the usual length, one letter left out.
  private static let usualForms = 16

  private let outlines: [Outline]
  private let farLength: Int
  private let farPrefix: Int
  /// By form: the last of the chain of its words plus one, a power of two of them; empty where all are compared.
  private var heads: [UInt32] = []
  private var chain: [Link] = []
  /// The forms that several words have, so many times as many bits as heads: seldom do two forms meet in one by chance.
  private var shared = BitSet(count: 0)
  private static let bitsPerHead = 8

  private struct Link: BitwiseCopyable {
    let word: UInt32
    /// The one before it in the chain plus one.
    let next: UInt32
  }

  /// - Parameters:
  ///   - words: not empty any of them
  ///   - farLength: two edits are looked for between words of at least this length, one between others
  ///   - farPrefix: the letters that two edits leave alone at the beginning
  init(_ words: [[UInt8]], farLength: Int = .max, farPrefix: Int = 0) {
    (self.farLength, self.farPrefix) = (farLength, farPrefix)
    outlines = words.map(Outline.init)
    guard words.count > Self.fewest else { return }
    var count = 0
    for word in words { Self.forms(of: word, farLength, farPrefix) { _ in count += 1 } }
    var size = 64
    while size < count { size *= 2 }
    // Not the properties themselves: what a closure shares is copied when it changes.
    var heads = [UInt32](repeating: 0, count: size)
    var chain: [Link] = []
    chain.reserveCapacity(count)
    var seen = BitSet(count: size * Self.bitsPerHead), shared = seen
    for (index, word) in words.enumerated() {
      Self.forms(of: word, farLength, farPrefix) { form in
        let slot = Self.slot(form, size), bit = Self.slot(form, seen.count)
        if seen.insert(bit) { shared.insert(bit) }
        chain.append(Link(word: UInt32(truncatingIfNeeded: index), next: heads[slot]))
        heads[slot] = UInt32(truncatingIfNeeded: chain.count)
      }
    }
    (self.heads, self.chain, self.shared) = (heads, chain, shared)
  }

  /// The indices of all words within reach of this one, ascending, some others among them.
  ///
  /// - Parameter isOneOfThem: whether the word is one of those that are compared. Then forms that no other has need not be
  ///   followed, which most are; the word itself may be among those found or not.
  func near(_ word: [UInt8], isOneOfThem: Bool = false) -> [Int] {
    let outline = Outline(word)
    let heads = self.heads, chain = self.chain, outlines = self.outlines, shared = self.shared
    guard !heads.isEmpty else { return outlines.indices.filter { outlines[$0].mayBeNear(outline) } }
    var found: [Int] = []
    // One step for all forms before the next: memory is fetched for many of them at once.
    var links: [UInt32] = []
    links.reserveCapacity(Self.usualForms)
    Self.forms(of: word, farLength, farPrefix) { form in
      if !isOneOfThem || shared.contains(Self.slot(form, shared.count)) {
        links.append(UInt32(truncatingIfNeeded: Self.slot(form, heads.count)))
      }
    }
    for i in links.indices { links[i] = heads[Int(links[i])] }
    links.removeAll { $0 == 0 }
    while !links.isEmpty {
      for i in links.indices {
        let entry = chain[Int(links[i]) - 1]
        if outlines[Int(entry.word)].mayBeNear(outline) { found.append(Int(entry.word)) }
        links[i] = entry.next
      }
      links.removeAll { $0 == 0 }
    }
    found.sort()
    var last = -1
    found.removeAll { index in
      defer { last = index }
      return index == last
    }
    return found
  }

  private static func slot(_ form: UInt64, _ size: Int) -> Int {
    let wide = form.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: wide.high ^ wide.low) & (size - 1)
  }

  /// Calls with the hash of every form of a word.
  private static func forms(of word: [UInt8], _ farLength: Int, _ farPrefix: Int, _ take: (UInt64) -> Void) {
    // A word that is two letters shorter than a long one may be none.
    if word.count <= longest + 2 { forms(of: word[...], two: word.count >= farLength ? farPrefix : nil, take) }
    guard word.count > longest else { return }
    forms(of: word.prefix(end), two: nil, take)
    forms(of: word.suffix(end), two: nil) { take(~$0) }
  }

  /// The word itself, without any one letter, and where `two` says so without any two after so many. The hash is a polynomial
  /// in the letters, so that each form’s is made of those of the pieces that it leaves.
  private static func forms(of word: ArraySlice<UInt8>, two prefix: Int?, _ take: (UInt64) -> Void) {
    let count = word.count
    // heads[i]: of the letters before i; powers[i]: of the base.
    var heads = InlineArray<20, UInt64>(repeating: 0), powers = InlineArray<20, UInt64>(repeating: 1)
    for (i, letter) in word.enumerated() {
      heads[i + 1] = heads[i] &* base &+ UInt64(letter) &+ 1
      powers[i + 1] = powers[i] &* base
    }
    /// The hash of a form that begins as `before` says and goes on with the letters from `start` to `end`.
    func joined(_ before: UInt64, _ start: Int, _ end: Int) -> UInt64 {
      (before &- heads[start]) &* powers[end - start] &+ heads[end]
    }
    take(heads[count])
    for first in 0..<count { take(joined(heads[first], first + 1, count)) }
    guard let prefix, prefix < count else { return }
    for first in prefix..<count {
      for second in (first + 1)..<max(first + 1, count) { take(joined(joined(heads[first], first + 1, second), second + 1, count)) }
    }
  }

  private static let base: UInt64 = 0x0000_0100_0000_01B3
}
