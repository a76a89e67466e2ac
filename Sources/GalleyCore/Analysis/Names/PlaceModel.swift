/// A logistic model: does a lone place stand where a candidate belongs?
///
/// The weights are fitted (ridge regression on the log odds) to news in which one name had been exchanged for
/// another at random, against the same news as published.
enum PlaceModel {
  /// Log odds from which a finding is a warning.
  static let warning = 0.5
  /// Log odds from which it is worth a note.
  static let note = -0.5

  static func score(_ features: [Double]) -> Double {
    var sum = 0.0
    for (feature, weight) in zip(features, weights) { sum += feature * weight }
    return sum
  }

  private static let weights: [Double] = [
    7.53,  // bias
    2.31,  // same initial
    1.51,  // both countries, or both towns
    0.16,  // log₂ of the candidate’s mentions
    -0.54,  // its share of all mentions of places
    -0.02,  // mentioned most often
    -1.11,  // beside another place in a list
    -0.43,  // beside the candidate in a list
    0.01,  // in brackets
    -0.44,  // behind “from”, “against” …
    -0.13,  // behind “in” …
    0.42,  // behind “of”
    0.49,  // behind another preposition
    -0.42,  // behind “and” …
    0.65,  // possessive
    0.54,  // subject of a verb
    0.19,  // before a noun
    0.58,  // next word as elsewhere beside the candidate
    0.00,  // previous word as elsewhere
    0.72,  // both possessive
    -0.36,  // same part of the world
    0.10,  // also a personal name
    -0.74,  // log₂ of the number of lone places
    -0.71,  // a town
    -1.02,  // a region
    -0.72,  // a smaller town
    -1.15,  // candidate in the same sentence
    0.19,  // candidate in the same paragraph
    0.50,  // at the start of a sentence
    -0.66,  // before a hyphen
    0.16,  // behind a town of the candidate
    0.23,  // log₂ of 1 + the candidate’s demonyms
    0.16,  // behind a town
    -0.21,  // log₂ of distinct words / 200
    -0.55,  // possessive of a name
    -0.81,  // possessive, a name soon after
    -2.05,  // Zipf frequency of the place
    -1.27,  // of several words
    -1.10,  // “former”, “neighbouring”
    -0.24,  // log₂ of the number of places
    -1.31,  // another country of the same part of the world is named
    -0.51,  // “Hell, in Norway”
    0.45,  // share of mentions that speak for other countries
  ]
}
