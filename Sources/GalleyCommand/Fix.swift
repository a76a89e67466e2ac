import ArgumentParser

struct Fix: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mend texts: the same as “check --fix”.",
    usage: "galley fix [<options>] [<path> ...]",
    discussion: """
      Writes the fixes that are safe and reports what is left. A file keeps its
      encoding, line ends, mode and owner; it is replaced as a whole or not at all.

      Examples:
        galley fix drafts/                   mend what is safe to mend
        galley fix --diff drafts/            only show what would change
        galley fix --unsafe-fixes story.txt  the best guess for the rest, too
        galley fix - < story.txt > new.txt   the report goes to standard error
      """)

  @OptionGroup var check: Check

  mutating func run() async throws {
    check.fixing.fix = true
    try await check.run()
  }
}
