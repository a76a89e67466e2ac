import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the files under a directory.
package struct DirectoryWalker {
  package enum Kind { case file, directory, missing }

  package static func kind(of path: String) -> Kind {
    var info = stat()
    guard unsafe stat(FileName.system(path), &info) == 0 else { return .missing }
    return info.st_mode & S_IFMT == S_IFDIR ? .directory : .file
  }

  /// Paths in the order of their names; hidden entries, symbolic links to directories or out of the folder and what
  /// `.gitignore` files name are skipped.
  /// - Parameters:
  ///   - isExcluded: says of a path, and whether it is a directory, that the configuration leaves it out
  ///   - unreadable: called for directories that cannot be opened
  package static func files<E: Error>(
    under root: String, wanted: Wanted, isExcluded: (_ path: FilePath, _ isFolder: Bool) throws(E) -> Bool,
    unreadable: (FileError) -> Void
  ) throws(E) -> [String] {
    let path = FilePath(root)
    var walk = Walk(wanted: wanted, root: FileWriter.resolved(root))
    let ignored = IgnoreFiles(root: path)
    for fault in ignored.faults { unreadable(fault) }
    try walk.enter(root, path, ignored, depth: 0, isExcluded, unreadable)
    return walk.found
  }

  /// Which files are taken.
  package struct Wanted {
    let accepts: (_ name: String) -> Bool
    let acceptsContent: (_ name: String, _ path: String) -> Bool

    /// - Parameters:
    ///   - accepts: tells by a file’s name
    ///   - acceptsContent: tells by what stands in it, once its name is accepted and nothing leaves it out
    package init(_ accepts: @escaping (_ name: String) -> Bool, acceptsContent: @escaping (_ name: String, _ path: String) -> Bool) {
      (self.accepts, self.acceptsContent) = (accepts, acceptsContent)
    }
  }

  private struct Walk {
    let wanted: Wanted
    /// Without links on the way.
    let root: String
    var found: [String] = []

    /// Whether a link leads to a regular file in the folder that is walked.
    private func staysInside(_ link: String) -> Bool {
      var info = stat()
      guard unsafe stat(FileName.system(link), &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return false }
      return FileWriter.resolved(link).hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }

    mutating func enter<E: Error>(
      _ folder: String, _ place: FilePath, _ around: IgnoreFiles, depth: Int,
      _ isExcluded: (FilePath, Bool) throws(E) -> Bool, _ unreadable: (FileError) -> Void
    ) throws(E) {
      guard depth < 128 else { return unreadable(FileError(folder, "nested too deeply")) }
      let names: [String]
      do throws(FileError) { names = try DirectoryWalker.names(in: folder) } catch { return unreadable(error) }
      var ignored = around
      if depth > 0, names.contains(".gitignore"), let fault = ignored.enter(place) { unreadable(fault) }
      let base = folder.hasSuffix("/") ? folder : folder + "/"
      for name in names where !name.hasPrefix(".") {
        let path = base + name
        var info = stat()
        guard unsafe lstat(FileName.system(path), &info) == 0 else {
          // What somebody has removed meanwhile is not missed.
          let error = FileError.last(path)
          if errno != ENOENT { unreadable(error) }
          continue
        }
        let isFolder = info.st_mode & S_IFMT == S_IFDIR
        switch info.st_mode & S_IFMT {
        case S_IFDIR: break
        case S_IFREG where wanted.accepts(name): break
        case S_IFLNK where wanted.accepts(name) && staysInside(path): break
        default: continue
        }
        let entry = place.appending(name)
        if ignored.ignores(entry, isFolder: isFolder) { continue }
        if try isExcluded(entry, isFolder) { continue }
        if isFolder {
          try enter(path, entry, ignored, depth: depth + 1, isExcluded, unreadable)
        } else if wanted.acceptsContent(name, path) {
          found.append(path)
        }
      }
    }
  }

  /// The entries of a folder, sorted.
  static func names(in folder: String) throws(FileError) -> [String] {
    guard let directory = unsafe opendir(FileName.system(folder)) else { throw FileError.last(folder) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe FileName.text($0) }
      }
      names.append(name)
    }
    return names.sorted()
  }
}
