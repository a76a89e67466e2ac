extension RandomAccessCollection where Index == Int {
  /// The first index whose element fulfils a condition that holds for all behind it, too; `endIndex` if none does. By
  /// binary search.
  @inline(__always) package func partitioningIndex(where belongsBehind: (Element) -> Bool) -> Int {
    var low = startIndex, high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if belongsBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
