#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread of the system that does one piece of work.
///
/// Not a task of Swift's pool: an asynchronous main would leave the first thread, and its memory, to do nothing.
@safe package struct WorkerThread {
  /// Bytes, as much as the first thread has: texts are nested.
  private static let stackSize = 8 << 20

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  /// Nil where the system grants no more threads.
  package init?(_ run: @escaping @Sendable () -> Void) {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    unsafe pthread_attr_init(attributes)
    defer {
      unsafe pthread_attr_destroy(attributes)
      unsafe attributes.deallocate()
    }
    unsafe pthread_attr_setstacksize(attributes, Self.stackSize)
    let body = unsafe Unmanaged.passRetained(Body(run))
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let failure = unsafe pthread_create(&thread, attributes, { argument in
      #if canImport(Glibc)
        guard let argument = unsafe argument else { return nil }
      #endif
      unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
      return nil
    }, body.toOpaque())
    guard failure == 0 else {
      unsafe body.release()
      return nil
    }
    #if canImport(Glibc)
      self.thread = thread
    #else
      guard let thread = unsafe thread else { return nil }
      unsafe self.thread = thread
    #endif
  }

  /// Waits for its end.
  package func join() { pthread_join(thread, nil) }
}

/// A counter on which threads wait until it is above zero.
///
/// The address of its parts is kept as a number, which may cross threads; they are freed only by `deinit`.
package final class Semaphore: Sendable {
  @safe private struct Parts {
    var mutex = unsafe pthread_mutex_t()
    var condition = pthread_cond_t()
    var count = 0
  }

  private let address: UInt

  package init() {
    let parts = UnsafeMutablePointer<Parts>.allocate(capacity: 1)
    unsafe parts.initialize(to: Parts())
    unsafe pthread_mutex_init(&parts.pointee.mutex, nil)
    unsafe pthread_cond_init(&parts.pointee.condition, nil)
    address = UInt(bitPattern: parts)
  }

  deinit {
    unsafe pthread_cond_destroy(&parts.pointee.condition)
    unsafe pthread_mutex_destroy(&parts.pointee.mutex)
    unsafe parts.deallocate()
  }

  private var parts: UnsafeMutablePointer<Parts> { unsafe UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped }

  package func signal() {
    unsafe pthread_mutex_lock(&parts.pointee.mutex)
    unsafe parts.pointee.count += 1
    unsafe pthread_cond_signal(&parts.pointee.condition)
    unsafe pthread_mutex_unlock(&parts.pointee.mutex)
  }

  package func wait() {
    unsafe pthread_mutex_lock(&parts.pointee.mutex)
    while unsafe parts.pointee.count == 0 { unsafe pthread_cond_wait(&parts.pointee.condition, &parts.pointee.mutex) }
    unsafe parts.pointee.count -= 1
    unsafe pthread_mutex_unlock(&parts.pointee.mutex)
  }

  /// Waits at most so long; false if the counter was zero all the time.
  package func wait(atMost duration: Duration) -> Bool {
    let (seconds, attoseconds) = duration.components
    var end = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &end)
    let nanoseconds = end.tv_nsec + Int(attoseconds / 1_000_000_000)
    end.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
    end.tv_nsec = nanoseconds % 1_000_000_000
    unsafe pthread_mutex_lock(&parts.pointee.mutex)
    defer { unsafe pthread_mutex_unlock(&parts.pointee.mutex) }
    while unsafe parts.pointee.count == 0 {
      let status = unsafe pthread_cond_timedwait(&parts.pointee.condition, &parts.pointee.mutex, &end)
      if status == ETIMEDOUT { return false }
    }
    unsafe parts.pointee.count -= 1
    return true
  }
}
