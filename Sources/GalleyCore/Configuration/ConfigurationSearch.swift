package import Formats
package import Platform

/// Finds the configuration that counts for a file: the nearest one upward. Every file is read once.
package final class ConfigurationSearch {
  package static let fileName = ".galley.yml"
  /// A name that people write by mistake; it would be overlooked in silence.
  private static let mistakenName = ".galley.yaml"

  package enum Mode: Sendable {
    /// The nearest file upward.
    case nearest
    /// This file for everything.
    case file(String)
    case none
  }

  private let mode: Mode
  private let packs: RulePacks
  private let trusted: TrustedFolders
  private var nearest: [FilePath: ConfigurationFile?] = [:]
  private var given: ConfigurationFile?

  /// - Parameter trusted: folders whose files configurations may name, wherever they are themselves
  package init(_ mode: Mode, packs: RulePacks, trusted: [String]) {
    (self.mode, self.packs, self.trusted) = (mode, packs, TrustedFolders(trusted))
  }

  /// The configuration for what lies in a folder.
  package func file(for folder: FilePath) throws(ConfigurationFaults) -> ConfigurationFile? {
    switch mode {
    case .none: return nil
    case .file(let path):
      if let given { return given }
      given = try ConfigurationReader.read(path, packs: packs, trusted: trusted)
      return given
    case .nearest:
      if let known = nearest[folder] { return known }
      let found = try find(folder)
      nearest[folder] = .some(found)
      return found
    }
  }

  private func find(_ folder: FilePath) throws(ConfigurationFaults) -> ConfigurationFile? {
    let path = folder.appending(Self.fileName)
    if DirectoryWalker.kind(of: path.description) == .file { return try ConfigurationReader.read(path.shown, packs: packs, trusted: trusted) }
    let mistaken = folder.appending(Self.mistakenName)
    if DirectoryWalker.kind(of: mistaken.description) == .file {
      throw ConfigurationFaults([
        CardError(mistaken.shown, Position(line: 1, column: 1), "the configuration is called \(Self.fileName); rename it")
      ])
    }
    return folder.names.isEmpty ? nil : try file(for: folder.folder)
  }
}
