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
  package static func names(in folder: String) -> [String] { names(at: path(folder)) }

  package static func names(at folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  package static func bytes(at path: String) -> [UInt8] { FileManager.default.contents(atPath: path).map { Array($0) } ?? [] }

  /// `GALLEY_TEXTS=FOLDER:FOLDER` has the tests about whole texts read those in other folders, too.
  package static var moreTexts: [String] {
    (ProcessInfo.processInfo.environment["GALLEY_TEXTS"] ?? "").split(separator: ":").map(String.init)
  }

  package static func bytes(_ relative: String) -> [UInt8] { bytes(at: path(relative)) }

  package static func text(_ relative: String) -> String { String(decoding: bytes(relative), as: UTF8.self) }

  package static func write(_ text: String, to relative: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(relative)))
  }

  /// `GALLEY_UPDATE=1` writes expectations instead of comparing with them.
  package static var updates: Bool { ProcessInfo.processInfo.environment["GALLEY_UPDATE"] == "1" }
}
