import Spelling

/// Numbers of one digit that stand where only a word of one letter can: “when 1 was young”, “0 Father”.
struct LoneDigits: SharedAnalysis {
  struct Reading {
    let token: Int
    let meant: String
  }

  let readings: [Reading]

  init(_ analysis: Analysis) {
    let document = analysis.document, tokens = document.tokens
    readings = analysis.tokenIndex.tokens(.number).compactMap { i in
      guard tokens[i].count == 1, i > 0, i + 2 < tokens.count, tokens[i - 1].kind == .space, tokens[i + 1].kind == .space
      else { return nil }
      let next = tokens[i + 2]
      switch document.bytes[tokens[i].start] {
      case 0x30:
        // Vocatives: “0 Lord”, “0 'tis late”.
        let isName = next.kind == .word && document.vocabulary[next.word].shape == .capitalised && next.count > 1
        return isName || next.kind == .quote ? Reading(token: i, meant: "O") : nil
      case 0x31: return isVerb(next, analysis) && mayFollow(tokens[i - 2 >= 0 ? i - 2 : i - 1], analysis) ? Reading(token: i, meant: "I") : nil
      default: return nil
      }
    }
  }
}

/// Whether “I” may stand behind a token: “when”, and not “of”, “chromosome”.
private func mayFollow(_ token: Token, _ analysis: Analysis) -> Bool {
  guard token.kind == .word else { return true }
  let word = lowercased(analysis.document.bytes(token))
  let count = analysis.lexicon.hasBigram(word, [0x69])
  return count > 0 && count + tenth >= analysis.lexicon.hasBigram(word, [0x61])
}

/// A factor of ten in the steps of `hasBigram`.
private let tenth = 20

/// Whether a word stands behind “I” sooner than behind “a”: a verb, and nothing that is counted.
private func isVerb(_ token: Token, _ analysis: Analysis) -> Bool {
  guard isSmall(token, analysis.document) else { return false }
  let word = lowercased(analysis.document.bytes(token))
  let count = analysis.lexicon.hasBigram([0x69], word)
  return count > 0 && count >= analysis.lexicon.hasBigram([0x61], word)
}
