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
  package static func reads(_ name: String) -> Bool { isReadable(name, textExtensions) }

  /// Paths in the order of their names; hidden entries and symbolic links to directories are skipped.
  /// - Parameter unreadable: called for directories that cannot be opened
  package static func files(
    under root: String, extensions: Set<String> = textExtensions, unreadable: (FileError) -> Void
  ) -> [String] {
    var found: [String] = []
    walk(root, extensions, depth: 0, &found, unreadable)
    return found
  }

  private static func walk(
    _ folder: String, _ extensions: Set<String>, depth: Int, _ found: inout [String], _ unreadable: (FileError) -> Void
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
      case S_IFDIR: walk(path, extensions, depth: depth + 1, &found, unreadable)
      case S_IFREG where isReadable(name, extensions): found.append(path)
      case S_IFLNK where isReadable(name, extensions) && kind(of: path) == .file: found.append(path)
      default: break
      }
    }
  }

  private static func isReadable(_ name: String, _ extensions: Set<String>) -> Bool {
    guard let dot = name.utf8.lastIndex(of: 0x2E) else { return false }
    return extensions.contains(name[name.utf8.index(after: dot)...].lowercased())
  }
}
