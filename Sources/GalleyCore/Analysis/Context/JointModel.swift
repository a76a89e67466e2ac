import Formats
import Spelling

/// The weights that tell sentences out of joint from sentences as they should be; fitted by `Scripts/fit joints`.
struct JointModel: Sendable {
  /// What is wrong at a joint.
  enum Slip: String, Sendable { case capital, stop, cut }

  private struct Term: Sendable {
    /// nil: the bias.
    let feature: JointFeature?
    /// The weight counts what exceeds it.
    let knot: Double?
    let weight: Double

    @inline(__always) func value(_ x: Double) -> Double { weight * (knot.map { max(0, x - $0) } ?? x) }
  }
  private struct Key: Hashable, Sendable { let kind: JointKind, slip: Slip }

  private struct Weights: Sendable {
    private(set) var terms: [Term] = []
    /// Those that need no grammar.
    private var quick: [Term] = []
    /// What the others add at most.
    private var most = 0.0

    init(_ terms: [Term]) {
      self.terms = terms
      quick = terms.filter { $0.feature?.isGrammatical != true }
      var rest: [JointFeature: (no: Double, yes: Double)] = [:]
      for term in terms {
        guard let feature = term.feature, feature.isGrammatical else { continue }
        rest[feature, default: (0, 0)].no += term.value(0)
        rest[feature, default: (0, 0)].yes += term.value(1)
      }
      // Of some features one alone can hold.
      for group in JointFeature.alternatives {
        let values = group.compactMap { rest.removeValue(forKey: $0) }
        most += values.reduce(0) { $0 + $1.no } + max(0, values.map { $0.yes - $0.no }.max() ?? 0)
      }
      for value in rest.values { most += max(value.no, value.yes) }
    }

    func sum(_ evidence: JointEvidence) -> LogOdds {
      var sum = 0.0
      for term in terms { sum += term.value(term.feature.map { evidence[$0] } ?? 1) }
      return LogOdds(sum)
    }

    /// No less than the sum, whatever the grammar says.
    func bound(_ evidence: JointEvidence) -> LogOdds {
      var sum = most + JointModel.rounding
      for term in quick { sum += term.value(term.feature.map { evidence[$0] } ?? 1) }
      return LogOdds(sum)
    }
  }

  /// Sums differ by less than this with the order of their terms.
  private static let rounding = 1e-6

  private var weights: [Key: Weights] = [:]

  /// - Throws: a `CardError` with its place where a row means nothing
  init(_ table: [UInt8], file: String) throws(CardError) {
    var fields = TableFields(table)
    var last: (kind: ArraySlice<UInt8>, slip: ArraySlice<UInt8>) = ([], [])
    var key: Key?
    var terms: [Key: [Term]] = [:]
    var group: [Term] = []
    while fields.nextRow() {
      let (kind, slip, name) = (fields.slice(), fields.slice(), fields.slice())
      let knot = fields.slice()
      let isBeforeLast = fields.isInRow
      let weight = fields.decimal()
      if key == nil || kind != last.kind || slip != last.slip {
        if let key { terms[key, default: []] += group }
        group = []
        last = (kind, slip)
        key = JointKind(rawValue: String(decoding: kind, as: UTF8.self)).flatMap { kind in
          Slip(rawValue: String(decoding: slip, as: UTF8.self)).map { Key(kind: kind, slip: $0) }
        }
      }
      let isBias = name.elementsEqual("bias".utf8)
      let feature = isBias ? nil : JointFeature.byName[Array(name)]
      let height = knot.isEmpty ? nil : TableFields.number(knot)
      guard key != nil, let weight, feature != nil || isBias, knot.isEmpty || height != nil, isBeforeLast, !fields.isInRow else {
        throw CardError(file, Position(line: fields.line, column: 1), "a row is kind, slip, feature, knot, weight")
      }
      group.append(Term(feature: feature, knot: height, weight: weight))
    }
    if let key { terms[key, default: []] += group }
    weights = terms.mapValues(Weights.init)
  }

  /// By how much the log odds of a slip exceed what a report wants; negative where they do not.
  /// - Parameter least: what is less need not be known exactly
  func surplus(_ slip: Slip, _ occurrence: Joints.Occurrence, _ joints: Joints, least: LogOdds = .even) -> LogOdds {
    guard let weights = weights[Key(kind: occurrence.kind, slip: slip)], weights.bound(occurrence.evidence) >= least else { return .impossible }
    return weights.sum(joints.evidence(at: occurrence))
  }

  /// What is wrong with a capital within a sentence: the likelier slip, if one is likely enough.
  /// - Parameter least: what the log odds must exceed those of a report by
  func slip(atCapital occurrence: Joints.Occurrence, _ joints: Joints, least: LogOdds) -> Slip? {
    let capital = surplus(.capital, occurrence, joints, least: least), stop = surplus(.stop, occurrence, joints, least: least)
    if max(capital, stop) < least { return nil }
    return capital >= stop ? .capital : .stop
  }
}

extension JointFeature {
  fileprivate static let byName = Dictionary(uniqueKeysWithValues: allCases.map { (Array($0.stringValue.utf8), $0) })
}
