package import Formats
package import Platform

/// Which paths a run reads, by whatever way it comes to them: a walk, a name, git, or a name for standard input.
///
/// What a configuration excludes is left out with all that lies below it, as git leaves out what it ignores: what lies in
/// an excluded folder cannot be taken back. Each path is judged by the configuration that counts where it lies. A path
/// that somebody names is read all the same, and below a named folder only what lies in it is judged; `--force-exclude`
/// judges names, too. Names for standard input, which editors give, are always judged.
package struct PathPolicy {
  private let search: ConfigurationSearch
  /// What the command line excludes, seen from the working folder.
  private let exclude: GlobList
  private let judgesNames: Bool

  init(_ search: ConfigurationSearch, _ commandLine: CommandLineSettings) {
    (self.search, exclude, judgesNames) = (search, commandLine.exclude, commandLine.forcesExclude)
  }

  /// Whether a path is left out that was named, as a file or folder, or in a list.
  package func skips(named path: FilePath, isFolder: Bool = false) throws(ConfigurationFaults) -> Bool {
    judgesNames ? try excludes(path, isFolder: isFolder, below: 0) : false
  }

  /// Whether standard input is left out that goes by this name.
  package func skips(standardInput path: FilePath) throws(ConfigurationFaults) -> Bool { try excludes(path, isFolder: false, below: 0) }

  /// Whether a path is left out that a walk has come to: the folders on its way were judged before.
  package func skips(walked path: FilePath, isFolder: Bool) throws(ConfigurationFaults) -> Bool {
    try excludes(path, isFolder: isFolder, below: path.names.count - 1)
  }

  /// Whether a file is left out that git calls changed.
  /// - Parameter named: the paths that git was asked about
  package func skips(changed path: FilePath, named: [FilePath]) throws(ConfigurationFaults) -> Bool {
    if judgesNames { return try excludes(path, isFolder: false, below: 0) }
    let around = named.filter { path.below($0) != nil }.map(\.names.count).max() ?? 0
    return try excludes(path, isFolder: false, below: around)
  }

  /// - Parameter depth: the folders so far down are not judged
  private func excludes(_ path: FilePath, isFolder: Bool, below depth: Int) throws(ConfigurationFaults) -> Bool {
    for end in depth..<max(depth, path.names.count) {
      let part = FilePath(names: Array(path.names[...end]))
      let isFolder = isFolder || end + 1 < path.names.count
      if !exclude.isEmpty, let names = part.below(.current), exclude.verdict(names, isFolder: isFolder) == true { return true }
      guard let file = try search.file(for: part.folder), !file.exclude.isEmpty, let names = file.patternNames(of: part) else { continue }
      if file.exclude.verdict(names, isFolder: isFolder) == true { return true }
    }
    return false
  }
}

extension ConfigurationFile {
  /// The names of a path as `exclude` sees it; nil for folders around the configuration, of which it says nothing.
  fileprivate func patternNames(of path: FilePath) -> ArraySlice<[UInt8]>? {
    if folder.below(path) != nil { return nil }
    if path.below(folder) == nil, FilePath.current.below(path) != nil { return nil }
    return names(of: path)
  }
}
