import Foundation
import GalleyTesting
import Testing

/// Long runs say on a terminal how far they are, and nowhere else.
@Suite struct ProgressTests {
  @Test func showsOnTerminalsOnly() throws {
    let folder = try TemporaryDirectory()
    // The queue of a pipe keeps the run going for longer than the patience of two seconds.
    _ = try Command.run("mkdir t; mkfifo t/zz.txt; for i in $(seq 1 40); do echo 'A text.' > t/a$i.txt; done", in: folder.path)
    let python = """
      import os, pty, sys, threading, time
      def feed():
          time.sleep(1.5)
          with open('t/zz.txt', 'w') as f: f.write('A text.\\n')
      threading.Thread(target=feed).start()
      pty.spawn(['galley', '--jobs', '1', 't/zz.txt', 't/a1.txt', 't/a2.txt'])
      """
    try folder.write(python, to: "run.py")
    let shown = try Command.run("python3 run.py < /dev/null", in: folder.path)
    #expect(shown.text.contains("1 of 3 files"), "\(shown.text)")
    #expect(shown.text.contains("\r\u{1B}[Kgalley: no findings in 3 files"), "the line is taken away: \(shown.text)")
    let piped = try Command.run("(sleep 1.5; echo 'A text.' > t/zz.txt) & galley --jobs 1 t/zz.txt t/a1.txt t/a2.txt", in: folder.path)
    #expect(!piped.errorText.contains(" of 3"), "\(piped.errorText)")
  }
}
