package import Formats
package import Platform

/// What stays warm in a process that checks texts for as long as it is asked to: rules, dictionaries, models and word lists
/// for each choice of languages, opened when first needed.
package final class ResidentEngine {
  private let open: ([String]) throws -> Setups
  /// By languages; empty: what configuration says.
  private var setups: [[String]: Setups] = [:]

  /// - Parameter open: makes the setups for some languages; none: those that configuration says
  package init(_ open: @escaping ([String]) throws -> Setups) { self.open = open }

  package func setups(for languages: [String] = []) throws -> Setups {
    if let known = setups[languages] { return known }
    let made = try open(languages)
    setups[languages] = made
    return made
  }

  /// What checks a file.
  package func setup(for path: FilePath, languages: [String] = []) throws -> Setup {
    try setups(for: languages).setup(for: path)
  }

  /// Forgets what was read of files, which have changed; dictionaries stay open.
  package func reread() throws(CardError) { for setups in setups.values { try setups.reread() } }
}
