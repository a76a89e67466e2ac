import Formats

extension MarkupError {
  /// One line, with the position in front.
  package func description(in source: Source?) -> String {
    guard let offset, let source else { return message }
    let position = source.position(of: offset)
    return "\(position.line):\(position.column): \(message)"
  }
}
