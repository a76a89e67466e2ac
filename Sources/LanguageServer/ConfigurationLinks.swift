import Formats
import GalleyCore
import Platform

/// The files and folders that a configuration names, as links.
enum ConfigurationLinks {
  static func links(in document: OpenDocument, _ client: ClientCapabilities) -> JSONValue {
    guard let root = try? YAML.parse(document.text.bytes), let folder = document.uri.path?.folder else { return [] }
    var links: [JSONValue] = []
    func add(_ node: YAML?, isFolder: Bool) {
      for item in node.map({ $0.sequence ?? [$0] }) ?? [] {
        guard let text = item.string, isFolder || EntryFile.isPath(text), let range = range(of: text, at: item.position, in: document.text)
        else { continue }
        let path = FilePath(text, in: folder)
        guard DirectoryWalker.kind(of: path.description) != .missing else { continue }
        links.append([
          "range": document.text.range(range, client.encoding), "target": .string(DocumentURI(path: path).text),
          "tooltip": .string(path.description),
        ])
      }
    }
    for node in [root] + (root["overrides"]?.sequence ?? []) {
      add(node["extends"], isFolder: true)
      add(node["words"], isFolder: false)
      add(node["names"], isFolder: false)
    }
    return .array(links)
  }

  /// Where a scalar stands, without quotation marks around it; nil where it is written in another way than it reads.
  private static func range(of text: String, at position: Position, in buffer: TextBuffer) -> FileRange? {
    var start = buffer.offset(of: position)
    if start < buffer.bytes.count, buffer.bytes[start] == 0x22 || buffer.bytes[start] == 0x27 { start += 1 }
    guard buffer.bytes[start...].starts(with: text.utf8) else { return nil }
    return FileRange(start, start + text.utf8.count)
  }
}
