/// Enumerates every form of a dictionary: stems with up to two suffixes and one prefix, as Hunspell accepts them.
struct FormExpander {
  /// More forms than this are not enumerated (agglutinating languages): Hunspell answers for the rest.
  private static let largest = 3_000_000
  /// In bytes; three million forms of real languages take some 50 MB.
  private static let mostBytes = 128 << 20
  /// Entries of affixes that are tried; the largest real dictionaries need a tenth.
  private static let mostSteps = 400_000_000

  private let affixes: AffixFile
  private var forms = WordForms()
  private var steps = 0

  private init(_ affixes: AffixFile) {
    self.affixes = affixes
    forms.isIncomplete = affixes.isOpenEnded
  }

  /// Reads the dictionary's two files and expands them.
  static func expand(_ dictionary: DictionaryInfo) throws(LexiconError) -> WordForms {
    let affixBytes = try read(dictionary.affixPath)
    let wordBytes = try read(dictionary.path)
    let affixes = try AffixParser.parse(affixBytes, path: dictionary.affixPath)
    return expand(affixes, words: wordBytes)
  }

  /// The largest file of a dictionary, in bytes; that of Hungarian has 3 MB, those of German compounds some 20 MB.
  private static let largestFile = 64 << 20

  static func read(_ path: String) throws(LexiconError) -> [UInt8] {
    if let identity = Files.identity(path), identity.size > largestFile {
      throw .unusable(path: path, reason: "too large: a dictionary’s file has at most \(largestFile >> 20) MB")
    }
    guard let bytes = Files.read(path) else { throw .unusable(path: path, reason: "cannot be read") }
    return bytes
  }

