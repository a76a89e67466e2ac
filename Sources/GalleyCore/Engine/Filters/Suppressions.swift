import Formats

/// What a document asks galley to leave alone, and whether there was anything to leave.
final class Suppressions {
  /// A stretch of the source’s text in which a rule, a category or (without a name) all rules rest.
  private struct Region {
    let name: String?
    var scope: SourceRange
    /// Where an unused one is reported; nil for front matter, which may well be kept for later.
    let place: SourceRange?
    var isUsed = false
  }

  /// Comments that are heeded: each finding is held against all of them.
  private static let most = 1000
  private let source: Source
  private let comments: [SourceRange]
  private var regions: [Region] = []
  /// Rules that run again within a region of all rules.
  private var exceptions: [(name: String, scope: SourceRange)] = []
  private var faults: [(place: SourceRange, message: String)] = []
  /// Lines that hold nothing but comments and blanks, and after them one that holds more.
  private var passed = 0..<0

  /// - Parameter known: ids and categories that may be named
  init(_ document: Document, known: Set<String>) {
    let all = document.comments.directives, frontMatter = document.comments.frontMatter
    source = document.source
    if all.count > Self.most {
      faults.append((all[Self.most].range, "more than \(Self.most) comments to galley: from here on they are not heeded"))
    }
    let directives = Array(all.prefix(Self.most))
    comments = directives.map(\.range) + (frontMatter.map { [$0.range] } ?? [])
    var open: [String?: Int] = [:]
    for directive in directives {
      for (name, range) in directive.names where !known.contains(name) {
        let hint = nearest(name, in: known).map { "; did you mean “\($0)”?" } ?? " (“galley rules” lists them)"
        faults.append((range, "unknown rule or category “\(name)”\(hint)"))
      }
      let named = directive.names.filter { known.contains($0.name) }
      if named.isEmpty, !directive.names.isEmpty { continue }
      let places: [(name: String?, place: SourceRange)] = named.isEmpty ? [(nil, directive.range)] : named.map { ($0.name, $0.range) }
      switch directive.verb {
      case .off:
        for (name, place) in places {
          open[name] = regions.count
          regions.append(Region(name: name, scope: SourceRange(directive.range.end, source.text.count + 1), place: place))
          endExceptions(name, at: directive.range.end)
        }
      case .on: for (name, place) in places { turnOn(name, place, at: directive.range.start, &open) }
      case .line, .nextLine:
        let scope = directive.verb == .line ? lines(of: directive.range) : lineAfter(directive.range, directives)
        for (name, place) in places { regions.append(Region(name: name, scope: scope, place: place)) }
      case nil:
        let verbs = Directive.Verb.allCases.map(\.rawValue)
        let hint = nearest(directive.word, in: verbs).map { "; did you mean “\($0)”?" } ?? "; there are \(verbs.joined(separator: ", "))"
        faults.append(
          (
            directive.range,
            directive.word.isEmpty
              ? "“galley:” is followed by one of \(verbs.joined(separator: ", "))"
              : "unknown word “\(directive.word)” after “galley:”\(hint)"
          ))
      }
    }
    add(frontMatter, known)
  }

  private func add(_ frontMatter: FrontMatter?, _ known: Set<String>) {
    guard let frontMatter else { return }
    func place(_ at: Position) -> SourceRange {
      let start = source.offset(of: at)
      return SourceRange(start, start)
    }
    for (name, at) in frontMatter.off {
      if known.contains(name) {
        regions.append(Region(name: name, scope: SourceRange(0, source.text.count + 1), place: nil))
      } else {
        let hint = nearest(name, in: known).map { "; did you mean “\($0)”?" } ?? " (“galley rules” lists them)"
        faults.append((place(at), "unknown rule or category “\(name)”\(hint)"))
      }
    }
    for problem in frontMatter.problems { faults.append((place(problem.at), problem.message)) }
  }

