import ArgumentParser
import Formats
import GalleyCore
import Platform

/// Options of fixing.
struct FixOptions: ParsableArguments {
  @Flag(help: "Write safe fixes into the files, then report what is left.")
  var fix = false
  @Flag(help: "Apply fixes that need a reader’s eye, too; implies --fix.")
  var unsafeFixes = false
  @Flag(help: "In ALTO, hOCR and PAGE XML, write corrections beside what the engine read, which stays; implies --fix.")
  var annotate = false
  @Flag(help: "Print what fixing would change as a unified diff; write nothing.")
  var diff = false

  var isOn: Bool { fix || unsafeFixes || annotate || diff }
  var fixer: Fixer? { isOn ? Fixer(appliesUnsafe: unsafeFixes, annotates: annotate) : nil }
}

/// Puts what was fixed where it belongs if that is not its file: a difference, or the text of standard input.
struct FixedOutput {
  let showsDifferences: Bool
  private var stream = OutputStream.standardOutput
  private(set) var hasDifferences = false

  init(showsDifferences: Bool) { self.showsDifferences = showsDifferences }

  mutating func add(_ report: FileReport, isStandardInput: Bool) throws(FileError) {
    guard let revision = report.fixed?.revision else { return }
    if showsDifferences {
      let text = revision.difference.text(path: report.path)
      if !text.isEmpty { hasDifferences = true }
      try stream.writeForeign(text)
    } else if isStandardInput {
      try stream.write(revision.bytes)
    }
  }
}
