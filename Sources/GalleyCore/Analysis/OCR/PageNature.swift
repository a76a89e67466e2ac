/// What the evidence about words and that about marks of a damaged page say of the page itself.
struct PageNature {
  private let values: [Double]

  init(_ analysis: Analysis) {
    let damage = analysis.shared(Damage.self), setting = analysis.shared(PageSetting.self)
    values =
      [damage.share, Double(damage.level.rawValue)] + [setting.isOld, setting.isPeriod, setting.isBook, setting.isWrapped].map { $0 ? 1 : 0 }
  }

  /// - Parameter names: what the values are called: the share of unknown words, the level of damage, old, of a period, a book, in lines
  func fill<Feature>(_ features: inout FeatureVector<Feature>, _ names: [Feature]) {
    for (name, value) in zip(names, values) { features[name] = value }
  }
}

extension PageWordFeature {
  /// In the order of `PageNature`.
  static let nature: [Self] = [.damage, .level, .isOld, .isPeriod, .isBook, .isWrapped]
}

extension PageMarkFeature {
  static let nature: [Self] = [.damage, .level, .isOld, .isPeriod, .isBook, .isWrapped]
}
