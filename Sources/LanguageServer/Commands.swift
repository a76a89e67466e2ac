import Formats
import GalleyCore
import Platform
import Synchronization

/// What the server does to files when a client asks it to.
struct Commands {
  static let addWord = "galley.addWord"
  static let ruleOff = "galley.ruleOff"
  /// Has the client make an edit: for those that know commands and no other actions.
  static let apply = "galley.apply"
  static let names = [addWord, ruleOff, apply]

  /// Which list of words.
  enum List: String { case workspace, user }

  private let analyst: Analyst
  init(_ analyst: Analyst) { self.analyst = analyst }

  func run(_ params: JSONValue) throws(ResponseError) -> JSONValue {
    let arguments = params["arguments"]?.array ?? []
    func argument(_ index: Int, _ what: String) throws(ResponseError) -> String {
      guard index < arguments.count, let text = arguments[index].string else {
        throw .invalidParameters("argument \(index + 1) is \(what)")
      }
      return text
    }
    let name = params["command"]?.string ?? ""
    guard Self.names.contains(name) else { throw .invalidParameters("no command “\(name)”") }
    if name == Self.apply { return try apply(arguments.first ?? .null) }
    let uri = DocumentURI(try argument(0, "the address of a document"))
    do {
      switch name {
      case Self.addWord:
        guard let list = List(rawValue: try argument(2, "“workspace” or “user”")) else {
          throw ResponseError.invalidParameters("“workspace” or “user”")
        }
        try add(try argument(1, "a word"), to: list, for: uri)
      default: try switchOff(try argument(1, "a rule"), for: uri)
      }
    } catch let error as ResponseError { throw error } catch {
      analyst.server.tell("\(error)", isError: true, shows: true)
      throw .failed("\(error)")
    }
    analyst.reload()
    return .null
  }

  /// - Parameter action: an edit, or the data of an action whose edit is still to be found
  private func apply(_ action: JSONValue) throws(ResponseError) -> JSONValue {
    let edit = try CodeActions.edit(deferred: action, analyst) ?? action
    guard edit["changes"] != nil || edit["documentChanges"] != nil else { throw .invalidParameters("argument 1 is an edit") }
    guard ask(toMake: edit) else { throw .failed("the editor makes no edits for the server") }
    return .null
  }

  /// False where the client cannot.
  private func ask(toMake edit: JSONValue) -> Bool {
    analyst.server.state.withLock { state in
      guard state.client.appliesEdits else { return false }
      analyst.server.request("workspace/applyEdit", ["edit": edit], &state)
      return true
    }
  }

  private func add(_ word: String, to list: List, for uri: DocumentURI) throws {
    guard WordListFile.isWord(word) else { throw ResponseError.invalidParameters("“\(word)” is not one word") }
    var file = try WordListFile(list == .user ? try userWords() : try workspaceWords(uri))
    if file.add(word) { try file.write() }
  }

  private func userWords() throws -> String {
    guard let path = analyst.knowledge.userWords else { throw ResponseError.failed("no folder for the user’s own words") }
    try FileFacts.makeFolder(of: path)
    return path
  }

  /// The list that the configuration names first; one is begun where it names none.
  private func workspaceWords(_ uri: DocumentURI) throws -> String {
    let path = try filePath(uri)
    let configuration = analyst.knowledge.configuration(for: path)
    if let list = configuration?.words.lazy.filter({ !$0.origin.isCommandLine }).compactMap(\.value.wordList).first { return list }
    let file = configurationPath(path)
    let list = "words.txt"
    try change(file) { ConfigurationEdit.naming(list: list, in: $0) }
    let target = file.folder.appending(list).description
    if DirectoryWalker.kind(of: target) == .missing { try FileWriter.replace(target, with: []) }
    return target
  }

  private func switchOff(_ rule: String, for uri: DocumentURI) throws {
    let path = try filePath(uri)
    guard analyst.knowledge.cards(for: path).contains(where: { $0.id.name == rule || $0.category == rule }) else {
      throw ResponseError.invalidParameters("no rule “\(rule)”")
    }
    try change(configurationPath(path)) { ConfigurationEdit.switchingOff(rule, in: $0) }
  }

  private func filePath(_ uri: DocumentURI) throws(ResponseError) -> FilePath {
    guard let path = uri.path else { throw .failed("the text is not saved anywhere yet") }
    return path
  }

  /// The configuration in force, or where one for this workspace belongs.
  private func configurationPath(_ path: FilePath) -> FilePath {
    if let file = analyst.knowledge.configuration(for: path)?.file { return FilePath(file.path) }
    let root = analyst.server.state.withLock { $0.folders.first { path.below($0) != nil } }
    return (root ?? path.folder).appending(ConfigurationSearch.fileName)
  }

  /// Changes a configuration: in the client where it is open and differs from the file, else the file.
  private func change(_ path: FilePath, _ edit: ([UInt8]) -> [UInt8]?) throws {
    let exists = DirectoryWalker.kind(of: path.description) == .file
    let (bytes, identity): ([UInt8], FileIdentity?) =
      exists ? try FileReader.readWithIdentity(path.description, most: FileReader.largestConfiguration) : ([], nil)
    guard let new = edit(bytes) else {
      throw FileError(path.description, "is written in a way that cannot be changed here; change it by hand")
    }
    let server = analyst.server
    let open = server.state.withLock { state in state.documents.values.first { $0.uri.path == path } }
    if let open, open.text.bytes != bytes {
      let whole = FileRange(0, open.text.bytes.count)
      guard let changed = edit(open.text.bytes),
        ask(toMake: WorkspaceEdit.of([FileEdit(range: whole, replacement: changed)], open, server.state.withLock(\.client)))
      else { throw FileError(path.description, "has changes that are not saved; save it first") }
      return
    }
    if new != bytes || !exists { try FileWriter.replace(path.description, with: new, ifStill: identity) }
  }
}
