import Foundation
import FoundationXML
import GalleyTesting
import Testing

/// Reports for other programs, read by those programs or by readers of their grammar.
@Suite struct FormatTests {
  /// Two findings after a wide character, one outside the BMP, and a combining mark; markup and controls in the text.
  private static let story = "東😀e\u{301} the the end & <so> on.\n\nA “e\u{301} quiet quiet” day.\n"
  private let folder: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
    try folder.write(Self.story, to: "a b&c.txt")
    try folder.write("I saw the cat.\n", to: "clean.txt")
    for kind in ["articles", "broken", "clean", "ocr"] {
      for name in Repository.names(in: "Fixtures/\(kind)") where !name.hasPrefix(".") {
        try folder.write(Repository.bytes("Fixtures/\(kind)/\(name)"), to: "\(kind)/\(name)")
      }
    }
  }

  private func galley(_ arguments: String) throws -> Command.Outcome {
    try Command.run("galley --no-config --quiet \(arguments)", in: folder.path)
  }

  private func python(_ script: String) throws -> Command.Outcome {
    let tools = Repository.path(".build/tools/bin")
    try #require(FileManager.default.isExecutableFile(atPath: "\(tools)/sarif"), "run Scripts/bootstrap tests, or make test")
    try folder.write(script, to: "script.py")
    return try Command.run("python3 script.py", in: folder.path, path: [tools])
  }

  /// What `galley --template` says of the same findings, as numbers.
  private func places(_ template: String, _ arguments: String) throws -> [[Int]] {
    let outcome = try galley("--template '\(template)' \(arguments)")
    return outcome.text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
  }

  private let doubled = "--select doubled-word --level note 'a b&c.txt'"

  @Test func columnUnits() throws {
    let (scalar, utf16, utf8) = ([[1, 6, 1, 13], [3, 7, 3, 18]], [[1, 7, 1, 14], [3, 7, 3, 18]], [[1, 12, 1, 19], [3, 10, 3, 21]])
    let template = "{line} {column} {endLine} {endColumn}"
    #expect(try places(template, doubled) == scalar)
    #expect(try places(template, "--column-unit utf16 \(doubled)") == utf16)
    #expect(try places(template, "--column-unit utf8 \(doubled)") == utf8)
    #expect(try places(template, "--column-unit display \(doubled)").first == [1, 7, 1, 14])
  }

  @Test func sarif() throws {
    let outcome = try galley("--format sarif --level note . missing.txt --output report.sarif")
    #expect(outcome.status == 2)
    let checked = try python(
      """
      import json, urllib.parse
      from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log
      text = open("report.sarif", encoding="utf-8").read()
      Log.model_validate_json(text)
      run = json.loads(text)["runs"][0]
      assert run["columnKind"] == "unicodeCodePoints"
      assert run["invocations"][0]["executionSuccessful"] is False
      rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
      assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
      for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert len(result["partialFingerprints"]["galley/v1"]) == 16
        place = result["locations"][0]["physicalLocation"]
        path, region = urllib.parse.unquote(place["artifactLocation"]["uri"]), place["region"]
        # An independent reading of lines and columns.
        raw = open(path, "rb").read()
        if path.endswith(("a b&c.txt", ".txt")) and "broken" not in path:
          lines = raw.decode("utf-8").split("\\n")
          if region["startLine"] != region["endLine"]: continue
          seen = lines[region["startLine"] - 1][region["startColumn"] - 1:region["endColumn"] - 1]
          start = region["byteOffset"]
          assert seen.encode() == raw[start:start + region["byteLength"]], (path, region)
      print(len(run["results"]), sum("fixes" in result for result in run["results"]))
      """)
    #expect(checked.status == 0, "\(checked.errorText)")
    let counts = checked.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    #expect(counts.count == 2 && counts.allSatisfy { $0 > 50 }, "\(checked.text)")
    let tools = Repository.path(".build/tools/bin")
    let summary = try Command.run("sarif summary report.sarif && sarif csv -o - report.sarif | head -n 3", in: folder.path, path: [tools])
    #expect(summary.status == 0, "\(summary.errorText)")
    #expect(summary.text.contains("doubled-word"))
  }

  private final class Elements: NSObject, XMLParserDelegate {
    var all: [(name: String, attributes: [String: String])] = []
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) { all.append((name, attributes)) }
  }

  private func elements(_ bytes: [UInt8]) throws -> [(name: String, attributes: [String: String])] {
    let parser = XMLParser(data: Data(bytes))
    let elements = Elements()
    parser.delegate = elements
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return elements.all
  }

  @Test func checkstyle() throws {
    let found = try elements(try galley("--format checkstyle --level note . missing.txt").output)
    let files = found.filter { $0.name == "file" }.compactMap { $0.attributes["name"] }
    #expect(files.contains("./a b&c.txt") && files.contains("./clean.txt") && files.contains("missing.txt"))
    let lines = try galley("--level note --template '{line}:{column} {message}' .").text.split(separator: "\n").map(String.init)
    let errors = found.filter { $0.name == "error" && $0.attributes["source"] != "galley" }
      .map { "\($0.attributes["line"] ?? ""):\($0.attributes["column"] ?? "") \($0.attributes["message"] ?? "")" }
    #expect(errors.count == lines.count && lines.count > 50)
    for (error, line) in zip(errors, lines) where !line.contains("\\") { #expect(error == line) }
  }

  @Test func junit() throws {
    let found = try elements(try galley("--format junit --level note . missing.txt").output)
    let count = try galley("--level note --template x .").text.split(separator: "\n").count
    #expect(found.count { $0.name == "failure" } == count)
    #expect(found.filter { $0.name == "testsuite" }.compactMap { Int($0.attributes["failures"] ?? "") }.reduce(0, +) == count)
    #expect(found.count { $0.name == "error" } == 2, "the file that is missing, and one that is no text")
    #expect(found.contains { $0.name == "testcase" && $0.attributes["classname"] == "./clean.txt" })
  }

  @Test func rdjsonl() throws {
    let outcome = try galley("--format rdjsonl \(doubled)")
    let lines = try outcome.text.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let places = lines.map { line -> [Int] in
      let range = (line["location"] as? [String: Any])?["range"] as? [String: [String: Int]]
      return [range?["start"]?["line"], range?["start"]?["column"], range?["end"]?["line"], range?["end"]?["column"]].compactMap(\.self)
    }
    #expect(try places == self.places("{line} {column} {endLine} {endColumn}", "--column-unit utf8 \(doubled)"))
    #expect((lines[0]["suggestions"] as? [[String: Any]])?.first?["text"] as? String == "the")
  }

  /// What GitLab’s documentation asks of a code quality report: every key, unique fingerprints, paths without “./”.
  @Test func gitlab() throws {
    let outcome = try galley("--format gitlab --level note . missing.txt")
    let entries = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [[String: Any]])
    let places = try places("{line} {column} {endLine} {endColumn}", "--level note .")
    let found = entries.compactMap { ($0["location"] as? [String: Any])?["positions"] as? [String: [String: Int]] }
    let listed = found.map { place in ["begin", "end"].flatMap { [place[$0]?["line"] ?? 0, place[$0]?["column"] ?? 0] } }
    #expect(listed == places)
    let prints = entries.compactMap { $0["fingerprint"] as? String }
    #expect(prints.count == entries.count && Set(prints).count == prints.count)
    #expect(entries.allSatisfy { ["info", "minor", "major", "blocker"].contains($0["severity"] as? String) })
    #expect(entries.allSatisfy { $0["check_name"] is String && $0["description"] is String })
    let paths = entries.compactMap { ($0["location"] as? [String: Any])?["path"] as? String }
    #expect(paths.contains("a b&c.txt") && !paths.contains { $0.hasPrefix("./") })
    let missing = entries.last { ($0["location"] as? [String: Any])?["path"] as? String == "missing.txt" }
    #expect(missing?["severity"] as? String == "blocker")
  }

  @Test func github() throws {
    let outcome = try galley("--format github \(doubled) missing,1.txt")
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.first == "::error file=a b&c.txt,line=1,endLine=1,col=6,endColumn=13,title=doubled-word::“the” is written twice")
    #expect(lines.last == "::error file=missing%2C1.txt::No such file or directory")
  }

  /// A reader of clang’s grammar applies the repairs to the bytes; the result is what `--fix` writes.
  @Test func fixits() throws {
    let checked = try python(
      """
      import os, re, subprocess
      grammar = re.compile(rb'fix-it:"((?:[^"\\\\\\\\]|\\\\\\\\.)*)":\\{(\\d+):(\\d+)-(\\d+):(\\d+)\\}:"((?:[^"\\\\\\\\]|\\\\\\\\.)*)"$')
      def unescaped(text):
        named = {b"n": b"\\n", b"t": b"\\t"}
        return re.sub(rb"\\\\\\\\([0-7]{3}|.)", lambda m: bytes([int(m[1], 8)]) if m[1].isdigit() else named.get(m[1], m[1]), text)
      out = subprocess.run(["galley", "--no-config", "--quiet", "--select", "doubled-word", "--format", "fixits", "a b&c.txt"], capture_output=True).stdout
      edits = []
      for line in out.split(b"\\n"):
        if not line.startswith(b"fix-it:"): continue
        match = grammar.match(line)
        assert match, line
        assert unescaped(match[1]) == b"a b&c.txt"
        edits.append((*map(int, match.group(2, 3, 4, 5)), unescaped(match[6])))
      lines = open("a b&c.txt", "rb").read().split(b"\\n")
      for start, column, end, endColumn, text in reversed(edits):
        assert start == end
        lines[start - 1] = lines[start - 1][:column - 1] + text + lines[start - 1][endColumn - 1:]
      subprocess.run(["galley", "--no-config", "--quiet", "--select", "doubled-word", "--unsafe-fixes", "a b&c.txt"])
      assert edits and b"\\n".join(lines) == open("a b&c.txt", "rb").read(), lines
      """)
    #expect(checked.status == 0, "\(checked.errorText)")
  }

  @Test func html() throws {
    let page = try galley("--format html --level note .").text
    #expect(page.contains("<mark>the the</mark>"))
    #expect(page.contains("&lt;so&gt; on."), "the text’s own markup is shown, not used")
    let count = try galley("--level note --template x .").text.split(separator: "\n").count
    #expect(page.split(separator: "<mark>").count == count + 1)
  }
}
