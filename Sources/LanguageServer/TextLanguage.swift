import GalleyCore
import Platform

/// What kind of text a document is, by the language that the client opened it as.
package enum TextLanguage: Hashable, Sendable {
  case plainText, markdown, html, commitMessage
  /// A configuration of galley: what it says is helped with, its prose is not read.
  case configuration
  /// Source code and all else: answered with nothing.
  case other

  /// Editors have no common names for the same languages; letters alone are compared (“Git Commit”, “git-commit”).
  private static let names: [String: TextLanguage] = [
    "plaintext": .plainText, "text": .plainText, "txt": .plainText, "plain": .plainText,
    "asciidoc": .plainText, "asciidoctor": .plainText, "adoc": .plainText,
    "markdown": .markdown, "md": .markdown, "gfm": .markdown, "pandoc": .markdown, "markdownpandoc": .markdown,
    "html": .html, "xhtml": .html, "mhtml": .html,
    "gitcommit": .commitMessage, "commit": .commitMessage,
  ]

  /// What git has people write; some editors open it as any other text.
  private static let commitFiles: Set<String> = ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"]

  package init(id: String, uri: DocumentURI) {
    let file = uri.name.names.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let named = Self.names[id.lowercased().filter(\.isLetter)] ?? .other
    if file == ConfigurationSearch.fileName {
      self = .configuration
    } else {
      self = named == .plainText && Self.commitFiles.contains(file) ? .commitMessage : named
    }
  }

  package var isProse: Bool { self != .other && self != .configuration }

  /// How the text is read; nil: as its name and content say.
  var kind: InputKind? {
    switch self {
    case .plainText, .commitMessage: .text
    case .markdown: .markdown
    // What HTML opens as may be hOCR.
    case .html, .configuration, .other: nil
    }
  }

  /// The names that clients are asked to send.
  static let selectable = ["plaintext", "text", "markdown", "html", "xhtml", "asciidoc", "asciidoctor", "gitcommit", "git-commit"]
}

/// Reads a document that a client holds.
enum OpenText {
  /// - Parameter extended: what packs add to the lexicon
  static func read(
    _ bytes: [UInt8], _ language: TextLanguage, name: String, _ extended: LexiconExtension?
  ) throws(InputError) -> Document {
    if language == .commitMessage { return LexiconExtension.using(extended) { CommitMessage.document(bytes, name: name) } }
    var kind = language.kind
    if kind == nil { kind = InputKind.detect(name: name, bytes) == .hocr ? .hocr : .html }
    return try DocumentReader.read(name: name, bytes: bytes, kind: kind, isUnicode: true, extended: extended)
  }
}

/// What git has people write: lines after `#` are git’s, and so is all after its scissors.
enum CommitMessage {
  private static let scissors = Array("# ------------------------ >8 ------------------------".utf8)

  static func document(_ bytes: [UInt8], name: String) -> Document {
    let source = Source(path: name, bytes: bytes)
    var extraction = Extraction(bytes: [])
    var map = OffsetMap()
    for index in source.lines.starts.indices {
      let line = source.lines.text(ofLine: index, in: source.text)
      if line.elementsEqual(scissors) { break }
      if line.first == UInt8(ascii: "#") { continue }
      let end = index + 1 < source.lines.starts.count ? Int(source.lines.starts[index + 1]) : source.text.count
      map.append(source: extraction.bytes.count, target: line.startIndex, isLinear: true)
      extraction.bytes += source.text[line.startIndex..<end]
    }
    map.append(source: extraction.bytes.count, target: source.text.count, isLinear: true)
    extraction.map = map
    return Document(source, extraction)
  }
}
