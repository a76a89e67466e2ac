/// A table of Rules/ that is embedded in the binary, read when somebody asks for it.
package enum EmbeddedTable {
  /// The fields of all rows; comments are left out.
  /// - Parameter path: relative to Rules/
  package static func rows(_ path: String) -> [[ArraySlice<UInt8>]] {
    (EmbeddedFile.bytes(path) ?? []).split(separator: UInt8(ascii: "\n")).lazy.filter { $0.first != UInt8(ascii: "#") }
      .map { $0.split(separator: UInt8(ascii: "\t")) }
  }
}
