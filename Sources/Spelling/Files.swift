#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few calls on files that the speller needs.
enum Files {
  /// What tells two states of a file apart.
  struct Identity: Equatable {
    let size: Int64
    /// Nanoseconds since 1970.
    let modified: Int64
  }

  static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return Identity(
      size: Int64(status.st_size), modified: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
  }

  /// Which file it is, by whatever name.
  enum Place: Hashable {
    case file(device: UInt64, number: UInt64)
    case unknown(String)
  }

  static func place(_ path: String) -> Place? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return .file(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether nobody but this user and the system’s administrator can have put something there. A file or folder that
  /// is missing, or a link, is not.
  static func isOwn(_ path: String) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return false }
    return (status.st_uid == geteuid() || status.st_uid == 0) && status.st_mode & S_IWOTH == 0
      && status.st_mode & S_IFMT != S_IFLNK
  }

  /// Whether a folder exists; a link to one counts.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func nanoseconds(_ status: stat) -> Int {
    #if canImport(Glibc)
      Int(status.st_mtim.tv_nsec)
    #else
      Int(status.st_mtimespec.tv_nsec)
    #endif
  }

  /// Sets the nanoseconds of the time at which a file was changed, which few file systems do not keep.
  static func stamp(_ descriptor: Int32, nanoseconds: Int) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return }
    #if canImport(Glibc)
      var times = (status.st_atim, status.st_mtim)
    #else
      var times = (status.st_atimespec, status.st_mtimespec)
    #endif
    times.1.tv_nsec = nanoseconds
    _ = unsafe withUnsafeBytes(of: &times) { unsafe futimens(descriptor, $0.assumingMemoryBound(to: timespec.self).baseAddress) }
  }

  static func stamp(_ path: String, nanoseconds: Int) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    stamp(descriptor, nanoseconds: nanoseconds)
    close(descriptor)
  }

  static func read(_ path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(status.st_size)
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let got = unsafe readBytes(descriptor, buffer.baseAddress! + filled, size - filled)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failed = true }
        if got <= 0 { break }
        filled += got
      }
    }
    return failed ? nil : bytes
  }

  /// Names in a folder, sorted; empty when it cannot be read.
  static func list(_ folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Writes a file beside its final name and renames it, so that no reader ever sees a part of it.
  /// False when that fails; nothing is left behind then.
  static func writeAtomically(_ bytes: [UInt8], to path: String) -> Bool {
    guard let slash = path.lastIndex(of: "/"), makeFolder(String(path[..<slash])) else { return false }
    sweep(String(path[..<slash]))
    var template = Array((path + temporaryEnd).utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { unsafe mkstemp($0.baseAddress!) }
    guard descriptor >= 0 else { return false }
    // What nobody has locked was left by a process that is no more.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    var written = 0
    let complete = unsafe bytes.withUnsafeBytes { buffer in
      while written < buffer.count {
        let count = unsafe write(descriptor, buffer.baseAddress! + written, buffer.count - written)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return false }
        written += count
      }
      return true
    }
    _ = fchmod(descriptor, 0o644)
    let closed = close(descriptor) == 0
    let renamed = unsafe complete && closed && rename(template, path) == 0
    if !renamed { _ = unsafe unlink(template) }
    return renamed
  }

  private static let temporaryEnd = ".XXXXXX"

  /// Takes out of a folder of indexes what killed processes have left half written.
  private static func sweep(_ folder: String) {
    for name in list(folder) where name.dropLast(temporaryEnd.utf8.count).hasSuffix(".index") {
      let path = folder + "/" + name
      let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unsafe unlink(path) }
      close(descriptor)
    }
  }

  private static func makeFolder(_ path: String) -> Bool {
    if unsafe path.isEmpty || mkdir(path, 0o755) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/") else { return false }
    return unsafe makeFolder(String(path[..<slash])) && (mkdir(path, 0o755) == 0 || errno == EEXIST)
  }
}

/// `read` of the C library, out of reach inside a type that has a `read` of its own.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}
