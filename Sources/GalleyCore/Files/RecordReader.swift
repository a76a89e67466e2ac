#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a file record by record, however large it is.
package struct RecordReader: Sequence, IteratorProtocol {
  private final class Handle {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { if descriptor > 2 { close(descriptor) } }
  }

  private let handle: Handle
  private let separator: UInt8
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var at = 0, end = 0
  /// Whether a last record without a separator behind it counts.
  private let takesRest: Bool

  /// - Parameter path: “-” is standard input
  package init(_ path: String, separator: UInt8, takesRest: Bool = true) throws(FileError) {
    let descriptor = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.last(path) }
    handle = Handle(descriptor)
    self.separator = separator
    self.takesRest = takesRest
  }

  package mutating func next() -> [UInt8]? {
    var record: [UInt8] = []
    while true {
      if at == end {
        at = 0
        let descriptor = handle.descriptor
        end = Swift.max(0, unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) })
        if end == 0 { return takesRest && !record.isEmpty ? record : nil }
      }
      if let stop = buffer[at..<end].firstIndex(of: separator) {
        record += buffer[at..<stop]
        at = stop + 1
        return record
      }
      record += buffer[at..<end]
      at = end
    }
  }
}
