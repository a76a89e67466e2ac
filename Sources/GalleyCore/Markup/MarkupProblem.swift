/// A place where an input breaks the rules of its format. What can be read of it is read all the same.
package struct MarkupProblem: Sendable {
  /// In the source's text while the format is read; in a document's prose afterwards.
  package let range: TextRange
  package let message: String
  /// The bytes are not in the encoding that they should be in.
  package var isEncoding = false
}

/// Why an input cannot be read as what it is.
package struct MarkupError: Error, Sendable {
  /// In the source's text; nil where the whole file is meant.
  let offset: Int?
  let message: String

  init(_ message: String, at offset: Int? = nil) { (self.message, self.offset) = (message, offset) }

  /// One line, with the position in front.
  package func description(in source: Source?) -> String {
    guard let offset, let source else { return message }
    let position = source.position(of: offset)
    return "\(position.line):\(position.column): \(message)"
  }
}
