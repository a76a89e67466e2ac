import Formats

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
  /// Whether a last record without a separator after it counts.
  private let takesRest: Bool
  /// Bytes of a record that are kept; the rest is skipped.
  private let longest: Int
  /// Whether the last record was longer than is kept.
  package private(set) var wasCut = false

  /// - Parameters:
  ///   - path: “-” is standard input
  ///   - longest: bytes kept of a record, about
  package init(_ path: String, separator: UInt8, takesRest: Bool = true, longest: Int = .max) throws(FileError) {
    let descriptor = path == "-" ? 0 : unsafe open(FileName.system(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.last(path) }
    handle = Handle(descriptor)
    self.separator = separator
    self.takesRest = takesRest
    self.longest = longest
  }

  /// Whether a whole record has been read that `next` has not given yet.
  package var holdsRecord: Bool { buffer[at..<end].contains(separator) }

  package mutating func next() -> [UInt8]? {
    var record: [UInt8] = []
    wasCut = false
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
      if record.count < longest { record += buffer[at..<end] } else { wasCut = true }
      at = end
    }
  }
}
