extension InputKind {
  /// Whether a file whose name says XML is ALTO, PAGE or hOCR, by its beginning. What cannot be read passes: reading it
  /// says why.
  static func isReadableXML(_ path: String) -> Bool {
    guard let head = try? FileReader.readHead(path, count: sniffed) else { return true }
    let source: Source
    switch XMLEncoding.declared(in: head) {
    case .known(let encoding): source = Source(path: path, bytes: head, encoding: encoding)
    default: source = Source(path: path, bytes: head)
    }
    guard let kind = detect(name: path, source.text) else { return false }
    return kind != .text && kind != .html
  }
}
