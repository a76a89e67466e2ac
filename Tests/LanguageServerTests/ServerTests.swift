import Formats
import GalleyCore
import GalleyTesting
import LanguageServer
import Testing

@Suite struct ServerTests {
  private func code(_ answer: JSONValue) -> Int? { answer.at("error", "code")?.integer }

  /// An editor in which somebody has just written on after the first line: “the” is doubled where the cursor stands.
  private func writing() throws -> Editor {
    let editor = try Editor()
    editor.open("A quiet day in town.\n")
    editor.work()
    editor.type(" We saw the the", line: 0, character: 20, version: 2)
    editor.work()
    return editor
  }

  @Test func messagesThatAreNone() throws {
    let editor = try Editor()
    for text in ["nonsense", "[]", "7", "{}", "{\"method\":7}", "{\"id\":{},\"method\":\"x\"}", "{\"id\":null,\"method\":\"shutdown\"}"] {
      editor.server.receive(.message(Array(text.utf8)))
    }
    editor.server.receive(.malformed("no header"))
    editor.work()
    #expect(editor.messages.map(code) == [-32700, -32600, -32600, -32600, -32600, -32600, -32600, -32700])
    #expect(code(editor.ask("textDocument/hover", [:])) == -32602)
    #expect(code(editor.ask("textDocument/rename", [:])) == -32601)
  }

  @Test func theLatestTextIsPushedWithItsVersion() throws {
    let editor = try Editor()
    editor.open("I saw the the cat.\n")
    editor.work()
    #expect(editor.pushed() == (["doubled-word"], 1))
    editor.change([["text": "I saw the cat.\n"]], version: 2)
    editor.change([["text": "I saw the the dog.\n"]], version: 3)
    editor.work()
    #expect(editor.pushed() == (["doubled-word"], 3))
    // Findings of the version between were never sent.
    #expect(!editor.messages.contains { $0.at("params", "version")?.integer == 2 })
  }

  @Test func theWordUnderTheCursorWaits() throws {
    let editor = try writing()
    #expect(editor.pushed() == ([], 2))
    editor.type(" ", line: 0, character: 35, version: 3)
    editor.work()
    #expect(editor.pushed() == (["doubled-word"], 3))
  }

  @Test func whatIsSavedIsReported() throws {
    let editor = try writing()
    editor.save()
    editor.work()
    #expect(editor.pushed() == (["doubled-word"], 2))
  }

  @Test func anOldQuotationIsNotHeldBack() throws {
    let editor = try Editor()
    let text = "“We will stay here for as long as it takes, the mayor said on Monday.\n\nNobody else said anything at all.\n"
    editor.open(text)
    editor.work()
    #expect(editor.pushed().rules == ["unclosed-quote"])
    editor.type(" Now", line: 2, character: 33, version: 2)
    editor.work()
    #expect(editor.pushed() == (["unclosed-quote"], 2))
  }

  @Test func aNewQuotationWaitsForItsEnd() throws {
    let editor = try Editor()
    editor.open("A quiet day in town.\n\nNobody else said anything at all.\n")
    editor.work()
    // In pieces: what is longer than a key or an input method enters counts as pasted, and as done.
    var character = 20
    for (number, piece) in [" “We will stay here for as", " long as it takes, the mayor", " said on Monday. "].enumerated() {
      editor.type(piece, line: 0, character: character, version: number + 2)
      character += piece.unicodeScalars.count
    }
    editor.work()
    #expect(editor.pushed() == ([], 4))
    // Another paragraph: the one before has been left.
    editor.type(" Now. ", line: 2, character: 33, version: 5)
    editor.work()
    #expect(editor.pushed().rules == ["unclosed-quote"])
  }

  @Test func requestsThatAreTakenBack() throws {
    let editor = try Editor(["textDocument": ["diagnostic": [:]]])
    editor.open("I saw the the cat.\n")
    editor.server.receive([
      "jsonrpc": "2.0", "id": "late", "method": "textDocument/diagnostic", "params": ["textDocument": ["uri": "file:///texts/a.txt"]],
    ])
    editor.tell("$/cancelRequest", ["id": "late"])
    editor.work()
    #expect(editor.messages.first { $0["id"] == "late" }.flatMap(code) == -32800)
  }

