package import Formats
import GalleyCore

/// A document that the client has open.
package struct OpenDocument: Sendable {
  package let uri: DocumentURI
  package let language: TextLanguage
  package private(set) var text: TextBuffer
  package private(set) var version: Int
  /// Counts every change, whatever versions the client gives.
  package private(set) var revision = 0
  /// What was found last, moved along with the edits since.
  package var findings: [Finding] = []
  /// The revision in which `findings` were found; those of an earlier one are provisional.
  package var checkedRevision: Int?
  /// How long the last whole check took.
  var checkingTime = Duration.zero
  /// What checked it last.
  private(set) var setup: Setup?
  /// Its rules that speak of passages that may go on.
  private var open: Set<String> = []
  /// What was last sent: nil if nothing.
  var published: [Finding]?
  var publishedRevision: Int?
  package var typing = Typing()

  package init(uri: DocumentURI, languageID: String, version: Int, text: String) {
    self.uri = uri
    language = TextLanguage(id: languageID, uri: uri)
    self.version = version
    self.text = TextBuffer(text)
  }

  package var isChecked: Bool { checkedRevision == revision }

  /// Takes in what a whole check found.
  mutating func take(_ found: [Finding], time: Duration, setup: Setup) {
    (findings, checkingTime, self.setup) = (found, time, setup)
    open = Set(setup.engine.cards.filter(\.awaitsEnd).map(\.id.name))
    checkedRevision = revision
  }

  /// The card of the rule that found something in the last whole check.
  func card(of finding: Finding) -> RuleCard? { setup?.engine.cards.first { $0.id.name == finding.rule } }

  /// Applies changes of the client in their order.
  /// - Parameter version: nil where the client keeps none
  /// - Returns: false if they are older than what is here; then nothing is changed
  package mutating func apply(_ changes: [JSONValue], version: Int?, _ encoding: PositionEncoding, now: ContinuousClock.Instant) -> Bool {
    if let version {
      guard version > self.version else { return false }
      self.version = version
    }
    revision += 1
    for change in changes {
      guard let new = change["text"]?.string else { continue }
      if let range = text.range(change["range"], encoding) {
        let edit = TextChange(range, count: new.utf8.count)
        let (before, shown) = (findings, visible)
        let lasting = typing.lasting(of: findings, in: text)
        text.replace(range, with: new)
        // What waited for this key is found again if it is still there.
        findings = lasting.compactMap { $0.moved(by: edit) }
        typing.note(edit, in: text, found: before, shown: shown, now: now)
      } else {
        text = TextBuffer(new)
        // Nothing tells what stayed.
        findings = []
        typing = Typing()
      }
    }
    if changes.count != 1 { typing.leaveWord() }
    return true
  }

  /// What the reader should see now: what was found, without what the writer is at.
  package var visible: [Finding] { typing.shown(of: findings, in: text, open: open) }
}
