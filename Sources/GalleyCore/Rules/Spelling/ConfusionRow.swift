import Formats
import Spelling

/// A row of the table of confusable words. Many are read for a single text: no field becomes a text of its own.
enum ConfusionRow {
  struct Fault: Error {
    let message: String
  }

  static func read(_ row: ArraySlice<UInt8>) throws(Fault) -> ConfusionTable.Pair {
    let fields = row.split(separator: .tab, omittingEmptySubsequences: false)
    guard (6...8).contains(fields.count) else { throw Fault(message: "this row has \(fields.count) fields instead of 6 to 8") }
    guard let itself = whole(fields[2]), let next = whole(fields[3]), let last = whole(fields[4]), let threshold = whole(fields[5])
    else { throw Fault(message: "weights and thresholds are whole numbers") }
    guard let neighbours = fields.count > 7 ? neighbours(fields[7]) : [] else { throw Fault(message: "neighbours are like near-noun:120") }
    return ConfusionTable.Pair(
      intended: String(decoding: fields[1], as: UTF8.self), model: LanguageModel.english.word(Array(fields[1])),
      weights: (itself, next, last), threshold: threshold, neighbours: neighbours)
  }

  /// Terms like `near-noun:120`, separated by spaces; nil where one is none.
  private static func neighbours(_ text: ArraySlice<UInt8>) -> [Int32]? {
    var weights: [Int32] = []
    var start = text.startIndex
    while start < text.endIndex {
      if text[start] == .space {
        start += 1
        continue
      }
      var dash = start
      while dash < text.endIndex, text[dash] != .hyphen { dash += 1 }
      var colon = dash
      while colon < text.endIndex, text[colon] != .colon { colon += 1 }
      var end = colon
      while end < text.endIndex, text[end] != .space { end += 1 }
      guard colon < end, let position = positions.firstIndex(where: { $0.elementsEqual(text[start..<dash]) }),
        let feature = NeighbourFeatures.feature(named: text[(dash + 1)..<colon]), let weight = whole(text[(colon + 1)..<end])
      else { return nil }
      if weights.isEmpty { weights = Array(repeating: 0, count: positions.count * NeighbourFeatures.most) }
      weights[position * NeighbourFeatures.most + feature] += Int32(clamping: weight)
      start = end
    }
    return weights
  }

  private static let positions = ["far", "near", "next", "last"].map { Array($0.utf8) }

  private static func whole(_ text: ArraySlice<UInt8>) -> Int? {
    let isNegative = text.first == .hyphen
    let digits = isNegative ? text.dropFirst() : text
    guard (1...9).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard digit.isDigit else { return nil }
      value = value * 10 + Int(digit &- 0x30)
    }
    return isNegative ? -value : value
  }
}
