import Formats
import GalleyCore
import Platform
import Synchronization

/// What a client can have done about findings.
struct CodeActions {
  static let fixAll = "source.fixAll.galley"
  static let kinds = ["quickfix", fixAll]

  private let document: OpenDocument
  private let client: ClientCapabilities
  private let analyst: Analyst

  init(_ document: OpenDocument, _ client: ClientCapabilities, _ analyst: Analyst) {
    (self.document, self.client, self.analyst) = (document, client, analyst)
  }

  /// The actions for a range.
  func all(_ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let range = document.text.range(params["range"], client.encoding) else { throw .invalidParameters("no range is given") }
    let only = params.at("context", "only")?.strings
    func isWanted(_ kind: String) -> Bool { only?.contains { kind == $0 || kind.hasPrefix($0 + ".") || $0.isEmpty } ?? true }
    var actions: [JSONValue] = []
    if isWanted("quickfix") {
      let chosen = document.findings.filter { $0.range.overlaps(range) || $0.range.start <= range.end && range.start <= $0.range.end }
      for finding in chosen { actions += fixes(of: finding) }
      var rules: Set<String> = []
      for finding in chosen where rules.insert(finding.rule).inserted {
        if let action = fixAll(of: finding.rule) { actions.append(action) }
      }
      for finding in chosen { actions += additions(of: finding) }
      rules = []
      for finding in chosen where rules.insert(finding.rule).inserted { actions += suppressions(of: finding) }
    }
    if isWanted(Self.fixAll), document.findings.contains(where: { $0.repairs.first?.isSafe == true }) {
      actions += try lazily(
        ["title": "Fix all that is safe to fix in this text", "kind": .string(Self.fixAll)],
        Deferred(kind: .fixAll, rule: "", start: 0))
    }
    return .array(client.readsActionLiterals ? actions : actions.compactMap(Self.asCommand))
  }

  /// An action for a client that knows only commands: the server is asked for the edit, and asks the client to make it.
  private static func asCommand(_ action: JSONValue) -> JSONValue? {
    action["command"]
      ?? (action["edit"] ?? action["data"]).map {
        ["title": action["title"] ?? "", "command": .string(Commands.apply), "arguments": [$0]]
      }
  }

  private var encoder: DiagnosticEncoder { DiagnosticEncoder(document, client) }

  private func fixes(of finding: Finding) -> [JSONValue] {
    finding.repairs.enumerated().map { rank, repair in
      var action: JSONValue = [
        "title": .string(ActionTitle.of(repair, in: document.text)), "kind": "quickfix", "diagnostics": encoder.array([finding]),
      ]
      if client.readsPreferred, rank == 0 { action = action.adding("isPreferred", true) }
      return action.adding("edit", edit(repair.edits))
    }
  }

  /// The best fix of everything that a rule found.
  private func fixAll(of rule: String) -> JSONValue? {
    let fixes = document.findings.filter { $0.rule == rule }.compactMap(\.repairs.first?.edits)
    guard fixes.count > 1 else { return nil }
    let (edits, accepted) = FixApplier.compatible(fixes)
    guard accepted.count > 1 else { return nil }
    return ["title": .string("Fix all \(accepted.count) of \(rule) in this text"), "kind": "quickfix", "edit": edit(edits)]
  }

  private func additions(of finding: Finding) -> [JSONValue] {
    guard let subject = document.card(of: finding)?.finds, subject != .marks, WordListFile.isWord(finding.words) else { return [] }
    let word = finding.words
    func action(_ whose: String, _ target: Commands.List) -> JSONValue {
      command(
        "Add “\(ActionTitle.shortened(word))” to \(whose)", finding, Commands.addWord,
        [.string(document.uri.text), .string(word), .string(target.rawValue)])
    }
    let user = analyst.knowledge.userWords == nil ? [] : [action("your own words", .user)]
    return (document.uri.path == nil ? [] : [action("the words of this workspace", .workspace)]) + user
  }

  private func suppressions(of finding: Finding) -> [JSONValue] {
    guard document.card(of: finding)?.isAboutComments != true else { return [] }
    var actions: [JSONValue] = []
    for (title, kind) in [("Leave \(finding.rule) alone here", Deferred.Kind.here), ("Leave \(finding.rule) alone in this text", .text)] {
      let shown: JSONValue = ["title": .string(title), "kind": "quickfix", "diagnostics": encoder.array([finding])]
      actions += (try? lazily(shown, Deferred(kind: kind, rule: finding.rule, start: finding.range.start))) ?? []
    }
    if document.uri.path != nil {
      actions.append(
        command(
          "Switch \(finding.rule) off in \(ConfigurationSearch.fileName)", finding, Commands.ruleOff,
          [.string(document.uri.text), .string(finding.rule)]))
    }
    return actions
  }

  private func command(_ title: String, _ finding: Finding, _ name: String, _ arguments: [JSONValue]) -> JSONValue {
    [
      "title": .string(title), "kind": "quickfix", "diagnostics": encoder.array([finding]),
      "command": ["title": .string(title), "command": .string(name), "arguments": .array(arguments)],
    ]
  }

  /// An action whose edit takes a check to find: with it where the client cannot ask later.
  private func lazily(_ action: JSONValue, _ later: Deferred) throws(ResponseError) -> [JSONValue] {
    if client.resolvesEdits || !client.readsActionLiterals { return [action.adding("data", later.json(document))] }
    guard let edits = later.edits(document, analyst) else { return [] }
    return [action.adding("edit", edit(edits))]
  }

