import Foundation
import GalleyTesting

/// Feeds galley damaged inputs: `galley-fuzz --seconds 60`, or `--inputs 10000`. What is found is kept in a folder;
/// `--replay NUMBER` runs one input again; `--shapes SIZE` is
/// for `Scripts/complexity`. Exit status 1 if anything was found.
///
/// Inputs run in worker processes: a crash, a hang or too much memory ends one of them, and the next goes on after it.
@main
struct GalleyFuzz {
  var seconds = 60, inputs = Int.max, seed = 1, first = 0
  var folder = ".build/fuzz"
  /// The inputs of one worker; nil in the process that starts them.
  var work: Range<Int>?
  var replays = false

  static func main() throws {
    var run = GalleyFuzz()
    var arguments = CommandLine.arguments.dropFirst()
    func number() -> Int { arguments.popFirst().flatMap { Int($0) } ?? 0 }
    while let argument = arguments.popFirst() {
      switch argument {
      case "--seconds": run.seconds = number()
      case "--inputs": (run.inputs, run.seconds) = (number(), .max)
      case "--seed": run.seed = number()
      case "--first": run.first = number()
      case "--keep": run.folder = arguments.popFirst() ?? run.folder
      case "--replay":
        let input = number()
        (run.work, run.replays) = (input..<(input + 1), true)
      case "--shapes": return try Measure.run(size: number())
      case "--work":
        let start = number()
        run.work = start..<(start + number())
      default:
        print("galley-fuzz: no option “\(argument)”; see the head of Sources/GalleyFuzz/GalleyFuzz.swift")
        exit(2)
      }
    }
    try FileManager.default.createDirectory(atPath: run.folder, withIntermediateDirectories: true)
    if let work = run.work { try Worker(run).run(work) } else { exit(try Supervisor(run).run() ? 0 : 1) }
  }
}
