/// A logistic model: does a lone place stand where a candidate belongs?
///
/// The weights are fitted (ridge regression on the log odds) to news in which one name had been exchanged for
/// another at random, against the same news as published.
enum PlaceModel {
  /// Log odds from which a finding is a warning.
  static let warning = 0.4
  /// Log odds from which it is worth a note.
  static let note = -0.5

  static func score(_ features: [Double]) -> Double {
    var sum = 0.0
    for (feature, weight) in zip(features, weights) { sum += feature * weight }
    return sum
  }

  private static let weights: [Double] = [
    6.66,  // bias
    2.58,  // same initial
    1.35,  // both countries, or both towns
    -0.07,  // log₂ of the candidate’s mentions
    -0.59,  // its share of all mentions of places
    0.12,  // mentioned most often
    -1.29,  // beside another place in a list
    -0.40,  // beside the candidate in a list
    0.00,  // in brackets
    -0.42,  // behind “from”, “against” …
    -0.31,  // behind “in” …
    0.55,  // behind “of”
    0.46,  // behind another preposition
    -0.13,  // behind “and” …
    0.51,  // possessive
    0.64,  // subject of a verb
    0.11,  // before a noun
    0.68,  // next word as elsewhere beside the candidate
    0.00,  // previous word as elsewhere
    0.81,  // both possessive
    -0.43,  // same part of the world
    0.20,  // also a personal name
    -0.70,  // log₂ of the number of lone places
    -0.98,  // a town
    -0.96,  // a region
    -0.93,  // a smaller town
    -0.97,  // candidate in the same sentence
    0.20,  // candidate in the same paragraph
    0.53,  // at the start of a sentence
    -0.52,  // before a hyphen
    0.14,  // behind a town of the candidate
    -0.01,  // log₂ of 1 + the candidate’s demonyms
    0.15,  // behind a town
    -0.04,  // log₂ of distinct words / 200
    -0.35,  // possessive of a name
    -0.69,  // possessive, a name soon after
    -1.90,  // Zipf frequency of the place
    -1.38,  // of several words
    -1.18,  // “former X”, “X war”
    -0.35,  // log₂ of the number of places
    -1.23,  // another country of the same part of the world is named
    -0.42,  // “Hell, in Norway”
    -0.24,  // the candidate’s demonym in the same sentence
    0.24,  // … in the same paragraph
    0.36,  // the candidate at the beginning of the text
    0.27,  // the place at the beginning of the text
    0.31,  // candidate in the two sentences before
    0.10,  // candidate in the two sentences behind
    0.69,  // candidate before and behind
    0.43,  // the candidate stands in the same kind of slot
    0.05,  // before a noun, without a preposition
    -0.15,  // the candidate alone is named again
    -0.46,  // log₂ of 1 + mentions that speak for its country
    -0.18,  // … for a region
    0.62,  // share of mentions that speak for other countries
  ]
}
