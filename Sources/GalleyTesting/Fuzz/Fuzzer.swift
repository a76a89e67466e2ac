package import GalleyCore
package import Reports

/// Runs inputs of one series through everything that reads them.
package final class Fuzzer {
  private let seed: Int
  private let files: FileCheck
  private let processes: ProcessCheck
  /// One input in so many is written in every format, the others in one.
  private static let allFormats = 16
  /// One input in so many is given to the program, too, which takes as long to start as some inputs do to be checked.
  private static let processShare = 200

  package init(seed: Int) throws {
    self.seed = seed
    files = try FileCheck()
    processes = try ProcessCheck()
  }

  package func input(_ number: Int) -> FuzzInput { FuzzInput(seed: seed, number: number) }

  /// What is wrong with what galley makes of an input; nil if nothing.
  package func problem(with input: FuzzInput) throws -> String? {
    var random = input.random
    if input.number % Self.processShare == 0, let problem = try processes.run(input.bytes, input.kind, &random) { return problem }
    guard let kind = input.kind.input else { return files.run(input.bytes, input.kind) }
    let formats = input.number % Self.allFormats == 0 ? OutputFormat.allCases : [OutputFormat.allCases.randomElement(using: &random) ?? .json]
    return try DocumentCheck(input.bytes, kind).run(&random, formats: formats)
  }

  /// The same for a text of one's own: every format, fixed and fixed again.
  package static func problem(with bytes: [UInt8], _ kind: InputKind, formats: [OutputFormat] = OutputFormat.allCases) throws -> String? {
    var random = SeededGenerator(0)
    return try DocumentCheck(bytes, kind).run(&random, formats: formats)
  }
}
