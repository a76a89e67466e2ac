import Synchronization

/// Ranks what may have been intended by a wrong word, by the noisy channel: what had to go wrong, how frequent the
/// word is, how well it fits its neighbours.
struct Corrector: Sendable {
  let trie: CandidateTrie
  private let mixtures = Mixtures()
  /// Some megabytes.
  private let memo = Memo<Query, [Candidate]>(capacity: 8192)
  let typing: ChannelModel
  let ocr: ChannelModel
  /// What `ocr` is read from; its rows `worn` where the document leaves no doubt that it was misread.
  private let ocrTable: ChannelTable
  /// Every letter with costs of its own: what the best candidates are weighed by.
  let slips: ChannelModel
  let weights: ChannelTable
  /// What a first letter costs at least that is a capital where the word has none.
  private let capital: Int
  /// The cost of a frequency, by Zipf × 10 + 1.
  private let priors: [Int]

  init(trie: CandidateTrie, typing typingTable: ChannelTable, slips slipTable: ChannelTable, ocr ocrTable: ChannelTable) {
    self.trie = trie
    typing = .typing(typingTable, trie.alphabet)
    slips = .slips(slipTable, trie.alphabet)
    ocr = .ocr(ocrTable, trie.alphabet)
    self.ocrTable = ocrTable
    weights = typingTable
    capital = Int(min(typingTable["capital"], typingTable["capitals"]) * ChannelModel.scale)
    priors = (0..<256).map { value in
      // No word: further away than any search goes.
      if value == 0 { return 10_000 }
      let zipf = value <= 1 ? typingTable["unseen"] : Float(value - 1) / 10
      return Int((max(0, 8 - zipf) * typingTable["prior"] * ChannelModel.scale).rounded())
    }
  }

  func model(ocrPrior: Double) -> ChannelModel {
    let mixture = mixture(ocrPrior)
    return mixtures.model(mixture, typing: typing) { mixture == Self.scanned ? .ocr(ocrTable.worn, trie.alphabet) : ocr }
  }

  /// Whether errors are people's, most of them.
  func isTyped(_ ocrPrior: Double) -> Bool { mixture(ocrPrior) == 0 }

  private func mixture(_ ocrPrior: Double) -> Int { ocrPrior < 0.2 ? 0 : ocrPrior < 0.8 ? 1 : Self.scanned }
  /// The mixture for a text that leaves no doubt that a machine read it.
  private static let scanned = 2

  /// The cost of a frequency.
  func prior(_ value: Int) -> Cost { Cost(units: priors[value]) }

  /// The words near one in lower case; `isLowercase` when it was written in them, which makes names less likely.
  /// - Parameter farthest: what the channel may cost at most
  func candidates(
    _ word: [UInt8], isLowercase: Bool, ocrPrior: Double, reach: CorrectionContext.Reach, farthest: Cost
  ) -> [Candidate] {
    memo.value(Query(word: word, mixture: mixture(ocrPrior), isLowercase: isLowercase, reach: reach, farthest: farthest)) {
      let model = model(ocrPrior: ocrPrior)
      let effort = mixture(ocrPrior) == Self.scanned ? CandidateSearch.Effort.hasty : .patient
      var search = CandidateSearch(
        trie: trie, model: model, word: ObservedWord(word, model, farthest: farthest), capital: isLowercase ? capital : 0, priors: priors,
        effort: effort)
      return search.run(reach)
    }
  }

  private struct Query: Hashable {
    let word: [UInt8]
    let mixture: Int
    let isLowercase: Bool
    let reach: CorrectionContext.Reach
    let farthest: Cost
  }
}

/// Mixtures of the two channels for an OCR prior of 0.02, 0.5 and 0.98, each made when first asked for.
private final class Mixtures: Sendable {
  private static let priors: [Float] = [0.02, 0.5, 0.98]
  private let made = Mutex<[ChannelModel?]>([nil, nil, nil])

  func model(_ index: Int, typing: ChannelModel, ocr: () -> ChannelModel) -> ChannelModel {
    made.withLock { made in
      if let known = made[index] { return known }
      let new = ChannelModel.mixture(typing: typing, ocr: ocr(), ocrPrior: Self.priors[index])
      made[index] = new
      return new
    }
  }
}
