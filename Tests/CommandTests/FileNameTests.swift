import Formats
import GalleyCore
import GalleyTesting
import Testing

/// Files are read under the names that the system has for them, and what is not read is said.
@Suite struct FileNameTests {
  private let folder: TemporaryDirectory
  init() throws { folder = try TemporaryDirectory() }

  private func shell(_ command: String) throws -> Command.Outcome { try Command.run(command, in: folder.path) }

  @Test(arguments: [
    [0x61], [0xE9], [0x61, 0xFF, 0x2F, 0xC3], [0xF4, 0x8F, 0xBE, 0x80], [0xF4, 0x8F, 0xBF, 0xBF, 0x61], [0xF4, 0x8F], [0xC3, 0xA9, 0xE2, 0x80],
    [0xED, 0xA0, 0x80], [],
  ] as [[UInt8]])
  func eachTextStandsForOneName(bytes: [UInt8]) {
    #expect(FileName.bytes(FileName.text(bytes)) == bytes)
    #expect(!FileName.shown(FileName.text(bytes)).unicodeScalars.contains { $0.value > 0x10FF7F })
  }

  private static let make = "mkdir in; name=$(printf 'in/caf\\351 %%.txt'); printf 'I saw the the cat.\\n' > \"$name\"; "

  @Test(arguments: ["in", "\"$name\"", "--files-from list"])
  func namesNeedNotBeUTF8(given: String) throws {
    let outcome = try shell(Self.make + "printf '%s\\0' \"$name\" > list; galley --no-config --quiet --select doubled-word \(given)")
    #expect(outcome.text == "in/caf\\xE9 %.txt:1:7: error: “the” is written twice [doubled-word]\n", "\(outcome.errorText)")
  }

  @Test func listsInLinesAreRefusedInOneLine() throws {
    let outcome = try shell("printf 'fine\\n' > a.txt; yes a.txt | head -n 5000 > list; galley --no-config --files-from list")
    #expect(outcome.status == 2 && outcome.text.isEmpty)
    #expect(outcome.errorText.hasPrefix("galley: list: its names stand in lines"))
    #expect(outcome.errorText.utf8.count < 300)
  }

  @Test func reportsOfSuchNamesAreValid() throws {
    let json = try shell(Self.make + "galley --no-config --quiet --format json in")
    #expect(String(validating: json.output, as: UTF8.self)?.contains(#""file":"in/caf\\xE9 %.txt""#) == true)
    let sarif = try shell("galley --no-config --quiet --format sarif in")
    #expect(sarif.text.contains(#""uri":"in/caf%E9%20%25.txt""#))
  }

  @Test func suchFilesAreFixedAndPatched() throws {
    let outcome = try shell(Self.make + "galley fix --no-config --quiet --diff in > p; patch -sp0 < p; cat in/*; ls in | wc -l")
    #expect(outcome.text.hasPrefix("I saw the cat.\n") && outcome.text.hasSuffix("1\n"), "\(outcome.text)\(outcome.errorText)")
    let fixed = try shell("rm -r in; \(Self.make) galley fix --no-config --quiet in; cat in/*; ls -A in | wc -l")
    #expect(fixed.text.hasPrefix("I saw the cat.\n") && fixed.text.hasSuffix("1\n"), "\(fixed.text)\(fixed.errorText)")
  }

  @Test func stagedFilesMayHaveSuchNames() throws {
    let outcome = try shell(Self.make + "git init -q; git add .; galley fix --no-config --quiet --staged; echo $?; cat in/*; git diff --cached | tail -1")
    #expect(outcome.text == "0\nI saw the cat.\n+I saw the cat.\n", "\(outcome.errorText)")
  }

  @Test func pathsThatAreTooLongAreSaid() throws {
    let make = "import os\nfor i in range(25):\n  os.mkdir('d' * 200)\n  os.chdir('d' * 200)\n"
    try folder.write(make, to: "make.py")
    let outcome = try shell("python3 make.py && galley --no-config --quiet .; echo $?; rm -rf d*")
    #expect(outcome.text.hasSuffix("2\n") && outcome.errorText.contains("too long"), "\(outcome.text)\(outcome.errorText.suffix(200))")
  }

  @Test func ignoreFilesThatAreTooLargeAreSaid() throws {
    let outcome = try shell("printf 'A cat.\\n' > a.txt; head -c 1100000 /dev/zero | tr '\\0' a > .gitignore; galley --no-config --quiet .; echo $?")
    #expect(outcome.text == "2\n" && outcome.errorText.contains(".gitignore: ") && outcome.errorText.contains("more than 1 MB"))
  }

  /// A file that is opened must not become standard output.
  @Test func missingDescriptorsAreNotTaken() throws {
    let outcome = try shell("printf 'I saw the the cat.\\n' > a.txt; galley fix --no-config a.txt <&- >&- 2>&-; cat a.txt; galley --no-config a.txt b.txt <&- >&- 2>&-; echo $?; cat a.txt")
    #expect(outcome.text == "I saw the cat.\n2\nI saw the cat.\n")
    let unread = try shell("galley --no-config - <&-; echo $?")
    #expect(unread.text == "2\n" && unread.errorText.contains("Bad file descriptor"))
  }
}
