import GalleyCore

/// A plain list of words, one a line.
enum WordList {
  static func add(_ word: String, to path: String) throws {
    var bytes = DirectoryWalker.kind(of: path) == .missing ? [] : try FileReader.read(path)
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    try FileWriter.replace(path, with: bytes + Array("\(word)\n".utf8))
  }
}
