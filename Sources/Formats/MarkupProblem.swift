/// A place where an input breaks the rules of its format. What can be read of it is read all the same.
package struct MarkupProblem: Sendable {
  /// In the source's text while the format is read; in a document's prose afterwards.
  package let range: TextRange
  package let message: String
  /// The bytes are not in the encoding that they should be in.
  package let isEncoding: Bool

  package init(range: TextRange, message: String, isEncoding: Bool = false) {
    (self.range, self.message, self.isEncoding) = (range, message, isEncoding)
  }
}

/// Why an input cannot be read as what it is.
package struct MarkupError: Error, Sendable {
  /// In the source's text; nil where the whole file is meant.
  package let offset: Int?
  package let message: String

  package init(_ message: String, at offset: Int? = nil) { (self.message, self.offset) = (message, offset) }
}
