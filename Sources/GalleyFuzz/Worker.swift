import Foundation
import GalleyTesting

/// Runs some inputs one after the other in this process.
struct Worker {
  private let options: GalleyFuzz
  /// Seconds after which an input counts as a hang: thousands of times what one takes, and enough for the first one on
  /// a busy machine.
  private static let limit: UInt32 = 120
  /// Seconds of work for one input that count as slow, though most have some kilobytes: less than two for a megabyte are promised.
  private static let slow = 2.0

  /// An address sanitiser takes many times as long.
  private let isSanitized = ProcessInfo.processInfo.environment["GALLEY_FUZZ_UNLIMITED"] != nil

  init(_ options: GalleyFuzz) { self.options = options }

  func run(_ numbers: Range<Int>) throws {
    let fuzzer = try Fuzzer(seed: options.seed)
    let start = Date()
    for number in numbers {
      if Date().timeIntervalSince(start) >= Double(options.seconds) { return }
      let input = fuzzer.input(number)
      let name = "\(options.seed)-\(number).\(input.kind.rawValue)"
      if options.replays { try keep(input.bytes, name) }
      // The supervisor reads it when this process has ended.
      say("at \(number) \(input.kind.rawValue)")
      alarm(Self.limit)
      let first = try timed { try fuzzer.problem(with: input) }
      var problem = first.result
      // What is loaded once, and a busy machine, take their time once.
      if problem == nil, !isSanitized, first.seconds > Self.slow, try timed({ try fuzzer.problem(with: input) }).seconds > Self.slow {
        problem = "took \(Int(first.seconds)) s for \(input.bytes.count) bytes"
      }
      alarm(0)
      guard let problem else { continue }
      try keep(input.bytes, name)
      say("found \(input.kind.rawValue) \(options.folder)/\(name): \(problem.split(separator: "\n").joined(separator: " "))")
    }
  }

  /// What is made, and the seconds of work that it took.
  private func timed<Result>(_ make: () throws -> Result) rethrows -> (result: Result, seconds: Double) {
    let start = clock()
    let result = try make()
    return (result, Double(clock() - start) / Double(CLOCKS_PER_SEC))
  }

  /// A line that is out before anything else happens.
  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private func keep(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(options.folder)/\(name)"))
  }
}
