import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes bytes to a descriptor. A reader that went away is no error: `isClosed` tells.
package struct OutputStream {
  private let descriptor: Int32
  package private(set) var isClosed = false

  package static var standardOutput: OutputStream { OutputStream(descriptor: 1) }
  package static var standardError: OutputStream { OutputStream(descriptor: 2) }
  package init(descriptor: Int32) { self.descriptor = descriptor }

  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// - Throws: what the system says, a full disk for example
  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    var start = 0
    while start < bytes.count, !isClosed {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + start }, bytes.count - start)
        #else
          unsafe Darwin.write(descriptor, buffer.baseAddress.map { unsafe $0 + start }, bytes.count - start)
        #endif
      }
      if count >= 0 {
        start += count
      } else if errno == EPIPE {
        isClosed = true
      } else if errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&wait, 1, -1)
      } else if errno != EINTR {
        throw FileError.last("output")
      }
    }
  }

  package mutating func write(_ text: String) throws(FileError) { try write(Array(text.utf8)) }

  /// Writes a text that is not galley’s own: as it is, but printable where a terminal shows it.
  package mutating func writeForeign(_ bytes: [UInt8]) throws(FileError) {
    if isTerminal { try write(printable(String(decoding: bytes, as: UTF8.self), keepsLines: true)) } else { try write(bytes) }
  }
}

/// Lets a write to a closed pipe fail with an error instead of ending the process.
package func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

/// Puts something that can be neither read nor written in the place of standard input, output and errors where the
/// process was started without them: a file that is opened later would take it, and be written into.
package func occupyStandardDescriptors() {
  for (descriptor, flags) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(Int32, Int32)] where fcntl(descriptor, F_GETFD) < 0 {
    _ = unsafe open("/dev/null", flags)
  }
}

/// Whether standard input is a terminal.
package func standardInputIsTerminal() -> Bool { isatty(0) == 1 }

/// Number of processors that this process may use.
package func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

package func environmentVariable(_ name: String) -> String? {
  unsafe getenv(name).map { unsafe String(cString: $0) }
}
