import GalleyCore
import GalleyTesting
import Testing

/// What a text has by the hundred is one finding with one fix for all of it.
@Suite struct FloodTests {
  private struct Sample: Sendable, CustomTestStringConvertible {
    let rule: RuleID
    let kind: InputKind
    let damaged: String
    let fixed: String
    var testDescription: String { "\(rule) \(kind)" }
  }

  private static func many(_ text: (Int) -> String) -> String { (0..<300).map(text).joined() }

  private static let samples = [
    Sample(
      rule: "invisible-character", kind: .text, damaged: "So\n" + String(repeating: "\u{200B}", count: 20_000) + "\nit was.\n",
      fixed: "So\n\nit was.\n"),
    Sample(
      rule: "invisible-character", kind: .text, damaged: many { "On day \($0) they wa\u{2060}lked home.\r\n" },
      fixed: many { "On day \($0) they walked home.\r\n" }),
    Sample(
      rule: "doubled-word", kind: .text, damaged: many { "On day \($0) we met the the woman.\n" }, fixed: many { "On day \($0) we met the woman.\n" }),
    Sample(
      rule: "doubled-word", kind: .html, damaged: "<html><body>" + many { "<p>On day \($0) we met the <b>the</b> man and the the woman.</p>" } + "</body></html>",
      fixed: "<html><body>" + many { "<p>On day \($0) we met the <b>the</b> man and the woman.</p>" } + "</body></html>"),
    Sample(
      rule: "control-character", kind: .text, damaged: many { "Day\u{2} \($0) was as fine as any that those who live on the coast had ever seen.\n" },
      fixed: many { "Day \($0) was as fine as any that those who live on the coast had ever seen.\n" }),
  ]

  @Test(arguments: samples) private func oneFixMendsAll(sample: Sample) throws {
    let file = Array(sample.damaged.utf8)
    let document = try DocumentReader.read(name: "a", bytes: file, kind: sample.kind)
    let found = try Workbench.check(document).filter { $0.rule == sample.rule }
    #expect(found.count == 1)
    let edits = FixApplier.safeFixes(found).compactMap { document.fileEdits(of: $0) }.flatMap { $0 }
    #expect(String(decoding: FixApplier.apply(edits, to: file), as: UTF8.self) == sample.fixed)
  }

  /// A row of doubts, some of which have a sure answer: that is given.
  @Test func sureFixesOfARowAreNotHeldUp() throws {
    let text = String(repeating: "It is is the the end of of it.\n", count: 60)
    let fixer = Fixer(appliesUnsafe: false)
    let engine = try Workbench.engine(), resources = try Workbench.resources()
    let report = fixer.fix(Array(text.utf8), nil) { bytes, _ in
      let document = Document(text: String(decoding: bytes, as: UTF8.self))
      return FileReport(path: "a", document: document, diagnostics: engine.check(document, resources))
    }
    let fixed = String(decoding: report.fixed?.revision.bytes ?? [], as: UTF8.self)
    #expect(!fixed.contains("the the") && !fixed.contains("of of"))
    #expect(report.fixed?.isUnfinished == false)
  }
}
