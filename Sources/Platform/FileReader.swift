import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be read or written.
package struct FileError: Error, CustomStringConvertible {
  package let path: String
  package let reason: String
  package init(_ path: String, _ reason: String) { (self.path, self.reason) = (path, reason) }
  package var description: String { "\(path): \(reason)" }

  /// The last system error for `path`.
  package static func last(_ path: String) -> FileError {
    FileError(path, unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)")
  }
}

/// Which file it is, and its state: differs as soon as somebody has replaced or written it.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64, number: UInt64
  private let size: Int
  private let seconds: Int, nanoseconds: Int

  init(_ info: stat) {
    device = UInt64(truncatingIfNeeded: info.st_dev)
    number = UInt64(info.st_ino)
    size = Int(info.st_size)
    #if canImport(Glibc)
      (seconds, nanoseconds) = (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
    #else
      (seconds, nanoseconds) = (info.st_mtimespec.tv_sec, info.st_mtimespec.tv_nsec)
    #endif
  }

  /// Nil where no file is.
  package static func of(_ path: String) -> FileIdentity? {
    var info = stat()
    return unsafe stat(FileName.system(path), &info) == 0 ? FileIdentity(info) : nil
  }
}

/// Reads whole files.
package enum FileReader {
  /// The largest text, in bytes. What is made of a text in memory takes some twenty times as much.
  package static let largest = 1 << 30
  /// The largest list of words, names or known findings, table or rule card, in bytes.
  package static let largestList = 64 << 20
  /// The largest configuration, in bytes.
  package static let largestConfiguration = 1 << 20

  /// - Parameters:
  ///   - isNamed: whether a person named the file: then it may be a pipe or a device, too. Else these are refused, as they
  ///     might have no end or wait for one.
  ///   - most: how many bytes it may have
  package static func read(_ path: String, isNamed: Bool = false, most: Int = largest) throws(FileError) -> [UInt8] {
    try readWithIdentity(path, isNamed: isNamed, most: most).bytes
  }

  /// A file's bytes, and what tells later whether it is still the same file.
  package static func readWithIdentity(
    _ path: String, isNamed: Bool = false, most: Int = largest
  ) throws(FileError) -> (bytes: [UInt8], identity: FileIdentity) {
    let (descriptor, info) = try open(path, isNamed: isNamed)
    defer { close(descriptor) }
    return (try read(descriptor, path, expected: Int(info.st_size), most: most), FileIdentity(info))
  }

  /// The first bytes of a regular file, at most `count`.
  package static func readHead(_ path: String, count: Int) throws(FileError) -> [UInt8] {
    let (descriptor, _) = try open(path, isNamed: false)
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: count)
    let length = unsafe buffer.withUnsafeMutableBytes { unsafe Self.fill(descriptor, $0) }
    guard length >= 0 else { throw FileError.last(path) }
    return Array(buffer[0..<length])
  }

  /// Opens a file without waiting for whoever writes into a pipe, unless that was asked for.
  private static func open(_ path: String, isNamed: Bool) throws(FileError) -> (descriptor: Int32, info: stat) {
    let descriptor = openReading(path, isNamed ? 0 : O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError.last(path) }
    var info = stat()
    let isKnown = unsafe fstat(descriptor, &info) == 0
    do throws(FileError) {
      guard isKnown else { throw FileError.last(path) }
      switch info.st_mode & S_IFMT {
      case S_IFDIR: throw FileError(path, "is a directory")
      case S_IFREG: break
      default: if !isNamed { throw FileError(path, "is no regular file") }
      }
    } catch {
      close(descriptor)
      throw error
    }
    return (descriptor, info)
  }

  package static func readStandardInput() throws(FileError) -> [UInt8] { try read(0, "<stdin>", expected: 0, most: largest) }

  private static func read(_ descriptor: Int32, _ path: String, expected: Int, most: Int) throws(FileError) -> [UInt8] {
    if expected > most { throw tooLarge(path, most) }
    // One byte more tells that the file ends where it should.
    var last = 1
    var bytes = unsafe [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
      while count < buffer.count, last > 0 {
        last = unsafe fill(descriptor, UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
        count += max(0, last)
      }
    }
    if last < 0 { throw FileError.last(path) }
    if last == 0 { return bytes }
    // A pipe, or a file that grows.
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Self.fill(descriptor, $0) }
      if count < 0 { throw FileError.last(path) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[0..<count])
      if bytes.count > most { throw tooLarge(path, most) }
    }
  }

  private static func tooLarge(_ path: String, _ most: Int) -> FileError {
    let limit = most >= 1 << 30 ? "\(most >> 30) GB" : "\(most >> 20) MB"
    return FileError(path, "too large: more than \(limit) cannot be read")
  }

  @unsafe private static func fill(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      #if canImport(Glibc)
        let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count < 0, errno == EINTR { continue }
      return count
    }
  }
}

/// `open` of the C library, out of reach inside a type that has an `open` of its own.
private func openReading(_ path: String, _ flags: Int32) -> Int32 { unsafe open(FileName.system(path), O_RDONLY | O_CLOEXEC | flags) }
