import Foundation

/// Where the package lies, so that tests find fixtures and cards.
package enum Repository {
  /// The package's folder, without a slash at its end.
  package static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  package static func path(_ relative: String) -> String { "\(root)/\(relative)" }

  /// The names in a folder of the package, sorted; empty if there is no such folder.
  package static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []).sorted()
  }

  package static func bytes(_ relative: String) -> [UInt8] {
    FileManager.default.contents(atPath: path(relative)).map { Array($0) } ?? []
  }

  package static func text(_ relative: String) -> String { String(decoding: bytes(relative), as: UTF8.self) }

  package static func write(_ text: String, to relative: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(relative)))
  }

  /// `GALLEY_UPDATE=1` writes expectations instead of comparing with them.
  package static var updates: Bool { ProcessInfo.processInfo.environment["GALLEY_UPDATE"] == "1" }
}
