import Formats

/// Tells the parts of speech of a sentence by an averaged perceptron, from left to right: each word gets, of the tags
/// that it may have, the one for which the most evidence speaks. `Scripts/lib/tagger_features.py` computes the same
/// numbers.
struct Tagger {
  /// A word, half a contraction or a mark.
  struct Unit {
    /// Index into the words.
    let word: Int
    let form: TaggerWord.Form
  }

  static let weightBits = 20
  private static let features = 26
  /// Stands for the word before the first and after the last.
  private static let boundary: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let noKind: UInt64 = 0xFFFF
  /// Stands for the tags before the first word.
  private static let noTag: UInt64 = 63

  /// So many words in five have capitals in a title; the model was trained with it.
  private static let titleFifths = 3

  private let model = TaggerModel.shared

  /// - Parameter isTitle: nearly all words have capitals
  func tag(_ units: [Unit], _ words: [TaggerWord]) -> [Tag] {
    let count = units.count
    let capitals = units.reduce(0) { $0 + ($1.form == .capital || $1.form == .upper ? 1 : 0) }
    let title: UInt64 = count > 2 && capitals * 5 > count * Self.titleFifths ? 16 : 0
    let units = units.span, words = words.span
    var first: UInt64 = 8
    var (t1, t2) = (Self.noTag, Self.noTag)
    var result: [Tag] = []
    result.reserveCapacity(count)
    return unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.features) { buffer in
      for i in 0..<count {
        let unit = units[i]
        let candidates = words[unit.word].tags(unit.form).rawValue
        var best = UInt64(candidates.trailingZeroBitCount)
        if candidates & (candidates &- 1) != 0 {
          unsafe fill(buffer, i, units, words, form: UInt64(unit.form.rawValue) | first | title, t1, t2)
          best = unsafe choose(candidates, buffer)
        }
        if unit.form != .mark { first = 0 }
        result.append(Tag(rawValue: UInt8(truncatingIfNeeded: best)) ?? .nn)
        (t2, t1) = (t1, best)
      }
      return result
    }
  }

  /// The tag with the highest score; the first of equals.
  @unsafe private func choose(_ candidates: UInt64, _ buffer: UnsafeMutableBufferPointer<UInt64>) -> UInt64 {
    var best: UInt64 = 0
    var most = Int.min
    var rest = candidates
    while rest != 0 {
      let tag = UInt64(rest.trailingZeroBitCount)
      rest &= rest &- 1
      let key = (tag &+ 1) &* 0x94D0_49BB_1331_11EB
      var score = 0
      for j in 0..<Self.features {
        score &+= unsafe model.weight(Int(truncatingIfNeeded: ((buffer[j] ^ key) &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - Self.weightBits)))
      }
      if score > most { (best, most) = (tag, score) }
    }
    return best
  }

  @inline(__always) private func pair(_ a: UInt64, _ b: UInt64) -> UInt64 { a &* 0xC2B2_AE3D_27D4_EB4F ^ b }

  /// Writes down the evidence at index `i`, each piece mixed with its own number.
  @unsafe private func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt64>, _ i: Int, _ units: borrowing Span<Unit>, _ words: borrowing Span<TaggerWord>, form: UInt64, _ t1: UInt64, _ t2: UInt64
  ) {
    let count = units.count
    let w = words[units[i].word]
    let hasBefore = i > 0, hasAfter = i + 1 < count
    let before = units[hasBefore ? i - 1 : i].word, after = units[hasAfter ? i + 1 : i].word
    let (p1, n1) = (hasBefore ? words[before].hash : Self.boundary, hasAfter ? words[after].hash : Self.boundary)
    let p2 = i > 1 ? words[units[i - 2].word].hash : Self.boundary
    let n2 = i + 2 < count ? words[units[i + 2].word].hash : Self.boundary
    let kind = w.entry.kind
    let kindBefore = hasBefore ? words[before].entry.kind : Self.noKind, kindAfter = hasAfter ? words[after].entry.kind : Self.noKind
    let shape = UInt64(units[i].form.rawValue)
    let edge = UInt64(TaggerWord.Form.edge.rawValue)
    let shapes =
      shape + 8 * (hasBefore ? UInt64(units[i - 1].form.rawValue) : edge) + 64 * (hasAfter ? UInt64(units[i + 1].form.rawValue) : edge)
    let tags = t1 * 64 + t2
    unsafe buffer[0] = w.hash
    unsafe buffer[1] = w.last3
    unsafe buffer[2] = pair(w.last2, shape)
    unsafe buffer[3] = w.last4
    unsafe buffer[4] = form
    unsafe buffer[5] = pair(kind, form)
    unsafe buffer[6] = kind
    unsafe buffer[7] = w.first2
    unsafe buffer[8] = form * 4 + w.uses
    unsafe buffer[9] = p1
    unsafe buffer[10] = n1
    unsafe buffer[11] = p2
    unsafe buffer[12] = n2
    unsafe buffer[13] = kindAfter
    unsafe buffer[14] = kindBefore
    unsafe buffer[15] = hasAfter ? words[after].last3 : Self.boundary
    unsafe buffer[16] = shapes
    unsafe buffer[17] = pair(w.hash, p1)
    unsafe buffer[18] = pair(w.hash, n1)
    unsafe buffer[19] = t1
    unsafe buffer[20] = tags
    unsafe buffer[21] = pair(w.hash, t1)
    unsafe buffer[22] = pair(kind, t1)
    unsafe buffer[23] = pair(kindAfter, t1)
    unsafe buffer[24] = pair(w.last3, t1)
    unsafe buffer[25] = pair(kind, tags)
    for j in 0..<Self.features {
      let x = unsafe (buffer[j] ^ (UInt64(j) &+ 1) &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
      unsafe buffer[j] = x ^ x &>> 31
    }
  }
}
