import GalleyCore
package import Platform

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A connection to one client on this machine.
package enum LoopbackSocket {
  /// Waits for a client on a port; where one listens there already, as some clients do, connects to it.
  /// - Parameters:
  ///   - port: 0 for any that is free
  ///   - listens: called with the port once clients may connect
  /// - Returns: the descriptor of the connection
  package static func open(port: UInt16, listens: (UInt16) -> Void) throws(FileError) -> Int32 {
    let descriptor = try make()
    var address = address(port)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var yes: Int32 = 1
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    let isBound = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) == 0 }
    }
    if isBound, listen(descriptor, 1) == 0 {
      defer { close(descriptor) }
      listens(try number(of: descriptor))
      while true {
        let client = accept(descriptor, nil, nil)
        if client >= 0 { return client }
        guard errno == EINTR else { throw FileError.last("port \(port)") }
      }
    }
    guard errno == EADDRINUSE else { throw failure(port, closing: descriptor) }
    close(descriptor)
    let client = try make()
    let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(client, $0, size) == 0 }
    }
    guard isConnected else { throw failure(port, closing: client) }
    return client
  }

  private static func failure(_ port: UInt16, closing descriptor: Int32) -> FileError {
    let error = FileError.last("port \(port)")
    close(descriptor)
    return error
  }

  private static func make() throws(FileError) -> Int32 {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw FileError.last("socket") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func number(of descriptor: Int32) throws(FileError) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &size) }
    }
    guard status == 0 else { throw FileError.last("socket") }
    return UInt16(bigEndian: address.sin_port)
  }
}
