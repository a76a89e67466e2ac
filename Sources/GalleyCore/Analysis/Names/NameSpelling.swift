import Formats

/// A name written otherwise than elsewhere.
struct NameSpelling {
  let range: TextRange
  /// Where the text writes it as it does elsewhere.
  let usual: TextRange
}
