import Formats

extension Extraction {
  /// Plain text without the comments to galley in it, and without front matter that is for galley.
  static func plainText(_ source: Source) -> Extraction {
    let comments = Comments(source, .none)
    var extraction = Extraction(bytes: source.text)
    extraction.comments = comments
    var cuts: [SourceRange] = []
    if let frontMatter = comments.frontMatter { cuts.append(frontMatter.range) }
    for directive in comments.directives where directive.range.start >= cuts.last?.end ?? 0 {
      cuts.append(directive.isLine ? source.lines.wholeLines(directive.range, in: source.text) : directive.range)
    }
    guard !cuts.isEmpty else { return extraction }
    var map = OffsetMap()
    var bytes: [UInt8] = []
    var at = 0
    for cut in cuts + [SourceRange(source.text.count, source.text.count)] where cut.start >= at {
      if cut.start > at {
        map.append(source: bytes.count, target: at, isLinear: true)
        bytes += source.text[at..<cut.start]
      }
      at = cut.end
    }
    (extraction.bytes, extraction.map) = (bytes, map)
    return extraction
  }
}

extension LineTable {
  /// The lines that a range touches, with their ends.
  func wholeLines(_ range: SourceRange, in bytes: [UInt8]) -> SourceRange {
    let last = lineIndex(of: max(range.start, range.end - 1)) + 1
    return SourceRange(Int(starts[lineIndex(of: range.start)]), last < starts.count ? Int(starts[last]) : bytes.count)
  }
}
