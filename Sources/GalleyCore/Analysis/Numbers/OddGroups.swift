import Formats

/// Numbers whose only group has a digit too few or too many: “1,20 people”, “$1,00”, “$3,4000”.
struct OddGroups {
  private let context: NumberContext
  private let document: Document
  private var tokens: [Token] { document.tokens }

  init(_ context: NumberContext) { (self.context, document) = (context, context.document) }

  /// Signs of money whose users group by commas: a euro may have cents after one.
  private static let dollarsAndPounds: Set<UInt32> = [0x24, 0xA3]

  /// - Parameters:
  ///   - numerals: the numbers of the prose, ascending
  ///   - isGrouped: whether the text groups digits in threes by commas
  func slips(at numerals: [Int], isGrouped: Bool) -> [NumberSlip] {
    // 1,20 with a second like it, or with commas before decimals, is the style of the text.
    let found = numerals.filter { isOdd(document.bytes(tokens[$0])) }
    let isSlip = found.count == 1 || found.count * Self.sound <= numerals.count { isSound(document.bytes(tokens[$0])) }
    return found.filter { !touches($0 - 1) && !touches($0 + 1) && isNumber($0, isGrouped) && (isSlip || isWhole($0)) }.map { i in
      NumberSlip(range: tokens[i].range, message: "“\(document.text(tokens[i].range))”: \(Self.counts[lastGroup(i)] ?? "") after the comma where three belong")
    }
  }

  /// So many numbers with groups of three there are for each that has others, where there are several of these.
  private static let sound = 2

  /// Of what there are no parts: “12,80 jobs”.
  private func isWhole(_ i: Int) -> Bool {
    guard let after = context.word(after: i), context.isCountedSoon(after), document.scalar(before: tokens[i].start).map({ !NumberContext.currencies.contains($0) }) ?? true
    else { return false }
    let classes = context.classes(after)
    return !classes.contains(.numberTail) && !classes.contains(.timeUnit) && !classes.contains(.moneyWord) && !UnitConversions.isUnit(document.bytes(tokens[after]))
  }

  private func isSound(_ bytes: ArraySlice<UInt8>) -> Bool {
    let groups = bytes.split(separator: .comma, omittingEmptySubsequences: false)
    return groups.count > 1 && groups.dropFirst().allSatisfy { $0.count == NumberContext.group }
  }

  /// Digits after the last comma.
  private func lastGroup(_ i: Int) -> Int { document.bytes(tokens[i]).reversed().prefix { $0 != .comma }.count }
  /// What may stand there by a slip, in words.
  private static let counts = [1: "one digit", 2: "two digits", 4: "four digits"]

  private func isOdd(_ bytes: ArraySlice<UInt8>) -> Bool {
    let groups = bytes.split(separator: .comma, omittingEmptySubsequences: false)
    guard groups.count > 1, (1...NumberContext.group).contains(groups[0].count), groups[0].first != UInt8(ascii: "0"),
      groups.allSatisfy({ $0.allSatisfy { NumberContext.isDigit($0) } })
    else { return false }
    // “1,5” is a decimal of other languages; “3,000,5” is none.
    let last = groups[groups.count - 1].count, isDecimal = groups.count == 2 && last == 1
    return !isDecimal && Self.counts[last] != nil && groups.dropFirst().dropLast().allSatisfy { $0.count == NumberContext.group }
  }

  private func isNumber(_ i: Int, _ isGrouped: Bool) -> Bool {
    let after = context.word(after: i)
    if let sign = document.scalar(before: tokens[i].start), NumberContext.currencies.contains(sign) {
      return Self.dollarsAndPounds.contains(sign) || isGrouped
    }
    let before = context.word(before: i)
    guard !context.classes(before).contains(.numberedThing), !context.isMonth(before) else { return false }
    if document.bytes(tokens[i]).count(where: { $0 == .comma }) > 1 { return true }
    return context.isCountedSoon(after) || isGrouped && context.isLowercase(after) && context.isLowercase(before)
  }

  private func touches(_ k: Int) -> Bool {
    guard tokens.indices.contains(k) else { return false }
    switch tokens[k].kind {
    case .hyphen, .dash, .number, .verbatim: return true
    case .symbol: return !context.isCurrency(before: tokens[k].end)
    case .punctuation: return [.slash, .colon, .openParenthesis, .openBracket].contains(document.bytes[tokens[k].start])
    case .word: return true
    default: return false
    }
  }
}
