#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Read-only bytes at a fixed address: a mapped file, or anonymous memory when there is no file to map.
///
/// The address is kept as a number, which may cross threads; the memory never changes after `init` and is
/// unmapped only by `deinit`.
final class MappedBytes: Sendable {
  let count: Int
  /// The nanoseconds of the time at which the file was changed; 0 where there is none.
  let modifiedNanoseconds: Int
  private let address: UInt
  private let isFile: Bool
  /// Whether the memory belongs to the program itself.
  private let isEmbedded: Bool

  /// Bytes that are part of the program.
  @unsafe init(embedded start: UnsafeRawPointer, count: Int) {
    (self.count, modifiedNanoseconds, isFile, isEmbedded) = (count, 0, false, true)
    address = UInt(bitPattern: start)
  }

  /// Maps a whole file; nil when it cannot be opened or is empty.
  init?(path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return nil }
    let size = Int(status.st_size)
    guard
      let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe start != MAP_FAILED
    else { return nil }
    count = size
    modifiedNanoseconds = Files.nanoseconds(status)
    isFile = true
    isEmbedded = false
    address = UInt(bitPattern: start)
  }

  /// Copies bytes into memory of their own; nil when the system refuses it.
  init?(copying bytes: [UInt8]) {
    guard
      !bytes.isEmpty,
      let start = unsafe mmap(nil, bytes.count, PROT_READ | PROT_WRITE, MAP_PRIVATE | Self.anonymous, -1, 0),
      unsafe start != MAP_FAILED
    else { return nil }
    unsafe bytes.withUnsafeBytes { unsafe start.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    unsafe mprotect(start, bytes.count, PROT_READ)
    count = bytes.count
    modifiedNanoseconds = 0
    isFile = false
    isEmbedded = false
    address = UInt(bitPattern: start)
  }

  deinit {
    if isEmbedded { return }
    unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count)
  }

  /// Gives the pages of a mapped file back to the system until they are touched again.
  func releasePages() {
    guard isFile else { return }
    unsafe madvise(UnsafeMutableRawPointer(bitPattern: address), count, MADV_DONTNEED)
  }

  /// The start of the bytes, aligned to a page; valid as long as this object lives.
  @inline(__always)
  var base: UnsafeRawPointer { unsafe UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped }

  /// A checksum of the bytes from `offset` on: four lanes of eight bytes; the last bytes as if zeros
  /// followed, which their number tells from zeros that are there.
  func checksum(from offset: Int) -> UInt64 {
    unsafe Self.checksum(UnsafeRawBufferPointer(start: base, count: count), from: offset)
  }

  static func checksum(_ bytes: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    var index = offset
    while index &+ 32 <= bytes.count {
      for lane in 0..<4 {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index &+ lane &* 8, as: UInt64.self)
        switch lane {
        case 0: lanes.0 = (lanes.0 &+ word) &* 0x9E37_79B9_7F4A_7C15
        case 1: lanes.1 = (lanes.1 &+ word) &* 0xA076_1D64_78BD_642F
        case 2: lanes.2 = (lanes.2 &+ word) &* 0xE703_7ED1_A0B4_28DB
        default: lanes.3 = (lanes.3 &+ word) &* 0x8EBC_6AF0_9C88_C6E3
        }
      }
      index &+= 32
    }
    if index < bytes.count {
      var rest: UInt64 = UInt64(bytes.count &- index)
      while index < bytes.count {
        rest = unsafe (rest ^ UInt64(bytes[index])) &* 0x9E37_79B9_7F4A_7C15
        rest ^= rest &>> 32
        index &+= 1
      }
      lanes.0 = (lanes.0 &+ rest) &* 0x8EBC_6AF0_9C88_C6E3
    }
    return lanes.0 ^ lanes.1 &>> 7 ^ lanes.2 &>> 13 ^ lanes.3 &>> 29
  }

  private static var anonymous: Int32 {
    #if canImport(Glibc)
      Int32(MAP_ANONYMOUS)
    #else
      MAP_ANON
    #endif
  }
}
