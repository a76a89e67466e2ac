import GalleyCore
import Platform
import Reports

/// Finds the picture of a scanned page beside the file with its text.
enum PageImages {
  /// What browsers show, by extension.
  private static let types = ["jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"]
  /// A report with some dozens of them can still be sent.
  private static let mostBytes = 1 << 20
  /// Extensions that are taken off a name: `p7.alto.xml.gz`.
  private static let mostExtensions = 3

  /// The picture has the name of the file, with `-2` and so on for the pages after the first.
  static func image(_ file: String, _ page: Int) -> PageImage? {
    var stem = Substring(file)
    for _ in 0..<mostExtensions {
      let name = stem.lastIndex(of: "/").map(stem.index(after:)) ?? stem.startIndex
      guard let dot = stem[name...].lastIndex(of: "."), dot > name else { return nil }
      stem = stem[..<dot]
      for ending in page == 1 ? ["", "-1"] : ["-\(page)"] {
        for (suffix, type) in types.sorted(by: { $0.key < $1.key }) {
          let path = "\(stem)\(ending).\(suffix)"
          guard DirectoryWalker.kind(of: path) == .file else { continue }
          guard let bytes = try? FileReader.read(path, most: mostBytes) else { return .linked(path: path) }
          return .embedded(type: type, bytes: bytes)
        }
      }
    }
    return nil
  }
}
