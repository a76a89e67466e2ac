import ArgumentParser
import Formats
import GalleyCore
import Platform
import Reports

struct OCRReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ocr-report",
    abstract: "Estimate how well scanned pages were read; list the worst.",
    discussion: """
      Reads plain text (a form feed begins a new page), all formats of scans, packed with gzip or not, and prints the
      share of tokens that are probably wrong, for the worst pages and in all, with the confusions behind it.

      Examples:
        galley ocr-report scans/
        galley ocr-report --format json --worst 500 scans/ >report.json
        galley ocr-report --format csv scans/ >pages.csv
        galley ocr-report --format html scans/ >report.html
        find /archive -name '*.xml.gz' -print0 | galley ocr-report --files-from - --state archive.state

      For each folder it says what new scans of its damaged pages would gain, were they read as well as the others. The
      HTML report has a chart of each folder and the pictures that lie beside the worst pages under the same name.

      With --state a run that was broken off goes on where it was, and a later one adds only new files.
      Exit status: 0 all could be read, 2 something could not.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv, html }

  @Argument(help: "Files or directories; “-” reads standard input.", completion: .file())
  var paths: [String] = []
  @Option(help: ArgumentHelp("Read paths from a file (“-”: standard input), separated by NUL.", valueName: "file"))
  var filesFrom: String?
  @Option(help: "Output format: table (default), json, csv or html.")
  var format = Format.table
  @Option(help: ArgumentHelp("List so many of the worst pages (default: 20; with csv all).", valueName: "n"))
  var worst: Int?
  private static let fewWorst = 20
  @Option(help: ArgumentHelp("Call a page damaged from this percentage of wrong tokens on.", valueName: "percent"))
  var damagedFrom = 10.0
  @Option(help: ArgumentHelp("Keep what is done in a file, and go on from there.", valueName: "file"))
  var state: String?
  @Option(help: "What the files are: auto (by name and content), text, hocr, alto, page, abbyy, djvu, tei, tsv, vision, textract or pdf.")
  var input = InputChoice.auto
  @Option(help: ArgumentHelp("Dictionary to use: en for all English ones, or de_DE, … (repeatable).", valueName: "tag"))
  var language: [String] = []
  @Option(help: ArgumentHelp("Number of files to read at once (default: one for each processor).", valueName: "n"))
  var jobs: Int?
  @Flag(help: "No progress and no summary on standard error.")
  var quiet = false

  func validate() throws {
    if paths.isEmpty, filesFrom == nil, standardInputIsTerminal() {
      throw ValidationError("name files or directories, or give a list with --files-from")
    }
    if paths.contains("-"), filesFrom == "-" { throw ValidationError("standard input cannot be both a list and a text") }
    if let worst, worst < 0 { throw ValidationError("--worst must not be negative") }
    if !(0...100).contains(damagedFrom) { throw ValidationError("--damaged-from must be between 0 and 100") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() throws {
    var report = QualityReport(damagedFrom: damagedFrom / 100, worst: worst ?? (format == .csv ? nil : Self.fewWorst))
    var log: FileAppender?
    var done: Set<UInt64> = []
    if let state { log = try resume(state, &report, &done) }
    let meter = try PageMeter(languages: language.isEmpty ? ["en"] : language, kind: input.kind)
    let skipped = done
    let found = try inputs(&report)
    var progress = ProgressLine(isShown: !quiet, total: try total(found.named.count).map { max(0, $0 - skipped.count) })
    let files = found.lazy.filter { skipped.isEmpty || !skipped.contains(Self.hash($0)) }
    try inOrder(files, jobs: jobs ?? processorCount(), work: meter.measure) { result in
      switch result.outcome {
      case .success(let pages):
        report.add(result.name, pages)
        try log?.append(QualityLog.line(result.name, pages))
      case .failure(let error):
        progress.clear()
        complain("\(result.name): \(error.reason)")
        report.add(result.name, failure: error.reason)
      }
      progress.step()
      return true
    }
    progress.clear()
    var stream = OutputStream.standardOutput
    switch format {
    case .table: try stream.write(report.table())
    case .json: try stream.write(report.json(version: Galley.version))
    case .csv: try stream.write(report.csv())
    case .html: try stream.write(report.html(image: PageImages.image))
    }
    if report.hasFailures { throw ExitCode(2) }
  }

  /// What the state file says is done goes into the report.
  private func resume(_ path: String, _ report: inout QualityReport, _ done: inout Set<UInt64>) throws -> FileAppender {
    var length = 0
    if DirectoryWalker.kind(of: path) != .missing {
      for line in try RecordReader(path, separator: 0x0A, takesRest: false) {
        guard let (file, pages) = QualityLog.read(line) else {
          throw Failure("\(path): not a state file of “galley ocr-report”; name another, or remove it")
        }
        report.add(file, pages)
        done.insert(Self.hash(file))
        length += line.count + 1
      }
    }
    return try FileAppender(path, length: length)
  }

  /// The number of files, for the progress; nil where the list cannot be read twice.
  private func total(_ named: Int) throws -> Int? {
    guard let filesFrom, OutputStream.standardError.isTerminal else { return named }
    guard filesFrom != "-" else { return nil }
    return try RecordReader(filesFrom, separator: 0).reduce(named) { count, _ in count + 1 }
  }

  /// The files of a METS package, or the file itself.
  private func pages(of name: String, failed: (FileError) -> Void) -> [String] {
    do throws(InputError) { return try METS.files(at: name) ?? [name] } catch {
      failed(FileError(name, error.reason))
      return []
    }
  }

  private static func hash(_ path: String) -> UInt64 { FNV1a(path.utf8).value }

  /// The files to read, found as they are needed.
  private func inputs(_ report: inout QualityReport) throws -> PathSequence {
    var names = paths
    if names.isEmpty, filesFrom == nil { names = ["-"] }
    var unreadable: [FileError] = []
    let found = names.flatMap { name in
      DirectoryWalker.kind(of: name) == .directory
        ? DirectoryWalker.files(under: name, isReadingPacked: true) { unreadable.append($0) }
        : pages(of: name) { unreadable.append($0) }
    }
    for error in unreadable {
      complain(error.description)
      report.add(error.path, failure: error.reason)
    }
    let listed = try filesFrom.map { try RecordReader($0, separator: 0) }
    return PathSequence(named: found, listed: listed)
  }
}

/// Paths given on the command line, then those of a list.
struct PathSequence: Sequence, IteratorProtocol {
  let named: [String]
  private var listed: RecordReader?
  private var index = 0

  init(named: [String], listed: RecordReader?) { (self.named, self.listed) = (named, listed) }

  mutating func next() -> String? {
    if index < named.count {
      index += 1
      return named[index - 1]
    }
    while let record = listed?.next() {
      if !record.isEmpty { return FileName.text(record) }
    }
    return nil
  }
}

/// A bar on a terminal that says how far the work is.
private struct ProgressLine {
  private var stream = OutputStream.standardError
  private let isShown: Bool
  private let total: Int?
  private var count = 0
  private var isDirty = false
  private static let width = 30

  init(isShown: Bool, total: Int?) {
    self.isShown = isShown && OutputStream.standardError.isTerminal
    self.total = total
  }

  mutating func step() {
    count += 1
    guard isShown, count % 16 == 1 || count == total else { return }
    var text = "\(count) files"
    if let total, total > 0 {
      let done = min(Self.width, count * Self.width / total)
      text = "[\(String(repeating: "#", count: done))\(String(repeating: ".", count: Self.width - done))] \(count) of \(total) files"
    }
    try? stream.write("\r\(text)\u{1B}[K")
    isDirty = true
  }

  mutating func clear() {
    guard isDirty else { return }
    try? stream.write("\r\u{1B}[K")
    isDirty = false
  }
}
