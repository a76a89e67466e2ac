package import Formats

package enum Severity: UInt8, Comparable, CaseIterable, Sendable {
  case note, warning, error

  package init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
  package var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
  package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// Something that should not be published, and where.
package struct Diagnostic: Hashable, Sendable {
  /// What a finding is about, where others weigh it: a word or name that may be right all the same, as the OCR engine’s
  /// confidence may tell and an editor’s user, or a mark. By words and marks pages are rated.
  package enum Subject: String, CaseIterable, Sendable { case words, names, marks }

  package let rule: RuleID
  package let category: String
  package var severity: Severity
  /// In the document's prose.
  package let range: TextRange
  /// In the source’s text, where the finding is about something outside the prose.
  package let place: SourceRange?
  package let subject: Subject?
  package let message: String
  /// Best first.
  package var fixes: [Fix]
  package var related: [Related]

  package init(
    rule: RuleID, category: String, severity: Severity, range: TextRange, message: String, fixes: [Fix] = [],
    related: [Related] = [], place: SourceRange? = nil, subject: Subject? = nil
  ) {
    (self.place, self.subject) = (place, subject)
    (self.rule, self.category, self.severity, self.range) = (rule, category, severity, range)
    (self.message, self.fixes, self.related) = (message, fixes, related)
  }
}

/// Another place that explains a diagnostic: “opened here”.
package struct Related: Hashable, Sendable {
  package let range: TextRange
  package let message: String
  package init(_ range: TextRange, _ message: String) { (self.range, self.message) = (range, message) }
}

/// A repair.
package struct Fix: Hashable, Sendable {
  package enum Safety: Sendable {
    /// May be applied unasked.
    case safe
    /// Needs a reader's eye.
    case unsafe
  }
  /// Ascending and without overlap.
  package let edits: [Edit]
  /// That this is the right repair.
  package let confidence: Confidence
  package let safety: Safety

  package init(edits: [Edit], confidence: Confidence, safety: Safety) {
    (self.edits, self.confidence, self.safety) = (edits, confidence, safety)
  }

  /// Takes out what should not be there.
  package static func removal(of range: TextRange, confidence: Confidence = .onlyRepair) -> Fix {
    Fix(edits: [Edit(range, "")], confidence: confidence, safety: confidence >= .safe ? .safe : .unsafe)
  }

  /// One edit; safe from `Confidence.safe` on unless told otherwise.
  package init(_ range: TextRange, _ replacement: String, confidence: Confidence = .onlyRepair, safety: Safety? = nil) {
    self.init(
      edits: [Edit(range, replacement)], confidence: confidence,
      safety: safety ?? (confidence >= .safe ? .safe : .unsafe))
  }
}

/// Bytes of the prose to be replaced.
package struct Edit: Hashable, Sendable {
  package let range: TextRange
  package let replacement: String
  package init(_ range: TextRange, _ replacement: String) { (self.range, self.replacement) = (range, replacement) }
}

/// A rule's identifier: kebab-case, naming the problem.
package struct RuleID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible, Comparable {
  package let name: String
  package init(_ name: String) { self.name = name }
  package init(stringLiteral name: String) { self.name = name }
  package var description: String { name }
  package static func < (left: RuleID, right: RuleID) -> Bool { left.name < right.name }
}