  private func turnOn(_ name: String?, _ place: SourceRange, at offset: Int, _ open: inout [String?: Int]) {
    guard let name else {
      if open.isEmpty { faults.append((place, "nothing is switched off here")) }
      for index in open.values { regions[index].scope = SourceRange(regions[index].scope.start, offset) }
      open = [:]
      return
    }
    if let index = open.removeValue(forKey: name) {
      regions[index].scope = SourceRange(regions[index].scope.start, offset)
    } else if open[nil] == nil {
      faults.append((place, "“\(name)” is not switched off here"))
    }
    if open[nil] != nil { exceptions.append((name, SourceRange(offset, source.text.count + 1))) }
  }

  private func endExceptions(_ name: String?, at offset: Int) {
    for i in exceptions.indices where name == nil || exceptions[i].name == name {
      exceptions[i].scope = SourceRange(exceptions[i].scope.start, min(exceptions[i].scope.end, offset))
    }
  }

  /// The lines on which a comment stands, with their ends.
  private func lines(of range: SourceRange) -> SourceRange {
    let last = source.lines.lineIndex(of: max(range.start, range.end - 1))
    return SourceRange(Int(source.lines.starts[source.lines.lineIndex(of: range.start)]), end(ofLine: last))
  }

  /// The first line after a comment that holds more than blanks and other comments.
  private func lineAfter(_ range: SourceRange, _ directives: [Directive]) -> SourceRange {
    let first = source.lines.lineIndex(of: max(range.start, range.end - 1)) + 1
    // Comments follow each other: what one of them has passed is not looked at again for the next.
    var line = passed.contains(first) ? passed.upperBound : first
    defer { passed = first..<max(first, line) }
    while line < source.lines.starts.count {
      let text = source.lines.text(ofLine: line, in: source.text)
      // Comments are in their order: the first that ends after the line's beginning.
      let next = directives.partitioningIndex { $0.range.end > text.startIndex }
      let isComment = next < directives.count && directives[next].isLine && directives[next].range.start < text.endIndex
      if !isComment, !text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { break }
      line += 1
    }
    guard line < source.lines.starts.count else { return SourceRange(source.text.count + 1, source.text.count + 1) }
    return SourceRange(Int(source.lines.starts[line]), end(ofLine: line))
  }

  private func end(ofLine line: Int) -> Int {
    line + 1 < source.lines.starts.count ? Int(source.lines.starts[line + 1]) : source.text.count + 1
  }

  /// Whether a finding is to be left alone. Marks what asked for it as used.
  /// - Parameter place: in the source’s text; where it begins decides
  func covers(_ diagnostic: Diagnostic, at place: SourceRange) -> Bool {
    var isCovered = false
    for i in regions.indices where regions[i].scope.start <= place.start && place.start < regions[i].scope.end {
      if let name = regions[i].name {
        guard name == diagnostic.rule.name || name == diagnostic.category else { continue }
      } else if exceptions.contains(where: {
        ($0.name == diagnostic.rule.name || $0.name == diagnostic.category) && $0.scope.start <= place.start && place.start < $0.scope.end
      }) {
        continue
      }
      regions[i].isUsed = true
      isCovered = true
    }
    return isCovered
  }

  /// Whether a finding is about a comment: comments are nothing to proofread.
  func isInComment(_ place: SourceRange) -> Bool { comments.contains { $0.overlaps(place) || $0 == place } }

  /// What is wrong with the comments, and those that nothing needed.
  /// - Parameters:
  ///   - ran: ids of the rules that ran
  ///   - isWhole: whether all rules ran that are on; else nobody knows what a comment for all of them is good for
  func problems(ran: Set<String>, isWhole: Bool) -> [(place: SourceRange, message: String)] {
    let unused = regions.compactMap { region -> (place: SourceRange, message: String)? in
      guard let place = region.place, !region.isUsed else { return nil }
      guard let name = region.name else { return isWhole ? (place, "this comment suppresses nothing") : nil }
      return isWhole || ran.contains(name) ? (place, "“\(name)” has nothing to suppress here") : nil
    }
    return (faults + unused).sorted { $0.place.start < $1.place.start }
  }
}
