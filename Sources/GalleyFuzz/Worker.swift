import Foundation
import GalleyTesting

/// Runs some inputs one after the other in this process.
struct Worker {
  private let options: GalleyFuzz
  /// Seconds after which an input counts as a hang: thousands of times what one takes, and enough for the first one on
  /// a busy machine.
  private static let limit: UInt32 = 120

  init(_ options: GalleyFuzz) { self.options = options }

  func run(_ numbers: Range<Int>) throws {
    let fuzzer = try Fuzzer(seed: options.seed)
    for number in numbers {
      let input = fuzzer.input(number)
      let name = "\(options.seed)-\(number).\(input.kind.rawValue)"
      if options.replays { try keep(input.bytes, name) }
      // The supervisor reads it when this process has ended.
      say("at \(number) \(input.kind.rawValue)")
      alarm(Self.limit)
      let problem = try fuzzer.problem(with: input)
      alarm(0)
      guard let problem else { continue }
      try keep(input.bytes, name)
      say("found \(input.kind.rawValue) \(options.folder)/\(name): \(problem.split(separator: "\n").joined(separator: " "))")
    }
  }

  /// A line that is out before anything else happens.
  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private func keep(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(options.folder)/\(name)"))
  }
}
