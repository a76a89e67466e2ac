/// A logistic model: does a lone surname stand where a candidate belongs?
///
/// The weights are fitted (ridge regression on the log odds) to news in which one name had been exchanged for
/// another at random, against the same news as published.
enum PersonModel {
  /// Log odds from which a finding is a warning.
  static let warning = 0.8
  /// Log odds from which it is worth a note.
  static let note = -0.2

  static func score(_ features: [Double]) -> Double {
    var sum = 0.0
    for (feature, weight) in zip(features, weights) { sum += feature * weight }
    return sum
  }

  private static let weights: [Double] = [
    -1.83,  // bias
    2.04,  // same initial
    0.55,  // behind “Mr” …
    -0.36,  // behind “President” …
    1.84,  // the candidate bears the same title
    -1.27,  // the candidate bears other titles
    0.02,  // the candidate is introduced with a given name
    0.19,  // … by one alone
    0.80,  // log₂ of the candidate’s mentions
    -0.03,  // mentioned most often
    -0.54,  // log₂ of 1 + lone names with titles
    -0.21,  // log₂ of 1 + names with titles
    0.52,  // behind the candidate’s given name
    0.04,  // … and its initial
    0.81,  // beside a verb of speech
    0.08,  // possessive
    -0.46,  // also an ordinary word
    -0.08,  // also a place
    0.94,  // also a given name
    0.87,  // surname of a known person
    0.67,  // at the start of a sentence
    -0.80,  // candidate in the same sentence
    0.15,  // candidate in the same paragraph
    -1.18,  // before all mentions of the candidate
    -0.09,  // difference in length
    -0.19,  // several candidates with this initial
    -1.05,  // log₂ of distinct words / 200
    0.06,  // log₂ of 1 + number of candidates
    -0.53,  // without title
    0.25,  // … as the candidate
  ]
}
