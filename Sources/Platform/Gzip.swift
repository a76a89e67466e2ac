import CZlib

/// Unpacks files that gzip has packed.
package enum Gzip {
  /// Packed nothings can grow a thousandfold: a bomb of 1 MB must not take the memory of the machine.
  private static let largest = 256 << 20

  /// Why a packed file is not fixed.
  package static let refusal = "packed with gzip, and not fixed as long as it is; unpack it first"

  package static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  package static func unpack(_ bytes: [UInt8], path: String) throws(FileError) -> [UInt8] {
    var stream = unsafe z_stream()
    // 15 bits of window, and a gzip header.
    let opened = unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { throw FileError(path, "zlib cannot be used") }
    defer { unsafe inflateEnd(&stream) }
    var packed = bytes
    var result: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let status = unsafe packed.withUnsafeMutableBufferPointer { input -> Int32 in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(input.count)
      while true {
        let (status, count) = unsafe step(&stream, &block)
        result.append(contentsOf: block[0..<count])
        if result.count > largest { return Z_MEM_ERROR }
        if status == Z_STREAM_END {
          // Several packed files after each other are one.
          if unsafe stream.avail_in == 0 { return Z_STREAM_END }
          _ = unsafe inflateReset(&stream)
          continue
        }
        let isAtEnd = unsafe stream.avail_in == 0
        if status != Z_OK || count == 0 && isAtEnd { return status }
      }
    }
    switch status {
    case Z_STREAM_END: return result
    case Z_MEM_ERROR: throw FileError(path, "too large: more than \(largest >> 20) MB cannot be unpacked")
    default: throw FileError(path, "not a whole gzip file")
    }
  }

  @unsafe private static func step(_ stream: inout z_stream, _ block: inout [UInt8]) -> (Int32, Int) {
    unsafe block.withUnsafeMutableBufferPointer { output in
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      let status = unsafe inflate(&stream, Z_NO_FLUSH)
      return (status, output.count - Int(unsafe stream.avail_out))
    }
  }
}
