import GalleyTesting
import Testing

/// A fixed part of the fuzzer’s series; `make fuzz` goes on where this ends.
@Suite struct FuzzTests {
  /// Inputs of each part; the parts run side by side.
  private static let count = 400

  @Test(.timeLimit(.minutes(10)), arguments: 1...4) func series(seed: Int) throws {
    let fuzzer = try Fuzzer(seed: seed)
    for number in 0..<Self.count {
      let input = fuzzer.input(number)
      let problem = try fuzzer.problem(with: input)
      #expect(problem == nil, "GalleyFuzz --seed \(seed) --replay \(number) keeps this \(input.kind.rawValue)")
    }
  }
}
