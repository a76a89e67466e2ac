/// Reads a Hunspell affix file. Options that do not bear on which words exist (`TRY`, `WORDCHARS`, …) are skipped.
struct AffixParser {
  private var file = AffixFile()
  private var expectedAliases: Int?
  /// The block being read and how many of its entries are still to come.
  private var block: (isPrefix: Bool, flag: AffixFile.Flag, remaining: Int)?

  /// Commands whose presence means that a list of forms cannot be complete.
  private static let openEnded: Set<String> = [
    "COMPOUNDFLAG", "COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDLAST", "COMPOUNDEND", "COMPOUNDROOT",
    "COMPOUNDPERMITFLAG", "CIRCUMFIX", "COMPLEXPREFIXES", "CHECKSHARPS", "FORCEUCASE", "IGNORE",
  ]

  static func parse(_ raw: [UInt8], path: String) throws(LexiconError) -> AffixFile {
    var parser = AffixParser()
    let set = characterSetName(raw)
    guard let characterSet = CharacterSet(name: set) else {
      throw .unusable(path: path, reason: "character set \(set) is not supported")
    }
    parser.file.characterSet = characterSet
    let text = characterSet.decode(raw)
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) { parser.read(line) }
    return parser.file
  }

  /// The name that an affix file gives to its character set.
  static func characterSetName(_ raw: [UInt8]) -> String {
    for line in raw.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let fields = fields(line)
      if fields.count > 1, fields[0].elementsEqual("SET".utf8) {
        return String(decoding: fields[1], as: UTF8.self)
      }
    }
    return "ISO8859-1"
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    let fields = Self.fields(line)
    guard fields.count > 0, fields[0].first != UInt8(ascii: "#") else { return }
    let command = String(decoding: fields[0], as: UTF8.self)
    if Self.openEnded.contains(command) || command.hasPrefix("CHECKCOMPOUND") {
      file.isOpenEnded = true
      return
    }
    switch command {
    case "FULLSTRIP": file.stripsWholeWords = true
    case "FLAG" where fields.count > 1: readFlagType(fields[1])
    case "AF" where fields.count > 1: readAlias(fields[1])
    case "NEEDAFFIX" where fields.count > 1, "PSEUDOROOT" where fields.count > 1: file.needAffix = flag(fields[1])
    case "ONLYINCOMPOUND" where fields.count > 1: file.onlyInCompound = flag(fields[1])
    case "FORBIDDENWORD" where fields.count > 1: file.forbidden = flag(fields[1])
    case "NOSUGGEST" where fields.count > 1: file.noSuggest = flag(fields[1])
    case "KEEPCASE" where fields.count > 1: file.keepCase = flag(fields[1])
    case "COMPOUNDRULE" where fields.count > 1 && AffixFile.number(fields[1]) == nil:
      file.compoundRules.append(file.flags(fields[1], resolvingAliases: false))
    case "REP" where fields.count > 2:
      file.replacements.append((Array(fields[1]), Array(fields[2])))
    case "PFX" where fields.count > 3, "SFX" where fields.count > 3: readAffix(fields, isPrefix: command == "PFX")
    default: break
    }
  }

  private func flag(_ field: ArraySlice<UInt8>) -> AffixFile.Flag? {
    file.flags(field, resolvingAliases: false).first
  }

  private mutating func readFlagType(_ field: ArraySlice<UInt8>) {
    switch String(decoding: field, as: UTF8.self) {
    case "long": file.flagType = .long
    case "num": file.flagType = .number
    default: file.flagType = .single
    }
  }

  /// The first `AF` line is the number of the others.
  private mutating func readAlias(_ field: ArraySlice<UInt8>) {
    if expectedAliases == nil {
      expectedAliases = AffixFile.number(field) ?? 0
    } else {
      file.aliases.append(file.flags(field, resolvingAliases: false))
    }
  }

  /// `SFX A Y 3` opens a block; `SFX A y ies/B [^aeiou]y` is one of its entries.
  private mutating func readAffix(_ fields: [ArraySlice<UInt8>], isPrefix: Bool) {
    guard let flag = flag(fields[1]) else { return }
    guard let block, block.remaining > 0, block.isPrefix == isPrefix, block.flag == flag else {
      guard isHeader(fields) else { return }
      let affix = AffixFile.Affix(isCrossing: fields[2].first == UInt8(ascii: "Y"), entries: [])
      if isPrefix { file.prefixes[flag] = affix } else { file.suffixes[flag] = affix }
      block = (isPrefix, flag, AffixFile.number(fields[3]) ?? 0)
      return
    }
    self.block?.remaining -= 1
    let slash = fields[3].firstIndex(of: UInt8(ascii: "/"))
    let append = fields[3][..<(slash ?? fields[3].endIndex)]
    let continuation = slash.map { file.flags(fields[3][($0 + 1)...]) } ?? []
    let entry = AffixFile.Entry(
      strip: Self.isZero(fields[2]) ? [] : Array(fields[2]), append: Self.isZero(append) ? [] : Array(append),
      continuation: continuation,
      condition: AffixCondition(fields.count > 4 ? fields[4] : [UInt8(ascii: ".")]))
    if isPrefix {
      file.prefixes[flag]?.entries.append(entry)
    } else {
      file.suffixes[flag]?.entries.append(entry)
    }
  }

  private func isHeader(_ fields: [ArraySlice<UInt8>]) -> Bool {
    fields[2].elementsEqual("Y".utf8) || fields[2].elementsEqual("N".utf8)
  }

  private static func isZero(_ field: ArraySlice<UInt8>) -> Bool {
    field.count == 1 && field.first == UInt8(ascii: "0")
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let start = line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
    return start.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 })
  }
}
