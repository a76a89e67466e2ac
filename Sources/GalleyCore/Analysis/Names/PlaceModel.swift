/// A logistic model: does a lone place stand where a candidate belongs?
///
/// The weights are fitted (ridge regression on the log odds) to news in which one name had been exchanged for
/// another at random, against the same news as published.
enum PlaceModel {
  /// Log odds from which a finding is a warning.
  static let warning = 0.4
  /// Log odds from which it is worth a note.
  static let note = -0.6

  static func score(_ features: [Double]) -> Double {
    var sum = 0.0
    for (feature, weight) in zip(features, weights) { sum += feature * weight }
    return sum
  }

  private static let weights: [Double] = [
    6.24,  // bias
    2.31,  // same initial
    1.66,  // both countries, or both towns
    0.15,  // log₂ of the candidate’s mentions
    -0.11,  // its share of all mentions of places
    0.07,  // mentioned most often
    -1.35,  // beside another place in a list
    -0.48,  // beside the candidate in a list
    -0.01,  // in brackets
    -0.48,  // behind “from”, “against” …
    0.00,  // behind “in” …
    0.62,  // behind “of”
    0.59,  // behind another preposition
    -0.48,  // behind “and” …
    0.68,  // possessive
    0.53,  // subject of a verb
    0.34,  // before a noun
    0.58,  // next word as elsewhere beside the candidate
    0.00,  // previous word as elsewhere
    0.69,  // both possessive
    -1.14,  // same part of the world
    -0.13,  // also a personal name
    -0.87,  // log₂ of the number of lone places
    -0.53,  // a town
    -0.95,  // a region
    -0.69,  // a smaller town
    -1.08,  // candidate in the same sentence
    0.14,  // candidate in the same paragraph
    0.33,  // at the start of a sentence
    -0.40,  // before a hyphen
    0.14,  // behind a town of the candidate
    0.28,  // log₂ of 1 + the candidate’s demonyms
    0.29,  // behind a town
    -0.30,  // log₂ of distinct words / 200
    -0.52,  // possessive of a name
    -0.67,  // possessive, a name soon after
    -2.02,  // Zipf frequency of the place
    -1.22,  // of several words
    -1.37,  // “former”, “neighbouring”
    0.41,  // share of mentions that speak for other countries
  ]
}