  static func expand(_ affixes: AffixFile, words: [UInt8]) -> WordForms {
    var expander = FormExpander(affixes)
    let text = affixes.characterSet.decode(words)
    expander.forms.reserve(text.count / 4)
    var compoundParts: [(word: ArraySlice<UInt8>, flags: [AffixFile.Flag])] = []
    var isFirst = true
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      if isFirst {
        isFirst = false
        if AffixFile.number(line.prefix { $0 != 0x20 && $0 != 0x09 }) != nil { continue }
      }
      guard let (word, flags) = expander.read(line) else { continue }
      if affixes.compoundRules.contains(where: { $0.contains(where: flags.contains) }) {
        compoundParts.append((word, flags))
      }
      expander.expand(word, flags)
    }
    if !affixes.compoundRules.isEmpty {
      // Rules over digits are the ordinals of English dictionaries; any other compound is beyond a list.
      if compoundParts.allSatisfy({ (0x30...0x39).contains($0.word.first ?? 0) }) {
        expander.forms.hasOrdinals = true
      } else {
        expander.forms.isIncomplete = true
      }
    }
    return expander.forms
  }

  /// Splits `word/flags morphology`; nil for an empty line.
  private func read(_ line: ArraySlice<UInt8>) -> (word: ArraySlice<UInt8>, flags: [AffixFile.Flag])? {
    let slashByte = UInt8(ascii: "/")
    var end = line.firstIndex(of: 0x09) ?? line.endIndex
    var slash: Int?
    var hasEscape = false
    var index = line.startIndex
    while index < end {
      if line[index] == UInt8(ascii: "\\"), index + 1 < end, line[index + 1] == slashByte {
        hasEscape = true
        index += 1
      } else if line[index] == slashByte, index > line.startIndex {
        slash = index
        break
      }
      index += 1
    }
    if let slash {
      // Morphological fields may follow after a blank.
      end = line[slash..<end].firstIndex(of: 0x20) ?? end
    } else if let blank = morphologyStart(line[line.startIndex..<end]) {
      end = blank
    }
    var word = line[line.startIndex..<(slash ?? end)]
    if hasEscape {
      word = ArraySlice(
        zip(word, word.dropFirst() + [0]).filter { !($0 == UInt8(ascii: "\\") && $1 == slashByte) }.map(\.0))
    }
    while word.last == 0x20 { word = word.dropLast() }
    guard !word.isEmpty else { return nil }
    return (word, slash.map { affixes.flags(line[($0 + 1)..<end]) } ?? [])
  }

  /// Where ` po:noun` and the like begin on a line without flags.
  private func morphologyStart(_ line: ArraySlice<UInt8>) -> Int? {
    line.indices.first { index in
      line[index] == 0x20 && index + 3 < line.endIndex && line[index + 3] == UInt8(ascii: ":")
    }
  }

  private mutating func expand(_ stem: ArraySlice<UInt8>, _ flags: [AffixFile.Flag]) {
    var traits: WordForms.Traits = []
    if let flag = affixes.keepCase, flags.contains(flag) { traits.insert(.keepCase) }
    if let flag = affixes.noSuggest, flags.contains(flag) { traits.insert(.noSuggest) }
    if let flag = affixes.forbidden, flags.contains(flag) {
      forms.append(stem, .forbidden)
      return
    }
    if let flag = affixes.onlyInCompound, flags.contains(flag) { return }
    guard hasRoom() else { return }
    let prefixes = flags.compactMap { affixes.prefixes[$0] }
    if isFree(flags) { forms.append(stem, traits) }
    for prefix in prefixes { prepend(prefix, to: stem, traits) }
    for flag in flags {
      guard let suffix = affixes.suffixes[flag] else { continue }
      append(suffix, to: stem, prefixes, traits, level: 1)
    }
  }

  /// Whether more may be enumerated. A few lines of affixes can stand for billions of forms.
  private mutating func hasRoom() -> Bool {
    steps += 1
    if forms.count < Self.largest, forms.bytes.count < Self.mostBytes, steps < Self.mostSteps { return true }
    forms.isIncomplete = true
    return false
  }

  private func isFree(_ flags: [AffixFile.Flag]) -> Bool {
    if let flag = affixes.needAffix, flags.contains(flag) { return false }
    if let flag = affixes.onlyInCompound, flags.contains(flag) { return false }
    return true
  }

  private mutating func prepend(_ prefix: AffixFile.Affix, to stem: ArraySlice<UInt8>, _ traits: WordForms.Traits) {
    for entry in prefix.entries {
      guard hasRoom() else { return }
      guard stem.starts(with: entry.strip), entry.condition.holdsAtStart(of: stem) else { continue }
      guard affixes.stripsWholeWords || stem.count > entry.strip.count, isFree(entry.continuation) else { continue }
      let form = entry.append + stem.dropFirst(entry.strip.count)
      forms.append(form, traits)
      for flag in entry.continuation {
        if let suffix = affixes.suffixes[flag] { append(suffix, to: form[...], [], traits, level: 1) }
      }
    }
  }

  private mutating func append(
    _ suffix: AffixFile.Affix, to stem: ArraySlice<UInt8>, _ prefixes: [AffixFile.Affix], _ traits: WordForms.Traits,
    level: Int
  ) {
    for entry in suffix.entries {
      guard hasRoom() else { return }
      guard entry.condition.holdsAtEnd(of: stem), endsWith(stem, entry.strip) else { continue }
      guard affixes.stripsWholeWords || stem.count > entry.strip.count else { continue }
      let form = Array(stem.dropLast(entry.strip.count)) + entry.append
      var entryTraits = traits
      if let flag = affixes.keepCase, entry.continuation.contains(flag) { entryTraits.insert(.keepCase) }
      let ownPrefixes = entry.continuation.compactMap { affixes.prefixes[$0] }
      if isFree(entry.continuation) {
        forms.append(form, entryTraits)
        for prefix in prefixes where prefix.isCrossing && suffix.isCrossing {
          prepend(prefix, to: form[...], entryTraits)
        }
        for prefix in ownPrefixes { prepend(prefix, to: form[...], entryTraits) }
      }
      guard level == 1 else { continue }
      for flag in entry.continuation {
        guard let next = affixes.suffixes[flag] else { continue }
        let crossing = suffix.isCrossing ? prefixes : []
        append(next, to: form[...], crossing + ownPrefixes, entryTraits, level: 2)
      }
    }
  }

  private func endsWith(_ stem: ArraySlice<UInt8>, _ ending: [UInt8]) -> Bool {
    stem.count >= ending.count && stem.suffix(ending.count).elementsEqual(ending)
  }
}
