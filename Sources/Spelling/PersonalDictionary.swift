/// A Hunspell word list of the user’s own.
package enum PersonalDictionary {
  /// Every right form, as written. Without an affix file beside it (`legal.aff` for `legal.dic`) these are the stems.
  package static func words(at path: String) throws(LexiconError) -> [[UInt8]] {
    let bytes = try FormExpander.read(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let dictionary = DictionaryInfo(name: String(name.dropLast(4)), path: path)
    if Files.identity(dictionary.affixPath) != nil {
      let forms = try FormExpander.expand(dictionary)
      return (0..<forms.count).compactMap { forms.traits[$0].contains(.forbidden) ? nil : Array(forms.bytes[forms.range($0)]) }
    }
    var lines = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })[...]
    // The first line of a Hunspell list is how many there are.
    if lines.first?.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x20 }) == true { lines.removeFirst() }
    return lines.compactMap { line in
      let word = line.prefix { $0 != 0x2F && $0 != 0x09 && $0 != 0x20 }
      return word.isEmpty || word.first == 0x2A ? nil : Array(word)
    }
  }
}
