/// Damages a seed: cuts, doubles, swaps, splices, and puts in what has harmed.
struct FuzzMutator {
  private(set) var random: SeededGenerator
  private let kind: FuzzKind
  private let pieces: [String]
  /// The most bytes of a seed. A small window is enough for most, and more inputs find more than larger ones; defects of
  /// length have inputs of their own.
  private let window: Int
  private static let smallWindow = 240, largeWindow = 1500
  private static let longest = 40_000

  init(_ kind: FuzzKind, _ random: SeededGenerator) {
    var random = random
    window = Int.random(in: 0..<6, using: &random) == 0 ? Self.largeWindow : Self.smallWindow
    (self.kind, self.random) = (kind, random)
    pieces = FuzzSeeds.pieces(kind)
  }

  mutating func input() -> [UInt8] {
    // A few are nothing but a row of one piece, which is what makes superlinear work show.
    if chance(200) { return row() }
    var bytes = seed()
    for _ in 0..<Int.random(in: 1...6, using: &random) { bytes = step(bytes) }
    if bytes.count > Self.longest { bytes.removeLast(bytes.count - Self.longest) }
    return kind == .text || kind == .markdown ? encoded(bytes) : bytes
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  private mutating func row() -> [UInt8] {
    let piece = Array((self.piece() + (chance(2) ? self.piece() : "")).utf8)
    let count = Int.random(in: 1...(8000 / max(1, piece.count)), using: &random)
    let head = kind == .text || chance(2) ? [] : seed().prefix(300)
    return head + Array([[UInt8]](repeating: piece, count: count).joined())
  }

  private mutating func seed() -> [UInt8] {
    guard let seed = FuzzSeeds.seeds(kind).randomElement(using: &random) else { return [] }
    guard seed.count > window else { return seed }
    // The beginning often says what the file is.
    if !chance(3), kind != .text { return Array(seed.prefix(window)) }
    let start = Int.random(in: 0...(seed.count - window), using: &random)
    return Array(seed[start..<(start + Int.random(in: 1...window, using: &random))])
  }

  private mutating func piece() -> String { pieces.randomElement(using: &random) ?? "" }

  private mutating func offset(_ bytes: [UInt8]) -> Int { Int.random(in: 0...bytes.count, using: &random) }

  private mutating func range(_ bytes: [UInt8]) -> Range<Int> {
    let start = offset(bytes)
    return start..<min(bytes.count, start + Int.random(in: 0...60, using: &random))
  }

  private mutating func step(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    switch Int.random(in: 0..<12, using: &random) {
    case 0: bytes.removeLast(bytes.count - offset(bytes))
    case 1: bytes.removeSubrange(range(bytes))
    case 2:
      let part = range(bytes)
      bytes.insert(contentsOf: Array(bytes[part]), at: part.upperBound)
    case 3:
      let part = Array(bytes[range(bytes)])
      let times = Int.random(in: 1...(chance(4) ? 40 : 4), using: &random)
      bytes.insert(contentsOf: [[UInt8]](repeating: part, count: times).joined(), at: offset(bytes))
    case 4:
      let part = Array(bytes[range(bytes)])
      bytes.insert(contentsOf: part, at: offset(bytes))
    case 5:
      guard !bytes.isEmpty else { break }
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    case 6: bytes.insert(UInt8.random(in: 0...255, using: &random), at: offset(bytes))
    case 7:
      let other = seed()
      bytes = Array(bytes.prefix(offset(bytes))) + other.dropFirst(offset(other))
    case 8:
      let end = ["\r", "\r\n", "\n\n"].randomElement(using: &random) ?? "\n"
      bytes = Array(bytes.split(separator: 0x0A, omittingEmptySubsequences: false).joined(separator: Array(end.utf8)))
    case 9: bytes += Array(piece().utf8)
    default:
      for _ in 0..<Int.random(in: 1...4, using: &random) { bytes.insert(contentsOf: Array(piece().utf8), at: offset(bytes)) }
    }
    return bytes
  }

  /// Now and then in another encoding.
  private mutating func encoded(_ bytes: [UInt8]) -> [UInt8] {
    switch Int.random(in: 0..<40, using: &random) {
    case 0: return [0xEF, 0xBB, 0xBF] + bytes
    case 1: return [0xFF, 0xFE] + String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 2: return [0xFE, 0xFF] + String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case 3: return String(decoding: bytes, as: UTF8.self).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    default: return bytes
    }
  }
}
