package import Formats
import Platform
import Spelling

/// Files of words that are right, in the formats that people have: one word a line, Hunspell’s `.dic`, lists of words to
/// ignore as codespell takes them, cspell’s dictionaries and its settings.
package enum EntryFile {
  private static let endings = [".txt", ".text", ".dic", ".tsv", ".csv", ".list", ".lst", ".words", ".json", ".yml", ".yaml"]

  /// Whether an entry of a configuration names a file: it has a slash, or the ending of a list.
  package static func isPath(_ text: String) -> Bool {
    text.utf8.contains(.slash) || endings.contains { text.lowercased().hasSuffix($0) }
  }

  /// The words of a file in lower case.
  /// - Parameter isNamed: whether it was named on the command line: then it may be a pipe
  package static func words(at path: String, isNamed: Bool = false) throws(CardError) -> [[UInt8]] {
    let name = path.lowercased()
    if name.hasSuffix(".dic") {
      do throws(LexiconError) { return try PersonalDictionary.words(at: path).map { lowercased($0[...]) } } catch {
        throw CardError(path, Position(line: 1, column: 1), "\(error)")
      }
    }
    let bytes: [UInt8]
    do throws(FileError) { bytes = try FileReader.read(path, isNamed: isNamed, most: FileReader.largestList) } catch {
      throw CardError(path, Position(line: 1, column: 1), error.reason)
    }
    if name.hasSuffix(".json") || name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return try settings(bytes, path) }
    return try list(bytes, path)
  }

  /// cspell’s settings: what stands under `words` and `ignoreWords`.
  private static func settings(_ bytes: [UInt8], _ path: String) throws(CardError) -> [[UInt8]] {
    let root: YAML
    do throws(YAML.ParseError) { root = try YAML.parse(bytes) } catch {
      throw CardError(path, error.position, error.message)
    }
    let lists = [root["words"], root["ignoreWords"]].compactMap(\.self)
    guard !lists.isEmpty else { throw CardError(path, root.position, "holds no list “words”") }
    var words: [[UInt8]] = []
    for list in lists {
      guard let strings = list.strings else { throw CardError(path, list.position, "is no list of words") }
      words += strings.flatMap { Self.words(inLine: Array($0.utf8)[...]) }
    }
    return words
  }

  private static func list(_ bytes: [UInt8], _ path: String) throws(CardError) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var number = 0
    for line in bytes.split(separator: .lineFeed, omittingEmptySubsequences: false) {
      number += 1
      let text = content(of: line)
      for i in text.indices.dropLast() where text[i] == .hyphen && text[i + 1] == .greaterThan {
        throw CardError(
          path, Position(line: number, column: 1 + line[..<i].count { $0 & 0xC0 != 0x80 }),
          "a list of corrections, not of words; corrections go into a rule card (“phrases”)")
      }
      words += Self.words(inLine: text)
    }
    return words
  }

  /// A line without its comment (`#` or `//` after a blank) and without the columns after a tab.
  static func content(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    while end < line.endIndex, line[end] != .tab, line[end] != .carriageReturn {
      let isSpaced = end == line.startIndex || line[end - 1] == .space
      if isSpaced, line[end] == .hash || line[end] == .slash && end + 1 < line.endIndex && line[end + 1] == .slash { break }
      end += 1
    }
    return line[..<end]
  }

  /// The words of a line: apart by blanks or commas, without a `/` and flags after it, without cspell’s marks.
  private static func words(inLine line: ArraySlice<UInt8>) -> [[UInt8]] {
    line.split(whereSeparator: { $0 == .space || $0 == .comma }).compactMap { piece in
      // “!word” forbids a word: it is none that is right.
      if piece.first == .exclamation { return nil }
      let isMark = { (byte: UInt8) in byte == .asterisk || byte == .plus || byte == .tilde }
      var word = piece.prefix { $0 != .slash }.drop(while: isMark)
      while let last = word.last, isMark(last) { word.removeLast() }
      return word.isEmpty ? nil : lowercased(word)
    }
  }
}
