import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Small questions to the file system, and small changes in it.
package enum FileFacts {
  /// Whether anything has that name, a link that leads nowhere too.
  static func exists(_ path: String) -> Bool {
    var info = stat()
    return unsafe lstat(FileName.system(path), &info) == 0
  }

  /// Links are followed.
  static func isRegular(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(FileName.system(path), &info) == 0 && info.st_mode & S_IFMT == S_IFREG
  }

  static func move(_ path: String, to target: String) throws(FileError) {
    guard unsafe rename(FileName.system(path), FileName.system(target)) == 0 else { throw FileError.last(path) }
  }

  static func remove(_ path: String) throws(FileError) {
    guard unsafe unlink(FileName.system(path)) == 0 else { throw FileError.last(path) }
  }

  /// Makes the folders on the way to a file.
  package static func makeFolder(of path: String) throws(FileError) {
    guard let end = path.utf8.lastIndex(of: .slash), end > path.startIndex else { return }
    let folder = String(path[..<end])
    guard !exists(folder) else { return }
    try makeFolder(of: folder)
    if unsafe mkdir(FileName.system(folder), 0o777) != 0, errno != EEXIST { throw FileError.last(folder) }
  }

  static func makeExecutable(_ path: String) throws(FileError) {
    let mask = umask(0)
    umask(mask)
    guard unsafe chmod(FileName.system(path), 0o777 & ~mask) == 0 else { throw FileError.last(path) }
  }

  /// The program that runs.
  static var executable: String? {
    #if os(Linux)
      let name = "/proc/self/exe"
    #else
      let name = CommandLine.arguments[0]
    #endif
    guard let real = unsafe realpath(name, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe FileName.text(real)
  }
}
