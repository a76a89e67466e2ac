private import CRules

/// A table of Rules/ that is embedded in the binary, read when somebody asks for it.
enum EmbeddedTable {
  /// The fields of all rows; comments are left out.
  /// - Parameter path: relative to Rules/
  static func rows(_ path: String) -> [[ArraySlice<UInt8>]] {
    for i in 0..<galley_file_count {
      guard let file = unsafe galley_file_at(i), let name = unsafe file.pointee.path, unsafe String(cString: name) == path else { continue }
      let bytes = unsafe Array(UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count))
      return bytes.split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }.map { $0.split(separator: UInt8(ascii: "\t")) }
    }
    return []
  }
}
