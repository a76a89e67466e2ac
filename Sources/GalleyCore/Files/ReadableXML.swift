import Formats
import Platform

extension InputKind {
  /// Whether a file whose name says XML is a format of scans, by its beginning. What cannot be read passes: reading it
  /// says why.
  static func isReadableXML(_ path: String) -> Bool {
    guard let head = try? FileReader.readHead(path, count: sniffed) else { return true }
    let source: Source
    switch XMLEncoding.declared(in: head) {
    case .known(let encoding): source = Source(path: path, bytes: head, encoding: encoding)
    default: source = Source(path: path, bytes: head)
    }
    guard let kind = detect(name: path, source.text) else { return false }
    // The files of a package lie beside it.
    return kind != .text && kind != .html && kind != .mets
  }
}
