extension RandomAccessCollection where Index == Int {
  /// The first index whose element fulfils a condition that holds for all after it, too; `endIndex` if none does. By
  /// binary search.
  @inlinable @inline(__always) package func partitioningIndex(where belongsAfter: (Element) -> Bool) -> Int {
    var low = startIndex, high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if belongsAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
