#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Writes files so that a reader sees the old content or the new, never a mixture.
package enum FileWriter {
  /// Replaces the file at `path` atomically: a temporary file beside it, then a rename. Mode and owner are kept,
  /// a symbolic link is followed.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let target = resolved(path)
    var info = stat()
    let exists = unsafe stat(target, &info) == 0
    if exists, info.st_mode & S_IFMT != S_IFREG {
      // A pipe or device cannot be replaced, only written to.
      let descriptor = unsafe open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError.last(path) }
      defer { close(descriptor) }
      var stream = OutputStream(descriptor: descriptor)
      return try stream.write(bytes)
    }
    if exists, unsafe access(target, W_OK) != 0 { throw FileError.last(path) }
    var template = Array((target + ".galley-XXXXXX").utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw FileError.last(path) }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(FileError) {
      defer { close(descriptor) }
      var stream = OutputStream(descriptor: descriptor)
      try stream.write(bytes)
      if exists {
        _ = fchown(descriptor, info.st_uid, info.st_gid)
        _ = fchmod(descriptor, info.st_mode & 0o7777)
      } else {
        let mask = umask(0)
        umask(mask)
        _ = fchmod(descriptor, 0o666 & ~mask)
      }
      guard fsync(descriptor) == 0 else { throw FileError.last(path) }
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
