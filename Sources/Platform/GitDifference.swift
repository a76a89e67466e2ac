import Formats

/// Reads what `git diff --raw -z --patch --unified=0` prints.
struct GitDifference {
  struct File {
    /// From the top of the working tree.
    let path: String
    /// The object with the new content.
    let object: String
    /// No link and no other repository.
    let isRegular: Bool
    /// As git writes it: `100644`.
    let mode: String
    /// 1-based lines of the new content.
    var lines: [ClosedRange<Int>] = []
  }

  private(set) var files: [File] = []

  init(_ output: [UInt8]) {
    var rest = output[...]
    // `:oldmode newmode old new status`, then one path, or two where a file was renamed or copied.
    while rest.first == .colon {
      let fields = String(decoding: Self.field(&rest), as: UTF8.self).split(separator: " ")
      var path = Self.field(&rest)
      guard fields.count == 5 else { return }
      if fields[4].hasPrefix("R") || fields[4].hasPrefix("C") { path = Self.field(&rest) }
      files.append(
        File(path: FileName.text(path), object: String(fields[3]), isRegular: fields[1].hasPrefix("100"),
          mode: String(fields[1])))
    }
    var current = -1
    for line in rest.drop(while: { $0 == 0 || $0 == .lineFeed }).split(separator: .lineFeed) {
      if line.starts(with: "diff --git ".utf8) {
        current += 1
      } else if line.starts(with: "@@ -".utf8), files.indices.contains(current), let lines = Self.lines(line) {
        files[current].lines.append(lines)
      }
    }
  }

  private static func field(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let field = rest.prefix { $0 != 0 }
    rest = rest[field.endIndex...].dropFirst()
    return field
  }

  /// The new lines that `@@ -1,2 +3,4 @@` names; nil where there are none.
  private static func lines(_ line: ArraySlice<UInt8>) -> ClosedRange<Int>? {
    let parts = line.split(separator: .space)
    guard parts.count > 2, parts[2].first == .plus else { return nil }
    let numbers = parts[2].dropFirst().split(separator: .comma).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    let count = numbers.count > 1 ? numbers[1] : 1
    return count > 0 && numbers[0] > 0 ? numbers[0]...(numbers[0] + count - 1) : nil
  }
}
