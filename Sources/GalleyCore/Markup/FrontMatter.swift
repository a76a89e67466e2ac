import Formats

/// What a document says about itself between `---` lines at its top, under `galley:`.
struct FrontMatter: Sendable {
  /// The front matter in the source’s text, its lines included.
  let range: SourceRange
  var words: [String] = []
  var names: [String] = []
  /// Rules and categories that rest.
  var off: [(name: String, at: Position)] = []
  /// What is wrong with it.
  private(set) var problems: [(at: Position, message: String)] = []

  private static let keys = ["names", "words", "off"]

  /// Nil if the text has no front matter, or none for galley.
  init?(_ source: Source) {
    let text = source.text
    guard text.starts(with: "---".utf8) else { return nil }
    let lines = source.lines
    guard lines.text(ofLine: 0, in: text).drop(while: { $0 == .hyphen }).allSatisfy({ $0 == .space }) else { return nil }
    var last = 1
    while last < lines.starts.count {
      let line = lines.text(ofLine: last, in: text)
      if line.elementsEqual("---".utf8) || line.elementsEqual("...".utf8) { break }
      last += 1
    }
    guard last < lines.starts.count, last > 1 else { return nil }
    let body = Array(text[Int(lines.starts[1])..<Int(lines.starts[last])])
    guard let root = try? YAML.parse(body, firstLine: 2), let node = root["galley"] else { return nil }
    range = SourceRange(0, last + 1 < lines.starts.count ? Int(lines.starts[last + 1]) : text.count)
    guard let pairs = node.mapping else {
      problems.append((node.position, "“galley” in front matter has names, words and off"))
      return
    }
    for pair in pairs {
      guard let values = pair.value.strings else {
        problems.append((pair.value.position, "“\(pair.key)” is a list"))
        continue
      }
      switch pair.key {
      case "words": words = values
      case "names": names = values
      case "off": off = (pair.value.sequence ?? [pair.value]).compactMap { node in node.string.map { ($0, node.position) } }
      default:
        let hint = nearest(pair.key, in: Self.keys).map { "; did you mean “\($0)”?" } ?? ""
        problems.append((pair.keyAt, "unknown key “\(pair.key)”\(hint)"))
      }
    }
  }
}
