/// `Rules/model/ranking.tsv`: what each feature of a `Resemblance` weighs, and how letters sound.
struct ResemblanceTable: Sendable {
  /// Read when a first word is corrected.
  static let fitted = ResemblanceTable(Lexicon.rankingTable)

  private struct Spelling {
    let letters: [UInt8]
    let sound: [UInt8]
    let begins: Bool
  }

  /// What all scores have in common, so that they stand on the scale of the candidates that are not weighed.
  private(set) var level = 0.0
  /// In the order of `Resemblance.Feature`.
  private(set) var weights = [Double](repeating: 0, count: Resemblance.Feature.allCases.count)
  /// By their first letter, the longest first.
  private var spellings = [[Spelling]](repeating: [], count: 256)

  init(_ text: [UInt8]) {
    var fields = TableFields(text)
    while fields.nextRow() {
      switch String(decoding: fields.slice(), as: UTF8.self) {
      case "weight":
        let name = String(decoding: fields.slice(), as: UTF8.self)
        let value = Double(String(decoding: fields.slice(), as: UTF8.self)) ?? 0
        if name == "level" {
          level = value
        } else if let feature = Resemblance.Feature.allCases.first(where: { "\($0)" == name }) {
          weights[feature.rawValue] = value
        }
      case "sound":
        let spelled = Array(fields.slice()), begins = spelled.first == UInt8(ascii: "^")
        let letters = begins ? Array(spelled.dropFirst()) : spelled
        guard let first = letters.first else { break }
        spellings[Int(first)].append(Spelling(letters: letters, sound: Array(fields.slice()), begins: begins))
      default: break
      }
    }
    for first in spellings.indices { spellings[first].sort { $0.letters.count > $1.letters.count } }
  }

  /// Roughly how a word sounds: what may be spelled in several ways in one of them, nothing twice, no mute e at the end.
  func sound(of word: [UInt8]) -> [UInt8] {
    var sound: [UInt8] = []
    func add(_ letter: UInt8) { if sound.last != letter { sound.append(letter) } }
    var at = 0
    while at < word.count {
      let known = spellings[Int(word[at])].first { (at == 0 || !$0.begins) && word[at...].starts(with: $0.letters) }
      known?.sound.forEach(add)
      if known == nil { add(word[at]) }
      at += known?.letters.count ?? 1
    }
    if sound.count > 1, sound.last == UInt8(ascii: "e") { sound.removeLast() }
    return sound
  }

  private static let vowels = Set("aeiouyhw'".utf8)

  static func consonants(of sound: [UInt8]) -> [UInt8] { sound.filter { !vowels.contains($0) } }
}
