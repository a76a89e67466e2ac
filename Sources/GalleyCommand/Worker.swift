import ArgumentParser
import Formats
import GalleyCore
import Platform
import Reports
import Spelling

struct Worker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Check one JSON record a line, from standard input to standard output.",
    discussion: """
      For programs that have many texts. Each line is an object with “text”, “path”
      or “bytes” (a file in base64), and an “id” that its answer carries; “name”,
      “input” and “language” may say more:
        {"id": 7, "text": "I saw the the cat."}
      gives, in the order of the records and as soon as it is known,
        {"id":7,"status":"ok","words":5,"diagnostics":[…]}
      with diagnostics as “galley check --format json” prints them, or
        {"id":7,"status":"error","error":"…"}
      A record that cannot be checked does not end the worker. With "report": "ocr"
      the answer tells instead how well each page was read:
        {"id":7,"status":"ok","pages":[{"number":1,"tokens":411,"wrong":17.50}]}

      Exit status: 0 standard input has ended, 2 galley could not start.
      """)

  @OptionGroup var rules: RuleOptions
  @Option(help: "Least severity shown: note, warning (default) or error.")
  var level = LevelChoice.warning
  @Option(help: "What the texts are, where a record does not say: auto, text, markdown, html, hocr, alto, page, abbyy, djvu, tei, tsv, vision, textract or pdf.")
  var input = InputChoice.auto
  @Option(help: ArgumentHelp("Number of records to check at once (default: one for each processor).", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() throws {
    var bench = WorkerBench(rules: rules, level: level.severity, input: input)
    try bench.open()
    let jobs = jobs ?? processorCount()
    var reader = try RecordReader("-", separator: 0x0A, longest: WorkerBench.longestRecord)
    var stream = OutputStream.standardOutput
    while !stream.isClosed, let first = reader.next() {
      // What has arrived is checked together; what has not is never waited for while a record is unanswered.
      var lines = [bench.job(first, wasCut: reader.wasCut)]
      while lines.count < jobs * WorkerBench.recordsPerJob, reader.holdsRecord, let next = reader.next() {
        lines.append(bench.job(next, wasCut: reader.wasCut))
      }
      var output: [UInt8] = []
      if jobs == 1 || lines.count == 1 {
        for line in lines { output += line.answer() }
      } else {
        try inOrder(lines, jobs: jobs, chunk: (lines.count + jobs - 1) / jobs, work: { $0.answer() }) {
          output += $0
          return true
        }
      }
      try stream.write(output)
    }
  }
}

/// What a worker’s records are checked with, kept from record to record.
struct WorkerBench {
  /// Bytes of a line; a longer one is answered with an error.
  static let longestRecord = 1 << 28
  /// Enough that handing over costs nothing.
  static let recordsPerJob = 32

  private let rules: RuleOptions
  private let engine: ResidentEngine
  private let level: Severity
  private let input: InputChoice
  private var meters: [MeterKey: PageMeter] = [:]

  private struct MeterKey: Hashable {
    let languages: [String]
    let kind: InputKind?
  }

  init(rules: RuleOptions, level: Severity, input: InputChoice) {
    (self.rules, self.level, self.input) = (rules, level, input)
    engine = ResidentEngine { languages in
      var rules = rules
      if !languages.isEmpty { rules.language = languages }
      return try rules.setups(least: level)
    }
  }

  /// Finds faults of options and configuration before the first record.
  mutating func open() throws {
    let setups = try engine.setups()
    _ = try setups.setup(for: FilePath("<text>"))
    try rules.checkIDs(setups.cards)
  }

  /// One record, ready to be checked on any thread.
  struct Job: Sendable {
    fileprivate let id: JSONValue
    fileprivate let work: Work

    fileprivate enum Work: Sendable {
      case check(BatchRunner, BatchRunner.Input)
      case measure(PageMeter, name: String, bytes: [UInt8]?)
      case fail(String)
    }

    func answer() -> [UInt8] {
      var output: [UInt8] = []
      switch work {
      case .check(let runner, let input): WorkerAnswer.write(id, runner.check(input), into: &output)
      case .measure(let meter, let name, let bytes):
        WorkerAnswer.write(id, bytes.map { meter.measure(name, $0) } ?? meter.measure(name), into: &output)
      case .fail(let reason): WorkerAnswer.write(id, failure: reason, into: &output)
      }
      return output
    }
  }

  mutating func job(_ line: [UInt8], wasCut: Bool) -> Job {
    if wasCut { return Job(id: .null, work: .fail("a record may have \(Self.longestRecord) bytes at most")) }
    let record: WorkerRecord
    do throws(WorkerRecord.Fault) { record = try WorkerRecord(line) } catch { return Job(id: error.id, work: .fail(error.reason)) }
    do { return Job(id: record.id, work: try work(record)) } catch { return Job(id: record.id, work: .fail("\(error)")) }
  }

  private mutating func work(_ record: WorkerRecord) throws -> Job.Work {
    var kind = input.kind
    if let name = record.input {
      guard let choice = InputChoice(rawValue: name) else {
        return .fail("unknown input “\(name)”: one of \(InputChoice.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      kind = choice.kind
    }
    let name = record.path ?? record.name ?? "<text>"
    let bytes = record.text.map { Array($0.utf8) } ?? record.bytes
    if record.report == .ocr { return .measure(try meter(record.languages, kind), name: name, bytes: bytes) }
    let setup = try engine.setup(for: FilePath(name), languages: record.languages)
    var runner = BatchRunner(jobs: 1, kind: kind)
    let least = level
    runner.accepts = { diagnostic, _ in diagnostic.severity >= least }
    return .check(runner, BatchRunner.Input(name: name, path: record.path, bytes: bytes ?? [], setup: setup))
  }

  private mutating func meter(_ languages: [String], _ kind: InputKind?) throws -> PageMeter {
    let languages = languages.isEmpty ? rules.language.isEmpty ? ["en"] : rules.language : languages
    let key = MeterKey(languages: languages, kind: kind)
    if let known = meters[key] { return known }
    let made = try PageMeter(languages: languages, kind: kind)
    meters[key] = made
    return made
  }
}
