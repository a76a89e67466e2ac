import GalleyCore
import Platform
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a server over a pair of descriptors: this thread reads, one checks and answers, one writes.
package enum Connection {
  /// How long what is left to say may take at the end.
  private static let farewell = Duration.seconds(2)

  /// - Returns: the status to leave with
  package static func serve(_ options: ServerOptions, input: Int32, output: Int32) -> Int32 {
    let outbox = Outbox()
    let server = Server(options, outbox: outbox)
    let written = Semaphore()
    let writer = WorkerThread {
      outbox.write(to: OutputStream(descriptor: output))
      // Nobody reads any more.
      server.end()
      written.signal()
    }
    let analyst = WorkerThread { Analyst(server).work() }
    guard writer != nil, let analyst else { return 2 }
    // The reader waits for bytes and for the end of the server, which may come from elsewhere.
    var framer = MessageFramer()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    reading: while server.status == nil {
      var wait = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&wait, 1, 1000)
      if ready < 0, errno != EINTR { break }
      guard ready > 0 else { continue }
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { break }
      framer.append(buffer[..<count])
      while let event = framer.next() {
        server.receive(event)
        if server.status != nil { break reading }
      }
    }
    server.end()
    analyst.join()
    outbox.close()
    _ = written.wait(atMost: farewell)
    return server.status ?? 1
  }
}

extension Server {
  /// Whether the process that started the server has ended without saying so.
  var clientHasDied: Bool {
    let parent = state.withLock(\.parent)
    return parent > 0 && kill(pid_t(truncatingIfNeeded: parent), 0) != 0 && errno == ESRCH
  }
}
