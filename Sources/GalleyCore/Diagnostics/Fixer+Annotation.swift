extension Fixer {
  static let noPlace = "has no place for a correction beside the text: --annotate is for ALTO, hOCR and PAGE XML"

  /// Writes the corrections of one check beside the text, which reads as before.
  func annotate(_ bytes: [UInt8], _ lines: ChangedLines?, _ check: ([UInt8], ChangedLines?) -> FileReport) -> FileReport {
    let report = check(bytes, lines)
    guard let document = report.document, document.fixRefusal == nil else { return report }
    let fixes = FixApplier.fixes(report.diagnostics, unsafe: appliesUnsafe)
    guard !fixes.isEmpty else { return report }
    guard let annotator = Annotator(document) else { return report.failing(Self.noPlace) }
    let (edits, count) = annotator.edits(fixes)
    guard !edits.isEmpty else { return report }
    var result = FixResult(revision: Revision(bytes), fixes: count)
    result.revision.apply(edits)
    var moved = lines
    moved?.shift(by: edits)
    var annotated = check(result.revision.bytes, moved)
    // Whatever the file is like: its text stays what it was.
    guard annotated.document?.bytes == document.bytes else { return report.failing("a correction beside the text would change how it is read") }
    annotated.fixed = result
    return annotated
  }
}
