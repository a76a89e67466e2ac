package import Formats
package import Platform

/// A value and where it comes from.
package struct Sourced<Value: Sendable>: Sendable {
  package let value: Value
  package let origin: Origin
  package init(_ value: Value, _ origin: Origin) { (self.value, self.origin) = (value, origin) }
}

/// What a configuration says about a rule or a category.
package enum RuleSetting: Hashable, Sendable, CustomStringConvertible {
  case off
  /// With the severity of its card.
  case on
  /// On, and reporting this at most.
  case severity(Severity)

  package init?(name: String) {
    switch name {
    // YAML has more than one way to say so.
    case "off", "false": self = .off
    case "on", "true": self = .on
    default:
      guard let severity = Severity(name: name) else { return nil }
      self = .severity(severity)
    }
  }

  package var description: String {
    switch self {
    case .off: "off"
    case .on: "on"
    case .severity(let severity): severity.name
    }
  }
}

/// Words or names that are right: written in the configuration, or a file with them.
package enum Entry: Hashable, Sendable {
  case text(String)
  /// The path, ready to be opened.
  case file(String)
}

/// What one place asks for: a configuration file, one of its overrides, or the command line.
package struct Settings: Sendable {
  package var languages: Sourced<[String]>?
  /// Folders of rule cards.
  package var packs: [Sourced<String>] = []
  /// By rule id or category.
  package var rules: [String: Sourced<RuleSetting>] = [:]
  /// By rule id, then by the option’s name.
  package var options: [String: [String: Sourced<YAML>]] = [:]
  package var words: [Sourced<Entry>] = []
  package var names: [Sourced<Entry>] = []
  package init() {}
}

/// One configuration file, read.
package struct ConfigurationFile: Sendable {
  /// As shown to the user.
  package let path: String
  /// What its paths and patterns are relative to.
  package let folder: FilePath
  /// Settings of what it extends, then its own.
  package let settings: [Settings]
  package let exclude: GlobList
  package let overrides: [(files: GlobList, settings: Settings)]

  /// The names of a path as the patterns see it: below the file’s folder, else below the working folder.
  package func names(of path: FilePath) -> ArraySlice<[UInt8]> {
    path.below(folder) ?? path.below(.current) ?? path.names[...]
  }
}
