/// How much a word of the dictionary looks and sounds like what was written, beyond what the channel's cost says of it.
///
/// A channel takes one slip after the other and knows nothing of the whole: that most people know how a word begins,
/// that somebody who spells by ear writes all of its sounds. The best candidates are ranked by a conditional logit
/// over these features (McFadden 1974), which `Scripts/fit ranking` fits.
struct Resemblance {
  enum Feature: Int, CaseIterable {
    /// The cost of the channel that candidates are searched by; the cost of the slips that lead from one to the other; what
    /// a capital costs where the word has none.
    case cost, slips, capital
    /// How common the word is, and the square of it.
    case zipf, zipfSquared
    /// Letters more than were written, with their sign and without.
    case longer, apart
    /// Whether the first letter is the same; the shares of the written word that begin and that end both.
    case first, beginning, end
    /// Edits of single letters between both; whether there is one; whether both have the same letters.
    case edits, one, anagram
    /// Edits between their sounds and between their consonants; whether they sound alike.
    case sounds, consonants, alike
    /// Whether only the word ends in -ing.
    case ing
  }

  /// What slips cost at most; beyond it nobody asks how far.
  private static let farthest = Int(12 * ChannelModel.scale)

  private let written: [UInt8]
  private let sorted: [UInt8]
  private let sound: [UInt8]
  private let consonants: [UInt8]
  private let table: ResemblanceTable
  private let channel: PairCost

  /// - Parameter written: in lower case and in the alphabet's codes, which are ASCII for the letters a to z; not empty
  init(_ written: [UInt8], _ slips: ChannelModel, _ table: ResemblanceTable = .fitted) {
    self.written = written
    channel = PairCost(written, slips)
    self.table = table
    sorted = written.sorted()
    sound = table.sound(of: written)
    consonants = ResemblanceTable.consonants(of: sound)
  }

  /// A score as `Ranking` sums it up.
  func score(_ features: [Double]) -> Double {
    zip(features, table.weights).reduce(table.level) { $0 + $1.0 * $1.1 }
  }

  /// - Parameters:
  ///   - form: in the alphabet's codes
  ///   - capital: what its capitals cost
  func features(_ form: [UInt8], cost: Cost, capital: Double, zipf: Double) -> [Double] {
    let form = form.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    let sound = table.sound(of: form)
    let length = Double(written.count), longer = Double(form.count) - length
    let edits = Self.edits(written, form)
    var features = [Double](repeating: 0, count: Feature.allCases.count)
    func set(_ feature: Feature, _ value: Double) { features[feature.rawValue] = value }
    set(.cost, cost.value)
    set(.slips, channel.cost(of: form, limit: Self.farthest).map { Cost(units: $0).value } ?? Cost(units: Self.farthest).value)
    set(.capital, capital)
    set(.zipf, zipf)
    set(.zipfSquared, zipf * zipf / 10)
    set(.longer, longer)
    set(.apart, abs(longer))
    set(.first, written.first == form.first ? 1 : 0)
    set(.beginning, Double(zip(written, form).prefix { $0 == $1 }.count) / length)
    set(.end, Double(zip(written.reversed(), form.reversed()).prefix { $0 == $1 }.count) / length)
    set(.edits, Double(edits))
    set(.one, edits == 1 ? 1 : 0)
    set(.anagram, form.count == written.count && form.sorted() == sorted ? 1 : 0)
    set(.sounds, Double(Self.edits(self.sound, sound)))
    set(.consonants, Double(Self.edits(consonants, ResemblanceTable.consonants(of: sound))))
    set(.alike, self.sound == sound ? 1 : 0)
    set(.ing, Self.endsInIng(form) && !Self.endsInIng(written) ? 1 : 0)
    return features
  }

  private static func endsInIng(_ word: [UInt8]) -> Bool { word.suffix(3).elementsEqual("ing".utf8) }

  /// Least edits of one letter: another, one more, one less (Wagner and Fischer 1974).
  private static func edits(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (i, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in other.indices {
        let best = min(min(row[j], row[j + 1]) + 1, diagonal + (letter == other[j] ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = best
      }
    }
    return row[other.count]
  }
}
