/// A pattern for paths, with the grammar of `.gitignore`: `*`, `?` and `[a-z]` stay within a name, `**` crosses folders,
/// a slash at the start or inside ties the pattern to its folder, one at the end means folders, `!` takes back.
package struct Glob: Sendable {
  private enum Part: Sendable {
    case anyDepth
    case name([UInt8])
  }

  package let isNegated: Bool
  private let isForFolders: Bool
  private let parts: [Part]

  /// Nil for blank lines and comments.
  package init?(line: some Sequence<UInt8>) {
    var text = Array(line)
    if text.last == .carriageReturn { text.removeLast() }
    while text.last == .space, text.dropLast().last != .backslash { text.removeLast() }
    guard let first = text.first, first != .hash else { return nil }
    isNegated = first == .exclamation
    if isNegated { text.removeFirst() }
    isForFolders = text.last == .slash
    if isForFolders { text.removeLast() }
    guard !text.isEmpty else { return nil }
    var names = text.split(separator: .slash, omittingEmptySubsequences: true).map { Array($0) }
    while names.first == [.stop] { names.removeFirst() }
    guard !names.isEmpty else { return nil }
    var parts: [Part] = text.contains(.slash) ? [] : [.anyDepth]
    for name in names {
      guard name == [.asterisk, .asterisk] else {
        parts.append(.name(name))
        continue
      }
      // Two in a row mean no more than one.
      if case .anyDepth = parts.last { continue }
      parts.append(.anyDepth)
    }
    self.parts = parts
  }

  /// Whether the pattern fits exactly this path, given as the names below the pattern's folder.
  package func matches(_ names: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool {
    if isForFolders, !isFolder { return false }
    return Self.fit(parts[...], names)
  }

  /// Fits a path. A `**` that failed is tried again one name further on; only the last one has to be, so that the cost
  /// is at most the product of both lengths.
  private static func fit(_ parts: ArraySlice<Part>, _ names: ArraySlice<[UInt8]>) -> Bool {
    var (parts, names) = (parts, names)
    var star: (parts: ArraySlice<Part>, names: ArraySlice<[UInt8]>)?
    while let name = names.first {
      switch parts.first {
      case .anyDepth:
        parts.removeFirst()
        // At the end it means whatever lies inside, not the folder itself.
        if parts.isEmpty { return true }
        star = (parts, names)
        continue
      case .name(let pattern) where fit(pattern[...], name[...]):
        parts.removeFirst()
        names.removeFirst()
        continue
      default: break
      }
      guard let last = star else { return false }
      (parts, names) = (last.parts, last.names.dropFirst())
      star = (parts, names)
    }
    return parts.isEmpty
  }

  /// Fits one name. A star that failed is tried again one byte further on; only the last one has to be.
  private static func fit(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var (pattern, name) = (pattern, name)
    var star: (pattern: ArraySlice<UInt8>, name: ArraySlice<UInt8>)?
    while let byte = name.first {
      if pattern.first == .asterisk {
        pattern = pattern.drop { $0 == .asterisk }
        star = (pattern, name)
        continue
      }
      if let rest = step(pattern, byte, &name) {
        pattern = rest
        continue
      }
      guard let last = star else { return false }
      (pattern, name) = (last.pattern, last.name.dropFirst())
      star = (pattern, name)
    }
    return pattern.allSatisfy { $0 == .asterisk }
  }

  /// Fits the pattern's first element to the name's first character; gives the rest of the pattern.
  private static func step(_ pattern: ArraySlice<UInt8>, _ byte: UInt8, _ name: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    func consumed(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      name.removeFirst()
      return rest
    }
    guard let first = pattern.first else { return nil }
    switch first {
    case .question:
      name.removeFirst()
      while let next = name.first, next & 0xC0 == 0x80 { name.removeFirst() }
      return pattern.dropFirst()
    case .backslash where pattern.count > 1:
      return pattern[pattern.startIndex + 1] == byte ? consumed(pattern.dropFirst(2)) : nil
    case .openBracket:
      guard let (isMember, rest) = characterClass(pattern.dropFirst(), byte) else {
        return byte == .openBracket ? consumed(pattern.dropFirst()) : nil
      }
      return isMember ? consumed(rest) : nil
    default: return first == byte ? consumed(pattern.dropFirst()) : nil
    }
  }

  /// Reads a class after its `[`; nil if nothing closes it.
  private static func characterClass(_ text: ArraySlice<UInt8>, _ byte: UInt8) -> (isMember: Bool, rest: ArraySlice<UInt8>)? {
    var text = text
    let isNegated = text.first == .exclamation || text.first == .caret
    if isNegated { text.removeFirst() }
    var isMember = false, isFirst = true
    while let low = text.popFirst() {
      if low == .closeBracket, !isFirst { return (isMember != isNegated, text) }
      isFirst = false
      let start = low == .backslash ? text.popFirst() ?? low : low
      guard text.first == .hyphen, let end = text.dropFirst().first, end != .closeBracket else {
        if start == byte { isMember = true }
        continue
      }
      text.removeFirst(2)
      if start <= byte, byte <= end { isMember = true }
    }
    return nil
  }
}

/// Patterns that belong to one folder, of which the last that fits decides.
package struct GlobList: Sendable {
  package private(set) var globs: [Glob] = []

  package init() {}
  /// The lines of a `.gitignore`.
  package init(lines: [UInt8]) {
    for line in lines.split(separator: .lineFeed) { if let glob = Glob(line: line) { globs.append(glob) } }
  }
  /// A pattern that somebody wrote, with `{a,b}` for several.
  /// - Returns: what is wrong with it
  package mutating func add(_ text: String) -> String? {
    guard text.utf8.count <= Self.longest else { return "a pattern of paths has at most \(Self.longest) bytes" }
    guard let patterns = Braces.expand(text) else {
      return "the braces of this pattern stand for more than \(Braces.most) patterns; write fewer alternatives"
    }
    let made = patterns.compactMap { Glob(line: $0.utf8) }
    globs += made
    return made.count == patterns.count ? nil : "“\(text)” is no pattern of paths"
  }
  private static let longest = 4096
  package var isEmpty: Bool { globs.isEmpty }

  /// What the patterns say of this very path; nil if none fits.
  package func verdict(_ names: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool? {
    for glob in globs.reversed() where glob.matches(names, isFolder: isFolder) { return !glob.isNegated }
    return nil
  }

  /// Whether the patterns cover a file: itself, or a folder that it lies in. A later pattern may take back what one
  /// before covers with its folder.
  package func covers(_ names: ArraySlice<[UInt8]>) -> Bool {
    var isCovered = false
    for end in names.indices {
      let part = names[names.startIndex...end]
      if let verdict = verdict(part, isFolder: end + 1 < names.endIndex) { isCovered = verdict }
    }
    return isCovered
  }
}
