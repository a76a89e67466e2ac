/// The weights that tell sentences out of joint from sentences as they should be; fitted by `Scripts/fit joints`.
struct JointModel: Sendable {
  /// What is wrong at a place.
  enum Slip: String, Sendable { case capital, stop, cut }

  private struct Term: Sendable {
    /// nil: the bias.
    let feature: JointFeature?
    /// The weight counts what exceeds it.
    let knot: Double?
    let weight: Double
  }
  private struct Key: Hashable, Sendable { let kind: JointKind, slip: Slip }

  private var terms: [Key: [Term]] = [:]

  /// - Throws: a `CardError` with its place where a row means nothing
  init(_ table: [UInt8], file: String) throws(CardError) {
    for row in try TableReader.rows(table, file: file, columns: 5...5) {
      let feature = row.fields[2] == "bias" ? nil : JointFeature.byName[row.fields[2]]
      guard let kind = JointKind(rawValue: row.fields[0]), let slip = Slip(rawValue: row.fields[1]), let weight = Double(row.fields[4]),
        feature != nil || row.fields[2] == "bias", row.fields[3].isEmpty || Double(row.fields[3]) != nil
      else { throw CardError(file, Position(line: row.line, column: 1), "a row is kind, slip, feature, knot, weight") }
      terms[Key(kind: kind, slip: slip), default: []].append(Term(feature: feature, knot: Double(row.fields[3]), weight: weight))
    }
  }

  /// By how much the log odds of a slip exceed what a report wants; negative where they do not.
  func surplus(_ slip: Slip, _ place: Joints.Place) -> Double {
    guard let terms = terms[Key(kind: place.kind, slip: slip)] else { return -.infinity }
    var sum = 0.0
    for term in terms {
      guard let feature = term.feature else {
        sum += term.weight
        continue
      }
      let value = place.evidence[feature]
      sum += term.weight * (term.knot.map { max(0, value - $0) } ?? value)
    }
    return sum
  }

  /// What is wrong with a capital within a sentence: the likelier slip, if one is likely enough.
  func slip(atCapital place: Joints.Place) -> Slip? {
    let capital = surplus(.capital, place), stop = surplus(.stop, place)
    if max(capital, stop) < 0 { return nil }
    return capital >= stop ? .capital : .stop
  }
}

extension JointFeature {
  fileprivate static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })
}
