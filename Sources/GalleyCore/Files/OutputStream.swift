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
}

/// Lets a write to a closed pipe fail with an error instead of ending the process.
package func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

/// Whether standard input is a terminal.
package func standardInputIsTerminal() -> Bool { isatty(0) == 1 }

/// Number of processors that this process may use.
package func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

package func environmentVariable(_ name: String) -> String? {
  unsafe getenv(name).map { unsafe String(cString: $0) }
}
