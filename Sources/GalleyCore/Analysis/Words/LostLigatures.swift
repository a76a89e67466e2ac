import Formats
import Spelling

/// Unknown forms that are words with a ligature lost, as files from PDF have them: `rst`, `ocial`, `magnied`.
struct LostLigatures {
  /// In lower case.
  private(set) var readings: [Vocabulary.FoldedID: [UInt8]] = [:]

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl"].map { Array($0.utf8) }
  /// Bytes of what is left of a word, and Zipf frequency of a common one.
  private static let shortest = 3, common: Zipf = 2.5

  init(_ unknown: ArraySlice<UnknownWord>, _ lexicon: Lexicon) {
    for word in unknown where word.text.count >= Self.shortest && word.text.allSatisfy({ $0.isLowercase }) {
      var best: (zipf: Zipf, text: [UInt8])?
      for ligature in Self.ligatures {
        // The ligature moves through the word, a letter each time.
        var text = ligature + word.text
        for index in 0...word.text.count {
          let zipf = lexicon.zipf(text)
          if zipf >= Self.common, zipf > best?.zipf ?? .unseen, !lexicon.accepts(text).isEmpty { best = (zipf, text) }
          guard index < word.text.count else { break }
          text[index] = word.text[index]
          text.replaceSubrange((index + 1)...(index + ligature.count), with: ligature)
        }
      }
      if let best { readings[word.fold] = best.text }
    }
  }
}
