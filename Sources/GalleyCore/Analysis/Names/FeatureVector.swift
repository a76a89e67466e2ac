/// The answers to the questions of a model, in numbers.
package struct FeatureVector<Feature: RawRepresentable & CaseIterable> where Feature.RawValue == Int {
  package private(set) var values = [Double](repeating: 0, count: Feature.allCases.count)

  subscript(_ feature: Feature) -> Double {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }
  mutating func set(_ feature: Feature, _ value: Bool) { values[feature.rawValue] = value ? 1 : 0 }

  /// The sum of the answers, each times its weight.
  func sum(_ weights: [Double]) -> Double {
    var sum = 0.0
    for (value, weight) in zip(values, weights) { sum += value * weight }
    return sum
  }
}
