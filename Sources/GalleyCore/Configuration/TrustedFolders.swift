import Formats
import Platform

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which files and folders a configuration may name: those below its own folder, and those in folders that the user
/// vouches for, with `--trust` or in a configuration of the user’s own. A configuration may have come with a text, from
/// anywhere; what it names elsewhere would be read, and quoted in reports.
final class TrustedFolders {
  /// The user’s own configuration, below `$XDG_CONFIG_HOME` or `~/.config`.
  static let ownName = "galley/config.yml"
  private static let key = "trusted"

  private let given: [FilePath]
  private var own: [FilePath]?

  /// - Parameter given: folders named on the command line
  init(_ given: [String]) { self.given = given.map { Self.real(FilePath($0)) } }

  /// Whether a configuration in `root` may name a path. Links are followed, so that none leads out.
  func allows(_ path: FilePath, for root: FilePath) throws(ConfigurationFaults) -> Bool {
    let target = Self.real(path)
    if target.below(Self.real(root)) != nil || given.contains(where: { target.below($0) != nil }) { return true }
    // Read only where it decides something.
    if own == nil { own = try Self.readOwn() }
    return (own ?? []).contains { target.below($0) != nil }
  }

  private static func readOwn() throws(ConfigurationFaults) -> [FilePath] {
    guard let folder = environmentVariable("XDG_CONFIG_HOME") ?? environmentVariable("HOME").map({ $0 + "/.config" }) else { return [] }
    let path = FilePath(folder).appending("galley").appending("config.yml")
    guard DirectoryWalker.kind(of: path.description) == .file else { return [] }
    let root = try ConfigurationReader.parse(path.shown)
    for pair in root.mapping ?? [] where pair.key != key {
      throw ConfigurationFaults([CardError(path.shown, pair.keyAt, "unknown key “\(pair.key)”; there is “\(key)”")])
    }
    guard let list = root[key] else { return [] }
    guard let names = list.strings else {
      throw ConfigurationFaults([CardError(path.shown, list.position, "“\(key)” takes a folder, or a list of such")])
    }
    return names.map { name in
      let home = environmentVariable("HOME")
      let expanded = name.hasPrefix("~/") ? (home ?? "~") + name.dropFirst(1) : name
      return real(FilePath(expanded, in: path.folder))
    }
  }

  /// The path without links; one that leads nowhere as it is written.
  private static func real(_ path: FilePath) -> FilePath {
    guard let real = unsafe realpath(FileName.system(path.description), nil) else {
      return path.names.isEmpty ? path : FilePath(names: real(path.folder).names + [path.names[path.names.count - 1]])
    }
    defer { unsafe free(real) }
    return FilePath(unsafe FileName.text(real), in: FilePath(names: []))
  }
}
