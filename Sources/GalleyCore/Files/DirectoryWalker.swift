#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds the files under a directory that galley reads.
package struct DirectoryWalker {
  package static let textExtensions: Set<String> = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "hocr", "xml",
  ]

  package enum Kind { case file, directory, missing }

  package static func kind(of path: String) -> Kind {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return .missing }
    return info.st_mode & S_IFMT == S_IFDIR ? .directory : .file
  }

  /// Whether a file of that name is read where a folder is walked.
  package static func reads(_ path: String) -> Bool {
    Wanted(extensions: textExtensions, isPacked: false).accepts(path, path)
  }

  /// Paths in the order of their names; hidden entries and symbolic links to directories are skipped.
  /// - Parameter unreadable: called for directories that cannot be opened
  package static func files(
    under root: String, extensions: Set<String> = textExtensions, isReadingPacked: Bool = false,
    unreadable: (FileError) -> Void
  ) -> [String] {
    var found: [String] = []
    walk(root, Wanted(extensions: extensions, isPacked: isReadingPacked), depth: 0, &found, unreadable)
    return found
  }

  private static func walk(
    _ folder: String, _ wanted: Wanted, depth: Int, _ found: inout [String], _ unreadable: (FileError) -> Void
  ) {
    guard depth < 128 else { return unreadable(FileError(folder, "nested too deeply")) }
    guard let directory = unsafe opendir(folder) else { return unreadable(FileError.last(folder)) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    unsafe closedir(directory)
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    for name in names.sorted() {
      let path = base + name
      var info = stat()
      guard unsafe lstat(path, &info) == 0 else { continue }
      switch info.st_mode & S_IFMT {
      case S_IFDIR: walk(path, wanted, depth: depth + 1, &found, unreadable)
      case S_IFREG where wanted.accepts(name, path): found.append(path)
      case S_IFLNK where kind(of: path) == .file && wanted.accepts(name, path): found.append(path)
      default: break
      }
    }
  }

  /// Which files are read.
  private struct Wanted {
    let extensions: Set<String>
    /// Whether files packed with gzip are, too.
    let isPacked: Bool

    /// Of XML files only those in a format that galley reads.
    func accepts(_ name: String, _ path: String) -> Bool {
      let isGzip = name.hasSuffix(".gz")
      let suffix = InputKind.pathExtension(of: name)
      guard extensions.contains(suffix), isPacked || !isGzip else { return false }
      return suffix != "xml" || isGzip || InputKind.isReadableXML(path)
    }
  }
}
