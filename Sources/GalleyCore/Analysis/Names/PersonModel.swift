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
    -1.62,  // bias
    2.08,  // same initial
    0.51,  // behind “Mr” …
    -0.35,  // behind “President” …
    1.91,  // the candidate bears the same title
    -1.26,  // the candidate bears other titles
    0.13,  // the candidate is introduced with a given name
    0.17,  // … by one alone
    0.74,  // log₂ of the candidate’s mentions
    -0.04,  // mentioned most often
    -0.34,  // log₂ of 1 + lone names with titles
    -0.35,  // log₂ of 1 + names with titles
    0.76,  // behind the candidate’s given name
    0.02,  // … and its initial
    0.83,  // beside a verb of speech
    0.09,  // possessive
    -0.48,  // also an ordinary word
    -0.06,  // also a place
    1.01,  // also a given name
    1.01,  // surname of a known person
    0.74,  // at the start of a sentence
    -0.77,  // candidate in the same sentence
    0.09,  // candidate in the same paragraph
    -1.12,  // before all mentions of the candidate
    -0.11,  // difference in length
    -0.12,  // several candidates with this initial
    -1.05,  // log₂ of distinct words / 200
    0.09,  // log₂ of 1 + number of candidates
    -0.76,  // without title
    0.15,  // … as the candidate
  ]
}
