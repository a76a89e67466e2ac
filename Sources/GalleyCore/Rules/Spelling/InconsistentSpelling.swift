/// Finds places and inhabitants written in two accepted ways in one document.
package struct InconsistentSpelling: Rule {
  package static let id: RuleID = "inconsistent-spelling"
  package init(_ card: RuleCard) {}

  /// One accepted way to write a name.
  private struct Spelling {
    let key: [UInt8]
    let isPreferred: Bool
    var mentions: [Int] = []
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let inventory = analysis.shared(NameInventory.self)
    for group in groups(inventory, document) where group.count > 1 {
      let ranked = group.sorted {
        ($0.mentions.count, $0.isPreferred ? 1 : 0) > ($1.mentions.count, $1.isPreferred ? 1 : 0)
      }
      let usual = ranked[0]
      let right = document.text(inventory.mentions[usual.mentions[0]].range)
      for rare in ranked.dropFirst() where isSpelling(rare.key, of: usual.key) {
        for i in rare.mentions {
          let range = inventory.mentions[i].range
          findings.flag(
            range,
            "\(document.text(range)) and \(right) are two spellings of one name; the text writes \(right) elsewhere "
              + "(\(occurrences(usual.mentions.count)))",
            fix: Fix(range, right, confidence: .custom, safety: .unsafe),
            related: [Related(inventory.mentions[usual.mentions[0]].range, "\(right) is written like this here")])
        }
      }
    }
    for pair in Doublets.pairs { checkWords(pair.usual, pair.other, analysis, &findings) }
  }

  /// “adviser” and “advisor”: common words, in lower case.
  private func checkWords(_ usual: [UInt8], _ other: [UInt8], _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let vocabulary = document.vocabulary
    guard let a = vocabulary.foldID(usual), let b = vocabulary.foldID(other), vocabulary.folds[Int(a)].lowerCount > 0,
      vocabulary.folds[Int(b)].lowerCount > 0
    else { return }
    let isOtherRarer = vocabulary.folds[Int(b)].lowerCount <= vocabulary.folds[Int(a)].lowerCount
    let (rare, frequent, right) = isOtherRarer ? (b, a, usual) : (a, b, other)
    let tokens = document.tokens
    func lowercase(_ fold: Vocabulary.FoldedID) -> some Sequence<Token> {
      analysis.tokenIndex.occurrences(of: fold).lazy.map { tokens[Int($0)] }.filter { vocabulary[$0.word].shape == .lower }
    }
    guard let first = lowercase(frequent).first(where: { _ in true }) else { return }
    let spelling = String(decoding: right, as: UTF8.self)
    for token in lowercase(rare) {
      findings.flag(
        token.range,
        "\(document.text(token.range)) and \(spelling) are two spellings of one word; the text writes \(spelling) elsewhere "
          + "(\(occurrences(vocabulary.folds[Int(frequent)].lowerCount)))",
        fix: Fix(token.range, spelling, confidence: .custom, safety: .unsafe),
        related: [Related(first.range, "\(spelling) is written like this here")])
    }
  }

  /// The spellings of every place and inhabitant, those of one name together.
  private func groups(_ inventory: NameInventory, _ document: Document) -> [[Spelling]] {
    var index: [String: Int] = [:]
    var groups: [[Spelling]] = []
    // A word is asked once for each kind of name that it is.
    var known: [UInt64: (group: Int, spelling: Int)] = [:]
    for i in inventory.mentions.indices where inventory.mentions[i].kind == .demonym || inventory.mentions[i].kind == .place {
      let mention = inventory.mentions[i]
      guard mention.words.count == 1, !mention.isHeading, mention.kind == .demonym || !mention.isEmbedded else { continue }
      let identity = UInt64(mention.words[0]) << 8 | UInt64(mention.kind.rawValue)
      if let (group, spelling) = known[identity] {
        groups[group][spelling].mentions.append(i)
        continue
      }
      guard let word = inventory.words[Int(mention.words[0])],
        let reading = mention.kind == .place
          ? Places.best(mention.readings) : mention.readings.first(where: { $0.kind == .demonym })
      else { continue }
      // Mont. and U.S.A. are no spellings.
      if reading.kind == .region || document.vocabulary[mention.words[0]].flags.contains(.dotted) { continue }
      let preferred = mention.kind == .place ? reading.name : reading.extraText
      let head = preferred.isEmpty ? word.key : lowercased(Array(preferred.utf8)[...])
      let name = "\(mention.kind.rawValue)/\(reading.name)/\(String(decoding: head, as: UTF8.self))"
      let group: Int
      if let present = index[name] {
        group = present
      } else {
        group = groups.count
        index[name] = group
        groups.append([])
      }
      let spelling = groups[group].firstIndex { $0.key == word.key } ?? groups[group].count
      if spelling == groups[group].count { groups[group].append(Spelling(key: word.key, isPreferred: word.key == head)) }
      groups[group][spelling].mentions.append(i)
      known[identity] = (group, spelling)
    }
    return groups
  }

  /// Bytes of a name that few letters make another one.
  private static let shortWord = 3

  /// Kiev and Kyiv, but not Burma and Myanmar.
  private func isSpelling(_ a: [UInt8], of b: [UInt8]) -> Bool {
    !a.starts(with: b) && !b.starts(with: a) && min(a.count, b.count) > Self.shortWord && a[0] == b[0] && editDistance(a, b, limit: 3) != nil
  }
}
