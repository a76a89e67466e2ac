extension ArraySlice<UInt8> {
  /// What the standard library’s method of this name does, for bytes, several times as fast: tables are read at every start.
  package func split(separator: UInt8, omittingEmptySubsequences: Bool = true) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    let bytes = span, first = startIndex
    var start = 0, end = 0
    while end <= bytes.count {
      if end == bytes.count || bytes[end] == separator {
        if end > start || !omittingEmptySubsequences { pieces.append(self[(first + start)..<(first + end)]) }
        start = end + 1
      }
      end += 1
    }
    return pieces
  }
}

extension [UInt8] {
  /// See `ArraySlice.split`.
  package func split(separator: UInt8, omittingEmptySubsequences: Bool = true) -> [ArraySlice<UInt8>] {
    self[...].split(separator: separator, omittingEmptySubsequences: omittingEmptySubsequences)
  }
}
