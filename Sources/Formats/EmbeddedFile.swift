import CRules

/// The files of the folder `Rules` that are embedded in the binary.
package enum EmbeddedFile {
  /// The bytes of a file; nil where there is none of that name.
  /// - Parameter path: relative to Rules/
  package static func bytes(_ path: String) -> [UInt8]? {
    for i in 0..<galley_file_count {
      guard let file = unsafe galley_file_at(i), let name = unsafe file.pointee.path, unsafe strcmp(name, path) == 0 else { continue }
      return unsafe Array(UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count))
    }
    return nil
  }

  /// All files with their paths, in the order of these.
  package static func all() -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    for i in 0..<galley_file_count {
      guard let file = unsafe galley_file_at(i), let path = unsafe file.pointee.path else { continue }
      let bytes = unsafe UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count)
      unsafe files.append((String(cString: path), Array(bytes)))
    }
    return files
  }
}
