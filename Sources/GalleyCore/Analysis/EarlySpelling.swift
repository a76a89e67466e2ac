import Formats
import Spelling

/// English spelling before it was settled: `vpon`, `haue`, `yeere`, `sonne`, `shippe`, `fayne`, `substaunce`.
enum EarlySpelling {
  /// What printers wrote, and what is written today; each anywhere in a word, or at the end.
  private static let inside = rewrites("inside"), endings = rewrites("end")
  private static let longest = 20
  /// Two habits meet in one word: `agayne`.
  private static let steps = 2
  /// Zipf frequency of a word that is common enough to have been intended.
  private static let common: Zipf = 3.5
  /// Bytes of a word in which a doubled letter and an e are no ending.
  private static let shortWord = 4

  /// Whether a word in lower case that no dictionary knows is an early spelling of a common one.
  static func isForm(_ word: [UInt8], _ lexicon: Lexicon) -> Bool {
    guard word.count > 2, word.count <= longest, word.allSatisfy(\.isLowercase) else { return false }
    var seen: Set<[UInt8]> = [word]
    var last = [word]
    for _ in 0..<steps {
      var next: [[UInt8]] = []
      for form in last.flatMap(respelled) where form.count > 1 && seen.insert(form).inserted {
        if lexicon.zipf(form.span) >= common, !lexicon.accepts(form.span).isEmpty { return true }
        next.append(form)
      }
      last = next
    }
    return false
  }

  private static func rewrites(_ position: String) -> [(early: [UInt8], today: [UInt8])] {
    var found: [(early: [UInt8], today: [UInt8])] = []
    for row in EmbeddedTable.rows("ocr/early-spelling.tsv") where row.count > 1 && row[0].elementsEqual(position.utf8) {
      // Nothing is left of some.
      found.append((Array(row[1]), row.count > 2 ? Array(row[2]) : []))
    }
    return found
  }

  private static func respelled(_ word: [UInt8]) -> [[UInt8]] {
    var forms: [[UInt8]] = []
    for (old, new) in inside {
      for at in word.indices where word[at...].starts(with: old) { forms.append(word[..<at] + new + word[(at + old.count)...]) }
    }
    for (old, new) in endings where word.count > old.count + 1 && word.suffix(old.count).elementsEqual(old) {
      forms.append(word.dropLast(old.count) + new)
    }
    // v begins a word and u stands within it; j came late.
    for at in word.indices {
      let other: UInt8? = word[at] == UInt8(ascii: "v") && at == 0 ? UInt8(ascii: "u") : word[at] == UInt8(ascii: "u") && at > 0 ? UInt8(ascii: "v") : word[at] == UInt8(ascii: "i") && at == 0 ? UInt8(ascii: "j") : nil
      guard let other else { continue }
      var form = word
      form[at] = other
      forms.append(form)
    }
    // sonne, shippe
    let count = word.count
    if count > shortWord, word[count - 1] == UInt8(ascii: "e"), word[count - 2] == word[count - 3] { forms.append(Array(word.dropLast(2))) }
    return forms
  }
}
