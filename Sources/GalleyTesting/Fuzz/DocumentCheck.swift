import Formats
import Foundation
import GalleyCore
import Reports

/// What must hold of any document, whatever is in it. Each check gives what is wrong, or nil.
struct DocumentCheck {
  private let bytes: [UInt8]
  private let kind: InputKind
  private let engine: Engine
  private let resources: Resources
  /// The most bytes that a report may have for each byte of its input, and for nothing.
  private static let outputPerByte = 1500, outputAtLeast = 100_000
  private static let longestMessage = 500

  init(_ bytes: [UInt8], _ kind: InputKind) throws {
    (self.bytes, self.kind) = (bytes, kind)
    (engine, resources) = (try Workbench.engine(), try Workbench.resources())
  }

  private func report(_ bytes: [UInt8]) -> FileReport {
    do throws(InputError) {
      let document = try DocumentReader.read(name: "input", bytes: bytes, kind: kind)
      return FileReport(path: "input", document: document, diagnostics: engine.check(document, resources))
    } catch { return FileReport(path: "input", failure: error.reason) }
  }

  func run(_ random: inout SeededGenerator, formats: [OutputFormat]) -> String? {
    let report = report(bytes)
    if case .failed(let reason) = report.status { return Self.oneLine(reason) }
    guard let document = report.document else { return "neither a document nor a reason" }
    return tiling(document) ?? ranges(report.diagnostics, document) ?? output(report, formats)
      ?? fixing(unsafe: Bool.random(using: &random), document.source.encoding)
  }

  static func oneLine(_ reason: String) -> String? {
    reason.isEmpty || reason.utf8.contains(0x0A) ? "a reason that is not one line: “\(reason)”" : nil
  }

  private func tiling(_ document: Document) -> String? {
    var end = 0
    for token in document.tokens {
      guard token.start == end, token.end > end else { return "tokens leave a gap, or overlap, at \(end)" }
      guard document.bytes[end] & 0xC0 != 0x80 else { return "a token begins within a character at \(end)" }
      end = token.end
    }
    return end == document.bytes.count ? nil : "tokens end at \(end) of \(document.bytes.count)"
  }

  private func ranges(_ diagnostics: [Diagnostic], _ document: Document) -> String? {
    for diagnostic in diagnostics {
      let who = "\(diagnostic.rule) at \(diagnostic.range.start): "
      guard diagnostic.range.end <= document.bytes.count else { return who + "a range beyond the text" }
      let range = document.sourceRange(of: diagnostic)
      guard range.end <= document.source.text.count, document.source.fileOffset(range.end) <= bytes.count else {
        return who + "a range beyond the file"
      }
      guard diagnostic.message.utf8.count <= Self.longestMessage else { return who + "a message of \(diagnostic.message.utf8.count) bytes" }
      for related in diagnostic.related where document.sourceRange(related.range).end > document.source.text.count {
        return who + "a related range beyond the file"
      }
      for fix in diagnostic.fixes {
        var end = 0
        for edit in fix.edits {
          guard edit.range.start >= end, edit.range.end <= document.bytes.count else { return who + "edits out of order" }
          end = edit.range.end
        }
      }
    }
    return nil
  }

  private func output(_ report: FileReport, _ formats: [OutputFormat]) -> String? {
    for format in formats {
      var options = ReportOptions()
      options.cards = engine.cards
      var reporter = format.reporter(options)
      var output: [UInt8] = []
      reporter.begin(into: &output)
      let head = output.count
      reporter.report(report, into: &output)
      let size = output.count - head
      reporter.finish(into: &output)
      if size > Self.outputAtLeast + Self.outputPerByte * bytes.count { return "\(format): \(size) bytes for \(bytes.count)" }
      if let problem = OutputCheck.problem(output, format, bytes.count) { return "\(format): \(problem)" }
    }
    return nil
  }

  /// What was fixed stays as it is, and the patch makes it of the original.
  private func fixing(unsafe: Bool, _ encoding: TextEncoding) -> String? {
    let fixer = Fixer(appliesUnsafe: unsafe)
    guard let first = fixer.fix(bytes, nil, { bytes, _ in report(bytes) }).fixed else { return nil }
    let revision = first.revision
    guard revision.isChanged else { return nil }
    let patch = revision.difference.text(path: "input")
    if encoding != .utf16BigEndian, encoding != .utf16LittleEndian, Patch.apply(patch, to: bytes) != revision.bytes {
      return "the patch does not make the fixed text"
    }
    // Where a limit was reached that is said, and another run may do more.
    guard !first.isUnfinished else { return nil }
    let second = fixer.fix(revision.bytes, nil) { bytes, _ in report(bytes) }
    if second.fixed?.revision.isChanged ?? false { return "fixing twice is not fixing once\(unsafe ? " (unsafe fixes)" : "")" }
    return nil
  }
}
