#if canImport(Glibc)
  import Glibc
#endif

/// Memory in large pages, of which fewer need to be touched for the first time.
enum LargePages {
  /// Asks for large pages where the tokens take megabytes: the first touch of each page costs more than what is written.
  @unsafe static func use(_ buffer: UnsafeMutableBufferPointer<Token>) {
    #if os(Linux)
      let page = 2 << 20
      guard let base = buffer.baseAddress else { return }
      let address = Int(bitPattern: base), size = buffer.count * MemoryLayout<Token>.stride
      let first = (address + page - 1) & ~(page - 1), last = (address + size) & ~(page - 1)
      guard last > first else { return }
      _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: first), last - first, MADV_HUGEPAGE)
    #endif
  }
}
