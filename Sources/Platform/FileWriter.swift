import CFiles
import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes files so that a reader sees the old content or the new, never a mixture.
package enum FileWriter {
  /// Replaces the file at `path` atomically: a new file takes its place. Mode, owner, access list and extended
  /// attributes are kept, a symbolic link is followed; what cannot be kept is a reason to leave the file as it is.
  /// - Parameter identity: the file is left alone if it is no longer this one
  package static func replace(
    _ path: String, with bytes: [UInt8], ifStill identity: FileIdentity? = nil
  ) throws(FileError) {
    let target = resolved(path)
    var info = stat()
    let exists = unsafe stat(FileName.system(target), &info) == 0
    if exists, info.st_mode & S_IFMT != S_IFREG {
      if identity != nil { throw FileError(path, "no regular file; it cannot be fixed in place") }
      // A pipe or device cannot be replaced, only written to.
      let descriptor = unsafe open(FileName.system(target), O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError.last(path) }
      defer { close(descriptor) }
      var stream = OutputStream(descriptor: descriptor)
      return try stream.write(bytes)
    }
    if exists { try checkIsReplaceable(path, target, info) }
    Leftovers.sweep(beside: target)
    let folder = target.utf8.lastIndex(of: .slash).map { String(target[...$0]) } ?? ""
    let replacement: Replacement
    do throws(FileError) { replacement = try Replacement(in: folder, for: path) } catch {
      throw exists ? FileError(path, "no file can be made beside it: \(error.reason)") : error
    }
    var stream = OutputStream(descriptor: replacement.descriptor)
    try stream.write(bytes)
    if exists {
      try keep(info, of: target, replacement.descriptor, path)
    } else {
      let mask = umask(0)
      umask(mask)
      _ = fchmod(replacement.descriptor, 0o666 & ~mask)
    }
    guard fsync(replacement.descriptor) == 0 else { throw FileError.last(path) }
    if let identity, FileIdentity.of(target) != identity {
      throw FileError(path, "changed by somebody else meanwhile; it was left as it is")
    }
    do throws(FileError) { try replacement.take(target) } catch { throw FileError(path, error.reason) }
  }

  private static func checkIsReplaceable(_ path: String, _ target: String, _ info: stat) throws(FileError) {
    // Root may write everything; what nobody may write was meant to stay.
    if info.st_mode & 0o222 == 0 { throw FileError(path, "read-only; “chmod u+w” makes it writable") }
    guard unsafe access(FileName.system(target), W_OK) == 0 else { throw FileError.last(path) }
    // Written in place it could be torn, and replaced it would part from its other names.
    guard info.st_nlink < 2 else {
      throw FileError(path, "has \(info.st_nlink) names (hard links), which replacing it would part; it was left as it is")
    }
  }

  /// Makes the new file the old one's equal in all but content.
  private static func keep(_ info: stat, of target: String, _ descriptor: Int32, _ path: String) throws(FileError) {
    guard fchown(descriptor, info.st_uid, info.st_gid) == 0 else {
      throw FileError(path, "belongs to another user and would change hands; it was left as it is")
    }
    var failed = [CChar](repeating: 0, count: 256)
    guard unsafe galley_copy_attributes(FileName.system(target), descriptor, &failed) == 0 else {
      let name = String(decoding: failed.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw FileError(path, "its extended attribute \(name) cannot be kept: \(FileError.last(path).reason); it was left as it is")
    }
    guard fchmod(descriptor, info.st_mode & 0o7777) == 0 else { throw FileError.last(path) }
  }

  static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(FileName.system(path), nil) else { return path }
    defer { unsafe free(real) }
    return unsafe FileName.text(real)
  }
}
