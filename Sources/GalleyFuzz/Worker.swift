import Foundation
import GalleyTesting

/// Runs some inputs one after the other in this process.
struct Worker {
  private let run: GalleyFuzz
  /// Seconds after which an input counts as a hang: a thousand times what one takes.
  private static let limit: UInt32 = 30

  init(_ run: GalleyFuzz) { self.run = run }

  func run(_ numbers: Range<Int>) throws {
    let fuzzer = try Fuzzer(seed: run.seed)
    for number in numbers {
      let input = fuzzer.input(number)
      let name = "\(run.seed)-\(number).\(input.kind.rawValue)"
      if run.replays { try keep(input.bytes, name) }
      // The supervisor reads it when this process has ended.
      print("at \(number) \(input.kind.rawValue)")
      alarm(Self.limit)
      let problem = try fuzzer.problem(with: input)
      alarm(0)
      guard let problem else { continue }
      try keep(input.bytes, name)
      print("found \(input.kind.rawValue) \(run.folder)/\(name): \(problem.split(separator: "\n").joined(separator: " "))")
    }
  }

  private func keep(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(run.folder)/\(name)"))
  }
}
