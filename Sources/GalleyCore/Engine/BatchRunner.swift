import Platform

/// Checks many inputs, in parallel across files, and hands the reports over in the order of the inputs.
package struct BatchRunner: Sendable {
  package struct Input: Sendable {
    /// The name in reports.
    package let name: String
    /// Where to read it; nil if `bytes` are given.
    package let path: String?
    package let bytes: [UInt8]
    /// What checks it.
    package let setup: Setup
    /// Where findings count; nil everywhere.
    package var lines: ChangedLines?
    package init(name: String, path: String?, bytes: [UInt8] = [], setup: Setup) {
      (self.name, self.path, self.bytes, self.setup) = (name, path, bytes, setup)
    }

    /// Where a text is: its name in reports, and where to read it.
    package struct Place: Sendable {
      package let name: String
      package let path: String?
      package init(name: String, path: String?) { (self.name, self.path) = (name, path) }
    }
  }

  private let jobs: Int
  /// What every input is; nil to see for each.
  private let kind: InputKind?
  /// Fixes what is read before it is reported.
  package var fixer: Fixer?
  /// Whether a fixed file is written.
  package var writes = false
  /// Which findings count, for fixing too.
  package var accepts: @Sendable (Diagnostic, Document) -> Bool = { _, _ in true }
  /// Files per task.
  private static let chunk = 16

  package init(jobs: Int, kind: InputKind? = nil) { (self.jobs, self.kind) = (jobs, kind) }

  /// - Parameter deliver: gets each report in order; false stops the run
  package func run(_ inputs: [Input], deliver: (FileReport) throws -> Bool) throws {
    if jobs == 1 || inputs.count < 4 {
      for input in inputs { if try !deliver(check(input)) { return } }
      return
    }
    // Large enough that hand-over costs nothing, small enough to share work evenly.
    try inOrder(inputs, jobs: jobs, chunk: inputs.count > Self.chunk ? Self.chunk : 1, work: check, deliver: deliver)
  }

  package func check(_ input: Input) -> FileReport {
    var bytes = input.bytes
    var identity: FileIdentity?
    if let path = input.path {
      do throws(FileError) { (bytes, identity) = try FileReader.readWithIdentity(path, isNamed: true) } catch {
        return FileReport(path: input.name, failure: error.reason)
      }
    }
    let isPacked = Gzip.isPacked(bytes)
    if isPacked {
      do throws(FileError) { bytes = try Gzip.unpack(bytes, path: input.name) } catch {
        return FileReport(path: input.name, failure: error.reason)
      }
    }
    guard let fixer else { return check(input, bytes, input.lines) }
    if writes, let path = input.path { Leftovers.sweep(beside: path) }
    let report = fixer.fix(bytes, input.lines) { check(input, $0, $1) }
    // What cannot be written is left, and refused if there is anything to fix.
    if let refusal = report.document?.fixRefusal, report.diagnostics.contains(where: { !$0.fixes.isEmpty }) {
      return report.failing(refusal)
    }
    guard let fixed = report.fixed, fixed.revision.isChanged else { return report }
    // The file is as it was where anything speaks against writing it.
    if isPacked { return check(input, bytes, input.lines).failing(Gzip.refusal) }
    if writes, let path = input.path {
      do throws(FileError) { try FileWriter.replace(path, with: fixed.revision.bytes, ifStill: identity) } catch {
        return check(input, bytes, input.lines).failing(error.reason)
      }
    }
    return fixed.isUnfinished ? report.failing(Self.unfinished, keepsFixed: true) : report
  }

  private static let unfinished = "one fix led to another without end; fixing was stopped where least was left"

  /// Checks an input in the state that `bytes` are.
  package func check(_ input: Input, _ bytes: [UInt8], _ lines: ChangedLines?) -> FileReport {
    do throws(InputError) {
      let document = try DocumentReader.read(name: input.name, bytes: bytes, kind: kind, extended: input.setup.resources.extended)
      let found = input.setup.engine.check(document, input.setup.resources)
      return FileReport(path: input.name, document: document, diagnostics: found)
        .keeping { accepts($0, $1) && lines?.holds($0, $1) != false }
    } catch { return FileReport(path: input.name, failure: error.reason) }
  }
}
