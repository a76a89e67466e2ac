import Formats

extension JointModel {
  /// The model beside a card; the rules that judge by the embedded one share it.
  static func beside(_ card: RuleCard) throws(CardError) -> Lazy<JointModel?> {
    card.isEmbedded ? embedded : try card.table(file) { bytes, file throws(CardError) in try JointModel(bytes, file: file) }
  }

  private static let file = "sentence-joints.tsv"
  private static let embedded = Lazy { try? JointModel(EmbeddedFile.bytes("structure/\(file)") ?? [], file: "Rules/structure/\(file)", isTrusted: true) }
}
