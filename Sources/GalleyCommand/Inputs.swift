import GalleyCore

extension Setups {
  /// The files at a path, each with what checks it: the file itself, or those that a walk through a folder finds.
  /// - Parameter failed: called for folders that cannot be read
  func inputs(at name: String, failed: (FileError) -> Void) throws -> [BatchRunner.Input] {
    var found = [name]
    if DirectoryWalker.kind(of: name) == .directory {
      found = try DirectoryWalker.files(under: name, isExcluded: excludes, unreadable: failed)
    }
    return try found.map { BatchRunner.Input(name: $0, path: $0, setup: try setup(for: FilePath($0))) }
  }
}
