/// A logistic model: does a lone surname stand where a candidate belongs?
///
/// The weights are fitted (ridge regression on the log odds) to news in which one name had been exchanged for
/// another at random, against the same news as published.
enum PersonModel {
  /// Log odds from which a finding is a warning.
  static let warning = 0.9
  /// Log odds from which it is worth a note.
  static let note = -0.2

  static func score(_ features: [Double]) -> Double {
    var sum = 0.0
    for (feature, weight) in zip(features, weights) { sum += feature * weight }
    return sum
  }

  private static let weights: [Double] = [
    -1.82,  // bias
    2.02,  // same initial
    0.61,  // behind “Mr” …
    -0.23,  // behind “President” …
    1.83,  // the candidate bears the same title
    -1.26,  // the candidate bears other titles
    -0.04,  // the candidate is introduced with a given name
    0.20,  // … by one alone
    0.82,  // log₂ of the candidate’s mentions
    -0.03,  // mentioned most often
    -0.52,  // log₂ of 1 + lone names with titles
    -0.20,  // log₂ of 1 + names with titles
    0.26,  // behind the candidate’s given name
    0.05,  // … and its initial
    0.89,  // beside a verb of speech
    0.15,  // possessive
    -0.46,  // also an ordinary word
    -0.16,  // also a place
    0.91,  // also a given name
    0.47,  // surname of a known person
    0.75,  // at the start of a sentence
    -0.80,  // candidate in the same sentence
    0.20,  // candidate in the same paragraph
    -1.17,  // before all mentions of the candidate
    -0.08,  // difference in length
    -0.21,  // several candidates with this initial
    -1.14,  // log₂ of distinct words / 200
    0.02,  // log₂ of 1 + number of candidates
    -0.59,  // without title
    0.30,  // … as the candidate
  ]
}
