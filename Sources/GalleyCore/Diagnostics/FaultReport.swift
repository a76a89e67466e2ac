package import Formats
import Platform

/// Gathers what is wrong with the user’s own files, each fault once.
package struct FaultLog: Sendable {
  package private(set) var faults: [CardError] = []
  private var told: Set<String> = []

  package init() {}
  package var isEmpty: Bool { faults.isEmpty }

  package mutating func add(_ fault: CardError) { if told.insert(fault.description).inserted { faults.append(fault) } }

  /// A report for each faulty file, in the order in which they were met.
  package var reports: [FileReport] {
    var files: [String] = []
    for fault in faults where !files.contains(fault.file) { files.append(fault.file) }
    return files.map { file in FileReport(file, faults: faults.filter { $0.file == file }) }
  }
}

extension FileReport {
  /// What is wrong with one of the user’s own files: a diagnostic at each place; a failure alone where the file cannot be
  /// shown.
  fileprivate init(_ path: String, faults: [CardError]) {
    guard let bytes = try? FileReader.read(path, most: FileReader.largestList) else {
      self.init(path: path, failure: faults.map(\.message).joined(separator: "; "))
      return
    }
    let source = Source(path: path, bytes: bytes)
    let document = Document(source, Extraction(bytes: source.text))
    let diagnostics = faults.map { fault in
      Diagnostic(
        rule: "invalid-configuration", category: "configuration", severity: .error, range: document.word(at: fault.position),
        message: MessageLimit.cut(fault.message))
    }
    self.init(path: path, document: document, diagnostics: diagnostics)
    self = failing("not understood: \(faults.count) fault\(faults.count == 1 ? "" : "s")")
  }
}

extension Document {
  /// The word, as configurations and tables part words, that begins at a place.
  fileprivate func word(at position: Position) -> TextRange {
    let start = source.offset(of: position)
    var end = start
    while end < bytes.count, bytes[end] > .space, !Self.separators.contains(bytes[end]) { end += 1 }
    return TextRange(start, end)
  }

  private static let separators = Set(",[]{}".utf8)
}
