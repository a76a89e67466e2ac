import Formats

extension JointModel {
  /// The model beside a card; the rules that judge by the built-in one share it.
  static func beside(_ card: RuleCard) throws(CardError) -> JointModel {
    card.isEmbedded ? embedded : try card.readTable(file) { bytes, file throws(CardError) in try JointModel(bytes, file: file) }
  }
}
