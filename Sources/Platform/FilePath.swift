import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An absolute path, taken apart without asking the disk: `.` and `..` are resolved by name, symbolic links are not.
package struct FilePath: Hashable, Sendable, CustomStringConvertible {
  package let names: [[UInt8]]

  package init(names: [[UInt8]]) { self.names = names }

  /// - Parameter folder: what a relative path is relative to
  package init(_ path: String, in folder: FilePath = .current) {
    var names = path.hasPrefix("/") ? [] : folder.names
    for name in FileName.bytes(path).split(separator: .slash) {
      if name.elementsEqual(".".utf8) { continue }
      if name.elementsEqual("..".utf8) {
        _ = names.popLast()
      } else {
        names.append(Array(name))
      }
    }
    self.names = names
  }

  /// The working folder when first asked.
  package static let current: FilePath = {
    guard let path = unsafe getcwd(nil, 0) else { return FilePath(names: []) }
    defer { unsafe free(path) }
    return FilePath(unsafe FileName.text(path), in: FilePath(names: []))
  }()

  package var folder: FilePath { FilePath(names: names.dropLast()) }
  package var description: String { "/" + names.map(FileName.text).joined(separator: "/") }

  package func appending(_ name: String) -> FilePath { FilePath(names: names + [FileName.bytes(name)]) }

  /// The names that lead from a folder to this path; nil if it lies elsewhere.
  package func below(_ folder: FilePath) -> ArraySlice<[UInt8]>? {
    names.starts(with: folder.names) ? names[folder.names.count...] : nil
  }

  /// As a user standing in the working folder would write it.
  package var shown: String {
    guard let names = below(.current), !names.isEmpty else { return description }
    return names.map(FileName.text).joined(separator: "/")
  }
}
