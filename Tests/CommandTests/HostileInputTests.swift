import Foundation
import GalleyTesting
import Testing

/// What came from strangers: names, configurations, patterns and dictionaries that try to do harm.
@Suite struct HostileInputTests {
  private let folder: TemporaryDirectory
  init() throws { folder = try TemporaryDirectory() }

  private func galley(_ arguments: String) throws -> Command.Outcome {
    try Command.run("galley \(arguments)", in: folder.path)
  }

  private static let formats = ["text", "pretty", "json", "jsonl", "sarif", "github", "checkstyle", "junit", "rdjsonl", "fixits", "html"]

  /// Whether something drives a terminal or turns text round.
  private func isClean(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      switch $0.value {
      case 0x0A: true
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }

  @Test(arguments: formats) func reportsHoldNoControls(format: String) throws {
    try folder.write("He saw the the \u{202E}kc\u{1B}]0;owned\u{7}at\u{2066} \u{9B}31m here here.\n", to: "a\u{1B}[31m\u{202E}b.txt")
    let outcome = try galley("--no-config --level note --statistics --format \(format) *.txt missing$'\\033[2J\\n'name")
    #expect(outcome.status == 2)
    #expect(!outcome.output.isEmpty)
    #expect(isClean(outcome.output), "\(outcome.text.debugDescription)")
    #expect(isClean(Array(outcome.errorText.utf8)), "\(outcome.errorText.debugDescription)")
    #expect(!outcome.errorText.contains("\nname"), "a name forges no line")
  }

  @Test(arguments: ["", "rules ", "config ", "explain spoof "]) func faultsAndCardsHoldNoControls(command: String) throws {
    try folder.write(
      "---\nid: spoof\nsummary: \"Red \\e[31m and \\u202E back.\"\nseverity: note\nphrases: {x: y}\n---\nProse with \u{1B}[2J.\n", to: "house/spoof.md")
    try folder.write("extends: house/\nrules: {\"\\e[31mno\": off}\n", to: "faulty/.galley.yml")
    let outcome = try galley("\(command)--no-config --rules house \(command.isEmpty ? "--statistics ." : "")")
    #expect(isClean(outcome.output), "\(outcome.text.debugDescription)")
    try folder.write("I saw it.\n", to: "faulty/a.txt")
    let fault = try galley("faulty --config faulty/.galley.yml")
    #expect(fault.status == 2)
    #expect(isClean(Array(fault.errorText.utf8)), "\(fault.errorText.debugDescription)")
  }

  @Test func configurationsNameNothingOutside() throws {
    let secret = try folder.write("zorblatt\n", to: "outside/words.txt")
    try folder.write("A zorblatt came.\n", to: "project/a.txt")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/project/link", withDestinationPath: folder.path + "/outside")
    for words in ["../outside/words.txt", secret, "link/words.txt"] {
      try folder.write("words: [\(words)]\n", to: "project/.galley.yml")
      let refused = try galley("project/a.txt")
      #expect(refused.status == 2)
      #expect(refused.errorText.contains("project/.galley.yml:1:9: error: \(words) lies outside of the configuration’s folder"))
      #expect(try galley("--trust outside project/a.txt").status == 0)
      let own = "mkdir -p own/galley; echo 'trusted: \(folder.path)/outside' > own/galley/config.yml; "
      #expect(try Command.run(own + "XDG_CONFIG_HOME=\(folder.path)/own galley project/a.txt", in: folder.path).status == 0)
    }
    try folder.write("extends: ../outside\n", to: "project/.galley.yml")
    #expect(try galley("project/a.txt").errorText.contains(":1:10: error: ../outside lies outside"))
  }

  @Test(.timeLimit(.minutes(5))) func manyFaultsAndManyAlternatives() throws {
    try folder.write("I saw it.\n", to: "a.txt")
    try folder.write((0..<20_000).map { "key\($0): 1\n" }.joined(), to: ".galley.yml")
    let keys = try galley("a.txt")
    #expect(keys.status == 2)
    #expect(keys.errorText.split(separator: "\n").count == 101)
    #expect(keys.errorText.contains("19900 more faults are left out"))
    for pattern in [String(repeating: "{a,b}", count: 22), "{" + String(repeating: "x,", count: 1500) + "}"] {
      try folder.write("exclude: ['\(pattern)']\n", to: ".galley.yml")
      let braces = try galley("a.txt")
      #expect(braces.status == 2)
      #expect(braces.errorText.contains(".galley.yml:1:11: error: the braces of this pattern stand for more than 1000 patterns"))
    }
    try folder.write("exclude: ['\(String(repeating: "**/a/", count: 200))zz', '\(String(repeating: "*a", count: 200))']\n", to: ".galley.yml")
    let path = String(repeating: "a/", count: 80)
    try folder.write("I saw it.\n", to: path + "b.txt")
    #expect(try galley(path + "b.txt").status == 0)
    #expect(try galley(".").status == 0)
  }

  @Test(.timeLimit(.minutes(5)), arguments: [".{0,8000}.{0,8000}zq", "(\\w+\\s*)+zq", "(?:a|b|ab|.)*?.*?zq"])
  func costlyPatterns(pattern: String) throws {
    try folder.write("---\nid: costly\nsummary: Costly.\nseverity: error\npattern: '\(pattern)'\n---\n", to: "house/costly.md")
    try folder.write(String(repeating: "A zebra and a quiz sat with a cab on the zz q mat.\n", count: 20_000), to: "a.txt")
    let outcome = try galley("--no-config --rules house --select costly a.txt")
    #expect(outcome.status < 2)
    #expect(outcome.text.split(separator: "\n").count <= 1)
  }

  @Test(arguments: ["words", "names", "rules", "config", "baseline"]) func listsThatAreTooLarge(kind: String) throws {
    try folder.write("I saw it.\n", to: "a.txt")
    try Data().write(to: URL(fileURLWithPath: folder.path + "/pack/big.md"), creatingIn: folder.path + "/pack")
    for name in ["big", "pack/big.md"] {
      #expect(try Command.run("truncate -s 65M \(name)", in: folder.path).status == 0)
    }
    let outcome = try galley("--\(kind) \(kind == "rules" ? "pack" : "big") a.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("too large: more than"))
    #expect(outcome.errorText.split(separator: "\n").count == 1)
  }

  @Test func textsAndPacksThatAreTooLarge() throws {
    #expect(try Command.run("truncate -s 1025M a.txt; truncate -s 300M b.txt; gzip -1 b.txt", in: folder.path).status == 0)
    let outcome = try galley("--no-config a.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("a.txt: too large: more than 1 GB cannot be read"))
    let packed = try galley("ocr-report b.txt.gz")
    #expect(packed.status == 2)
    #expect(packed.errorText.contains("too large: more than 256 MB cannot be unpacked"))
  }

  @Test func wordsThatAreNoCommand() throws {
    let near = try galley("explian doubled-word")
    #expect(near.status == 2)
    #expect(near.errorText.contains("galley: explian: no file or command “explian”; did you mean “explain”?"))
    #expect(try galley("lint").errorText.contains("no file or command “lint”"))
    #expect(try galley("./lsp").errorText.contains("./lsp: No such file or directory"))
    #expect(try galley("lsp.txt").errorText.contains("lsp.txt: No such file or directory"))
    try folder.write("I saw it.\n", to: "notes")
    #expect(try galley("--no-config notes").status == 0, "a file is a file")
  }
}

extension Data {
  fileprivate func write(to url: URL, creatingIn folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(to: url)
  }
}
