import GalleyCore
package import Platform

/// The address of a document.
package struct DocumentURI: Hashable, Sendable {
  package let text: String
  package init(_ text: String) { self.text = text }

  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)

  /// The address of a file.
  package init(path: FilePath) {
    var text = "file://"
    for byte in path.description.utf8 {
      if Self.plain.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    self.text = text
  }

  /// The file that it names; nil if it names none, as for a text that was never saved.
  package var path: FilePath? {
    guard text.lowercased().hasPrefix("file://") else { return nil }
    let rest = text.utf8.dropFirst(7)
    // A host may stand before the path; only this one has files here.
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let host = String(rest[..<slash]) ?? ""
    guard host.isEmpty || host.lowercased() == "localhost" else { return nil }
    return FilePath(Self.decoded(rest[slash...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }), in: FilePath(names: []))
  }

  /// What findings and configuration know the document by.
  package var name: FilePath {
    path ?? FilePath(Self.decoded(text.utf8.suffix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }[...]))
  }

  private static func decoded(_ text: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    let bytes = Array(text)
    var i = 0
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[(i + 1)..<(i + 3)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        i += 3
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension BidirectionalCollection where Element == UInt8 {
  fileprivate func suffix(_ belongs: (UInt8) -> Bool) -> [UInt8] { Array(Array(self.reversed()).prefix(while: belongs).reversed()) }
}
