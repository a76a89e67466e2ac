import Formats
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lets signals that end the process wait until no file is half way to its place.
enum Termination {
  struct State {
    /// Files that are to go if the process ends now.
    var names: Set<String> = []
    fileprivate var isPrepared = false
  }

  /// Held while a file gets its place.
  static let state = Mutex(State())
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// Where the handler writes; the watcher reads from the other end.
  nonisolated(unsafe) private static var signalled: Int32 = -1

  /// Has a thread do what a handler may not: it waits for the lock, clears up and lets the signal do its work. A signal
  /// that the process was started to ignore stays ignored.
  static func prepare() {
    let isNew = state.withLock { state in
      defer { state.isPrepared = true }
      return !state.isPrepared
    }
    guard isNew else { return }
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    unsafe signalled = ends[1]
    let reading = ends[0]
    guard startThread({ watch(reading) }) else { return }
    for number in signals {
      var old = unsafe sigaction()
      unsafe sigaction(number, nil, &old)
      #if canImport(Glibc)
        let handler = unsafe old.__sigaction_handler.sa_handler
      #else
        let handler = unsafe old.__sigaction_u.__sa_handler
      #endif
      guard unsafe unsafeBitCast(handler, to: Int.self) == 0 else { continue }
      _ = unsafe signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(Termination.signalled, &byte, 1)
      }
    }
  }

  private static func watch(_ descriptor: Int32) {
    var byte: UInt8 = 0
    while unsafe read(descriptor, &byte, 1) != 1 { guard errno == EINTR else { return } }
    state.withLock { state in
      for name in state.names { _ = unsafe unlink(FileName.system(name)) }
      _ = unsafe signal(Int32(byte), SIG_DFL)
      kill(getpid(), Int32(byte))
      // Nobody gets the lock any more: the signal ends the process while it is held.
      while true { pause() }
    }
  }

  private static func startThread(_ work: @escaping @Sendable () -> Void) -> Bool {
    final class Box {
      let work: @Sendable () -> Void
      init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    let box = unsafe Unmanaged.passRetained(Box(work)).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
      let status = unsafe pthread_create(&thread, nil, { argument in
        unsafe Unmanaged<Box>.fromOpaque(argument!).takeRetainedValue().work()
        return nil
      }, box)
      if status == 0 { pthread_detach(thread) }
    #else
      var thread: pthread_t?
      let status = unsafe pthread_create(&thread, nil, { argument in
        unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work()
        return nil
      }, box)
      if let thread = unsafe thread { unsafe pthread_detach(thread) }
    #endif
    return status == 0
  }
}
