import GalleyCore
import GalleyTesting
import Testing

/// Passages in dialect, which rules of standard English leave alone.
@Suite struct VernacularTests {
  private func doubts(_ text: String) throws -> [String] {
    let document = Document(text: text)
    return try Workbench.check(document).filter { $0.severity > .note && ["spelling", "grammar"].contains($0.category) }
      .map { document.text($0.range) }
  }

  @Test(arguments: [
    "“He don’t know nothin’ ’bout it,” the old man said. “They was all gone afore we come, an’ there warn’t a soul on the quay.”",
    "“We was only goin’ down to the harbour, an’ he have the boat all ready for us, that he had stole from ’em.”",
    "The pilot shook his head. “Ye canna sail the night, lass. The wind have gone round, and ye wouldna see the bairn on the pier.”",
  ])
  func speechInDialect(text: String) throws {
    #expect(try doubts(text) == [])
  }

  @Test func aNarratorsDialect() throws {
    let text = """
      We warn't more than a mile from the mill when pap he come out and hollered. He knowed there was somebody hid.

      It was dark by then. They was looking along the bank with a torch, and one of the fellers had fell in the mud.

      I reckoned they'd have took us if the rain hadn't started. It ain't often I been thankful for rain.

      Well, by and by it got light. We clumb out and the boat was gone, and the mill was burning, which it don't do by itself.
      """
    #expect(try doubts(text) == [])
  }

  @Test(arguments: [
    ("The old man says that they was late because the bridge were closed.", "was"),
    ("“It ain’t over,” the captain said. Nobody in the crowd of several thousand people on the long wet quay doubted him. He have won.", "have"),
  ])
  func slipsElsewhere(text: String, slip: String) throws {
    #expect(try doubts(text).contains(slip))
  }

  /// A contraction with a slip is no dialect, however short the text.
  @Test(arguments: [
    ("They woudn't come to the meeting.", "woudn't"), ("The mayor walked to the harbour in spring, but she coudn't say why it was closed.", "coudn't"),
    ("The mayor walked down to the harbour in spring, as she did every year. It wasen’t open, and nobody knew why.", "wasen’t"),
    ("He shoudn't have left the boat on the beach.", "shoudn't"),
    ("The mayor said that the council coudn’t pay for a new bridge. It was closed in spring.", "coudn’t"),
  ])
  func slipsInContractions(text: String, slip: String) throws {
    #expect(try doubts(text) == [slip])
  }
}

/// Slips of one word at several places.
@Suite struct RepeatedSlipTests {
  private func places(_ rule: String, _ text: String) throws -> [Int] {
    try Workbench.check(Document(text: text)).filter { $0.rule.name == rule }.map { $0.related.count }
  }

  @Test func whereThePlaceDecidesEachIsTold() throws {
    #expect(try places("confused-word", "She earns more then he does. It is better then the old one, said the owner.") == [0, 0])
  }

  @Test func whereTheWordDecidesItIsToldOnce() throws {
    let text = """
      The council met on Tuesday to talk about the bridge over the river.

      The report on the embarassing bridge was late, and the members said so. Nobody had read the embarassing report before.
      """
    #expect(try places("misspelling", text) == [1])
  }
}

/// Words in two pieces that are words themselves.
@Suite struct OpenCompoundTests {
  private func joined(_ text: String) throws -> [String] {
    let document = Document(text: text)
    return try Workbench.check(document).filter { $0.rule.name == "split-word" && $0.severity > .note }.map { document.text($0.range) }
  }

  @Test(arguments: [
    "The house is worth less than they paid for it.", "It was shortly after noon on Friday.", "He took a stand on principle in stable times.",
    "They walked up stream for an hour.",
  ])
  func rightPairs(text: String) throws {
    #expect(try joined(text) == [])
  }

  @Test(arguments: [("The band per formed twice that night.", "per formed"), ("The operator had fore cast that they would save money.", "fore cast")])
  func brokenWords(text: String, pair: String) throws {
    #expect(try joined(text) == [pair])
  }
}
