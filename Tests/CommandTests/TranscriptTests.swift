import GalleyTesting
import Testing

/// The command line as users meet it: output, errors and exit status of the real binary.
@Suite struct TranscriptTests {
  private static let names = Repository.names(in: "Fixtures/commands").filter { $0.hasSuffix(".transcript") }

  @Test(arguments: names) func replays(name: String) throws {
    let path = "Fixtures/commands/\(name)"
    let replay = try TranscriptRunner(path).replay()
    if Repository.updates { try Repository.write(replay, to: path) }
    #expect(replay == Repository.text(path), "GALLEY_UPDATE=1 make test rewrites \(path)")
  }
}
