/// What a rule may have to know of a text before it says anything of it; a text may be several of these.
package enum TextTrait: String, CaseIterable, Sendable {
  /// Full of paths, options and identifiers.
  case technical
  /// Read from pages by a machine, with some of its errors at least.
  case scanned
  /// With some sign at least of an older book.
  case historical
  /// Verse, its lines run together.
  case verse
  /// Set in lines that end where a column did.
  case wrapped
}

extension Analysis {
  /// Whether the text is of a kind. The one place that knows by which sign it is told; only what is asked for is estimated.
  package func isText(_ trait: TextTrait) -> Bool {
    switch trait {
    case .technical: document.isTechnical
    case .scanned: shared(Damage.self).level >= .light
    case .historical: shared(PageSetting.self).isPeriod
    case .verse: shared(PageSetting.self).isVerse
    case .wrapped: shared(PageSetting.self).isWrapped
    }
  }
}
