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

  /// - Parameter isTrusted: whether a row without meaning is left to be found by a test
  /// - Throws: a `CardError` with its place where a row means nothing
  init(_ table: [UInt8], file: String, isTrusted: Bool = false) throws(CardError) {
    let table = try TreeTable(table, file: file, features: JointFeature.allCases.map(\.stringValue), isTrusted: isTrusted)
    var models: [JointKind: [Slip: Lazy<BoostedTrees?>]] = [:]
    for kind in JointKind.allCases {
      for slip in Slip.allCases { models[kind, default: [:]][slip] = table["\(kind.rawValue) \(slip.rawValue)"] }
    }
    self.models = models
  }

  /// By how much the log odds of a slip exceed what a report wants; negative where they do not.
  /// - Parameter least: what is less need not be known exactly
  func surplus(_ slip: Slip, _ occurrence: Joints.Occurrence, _ joints: Joints, least: LogOdds = .even) -> LogOdds {
    let values = occurrence.evidence.values
    guard let model = models[occurrence.kind]?[slip]?.value, model.mayReach(least, values, isKnown: Self.isQuick) else { return .impossible }
    return model.logOdds(joints.evidence(at: occurrence).values, least: least)
  }

  /// What is wrong with a capital within a sentence: the likelier slip, if one is likely enough.
  /// - Parameter least: what the log odds must exceed those of a report by
  func slip(atCapital occurrence: Joints.Occurrence, _ joints: Joints, least: LogOdds) -> Slip? {
    let capital = surplus(.capital, occurrence, joints, least: least), stop = surplus(.stop, occurrence, joints, least: least)
    if max(capital, stop) < least { return nil }
    return capital >= stop ? .capital : .stop
  }
}
