import Spelling

/// Times the scores of the words of a text, each after the two before it.
struct LanguageModelBench {
  /// Passes after the first, which brings in the pages.
  private static let passes = 20

  static func report(_ text: [UInt8]) -> String {
    let model = LanguageModel.english
    let words = text.split { !($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x27) }
      .map { model.word($0.map { $0 == 0x27 ? $0 : $0 | 0x20 }) }
    guard words.count > 2 else { return "too few words\n" }
    func pass() -> (sum: Int, seconds: Double) {
      let start = Input.processorSeconds()
      var sum = 0
      for i in 2..<words.count { sum += Int(model.score((words[i - 2], words[i - 1]), words[i])) }
      return (sum, Input.processorSeconds() - start)
    }
    let cold = pass()
    let best = (0..<passes).map { _ in pass().seconds }.min() ?? 0
    let count = Double(words.count - 2)
    func nanoseconds(_ seconds: Double) -> Int { Int((seconds / count * 1e9).rounded()) }
    let mean = Double(cold.sum) / count / Double(LanguageModel.steps)
    return "\(words.count) words, mean log10 \(mean): \(nanoseconds(cold.seconds)) ns a score at first, \(nanoseconds(best)) ns warm\n"
  }
}
