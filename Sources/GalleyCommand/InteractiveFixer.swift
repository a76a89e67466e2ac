import Formats
import GalleyCore
import Platform
import Reports

/// Goes through the findings of files one by one and asks what to do with each.
struct InteractiveFixer {
  private enum Answer {
    case fix([FileEdit])
    case skip, addWord, ignoreRule, quit, abandon
  }

  private let terminal: Terminal
  private let runner: BatchRunner
  private let usesColor: Bool
  private let addWord: (String) throws -> String
  private var stream = OutputStream.standardOutput

  private var ignored: Set<RuleID> = []
  private var words: Set<String> = []
  /// Places of the present file that were left as they are.
  private var skipped: [RuleID: MovingRanges] = [:]
  private(set) var fixes = 0, left = 0
  private(set) var hasFailed = false
  /// Whether nothing more is to be asked.
  private(set) var isDone = false
  private(set) var wasInterrupted = false

  /// - Parameter addWord: puts a word into the vocabulary; gives the list’s name
  init(_ terminal: Terminal, _ runner: BatchRunner, usesColor: Bool, addWord: @escaping (String) throws -> String) {
    (self.terminal, self.runner, self.usesColor, self.addWord) = (terminal, runner, usesColor, addWord)
  }

  /// Asks about one file, then writes it.
  mutating func fix(_ input: BatchRunner.Input) throws {
    guard let path = input.path else { return }
    do throws(FileError) {
      let (bytes, identity) = try FileReader.readWithIdentity(path, isNamed: true)
      if Gzip.isPacked(bytes) { throw FileError(path, Gzip.refusal) }
      var revision = Revision(bytes)
      var lines = input.lines
      var accepted = 0
      skipped = [:]
      while !isDone {
        let report = runner.check(input, revision.bytes, lines)
        if case .failed(let reason) = report.status { throw FileError(path, reason) }
        if let refusal = report.document?.fixRefusal { throw FileError(path, refusal) }
        let pending = report.keeping { isOpen($0, $1) }
        guard !pending.diagnostics.isEmpty else { break }
        guard let chosen = ask(about: pending) else {
          complain("\(path) was left as it is")
          return
        }
        let (edits, taken) = FixApplier.compatible(chosen)
        guard !taken.isEmpty else { continue }
        revision.apply(edits)
        lines?.shift(by: edits)
        for rule in skipped.keys { skipped[rule]?.shift(by: edits) }
        accepted += taken.count
      }
      if revision.isChanged { try FileWriter.replace(path, with: revision.bytes, ifStill: identity) }
      fixes += accepted
      left += runner.check(input, revision.bytes, lines).keeping { !words.contains($1.text($0.range)) }.diagnostics.count
    } catch {
      complain(error.description)
      hasFailed = true
    }
  }

  private func isOpen(_ diagnostic: Diagnostic, _ document: Document) -> Bool {
    !ignored.contains(diagnostic.rule) && !words.contains(document.text(diagnostic.range))
      && skipped[diagnostic.rule]?.touch(document.fileRange(of: diagnostic)) != true
  }

  /// What to change in this state of the file; nil to give up what was chosen in it.
  private mutating func ask(about report: FileReport) -> [[FileEdit]]? {
    guard let document = report.document else { return [] }
    var chosen: [[FileEdit]] = []
    for (i, diagnostic) in report.diagnostics.enumerated() where isOpen(diagnostic, document) {
      // Once more than one fix is chosen, those that touch come up again in the next state.
      show(diagnostic, document, number: i + 1, of: report.diagnostics.count)
      switch answer(to: diagnostic, document) {
      case .fix(let edits): chosen.append(edits)
      case .skip: skipped[diagnostic.rule, default: MovingRanges()].insert(document.fileRange(of: diagnostic))
      case .ignoreRule: ignored.insert(diagnostic.rule)
      case .addWord:
        let word = document.text(diagnostic.range)
        do {
          let list = try addWord(word)
          say("“\(printable(word))” is now in \(printable(list))\n")
        } catch let failure as Failure {
          say("\(printable(failure.message))\n")
        } catch { say("\(printable("\(error)"))\n") }
        words.insert(word)
      case .quit:
        isDone = true
        return chosen
      case .abandon:
        (isDone, wasInterrupted) = (true, true)
        return nil
      }
    }
    return chosen
  }

  private mutating func show(_ diagnostic: Diagnostic, _ document: Document, number: Int, of count: Int) {
    var options = ReportOptions()
    options.usesColor = usesColor
    var reporter = PrettyReporter(options)
    var output: [UInt8] = []
    var shown = diagnostic
    shown.fixes = []
    reporter.report(
      FileReport(path: document.source.path, document: document, diagnostics: [shown]), into: &output)
    for (i, fix) in diagnostic.fixes.prefix(9).enumerated() {
      output += Array("      \(i + 1) \(Self.describe(fix, in: document))\n".utf8)
    }
    say("\n(\(number)/\(count)) \(String(decoding: output, as: UTF8.self))")
  }

  private static func describe(_ fix: GalleyCore.Fix, in document: Document) -> String {
    let parts = fix.edits.map { edit in
      let (old, new) = (printable(document.text(edit.range)), printable(edit.replacement))
      if old.isEmpty { return "insert “\(new)”" }
      return new.isEmpty ? "remove “\(old)”" : "“\(old)” → “\(new)”"
    }
    return parts.joined(separator: ", ") + (fix.safety == .safe ? "" : " (unsure)")
  }

  private mutating func answer(to diagnostic: Diagnostic, _ document: Document) -> Answer {
    let fixes = diagnostic.fixes.prefix(9).map { document.fileEdits(of: $0) }
    let isWord = !document.text(diagnostic.range).utf8.contains { $0 <= 0x20 }
    while true {
      let numbers = fixes.isEmpty ? "" : fixes.count == 1 ? "1 fix, " : "1–\(fixes.count) fix, "
      let key = terminal.readKey(
        prompt: "\(numbers)s skip, e edit, \(isWord ? "a add word, " : "")i ignore rule, q quit? ")
      if case .character(let character) = key { say("\(character)\n") } else { say("\n") }
      switch key {
      case .interrupt: return .abandon
      case .end: return .quit
      case .enter:
        guard case let first?? = fixes.first else { return .skip }
        return .fix(first)
      case .character("s"): return .skip
      case .character("q"): return .quit
      case .character("i"): return .ignoreRule
      case .character("a") where isWord: return .addWord
      case .character("e"): if let edits = edit(diagnostic, document) { return .fix(edits) }
      case .character(let character):
        guard let number = character.wholeNumberValue, fixes.indices.contains(number - 1) else {
          say(
            "Enter or a number applies a fix, s leaves the place, e asks for other words, a accepts the word for good,\n"
              + "i leaves all findings of \(diagnostic.rule) alone for now, q writes what was chosen and stops, Ctrl-C forgets it.\n")
          continue
        }
        if let edits = fixes[number - 1] { return .fix(edits) }
        say("this fix cannot be written in this file\n")
      }
    }
  }

  private mutating func edit(_ diagnostic: Diagnostic, _ document: Document) -> [FileEdit]? {
    say("“\(document.text(diagnostic.range))” becomes: ")
    guard let text = terminal.readLine(), !text.isEmpty else { return nil }
    let edits = document.fileEdits(of: GalleyCore.Fix(diagnostic.range, text))
    if edits == nil { say("that cannot be written in this file\n") }
    return edits
  }

  private mutating func say(_ text: String) { try? stream.write(text) }
}
