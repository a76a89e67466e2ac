import Formats
package import Platform

extension Entry {
  /// The path of a word list that can be changed, if this is one.
  package var wordList: String? {
    guard case .file(let path) = self, WordListFile.isPlain(path) else { return nil }
    return path
  }
}

/// A plain word list that is edited in place.
package struct WordListFile {
  package let path: String
  private var lines: [String]

  /// Reads the list; one that does not exist yet is empty.
  package init(_ path: String) throws(FileError) {
    self.path = path
    guard DirectoryWalker.kind(of: path) != .missing else {
      lines = []
      return
    }
    guard Self.isPlain(path) else { throw FileError(path, "only plain lists can be changed, one word a line") }
    let bytes = try FileReader.read(path)
    lines = bytes.split(separator: .lineFeed, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
  }

  package static func isPlain(_ path: String) -> Bool {
    ![".dic", ".json", ".yml", ".yaml", ".tsv", ".csv"].contains { path.lowercased().hasSuffix($0) }
  }

  package static func isWord(_ text: String) -> Bool {
    !text.isEmpty && !text.utf8.contains { $0 <= .space || $0 == .comma || $0 == .slash || $0 == .hash }
  }

  /// Puts a word where a sorted list has its place for it, else at the end; false if it is there.
  package mutating func add(_ word: String) -> Bool {
    let known = lines.map(Self.word)
    let key = word.lowercased()
    if known.contains(where: { $0?.lowercased() == key }) { return false }
    let keys = known.compactMap { $0?.lowercased() }
    let isSorted = keys.count > 1 && zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 }
    let place = isSorted ? known.firstIndex { ($0?.lowercased() ?? "") > key } ?? lines.count : lines.count
    let isCRLF = lines.first?.utf8.last == .carriageReturn
    lines.insert(word + (isCRLF ? "\r" : ""), at: place)
    return true
  }

  package mutating func remove(_ word: String) -> Bool {
    let before = lines.count
    let key = word.lowercased()
    lines.removeAll { Self.word($0)?.lowercased() == key }
    return lines.count < before
  }

  package func write() throws(FileError) { try FileWriter.replace(path, with: Array(lines.map { $0 + "\n" }.joined().utf8)) }

  /// The word of a line; nil for comments and blank lines.
  private static func word(_ line: String) -> String? {
    let text = line.utf8.prefix { $0 != .tab && $0 != .carriageReturn && $0 != .hash }.filter { $0 != .space }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }
}
