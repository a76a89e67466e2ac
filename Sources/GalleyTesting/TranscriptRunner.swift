/// Replays transcripts of the command line.
///
/// A transcript is a text file. Lines before the first `===` or `$` say what it shows. `=== NAME` begins a file,
/// a bare `===` ends it. `$ COMMAND` is run by the shell in a folder of its own that holds those files; below it
/// stand its output, then what it wrote to standard error after `! `, then its exit status after `? `.
package struct TranscriptRunner {
  private enum Part {
    case verbatim([String])
    case command(String, expected: [String])
  }

  private let name: String
  private var parts: [Part] = []
  private var files: [(name: String, text: String)] = []

  /// - Parameter name: the transcript's path in the package
  package init(_ name: String) {
    self.name = name
    let lines = Repository.text(name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var i = 0
    while i < lines.count {
      if lines[i].hasPrefix("$ ") {
        let command = String(lines[i].dropFirst(2))
        i += 1
        var expected: [String] = []
        while i < lines.count {
          expected.append(lines[i])
          i += 1
          if expected.last?.hasPrefix("? ") == true { break }
        }
        parts.append(.command(command, expected: expected))
        continue
      }
      if lines[i].hasPrefix("=== ") {
        let end = lines[i...].firstIndex(of: "===") ?? lines.count - 1
        files.append((String(lines[i].dropFirst(4)), lines[(i + 1)..<end].map { $0 + "\n" }.joined()))
        parts.append(.verbatim(Array(lines[i...end])))
        i = end + 1
        continue
      }
      parts.append(.verbatim([lines[i]]))
      i += 1
    }
  }

  /// The transcript as it runs now; equal to the file if all is well.
  package func replay() throws -> String {
    let folder = try TemporaryDirectory()
    for file in files { try folder.write(file.text, to: file.name) }
    var lines: [String] = []
    for part in parts {
      switch part {
      case .verbatim(let text): lines += text
      case .command(let command, _):
        let outcome = try Command.run(command, in: folder.path)
        lines.append("$ \(command)")
        lines += Self.lines(of: outcome.text, in: folder.path)
        lines += Self.lines(of: outcome.errorText, in: folder.path).map { "! \($0)" }
        lines.append("? \(outcome.status)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func lines(of text: String, in folder: String) -> [String] {
    if text.isEmpty { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).replacing(folder, with: "$PWD") }
    if lines.last == "" { lines.removeLast() } else { lines.append("\\ no newline at the end") }
    return lines
  }
}
