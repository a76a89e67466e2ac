import Formats
import Spelling

/// Tells sentences out of joint from sentences as they should be; fitted by `Scripts/fit joints`.
struct JointModel: Sendable {
  /// What is wrong at a joint.
  enum Slip: String, Sendable { case capital, stop, cut }

  private let models: TreeTable
  /// By feature: whether it is known without parts of speech.
  private static let isQuick = JointFeature.allCases.map { !$0.isGrammatical }

  /// - Parameter isTrusted: whether a row without meaning is left to be found by a test
  /// - Throws: a `CardError` with its place where a row means nothing
  init(_ table: [UInt8], file: String, isTrusted: Bool = false) throws(CardError) {
    models = try TreeTable(table, file: file, features: JointFeature.allCases.map(\.stringValue), isTrusted: isTrusted)
  }

  /// By how much the log odds of a slip exceed what a report wants; negative where they do not.
  /// - Parameter least: what is less need not be known exactly
  func surplus(_ slip: Slip, _ occurrence: Joints.Occurrence, _ joints: Joints, least: LogOdds = .even) -> LogOdds {
    let values = occurrence.evidence.values
    guard let model = models["\(occurrence.kind.rawValue) \(slip.rawValue)"], model.bound(values, isKnown: Self.isQuick) >= least else { return .impossible }
    return model.logOdds(joints.evidence(at: occurrence).values)
  }

  /// What is wrong with a capital within a sentence: the likelier slip, if one is likely enough.
  /// - Parameter least: what the log odds must exceed those of a report by
  func slip(atCapital occurrence: Joints.Occurrence, _ joints: Joints, least: LogOdds) -> Slip? {
    let capital = surplus(.capital, occurrence, joints, least: least), stop = surplus(.stop, occurrence, joints, least: least)
    if max(capital, stop) < least { return nil }
    return capital >= stop ? .capital : .stop
  }
}
