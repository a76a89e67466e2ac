import Formats

/// Common words that good dictionaries spell in two ways, whatever the dialect, the usual one first.
///
/// What tells British from American spelling is left to `mixed-dialect`, words of two meanings (inquiry, program) to
/// the writer.
enum Doublets {
  static let pairs: [(usual: [UInt8], other: [UInt8])] = EmbeddedTable.rows("spelling/doublets.tsv").map { (Array($0[0]), Array($0[1])) }
}
