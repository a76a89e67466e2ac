// Searches for runs of elements, as the module _StringProcessing has them. The program does without that module: with it
// comes an engine for regular expressions, which would be 1.3 MB of the file. galley’s patterns are PCRE2’s. As there, the functions
// are disfavoured: a literal of one character is a character where it can be, which is found with less work.

extension Collection where Element: Equatable {
  /// Where a run first stands.
  @_disfavoredOverload package func firstRange(of run: some Collection<Element>) -> Range<Index>? {
    var start = startIndex
    while true {
      if let end = end(of: run, from: start) { return start..<end }
      guard start < endIndex else { return nil }
      formIndex(after: &start)
    }
  }

  @_disfavoredOverload package func contains(_ run: some Collection<Element>) -> Bool { firstRange(of: run) != nil }

  /// The pieces between the places where a run stands.
  @_disfavoredOverload
  package func split(
    separator run: some Collection<Element>, maxSplits: Int = .max, omittingEmptySubsequences: Bool = true
  ) -> [SubSequence] {
    var pieces: [SubSequence] = []
    var rest = self[...]
    func take(_ piece: SubSequence) { if !omittingEmptySubsequences || !piece.isEmpty { pieces.append(piece) } }
    while pieces.count < maxSplits, let found = rest.firstRange(of: run), !found.isEmpty {
      take(rest[..<found.lowerBound])
      rest = rest[found.upperBound...]
    }
    take(rest)
    return pieces
  }

  private func end(of run: some Collection<Element>, from start: Index) -> Index? {
    var end = start
    for element in run {
      guard end < endIndex, self[end] == element else { return nil }
      formIndex(after: &end)
    }
    return end
  }
}

extension RangeReplaceableCollection where Element: Equatable {
  /// With another run in all places where one stands.
  @_disfavoredOverload package func replacing(_ run: some Collection<Element>, with other: some Collection<Element>) -> Self {
    var result = Self()
    for (index, piece) in split(separator: run, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { result.append(contentsOf: other) }
      result.append(contentsOf: piece)
    }
    return result
  }
}
