import Formats
import GalleyCore
import GalleyTesting
import Testing

/// Cards that describe words in a row: what they find, what they propose, how they complain.
@Suite struct SequenceTests {
  private static func card(_ sequences: String) throws -> RuleCard {
    let text = "---\nid: probe\nseverity: warning\nsummary: A probe.\nsequences:\n\(sequences)\n---\nText.\n"
    return try RuleCard(Array(text.utf8), file: "pack/probe.md", category: "house")
  }

  private static func found(_ text: String, _ sequences: String) throws -> (marked: String, fixed: String, messages: [String]) {
    let document = Document(text: text)
    let found = try Engine(cards: [card(sequences)]).check(document, Workbench.resources())
    let fixed = FixApplier.apply(found.compactMap(\.fixes.first), to: document.bytes)
    return (MarkedText.mark(document.bytes, found.map(\.range)), String(decoding: fixed, as: UTF8.self), found.map(\.message))
  }

  @Test(arguments: [
    // Lemmas, optional tokens, a marked part and a form of a captured word.
    ("  - {match: 'she|it often? ([carry])', replacement: '${3.VBZ}'}", "She often ⟦carry⟧ it. They carry it.", "She often carries it. They carry it."),
    ("  - {match: 'did not? (~VBD&!~VB)', replacement: '${3.VB}'}", "He did ⟦stopped⟧. He did stop.", "He did stop. He did stop."),
    ("  - {match: 'two|three ADJ* (~NN&!~NNS)', replacement: '${3.NNS}'}", "Two tall ⟦church⟧ and three churches.", "Two tall churches and three churches."),
    ("  - {match: 'a (.number) -ing', replacement: '$1 $2'}", "a ⟦5⟧ running", "a a 5 running"),
    // What stands around a match may forbid it.
    ("  - {match: 'he (have)', not-after: ['let', 'if .any'], not-before: been, replacement: has}", "He ⟦have⟧ it. Let he have it. He have been.", "He has it. Let he have it. He have been."),
    // Abbreviations with stops have no other forms.
    ("  - {match: 'nine|three (~NN&.lower)', replacement: '${2.NNS}'}", "Nine ⟦ship⟧ met three a.k.a. in it.", "Nine ships met three a.k.a. in it."),
    // Hyphens belong to their words.
    ("  - {match: 'two (year)', replacement: years}", "Two ⟦year⟧ and two year-old boys.", "Two years and two year-old boys."),
    // What a sequence lists for a word.
    ("  - {match: 'to|please (backup|setup|logon) it', instead: {backup: back up, setup: set up}, replacement: '${2.instead}'}",
     "Please ⟦Backup⟧ it, to ⟦setup⟧ it, to ⟦logon⟧ it.", "Please Back up it, to set up it, to logon it."),
    // Capitals and curly apostrophes.
    ("  - {match: '(don''t got)', replacement: 'don''t have'}", "I ⟦DON’T GOT⟧ it.", "I DON'T HAVE it."),
  ]) func sequences(card: String, marked: String, fixed: String) throws {
    let text = try #require(MarkedText(marked)).text
    let result = try Self.found(text, card)
    #expect(result.marked == marked)
    #expect(result.fixed.replacing("’", with: "'") == fixed.replacing("’", with: "'"))
  }

  @Test func messagesNameWhatWasFound() throws {
    let result = try Self.found("They was late.", "  - {match: 'they (was)', replacement: were, message: '“$1 $0”: ${fix}'}")
    #expect(result.messages == ["“They was”: were"])
  }

  @Test func theFirstOfOverlappingSequencesCounts() throws {
    let result = try Self.found("He goes home.", "  - {match: 'he goes', message: one}\n  - {match: 'goes home', message: two}")
    #expect(result.messages == ["one"])
  }

  @Test(arguments: [
    ("  - {match: 'VBD NN'}", "needs a word or lemma"),
    ("  - {match: 'he VBX'}", "is no tag"),
    ("  - {match: 'he .numbre'}", "did you mean “.number”?"),
    ("  - {match: 'he (have'}", "a parenthesis is not closed"),
    ("  - {match: 'he (a) (b)'}", "marks two parts"),
    ("  - {match: 'he have', replacement: '${3.VB}'}", "is not the number of a token and a tag"),
    ("  - {match: 'he have', raplacement: x}", "did you mean “replacement”?"),
    ("  - {match: 'he have', instead: had}", "what stands instead"),
    ("  - {message: x}", "“match” is missing"),
  ]) func faults(sequences: String, message: String) throws {
    do {
      _ = try Engine(cards: [Self.card(sequences)])
      Issue.record("no fault")
    } catch let error as CardError { #expect("\(error)".contains(message), "\(error)") }
  }

  @Test(arguments: [
    ("go", "VBD", "went"), ("stopped", "VB", "stop"), ("tries", "VB", "try"), ("make", "VBG", "making"), ("has", "VB", "have"),
    ("watch", "VBZ", "watches"), ("prefer", "VBD", "preferred"), ("visit", "VBG", "visiting"), ("taken", "VBD", "took"),
    ("city", "NNS", "cities"), ("men", "NN", "man"), ("box", "NNS", "boxes"), ("announced", "VBZ", "announces"),
  ]) func forms(word: String, tag: String, form: String) throws {
    #expect(Morphology.inflect(word, try #require(Morphology.Form(rawValue: tag))) == form)
  }

  @Test(arguments: [
    ("hour", true), ("university", false), ("FBI", true), ("UN", false), ("8", true), ("18", true), ("80-year", true), ("10", false),
    ("M.D.", true), ("European", false), ("honorary", true), ("one", false), ("historic", nil), ("NATO", nil), ("umbrella", true), ("MSc", nil), ("F2", nil), ("B2", false),
  ] as [(String, Bool?)]) func sounds(word: String, isVowel: Bool?) throws {
    let document = Document(text: "Of \(word) he")
    #expect(Pronunciation(Analysis(document, try Workbench.resources())).beginsWithVowel(2) == isVowel)
  }

  /// A verb whose forms nobody knows is no verb: what is wrong with it is its spelling.
  @Test(arguments: ["He coudn't go home.", "The clerk says that she woudn't pay.", "She strugle on alone."])
  func unknownVerbsAreLeftToSpelling(text: String) throws {
    let found = try Workbench.check(Document(text: text)).map(\.rule.name)
    #expect(!found.contains("subject-verb"))
  }
}
