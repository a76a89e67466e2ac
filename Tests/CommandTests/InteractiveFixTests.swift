import Foundation
import GalleyTesting
import Testing

/// `galley fix -i` in a pseudo-terminal, as a person meets it.
@Suite struct InteractiveFixTests {
  private let folder: TemporaryDirectory
  private static let story = "I saw the the cat.\n\nIt it ran .\n\nThe govemment fell and and stood.\n"

  init() throws {
    folder = try TemporaryDirectory()
    try folder.write(Self.story, to: "story.txt")
    try folder.write("", to: "words.txt")
    // Types an answer whenever it is asked; then waits for the end.
    try folder.write(
      """
      import os, pty, select, sys
      keys = sys.argv[2:]
      child, terminal = pty.fork()
      if child == 0:
        os.execvp("/bin/sh", ["/bin/sh", "-c", sys.argv[1]])
      said = b""
      seen = 0
      while True:
        ready, _, _ = select.select([terminal], [], [], 60)
        if not ready: break
        try: more = os.read(terminal, 65536)
        except OSError: break
        if not more: break
        said += more
        if keys and (said.endswith(b"? ") or said.endswith(b"becomes: ")) and len(said) > seen:
          seen = len(said)
          os.write(terminal, keys.pop(0).encode().decode("unicode_escape").encode("latin-1"))
      _, status = os.waitpid(child, 0)
      sys.stdout.buffer.write(said.replace(b"\\r\\n", b"\\n"))
      sys.exit(os.waitstatus_to_exitcode(status))
      """, to: "terminal.py")
  }

  private func answering(_ keys: String, options: String = "") throws -> (said: String, status: Int32, file: String) {
    let outcome = try Command.run(
      "python3 terminal.py 'galley fix -i --no-config --color never --words words.txt \(options) story.txt' \(keys)", in: folder.path)
    return (outcome.text, outcome.status, String(decoding: try folder.read("story.txt"), as: UTF8.self))
  }

  @Test func fixesSkipsAndEdits() throws {
    let (said, status, file) = try answering("1 s '\\r' e 'ministry\\n' s")
    #expect(said.contains("“the the” → “the”"), "\(said)")
    #expect(file == "I saw the cat.\n\nIt it ran.\n\nThe ministry fell and and stood.\n", "\(said)")
    #expect(said.contains("3 fixed, 2 findings left"), "\(said)")
    #expect(status == 1)
  }

  @Test func quittingKeepsWhatWasChosen() throws {
    let (said, _, file) = try answering("1 q")
    #expect(file == Self.story.replacing("the the", with: "the"), "\(said)")
  }

  @Test func interruptingForgetsIt() throws {
    let (said, status, file) = try answering("1 '\\x03'")
    #expect(file == Self.story)
    #expect(said.contains("story.txt was left as it is"), "\(said)")
    #expect(status == 130)
  }

  @Test func ignoresARule() throws {
    let (said, _, file) = try answering("i 1 1")
    #expect(file == "I saw the the cat.\n\nIt it ran.\n\nThe government fell and and stood.\n", "\(said)")
  }

  @Test func addsAWord() throws {
    let (said, _, file) = try answering("s s s a s")
    #expect(file == Self.story, "\(said)")
    #expect(try folder.read("words.txt") == Array("govemment\n".utf8), "\(said)")
  }

  @Test func helpIsOneKeyAway() throws {
    let (said, _, file) = try answering("'?' q")
    #expect(said.contains("a accepts the word for good") || said.contains("Enter or a number applies a fix"), "\(said)")
    #expect(file == Self.story)
  }

  @Test func needsATerminal() throws {
    let outcome = try Command.run("galley fix -i story.txt </dev/null", in: folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("galley fix -i needs a terminal"), "\(outcome.errorText)")
  }
}
