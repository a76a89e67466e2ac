import Formats

/// Verbs and nouns that do not take the endings of all others.
struct IrregularForms: Sendable {
  struct Verb: Sendable {
    let base: [UInt8]
    let past: [[UInt8]], participle: [[UInt8]]
  }

  static let shared = IrregularForms()

  private(set) var verbs: [[UInt8]: Verb] = [:]
  /// The base of each past form that is no base itself.
  private(set) var bases: [[UInt8]: [UInt8]] = [:]
  private(set) var plurals: [[UInt8]: [[UInt8]]] = [:]
  private(set) var singulars: [[UInt8]: [UInt8]] = [:]

  private init() {
    func forms(_ field: ArraySlice<UInt8>) -> [[UInt8]] { field.split(separator: UInt8(ascii: "|")).map(Array.init) }
    let rows = EmbeddedTable.rows("grammar/irregular-verbs.tsv")
    verbs.reserveCapacity(rows.count)
    bases.reserveCapacity(rows.count * 2)
    for row in rows where row.count == 3 {
      let verb = Verb(base: Array(row[0]), past: forms(row[1]), participle: forms(row[2]))
      verbs[verb.base] = verb
    }
    for verb in verbs.values {
      // “lay” is a verb of its own as well as the past of “lie”.
      for form in verb.past + verb.participle where verbs[form] == nil { bases[form] = verb.base }
    }
    for row in EmbeddedTable.rows("grammar/irregular-nouns.tsv") where row.count == 2 {
      plurals[Array(row[0])] = forms(row[1])
      for plural in forms(row[1]) { singulars[plural] = Array(row[0]) }
    }
  }
}
