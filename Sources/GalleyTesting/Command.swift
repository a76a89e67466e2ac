import Foundation

/// Runs the real binary as a user would: through a shell, in a folder.
package struct Command: Sendable {
  package struct Outcome: Sendable {
    package let output: [UInt8]
    package let errors: [UInt8]
    package let status: Int32
    package var text: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// The binary that was built with the tests, or the one that `GALLEY_BINARY` names.
  package static let binary: String = {
    if let given = ProcessInfo.processInfo.environment["GALLEY_BINARY"] { return given }
    let beside = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("galley").path
    let candidates = [beside, Repository.path(".build/debug/galley")].compactMap(\.self)
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[0]
  }()

  /// Runs a shell command in which `galley` is the binary under test.
  /// - Parameters:
  ///   - path: folders searched before the others
  ///   - environment: variables added to a plain environment
  package static func run(
    _ command: String, in folder: String, path: [String] = [], environment: [String: String] = [:]
  ) throws -> Outcome {
    // The index is compiled once, here, not by every command of the first moment.
    _ = try Workbench.resources()
    let scratch = try TemporaryDirectory()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let own = ProcessInfo.processInfo.environment
    let folders = [(binary as NSString).deletingLastPathComponent] + path + [own["PATH"] ?? "/usr/bin:/bin"]
    var variables = [
      "PATH": folders.joined(separator: ":"), "HOME": folder, "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "GALLEY_CACHE": Workbench.cache, "GIT_CONFIG_NOSYSTEM": "1",
    ]
    if let dictionaries = own["DICPATH"] { variables["DICPATH"] = dictionaries }
    // Where lines are counted, those that the command ran count too; one file for all commands, not one in each folder.
    if let counts = own["LLVM_PROFILE_FILE"] {
      variables["LLVM_PROFILE_FILE"] = (counts as NSString).deletingLastPathComponent + "/galley%4m.profraw"
    }
    process.environment = variables.merging(environment) { $1 }
    // Files instead of pipes: nothing has to be read while the command runs.
    let output = try scratch.write([], to: "stdout"), errors = try scratch.write([], to: "stderr")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      output: try scratch.read("stdout"), errors: try scratch.read("stderr"), status: process.terminationStatus)
  }
}
