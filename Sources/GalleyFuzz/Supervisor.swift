import Foundation
import GalleyTesting

/// Starts workers until time or inputs are used up, counts, and keeps what ended one of them.
struct Supervisor {
  private let options: GalleyFuzz
  /// Inputs of one worker, so that what one of them leaves in memory does not add up.
  private static let share = 10_000
  /// Kilobytes of address space: what an input of some kilobytes may never need.
  private static let memory = 6_000_000

  init(_ options: GalleyFuzz) { self.options = options }

  /// Whether nothing was found.
  func run() throws -> Bool {
    let start = Date()
    var counts: [String: Int] = [:]
    var found: [String] = []
    var next = options.first
    let last = options.inputs == .max ? Int.max : options.first + options.inputs
    while next < last, Date().timeIntervalSince(start) < Double(options.seconds) {
      let size = min(Self.share, last - next)
      let (lines, status) = try work(next, size, seconds: options.seconds == .max ? .max : options.seconds - Int(Date().timeIntervalSince(start)))
      var reached = next
      for line in lines {
        let fields = line.split(separator: " ", maxSplits: 2).map(String.init)
        if fields.first == "at", fields.count == 3, let number = Int(fields[1]) {
          counts[fields[2], default: 0] += 1
          reached = number
        } else if fields.first == "found" {
          found.append(line)
          print(line)
        }
      }
      next = status == 0 ? next + size : max(next, reached) + 1
      guard status != 0 else { continue }
      let input = FuzzInput(seed: options.seed, number: reached)
      let path = "\(options.folder)/\(options.seed)-\(reached).\(input.kind.rawValue)"
      try Data(input.bytes).write(to: URL(fileURLWithPath: path))
      let end = status == SIGALRM ? "a hang" : "ended by signal or status \(status)"
      found.append("found \(input.kind.rawValue) \(path): \(end)")
      print(found[found.count - 1])
    }
    print("\(counts.values.reduce(0, +)) inputs in \(Int(Date().timeIntervalSince(start))) s from seed \(options.seed), \(found.count) findings:")
    for kind in FuzzKind.allCases {
      let own = found.count { $0.hasPrefix("found \(kind.rawValue) ") }
      print("  \(kind.rawValue) \(counts[kind.rawValue] ?? 0) inputs, \(own) findings")
    }
    return found.isEmpty
  }

  /// - Parameter seconds: after which the worker stops
  private func work(_ first: Int, _ count: Int, seconds: Int) throws -> (lines: [String], status: Int32) {
    let log = "\(options.folder)/log-\(ProcessInfo.processInfo.processIdentifier)"
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: log) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // An address sanitiser reserves more than any limit.
    let limit = ProcessInfo.processInfo.environment["GALLEY_FUZZ_UNLIMITED"] == nil ? "ulimit -v \(Self.memory); " : ""
    process.arguments = [
      "-c", limit + "exec \"$0\" --seed \(options.seed) --seconds \(seconds) --keep \"$1\" --work \(first) \(count)", CommandLine.arguments[0], options.folder,
    ]
    process.standardOutput = FileHandle(forWritingAtPath: log)
    try process.run()
    process.waitUntilExit()
    let lines = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init)
    return (lines, process.terminationStatus)
  }
}
