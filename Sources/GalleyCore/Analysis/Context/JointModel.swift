import Formats
import Spelling

/// Tells sentences out of joint from sentences as they should be; fitted by `Scripts/fit joints`.
struct JointModel: Sendable {
  /// What is wrong at a joint.
  enum Slip: String, CaseIterable, Sendable { case capital, stop, cut }

  /// By kind and slip.
  private let models: [JointKind: [Slip: Lazy<BoostedTrees?>]]
  /// By feature: whether it is known without parts of speech.
  private static let isQuick = JointFeature.allCases.map { !$0.isGrammatical }

  /// The model of a table.
  /// - Throws: a `CardError` with its place where a row means nothing
  init(_ table: [UInt8], file: String) throws(CardError) {
    let table = try TreeTable(table, file: file, features: JointFeature.allCases.map(\.stringValue))
    self.init { name in
      let made = table[name]
      return Lazy { made }
    }
  }

  /// The built-in model.
  static let embedded = JointModel { name in Lazy { CompiledTrees.model(name, of: table) } }
  static let file = "sentence-joints.tsv", table = "structure/\(file)"

  private init(_ model: (_ name: String) -> Lazy<BoostedTrees?>) {
    models = JointKind.allCases.reduce(into: [:]) { models, kind in
      for slip in Slip.allCases { models[kind, default: [:]][slip] = model("\(kind.rawValue) \(slip.rawValue)") }
    }
  }

  /// By how much the log odds of a slip exceed what a report wants; negative where they do not.
  /// - Parameter least: what is less need not be known exactly
  func surplus(_ slip: Slip, _ occurrence: Joints.Occurrence, _ joints: Joints, least: LogOdds = .even) -> LogOdds {
    let values = occurrence.evidence.values
    guard let model = models[occurrence.kind]?[slip]?.value, model.mayReach(least, values, isKnown: Self.isQuick) else { return .impossible }
    return model.logOdds(joints.evidence(at: occurrence).values, least: least)
  }

  /// Whether a capital within a sentence begins another, whose stop is missing: likely enough, and likelier than that the capital is wrong.
  /// - Parameter least: what the log odds must exceed those of a report by
  func lacksStop(before occurrence: Joints.Occurrence, _ joints: Joints, least: LogOdds) -> Bool {
    let stop = surplus(.stop, occurrence, joints, least: least)
    return stop >= least && stop > surplus(.capital, occurrence, joints, least: stop)
  }
}