  @Test func anIDIsUsedOnceAtATime() throws {
    let editor = try Editor()
    editor.open("All is well.\n")
    for _ in 0..<2 {
      editor.server.receive([
        "jsonrpc": "2.0", "id": 1, "method": "textDocument/documentSymbol", "params": ["textDocument": ["uri": "file:///texts/a.txt"]],
      ])
    }
    editor.work()
    #expect(editor.messages.filter { $0["id"] == 1 }.map { $0["result"] != nil }.sorted { !$0 && $1 } == [false, true])
  }

  @Test func leaving() throws {
    let editor = try Editor()
    #expect(editor.ask("shutdown", .null)["result"] == .null)
    #expect(code(editor.ask("textDocument/hover", [:])) == -32600)
    editor.tell("exit", .null)
    #expect(editor.server.status == 0)
    let rude = try Editor()
    rude.tell("exit", .null)
    #expect(rude.server.status == 1)
  }

  @Test(arguments: [
    (Repository.text("Fixtures/articles/demo.txt"), 10),
    // Nothing ends a clause in time: what is quoted is shortened, or the end.
    ("We saw how the dog had chew\u{FEFF}ed the old rope in town on Monday.\n", 1),
    ("She works for the U.S. Citizen and Immigration Services in Washington.\n", 1),
    ("She lived in the town and saw a gov-\nernment inspec-\ntor there.\n", 2),
  ]) func everyMessageFitsAPopUp(_ text: String, _ count: Int) throws {
    // What is longer than a pop-up is divided where a clause ends, and nothing is lost.
    let editor = try Editor(["textDocument": ["publishDiagnostics": ["relatedInformation": true, "dataSupport": true]]])
    editor.open(text)
    editor.work()
    let last = editor.messages.last { $0["method"] == "textDocument/publishDiagnostics" }
    let found = last?.at("params", "diagnostics")?.array ?? []
    #expect(found.count >= count)
    for message in found.compactMap({ $0["message"]?.string }) { #expect(message.count <= 90 && !message.contains("\n"), "\(message)") }
    #expect(found.contains { $0.at("data", "message") != nil })
    for diagnostic in found where diagnostic.at("data", "message") != nil {
      let beside = (diagnostic["relatedInformation"]?.array ?? []).compactMap { $0["message"]?.string }
      let whole = diagnostic.at("data", "message")?.string?.replacing("\n", with: " ") ?? ""
      #expect(diagnostic["message"]?.string == whole || beside.contains { whole.hasSuffix($0) }, "\(whole)")
    }
  }

  @Test(arguments: [
    ("", "rules:\n  doubled-word: off\n"),
    ("# mine\n", "# mine\nrules:\n  doubled-word: off\n"),
    ("words: a\n", "words: a\nrules:\n  doubled-word: off\n"),
    ("rules:\n    # loud\n    misspelling: error\n", "rules:\n    # loud\n    doubled-word: off\n    misspelling: error\n"),
    ("rules: {misspelling: error} # x\n", "rules: {doubled-word: off, misspelling: error} # x\n"),
    ("rules:\n  doubled-word: error # why\n", "rules:\n  doubled-word: off # why\n"),
    ("rules:\r\n  a: off\r\n", "rules:\r\n  doubled-word: off\r\n  a: off\r\n"),
    ("rules:\n", "rules:\n  doubled-word: off\n"),
  ]) func aRuleIsSwitchedOff(_ before: String, _ after: String) {
    let edited = ConfigurationEdit.switchingOff("doubled-word", in: Array(before.utf8))
    // A comment alone is a configuration that says nothing.
    #expect(edited.map { String(decoding: $0, as: UTF8.self) } == after)
  }

  @Test(arguments: ["rules: [a]\n", "- a\n", "rules: {\n", "a: b: c\n"])
  func whatCannotBeChangedIsLeft(_ text: String) {
    #expect(ConfigurationEdit.switchingOff("doubled-word", in: Array(text.utf8)) == nil)
  }
}
