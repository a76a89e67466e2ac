import ArgumentParser
import Testing

@testable import GalleyCommand

@Suite struct PlainArgumentsTests {
  /// What is not given, and every option that is read without the library, reads as the library reads it.
  @Test(arguments: [
    [], ["a.txt", "-"], ["--quiet", "a.txt", "--no-config"], ["--format", "json", "--level=note", "--fail-on", "never"],
    ["--select", "quotes,names", "--ignore=ocr", "--language", "en_US", "--language", "de_DE"],
    ["--rules", "a", "--words", "b", "--words", "c", "--names", "d", "--config", "e.yml"],
    ["--fix", "--unsafe-fixes", "--diff", "--statistics", "--timings"], ["--staged", "--jobs", "3", "--output", "o"],
    ["--stdin-filename", "x.md", "--files-from", "-", "--input", "markdown"],
  ])
  func agreeWithTheLibrary(arguments: [String]) throws {
    let plain = try #require(Check(plain: arguments))
    let parsed = try #require(try Check.parseAsRoot(arguments) as? Check)
    #expect(Self.values(plain) == Self.values(parsed))
  }

  /// Help and whatever is wrong are left to the library.
  @Test(arguments: [
    ["--help"], ["--no-such-option"], ["--format", "nonsense"], ["--level", "never"], ["--jobs", "0"], ["--jobs"], ["--format", "--quiet"],
    ["--no-config", "--config", "x"], ["--quiet=yes"], ["--staged", "-"], ["--", "a.txt"],
  ])
  func leavesTheRest(arguments: [String]) { #expect(Check(plain: arguments).map { _ in true } == nil) }

  /// What the options hold, each group by itself.
  private static func values(_ check: Check) -> [String] {
    [
      "\(check.paths) \(check.stdinFilename) \(String(describing: check.filesFrom)) \(check.input) \(String(describing: check.jobs)) \(check.timings)",
      describe(check.rules), describe(check.reporting), describe(check.fixing), describe(check.git),
    ]
  }

  private static func describe(_ group: some ParsableArguments) -> String {
    Mirror(reflecting: group).children.map { "\($0.label ?? ""): \($0.value)" }.joined(separator: "\n")
  }
}
