package import Platform

extension DirectoryWalker {
  package static let textExtensions = InputKind.markdownExtensions.union(["txt", "text", "html", "htm", "xhtml", "hocr", "xml", "tsv", "json"])

  /// Whether a file of that name is read where a folder is walked.
  package static func reads(_ path: String) -> Bool {
    accepts(path, textExtensions, isPacked: false) && holdsText(path, path)
  }

  /// Files with names of some kinds; of texts those alone that galley reads.
  /// - Parameters:
  ///   - isReadingPacked: whether files packed with gzip are taken, too
  ///   - isExcluded: says of a path, and whether it is a directory, that the configuration leaves it out
  ///   - unreadable: called for directories that cannot be opened
  package static func files<E: Error>(
    under root: String, extensions: Set<String> = textExtensions, isReadingPacked: Bool = false,
    isExcluded: (_ path: FilePath, _ isFolder: Bool) throws(E) -> Bool, unreadable: (FileError) -> Void
  ) throws(E) -> [String] {
    let areTexts = extensions == textExtensions
    let wanted = Wanted { accepts($0, extensions, isPacked: isReadingPacked) } acceptsContent: { !areTexts || holdsText($0, $1) }
    return try files(under: root, wanted: wanted, isExcluded: isExcluded, unreadable: unreadable)
  }

  package static func files(
    under root: String, extensions: Set<String> = textExtensions, isReadingPacked: Bool = false,
    unreadable: (FileError) -> Void
  ) -> [String] {
    files(
      under: root, extensions: extensions, isReadingPacked: isReadingPacked, isExcluded: { _, _ in false }, unreadable: unreadable)
  }

  private static func accepts(_ name: String, _ extensions: Set<String>, isPacked: Bool) -> Bool {
    extensions.contains(InputKind.pathExtension(of: name)) && (isPacked || !name.hasSuffix(".gz"))
  }

  /// Of texts in XML, tables and JSON only what is in a format that galley reads.
  private static func holdsText(_ name: String, _ path: String) -> Bool {
    switch InputKind.pathExtension(of: name) {
    case "xml": name.hasSuffix(".gz") || InputKind.isReadableXML(path)
    case "tsv", "json": (try? FileReader.readHead(path, count: InputKind.sniffed)).map { InputKind.data($0) != nil } ?? false
    default: true
    }
  }
}
