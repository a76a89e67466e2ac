/// Damerau–Levenshtein distance (optimal string alignment) up to a limit; nil beyond it.
package func editDistance<T: Equatable>(_ a: [T], _ b: [T], limit: Int) -> Int? {
  if abs(a.count - b.count) > limit { return nil }
  // What the two share at their ends costs nothing and need not be looked at again.
  var start = 0
  while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
  var aEnd = a.count, bEnd = b.count
  while aEnd > start, bEnd > start, a[aEnd - 1] == b[bEnd - 1] { (aEnd, bEnd) = (aEnd - 1, bEnd - 1) }
  let (rows, columns) = (aEnd - start, bEnd - start)
  if rows == 0 || columns == 0 { return max(rows, columns) <= limit ? max(rows, columns) : nil }
  if limit == 1 {
    if rows == 1, columns == 1 { return 1 }
    let isSwap = rows == 2 && columns == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]
    return isSwap ? 1 : nil
  }
  var before = [Int](repeating: 0, count: columns + 1)
  var last = Array(0...columns)
  var row = before
  for i in 1...rows {
    row[0] = i
    var least = i
    for j in 1...columns {
      let (x, y) = (a[start + i - 1], b[start + j - 1])
      var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x == y ? 0 : 1))
      if i > 1, j > 1, x == b[start + j - 2], a[start + i - 2] == y { cost = min(cost, before[j - 2] + 1) }
      row[j] = cost
      least = min(least, cost)
    }
    if least > limit { return nil }
    (before, last, row) = (last, row, before)
  }
  return last[columns] <= limit ? last[columns] : nil
}

/// The nearest of some names, for “did you mean”; nil if none is near.
package func nearest(_ name: String, in names: some Sequence<String>) -> String? {
  let wanted = Array(name.utf8)
  var best: (String, Int)?
  for candidate in names {
    let distance = editDistance(wanted, Array(candidate.utf8), limit: max(2, wanted.count / 3))
    if let distance, distance < best?.1 ?? .max { best = (candidate, distance) }
  }
  return best?.0
}