  func edit(_ edits: [FileEdit]) -> JSONValue { WorkspaceEdit.of(edits, document, client) }

  /// Finds the edit of an action that was sent without it.
  static func resolve(_ action: JSONValue, _ analyst: Analyst) throws(ResponseError) -> JSONValue {
    // Where there are none, nothing is missing.
    guard let data = action["data"], let edit = try edit(deferred: data, analyst) else { return action }
    return action.adding("edit", edit)
  }

  /// The edit that an action was sent without; nil where the data are not of such an action.
  static func edit(deferred data: JSONValue, _ analyst: Analyst) throws(ResponseError) -> JSONValue? {
    guard let later = Deferred(data), let uri = data["uri"]?.string.map({ DocumentURI($0) }) else { return nil }
    let (document, client) = analyst.server.state.withLock { ($0.documents[uri], $0.client) }
    guard let document, document.revision == data["revision"]?.integer, let checked = analyst.check(uri) else { throw .contentModified }
    guard let edits = later.edits(checked, analyst) else { throw .failed("no comment can be put there that does it") }
    return WorkspaceEdit.of(edits, document, client)
  }
}

/// An action whose edit is found when it is wanted.
struct Deferred {
  enum Kind: String { case here, text, fixAll }
  let kind: Kind
  let rule: String
  /// Where the finding begins.
  let start: Int

  init(kind: Kind, rule: String, start: Int) { (self.kind, self.rule, self.start) = (kind, rule, start) }

  init?(_ data: JSONValue) {
    guard let kind = data["action"]?.string.flatMap(Kind.init), let rule = data["rule"]?.string, let start = data["start"]?.integer
    else { return nil }
    self.init(kind: kind, rule: rule, start: start)
  }

  func json(_ document: OpenDocument) -> JSONValue {
    [
      "action": .string(kind.rawValue), "rule": .string(rule), "start": .integer(start), "uri": .string(document.uri.text),
      "revision": .integer(document.revision),
    ]
  }

  func edits(_ document: OpenDocument, _ analyst: Analyst) -> [FileEdit]? {
    guard let setup = document.setup else { return nil }
    let least = analyst.knowledge.level
    if kind == .fixAll { return Self.fixed(document, setup, least) }
    guard let finding = document.findings.first(where: { $0.rule == rule && $0.range.start == start }) else { return nil }
    return SuppressionEdit(document, finding, isForAll: kind == .text).first { bytes in
      Analyst.findings(of: bytes, document, setup, least: least) ?? []
    }
  }

  /// What “galley fix” would make of the text.
  private static func fixed(_ document: OpenDocument, _ setup: Setup, _ least: Severity) -> [FileEdit]? {
    let name = document.uri.name.description
    let report = Fixer(appliesUnsafe: false).fix(document.text.bytes, nil) { bytes, _ in
      guard let read = try? OpenText.read(bytes, document.language, name: name, setup.resources.extended) else {
        return FileReport(path: name, failure: "")
      }
      return FileReport(path: name, document: read, diagnostics: setup.engine.check(read, setup.resources)).keeping { found, _ in
        found.severity >= least
      }
    }
    guard let revision = report.fixed?.revision, revision.isChanged else { return nil }
    return revision.changes.map { FileEdit(range: $0.old, replacement: Array(revision.bytes[$0.new.start..<$0.new.end])) }
  }
}

enum WorkspaceEdit {
  static func of(_ edits: [FileEdit], _ document: OpenDocument, _ client: ClientCapabilities) -> JSONValue {
    let list: JSONValue = .array(
      edits.map {
        ["range": document.text.range($0.range, client.encoding), "newText": .string(String(decoding: $0.replacement, as: UTF8.self))]
      })
    guard client.readsDocumentChanges else { return ["changes": .object([JSONValue.Member(key: document.uri.text, value: list)])] }
    return [
      "documentChanges": [
        ["textDocument": ["uri": .string(document.uri.text), "version": .integer(document.version)], "edits": list]
      ]
    ]
  }
}

/// What stands in a menu of actions.
enum ActionTitle {
  static let longest = 30

  static func of(_ repair: Finding.Repair, in text: TextBuffer) -> String {
    guard let first = repair.edits.first else { return "Fix" }
    let old = shortened(String(decoding: text.bytes[first.range.start..<first.range.end], as: UTF8.self))
    let new = shortened(String(decoding: first.replacement, as: UTF8.self))
    let rest = repair.edits.count - 1
    let places = rest == 0 ? "" : " and fix \(rest) more place\(rest == 1 ? "" : "s")"
    if first.range.isEmpty { return "Insert \(named(new))\(places)" }
    if first.replacement.isEmpty { return "Delete \(named(old))\(places)" }
    return "Change \(named(old)) to \(named(new))\(places)"
  }

  private static func named(_ text: String) -> String {
    if text == " " { return "a blank" }
    return text.utf8.allSatisfy { $0 == 0x20 } ? "blanks" : "“\(text)”"
  }

  static func shortened(_ text: String, to longest: Int = longest) -> String {
    let scalars = text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars.count > longest ? scalars.prefix(longest - 1) + ["…"] : scalars)
    return String(result)
  }
}
