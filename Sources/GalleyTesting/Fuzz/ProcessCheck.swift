import GalleyCore
import Reports

/// What must hold of the program whatever a file is: it ends by itself with one of its statuses, what it prints is what
/// the format promises, a status of 2 has a reason, and fixing that says it is done leaves nothing to do.
final class ProcessCheck {
  private let folder: TemporaryDirectory
  private static let prose = "He saw the the colour of Reykjavik, “said Tom.\n"

  init() throws { folder = try TemporaryDirectory() }

  func run(_ bytes: [UInt8], _ kind: FuzzKind, _ random: inout SeededGenerator) throws -> String? {
    let format = OutputFormat.allCases.randomElement(using: &random) ?? .json
    let options = "--format \(format.rawValue) --level note"
    guard let input = kind.input else {
      let arguments = try arguments(for: bytes, kind)
      // Findings are in the text, faults in the file of galley’s.
      return try problem("galley check \(options) \(arguments) prose.txt", format, max(Self.prose.utf8.count, bytes.count))
    }
    try folder.write(bytes, to: "input")
    let given = "--no-config --input \(input.rawValue)"
    if let problem = try problem("galley check \(options) \(given) input", format, bytes.count) { return problem }
    let unsafe = Bool.random(using: &random) ? "--unsafe-fixes" : ""
    let first = try outcome("galley fix \(unsafe) \(options) \(given) input")
    if let problem = problem(first, format, nil) { return "fix: " + problem }
    guard first.status != 2 else { return nil }
    let fixed = try folder.read("input")
    let second = try outcome("galley fix \(unsafe) \(options) \(given) input")
    if let problem = problem(second, format, nil) { return "fix again: " + problem }
    return try folder.read("input") == fixed ? nil : "a second “galley fix \(unsafe)” changes the file"
  }

  /// Puts a file of galley’s where it belongs; gives the options that name it.
  private func arguments(for bytes: [UInt8], _ kind: FuzzKind) throws -> String {
    try folder.write(Self.prose, to: "prose.txt")
    switch kind {
    case .configuration:
      try folder.write("colour\n", to: "words.txt")
      try folder.write(bytes, to: ".galley.yml")
      return "--config .galley.yml"
    case .card:
      try folder.write(bytes, to: "house/card.md")
      try folder.write("teh\tthe\n", to: "house/table.tsv")
      return "--no-config --rules house"
    case .table:
      try folder.write(FileCheck.card, to: "house/card.md")
      try folder.write(bytes, to: "house/table.tsv")
      return "--no-config --rules house"
    case .words:
      try folder.write(bytes, to: "list.txt")
      return "--no-config --words list.txt"
    case .names:
      try folder.write(bytes, to: "names.tsv")
      return "--no-config --names names.tsv"
    case .dictionary:
      try FileCheck.writeDictionary(bytes, folder, below: "dictionaries/")
      return "--no-config --language zz_ZZ"
    case .baseline:
      try folder.write(bytes, to: "known.tsv")
      return "--no-config --baseline known.tsv"
    default: return "--no-config"
    }
  }

  private func outcome(_ command: String) throws -> Command.Outcome {
    try Command.run(command, in: folder.path, environment: ["DICPATH": folder.path + "/dictionaries"])
  }

  private func problem(_ command: String, _ format: OutputFormat, _ size: Int) throws -> String? {
    problem(try outcome(command), format, size)
  }

  /// - Parameter size: of the file that is reported on; nil where it has changed
  private func problem(_ outcome: Command.Outcome, _ format: OutputFormat, _ size: Int?) -> String? {
    guard 0...2 ~= outcome.status else { return "the program ends with status \(outcome.status): \(outcome.errorText.prefix(200))" }
    if outcome.errors.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }) { return "a control character in a message" }
    if outcome.status == 2, outcome.errors.isEmpty { return "status 2 without a reason" }
    // Where the run could not begin there is no report.
    guard !outcome.output.isEmpty else { return nil }
    return OutputCheck.problem(outcome.output, format, size ?? .max).map { "\(format): \($0)" }
  }
}
