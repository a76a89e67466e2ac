import Formats
import GalleyCore

/// Where somebody is writing. What comes up while a word is being written waits until the word is left, what comes up between
/// the last word and one that follows in the line until something else is written, and what may still be completed (a quotation,
/// a bracket, a sentence) until its paragraph is left: it would come and go with every key.
package struct Typing: Sendable {
  /// A pause as long as this means that the word is done, and that what follows it does.
  static let wordPause = Duration.seconds(2)
  /// A pause as long as this means that the paragraph is done for now.
  static let paragraphPause = Duration.seconds(10)
  /// Bytes that one key or an input method enters; more was pasted.
  private static let longestKey = 32

  /// After the last key; nil where nobody writes.
  private var caret: Int?
  /// Whether the word there is being written.
  private var isInWord = false
  /// Whether the writer has paused since.
  private var isPaused = false
  /// What was shown before the last key, or before the word there was begun, moved along. What half a word says of the words
  /// around it, or of names elsewhere that are spelled like it, is not to be believed.
  private var older = Marks()
  /// What was found before the paragraph was entered, moved along.
  private var known = Marks()
  private var last: ContinuousClock.Instant?

  package init() {}

  package var isIdle: Bool { caret == nil }

  /// After the last key; nil where nobody writes.
  var offset: Int? { caret }

  /// When something is to be shown without another message; nil where nothing is held.
  var wakes: ContinuousClock.Instant? {
    guard caret != nil, let last else { return nil }
    return last + (isPaused ? Self.paragraphPause : Self.wordPause)
  }

  /// Ends what has lasted long enough; true if anything changed.
  mutating func expire(now: ContinuousClock.Instant) -> Bool {
    guard caret != nil, let last else { return false }
    if now - last >= Self.paragraphPause {
      leave()
      return true
    }
    guard !isPaused, now - last >= Self.wordPause else { return false }
    leaveWord()
    return true
  }

  mutating func leaveWord() { (isInWord, isPaused) = (false, true) }

  /// The text is done with: saved, or read elsewhere.
  package mutating func leave() { self = Typing() }

  /// Takes in one edit.
  /// - Parameters:
  ///   - text: the text after it
  ///   - found: what was found before it
  ///   - shown: what of that was shown
  mutating func note(_ edit: TextChange, in text: TextBuffer, found: [Finding], shown: [Finding], now: ContinuousClock.Instant) {
    let offset = edit.old.start + edit.count
    let isSameWord = caret.map { edit.old.start <= $0 && $0 <= edit.old.end } ?? false
    let isSameParagraph = caret.map { self.isSameParagraph(edit.moved($0), offset, text) } ?? false
    known = (isSameParagraph ? known : Marks(found)).moved(by: edit)
    guard edit.count <= Self.longestKey, edit.old.count <= Self.longestKey else {
      leave()
      return
    }
    (caret, last) = (offset, now)
    let wasInWord = isInWord && isSameWord
    isInWord =
      offset > 0 && Self.isWord(text.bytes[offset - 1]) || edit.count == 0 && offset < text.bytes.count && Self.isWord(text.bytes[offset])
    isPaused = false
    older = (wasInWord && isInWord ? older : Marks(shown)).moved(by: edit)
  }

  /// What need not wait.
  /// - Parameter open: rules that speak of passages that may go on
  func shown(of findings: [Finding], in text: TextBuffer, open: Set<String>) -> [Finding] {
    guard let caret, caret <= text.bytes.count else { return findings }
    let paragraph = text.paragraph(at: caret).start
    return lasting(of: findings, in: text).filter { finding in
      // What stands in an earlier paragraph has been left.
      !open.contains(finding.rule) || finding.range.end < paragraph || known.contains(finding)
    }
  }

  /// What does not depend on the word that is being written, or on the gap behind it: the next key may do away with all else.
  func lasting(of findings: [Finding], in text: TextBuffer) -> [Finding] {
    guard let caret, caret <= text.bytes.count else { return findings }
    let word = isInWord ? Self.word(at: caret, in: text.bytes) : nil
    let gap = isInWord || isPaused ? nil : Self.gap(at: caret, text)
    guard word != nil || gap != nil else { return findings }
    return findings.filter { finding in
      func touches(_ range: FileRange) -> Bool { finding.range.start <= range.end && range.start <= finding.range.end }
      if let word, touches(word) || !older.contains(finding) { return false }
      if let gap, touches(gap), !older.contains(finding) { return false }
      return true
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x27 || byte == 0x2D
  }

  private static func word(at caret: Int, in bytes: [UInt8]) -> FileRange {
    var start = caret, end = caret
    while start > 0, isWord(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    return FileRange(start, end)
  }

  /// The words on both sides of an offset with what is between them; nil where nothing follows in the line.
  private static func gap(at caret: Int, _ text: TextBuffer) -> FileRange? {
    let (bytes, line) = (text.bytes, text.lines.text(ofLine: text.lines.lineIndex(of: caret), in: text.bytes))
    guard bytes[caret..<max(caret, line.endIndex)].contains(where: { $0 > 0x20 }) else { return nil }
    var start = caret, end = caret
    while start > line.startIndex, !isWord(bytes[start - 1]) { start -= 1 }
    while end < line.endIndex, !isWord(bytes[end]) { end += 1 }
    return FileRange(word(at: start, in: bytes).start, word(at: end, in: bytes).end)
  }

  /// Whether somebody may have written on from one offset to another.
  private func isSameParagraph(_ a: Int, _ b: Int, _ text: TextBuffer) -> Bool {
    abs(text.lines.lineIndex(of: a) - text.lines.lineIndex(of: b)) <= 1
  }
}

/// Where rules found something.
private struct Marks: Sendable {
  private struct Mark: Sendable {
    let rule: String
    let range: FileRange
  }

  private var marks: [Mark] = []

  init() {}
  init(_ findings: [Finding]) { marks = findings.map { Mark(rule: $0.rule, range: $0.range) } }

  func moved(by edit: TextChange) -> Marks {
    var result = self
    result.marks = marks.compactMap { mark in edit.moved(mark.range).map { Mark(rule: mark.rule, range: $0) } }
    return result
  }

  /// Whether a finding is there already, whatever it says now.
  func contains(_ finding: Finding) -> Bool {
    // Nearly all are where they were, and stand in the order of the text.
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].range.start < finding.range.start { low = middle + 1 } else { high = middle }
    }
    while low < marks.count, marks[low].range.start == finding.range.start {
      if marks[low].rule == finding.rule { return true }
      low += 1
    }
    return marks.contains { $0.range.overlaps(finding.range) && $0.rule == finding.rule }
  }
}
