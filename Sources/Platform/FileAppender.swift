import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Appends records to a file that outlives the program's end, whenever that comes.
package final class FileAppender {
  private let descriptor: Int32
  private let path: String

  /// Opens or makes the file. What a killed run left of its last record is cut off.
  /// - Parameter length: the bytes of whole records
  package init(_ path: String, length: Int) throws(FileError) {
    descriptor = unsafe open(FileName.system(path), O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    self.path = path
    guard descriptor >= 0 else { throw FileError.last(path) }
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else { throw FileError.last(path) }
  }

  deinit { close(descriptor) }

  package func append(_ bytes: [UInt8]) throws(FileError) {
    var stream = OutputStream(descriptor: descriptor)
    try stream.write(bytes)
  }
}
