#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes files so that a reader sees the old content or the new, never a mixture.
package enum FileWriter {
  /// Replaces the file at `path` atomically: a temporary file beside it, then a rename. Mode and owner are kept,
  /// a symbolic link is followed.
  /// - Parameter identity: the file is left alone if it is no longer this one
  package static func replace(
    _ path: String, with bytes: [UInt8], ifStill identity: FileIdentity? = nil
  ) throws(FileError) {
    let target = resolved(path)
    var info = stat()
    let exists = unsafe stat(target, &info) == 0
    if exists, info.st_mode & S_IFMT != S_IFREG {
      if identity != nil { throw FileError(path, "no regular file; it cannot be mended in place") }
      // A pipe or device cannot be replaced, only written to.
      let descriptor = unsafe open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError.last(path) }
      defer { close(descriptor) }
      var stream = OutputStream(descriptor: descriptor)
      return try stream.write(bytes)
    }
    // Root may write everything; what nobody may write was meant to stay.
    if exists, info.st_mode & 0o222 == 0 { throw FileError(path, "read-only; “chmod u+w” makes it writable") }
    if exists, unsafe access(target, W_OK) != 0 { throw FileError.last(path) }
    let folder = target.utf8.lastIndex(of: 0x2F).map { String(target[...$0]) } ?? ""
    var template = Array((folder + ".galley-XXXXXX").utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else {
      let error = FileError.last(path)
      throw exists ? FileError(path, "no file can be made beside it: \(error.reason)") : error
    }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(FileError) {
      defer { close(descriptor) }
      var stream = OutputStream(descriptor: descriptor)
      try stream.write(bytes)
      if exists {
        guard fchown(descriptor, info.st_uid, info.st_gid) == 0 else {
          throw FileError(path, "belongs to another user and would change hands; it was left as it is")
        }
        _ = fchmod(descriptor, info.st_mode & 0o7777)
      } else {
        let mask = umask(0)
        umask(mask)
        _ = fchmod(descriptor, 0o666 & ~mask)
      }
      guard fsync(descriptor) == 0 else { throw FileError.last(path) }
      if let identity, FileIdentity.of(target) != identity {
        throw FileError(path, "changed by somebody else meanwhile; it was left as it is")
      }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, target) == 0 else {
      let error = FileError.last(path)
      unsafe unlink(temporary)
      throw error
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}
