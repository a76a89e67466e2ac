import CFiles
import Formats
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is to take another's place: nameless while it is written where the system can do that, so that whatever
/// ends the process leaves nothing behind. Locked until it is closed, so that others can tell it from one that a killed
/// process has left.
struct Replacement: ~Copyable {
  let descriptor: Int32
  private let folder: String
  /// Nil as long as it has none.
  private var name: String?

  /// - Parameters:
  ///   - folder: ends with a slash, or is empty
  ///   - path: what errors speak of
  init(in folder: String, for path: String) throws(FileError) {
    self.folder = folder
    Termination.prepare()
    let nameless = unsafe galley_open_nameless(FileName.system(folder.isEmpty ? "." : folder))
    if nameless >= 0 {
      descriptor = nameless
      _ = flock(nameless, LOCK_EX | LOCK_NB)
      return
    }
    let made = Termination.state.withLock { state -> (descriptor: Int32, name: String) in
      let name = folder + Leftovers.newName()
      let descriptor = unsafe open(FileName.system(name), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        state.names.insert(name)
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
      }
      return (descriptor, name)
    }
    guard made.descriptor >= 0 else { throw FileError.last(path) }
    (descriptor, name) = (made.descriptor, made.name)
  }

  /// Gives it the place. Nothing can end the process in between but what cannot be caught.
  consuming func take(_ target: String) throws(FileError) {
    let (descriptor, folder, given) = (descriptor, folder, name)
    let failure = Termination.state.withLock { state -> FileError? in
      let name = given ?? folder + Leftovers.newName()
      if given == nil, unsafe galley_name(descriptor, FileName.system(name)) != 0 { return FileError.last(target) }
      var failure: FileError?
      if unsafe rename(FileName.system(name), FileName.system(target)) != 0 {
        failure = FileError.last(target)
        _ = unsafe unlink(FileName.system(name))
      }
      state.names.remove(name)
      return failure
    }
    name = nil
    if let failure { throw failure }
  }

  deinit {
    if let name {
      Termination.state.withLock { state in
        _ = unsafe unlink(FileName.system(name))
        state.names.remove(name)
      }
    }
    close(descriptor)
  }
}

/// Files that killed processes have left half way to their place.
package enum Leftovers {
  private static let prefix = ".galley-", suffix = ".part"
  /// Hexadecimal digits between them.
  private static let digits = 16
  private static let swept = Mutex<Set<String>>([])

  static func newName() -> String {
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    return prefix + String(repeating: "0", count: digits - number.utf8.count) + number + suffix
  }

  private static func isOne(_ name: String) -> Bool {
    name.utf8.count == prefix.utf8.count + digits + suffix.utf8.count && name.hasPrefix(prefix) && name.hasSuffix(suffix)
      && name.dropFirst(prefix.count).prefix(digits).allSatisfy { $0.isASCII && $0.isHexDigit }
  }

  /// Takes them out of the folder of a file that may be written, once in a run. Those that a living process has locked
  /// stay.
  package static func sweep(beside path: String) {
    let target = FileWriter.resolved(path)
    let folder = target.utf8.lastIndex(of: .slash).map { String(target[...$0]) } ?? "./"
    guard swept.withLock({ $0.insert(folder).inserted }), let names = try? DirectoryWalker.names(in: folder) else { return }
    for name in names where isOne(name) {
      let descriptor = unsafe open(FileName.system(folder + name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unsafe unlink(FileName.system(folder + name)) }
      close(descriptor)
    }
  }
}
