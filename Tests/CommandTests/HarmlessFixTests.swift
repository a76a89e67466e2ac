import Foundation
import GalleyCore
import GalleyTesting
import Testing

/// Fixing ends, loses nothing, and leaves alone what it cannot keep whole.
@Suite struct HarmlessFixTests {
  private let folder: TemporaryDirectory
  init() throws { folder = try TemporaryDirectory() }

  private func shell(_ command: String) throws -> Command.Outcome { try Command.run(command, in: folder.path) }

  private static let binaries: [(name: String, bytes: [UInt8])] = [
    ("picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array("the the end .".utf8)),
    ("report", Array("%PDF-1.7\nthe the end .\n".utf8)), ("pack.txt", [0x50, 0x4B, 3, 4] + Array("the the end .".utf8)),
    ("data", (0..<900).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 7 &+ $0 >> 3) }), ("script.py", Array("the = the  the\n".utf8)),
    ("table.csv", Array("the the,1\n".utf8)), ("other.xml", Array("<note><b>the the</b> R&amp;D</note>".utf8)),
    ("wide.txt", "the the end".unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] }),
  ]

  @Test(arguments: binaries.map(\.name)) func whatIsNoProseIsRefused(name: String) throws {
    let bytes = Self.binaries.first { $0.name == name }!.bytes
    try folder.write(bytes, to: name)
    for command in ["check", "fix --unsafe-fixes"] {
      let outcome = try shell("galley \(command) --no-config --quiet \(name)")
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errorText.split(separator: "\n").count == 1 && outcome.errorText.hasPrefix("galley: \(name): "))
      #expect(try folder.read(name) == bytes)
    }
  }

  @Test func packedFileIsReadAndNotRuined() throws {
    let made = try shell("printf 'I saw the the cat.\\n' > a.txt && gzip -k a.txt && cp a.txt.gz before")
    try #require(made.status == 0)
    let check = try shell("galley --no-config a.txt.gz")
    #expect(check.status == 1 && check.text.hasPrefix("a.txt.gz:1:7: error: "))
    #expect(try shell("galley fix --no-config a.txt.gz; echo $?; cmp before a.txt.gz").text.hasSuffix("\n2\n"))
  }

  private static let endless: [String: [UInt8]] = [
    "span.html": Array("<p><span class='ocrx_word'>understand<em>your</em></span></p>".utf8),
    "brackets.txt": Array("She read ([a letter,” said Ann.\n".utf8),
    "doubles.txt": Array(String(repeating: "We have met the the man and the the woman today.\n", count: 60).utf8),
    "entities.txt": Array(("Fish " + String(repeating: "&amp;", count: 70) + " chips\n").utf8),
    "hidden.txt": Array(("So it" + String(repeating: "\u{200B}\u{2060}\u{AD}", count: 90) + " was.\n").utf8),
    "hours.txt": Array("He was called by the last witness, and reached the house at about twenty-five minutes to nine a.m.s.\nHe found her\n".utf8),
    "crowd.txt": Array(String(repeating: "It is is the the end of of of it .\n", count: 80).utf8),
    "colours.txt": Array(String(repeating: "One \u{1B}[1mday\u{1B}[0m ", count: 40).utf8),
    "unmarked.txt": "I saw the the cat.\r\nIt was was fine .\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
  ]

  @Test(arguments: endless.keys.sorted()) func secondRunChangesNothing(name: String) throws {
    try folder.write(Self.endless[name]!, to: name)
    #expect(try shell("galley fix --no-config --unsafe-fixes --level note \(name)").status < 2)
    let once = try folder.read(name)
    _ = try shell("galley fix --no-config --unsafe-fixes --level note \(name)")
    #expect(try folder.read(name) == once)
    #expect(once.count <= Self.endless[name]!.count + 8, "a fix that does not help is not repeated")
  }

  /// Of several brackets that could end at one place nobody knows which does; and closing them one a round takes long.
  @Test func bracketsWithOneEndAreNotClosedOneByOne() throws {
    let rows = String(repeating: "The guests [see the list (and the map (came late. ", count: 40) + "\n"
    try folder.write(rows, to: "rows.txt")
    try folder.write("The guests (see the list came late. Nobody [of them left early.\n", to: "two.txt")
    #expect(try shell("galley fix --no-config --quiet --unsafe-fixes --select unbalanced-bracket rows.txt two.txt").status == 1)
    #expect(try folder.read("rows.txt") == Array(rows.utf8))
    #expect(try folder.read("two.txt") == Array("The guests (see the list came late). Nobody [of them left early].\n".utf8))
  }

  @Test func linkedAndMarkedFilesKeepWhatTheyHave() throws {
    let outcome = try shell(
      """
      printf 'I saw the the cat.\\n' | tee a.txt > b.txt; ln a.txt c.txt
      python3 -c 'import os; os.setxattr("b.txt", "user.note", b"kept")'
      galley fix --no-config --quiet a.txt; echo $?; test a.txt -ef c.txt && cat c.txt
      galley fix --no-config --quiet b.txt; echo $?; cat b.txt
      python3 -c 'import os; print(os.getxattr("b.txt", "user.note").decode())'
      """)
    #expect(outcome.text == "a.txt:1:7: error: “the” is written twice [doubled-word]\n2\nI saw the the cat.\n0\nI saw the cat.\nkept\n")
    #expect(outcome.errorText.contains("a.txt: has 2 names (hard links)"))
  }

  @Test func whatAKilledRunLeftIsSwept() throws {
    try folder.write("half", to: ".galley-0123456789abcdef.part")
    try folder.write("mine", to: ".galley-notes")
    try folder.write("I saw the cat.\n", to: "a.txt")
    _ = try shell("galley fix --no-config .")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [".galley-notes", "a.txt"])
  }

  @Test func reportsDoNotOverwriteTexts() throws {
    try folder.write("I saw the the cat.\n", to: "a.txt")
    #expect(try shell("galley --no-config --output ./a.txt a.txt").status == 2)
    #expect(try shell("galley baseline --no-config a.txt --output a.txt").status == 2)
    #expect(try folder.read("a.txt") == Array("I saw the the cat.\n".utf8))
  }

  @Test func walksStayInTheirFolder() throws {
    let outcome = try shell(
      """
      mkdir in out; printf 'the the end\\n' | tee out/b.txt > in/a.txt; ln -s ../out/b.txt in/link.txt; mkfifo in/.gitignore in/p.txt
      timeout 20 galley fix --no-config --quiet in; echo $?; cat out/b.txt
      """)
    #expect(outcome.text.hasSuffix("0\nthe the end\n"), "\(outcome.text)\(outcome.errorText)")
  }

  @Test(arguments: ["little", "big"]) func patchesOfUTF16Apply(order: String) throws {
    let text = "\u{FEFF}I saw the the cat.\r\nA day.\nIt was was fine.\n".utf16
    try folder.write(text.flatMap { order == "big" ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "a.txt")
    try folder.write("I saw the the cat.\n", to: "b.txt")
    let outcome = try shell(
      """
      cp a.txt c; cp b.txt d; galley fix --no-config --quiet --diff a.txt b.txt > p; git apply -p0 p && mv a.txt e && mv b.txt f
      cp c a.txt; cp d b.txt; galley fix --no-config --quiet a.txt b.txt; cmp a.txt e && cmp b.txt f && ! cmp -s a.txt c && echo same
      """)
    #expect(outcome.text.hasSuffix("same\n"), "\(outcome.text)\(outcome.errorText)")
  }

  @Test func stagedIsFixedInBothPlacesOrNowhere() throws {
    let setUp = try shell(
      """
      git init -q; printf 'I saw the the cat.\\n' | tee a.txt b.txt > c.txt; git add .
      printf 'Before.\\nI saw the the cat.\\nmore\\n' > b.txt; printf 'I saw the the dog.\\n' > c.txt
      galley fix --no-config --quiet --staged; echo $?
      """)
    #expect(setUp.text.hasSuffix("2\n") && setUp.errorText.contains("c.txt: the working tree has other lines than are staged"))
    #expect(!setUp.errorText.contains("b.txt"))
    #expect(try shell("cat a.txt; git show :a.txt").text == "I saw the cat.\nI saw the cat.\n")
    #expect(try shell("cat b.txt; git show :b.txt").text == "Before.\nI saw the cat.\nmore\nI saw the cat.\n")
    #expect(try shell("cat c.txt; git show :c.txt").text == "I saw the the dog.\nI saw the the cat.\n")
  }

  @Test func linesOfConvertedFilesAreThoseOfTheText() throws {
    // U+0A0A holds the byte of a line feed twice.
    let outcome = try shell(
      """
      git init -q; printf '*.txt working-tree-encoding=UTF-16LE-BOM\\n' > .gitattributes
      printf 'The old the the cat.\\n\u{A0A}\\n' | iconv -f UTF-8 -t UTF-16 > a.txt; git add .
      git -c user.name=a -c user.email=a@example.org commit -qm first
      printf 'The old the the cat.\\n\u{A0A}\\nHe saw the the cat.\\n' | iconv -f UTF-8 -t UTF-16 > a.txt
      galley --no-config --quiet --select doubled-word --since HEAD
      """)
    #expect(outcome.text == "a.txt:3:8: error: “the” is written twice [doubled-word]\n", "\(outcome.errorText)")
  }

  @Test func repositoriesRunNothing() throws {
    let outcome = try shell(
      """
      git init -q; printf '*.txt filter=evil\\n' > .gitattributes; printf 'A cat.\\n' > a.txt; git add .
      git -c user.name=a -c user.email=a@example.org commit -qm first; printf 'I saw the the cat.\\n' > a.txt
      printf '#!/bin/sh\\necho ran >> ran\\n' > git; chmod +x git
      git config filter.evil.clean "sh -c 'echo ran >> $PWD/ran; cat'"; git config filter.evil.required true
      git config core.fsmonitor "$PWD/git"
      PATH=.:$PATH galley --no-config --quiet --since HEAD; PATH=.:$PATH galley --no-config --quiet --staged; test ! -e ran && echo nothing ran
      """)
    #expect(outcome.text.hasSuffix("a.txt:1:7: error: “the” is written twice [doubled-word]\nnothing ran\n"), "\(outcome.text)\(outcome.errorText)")
  }
}
