import Testing

@testable import Spelling

@Suite struct CorrectionTests {
  let lexicon: Lexicon

  init() throws {
    lexicon = try Lexicon.open(languages: ["en"])
  }

  private func first(_ word: String, _ context: CorrectionContext = .init()) -> Correction? {
    lexicon.corrections(of: Array(word.utf8), in: context).first
  }

  @Test(arguments: [
    ("beleive", "believe"), ("seperate", "separate"), ("goverment", "government"), ("teh", "the"), ("dont", "don't"),
    ("Febuary", "February"), ("FEBUARY", "FEBRUARY"), ("acomodation", "accommodation"), ("enuff", "enough"),
    ("fonetic", "phonetic"), ("gustise", "justice"), ("tHe", "the"), ("goverment's", "government's"),
    ("goverment\u{2019}s", "government\u{2019}s"),
    ("alchol", "alcohol"), ("ofthe", "of the"),
  ])
  func findsWhatPeopleMeant(wrong: String, right: String) {
    #expect(first(wrong)?.text == right)
  }

  /// Who spells by ear writes every sound; a commoner word that looks as near has others.
  @Test(arguments: [
    ("kemist", "chemist"), ("kwestion", "question"), ("oshan", "ocean"), ("jiraf", "giraffe"), ("sizzors", "scissors"), ("shurely", "surely"),
    ("exersise", "exercise"), ("sikology", "psychology"),
  ])
  func hearsWhatPeopleMeant(wrong: String, right: String) {
    #expect(first(wrong)?.text == right)
  }

  @Test(arguments: [("physics", "fysiks"), ("knight", "nite"), ("quick", "kwik"), ("wrapped", "rapped"), ("ocean", "osean")])
  func wordsThatSoundAlikeHaveOneSound(word: String, heard: String) {
    let table = ResemblanceTable.fitted
    #expect(table.sound(of: Array(word.utf8)) == table.sound(of: Array(heard.utf8)))
  }

  /// A row whose feature is misnamed would be left out without a word.
  @Test func everyFeatureHasAWeight() {
    let table = ResemblanceTable.fitted
    #expect(table.level != 0 && table.weights.allSatisfy { $0 != 0 })
  }

  /// What is weighed again comes before the rest; nothing is surer than what stands before it.
  @Test(arguments: ["recieveing", "tung", "appriote", "couroyousity", "xqzzkw"])
  func confidencesFall(word: String) {
    let confidences = lexicon.corrections(of: Array(word.utf8), limit: 30).map(\.confidence)
    #expect(confidences == confidences.sorted(by: >))
  }

  /// On a page known to be misread spaces are lost by the line, and what was read keeps its capitals.
  @Test(arguments: [
    ("toldhimthat", "told him that"), ("WITHTHE", "WITH THE"), ("MURDEn", "MURDER"), ("gadows", "gallows"),
  ])
  func findsWhatIsMisreadOnBadPages(wrong: String, right: String) {
    #expect(first(wrong, CorrectionContext(ocrPrior: 0.95))?.text == right)
  }

  @Test(arguments: [
    ("govemment", "government", "rn read as m"), ("tbe", "the", "h read as b"), ("1ittle", "little", "l read as 1"),
    ("witli", "with", "h read as li"), ("chi1dren", "children", "l read as 1"), ("wor,ds", "words", "stray ,"),
  ])
  func findsWhatScannersMisread(wrong: String, right: String, explanation: String) {
    let correction = first(wrong, CorrectionContext(ocrPrior: 0.95))
    #expect(correction?.text == right)
    #expect(correction?.kind == .ocr)
    #expect(correction?.explanation == explanation)
  }

  @Test(arguments: [("2O20", "2020"), ("l2", "12"), ("8lst", "81st"), ("1S95", "1595")])
  func readsNumbersAgain(wrong: String, right: String) {
    #expect(first(wrong)?.text == right)
  }

  @Test func listensToTheNeighbours() {
    let alone = first("minster", CorrectionContext(left: Array("prime".utf8)))
    #expect(alone?.text == "minister")
    let joined = lexicon.corrections(
      of: Array("mation".utf8), in: CorrectionContext(left: Array("infor".utf8)))
    #expect(joined.contains { $0.kind == .joinLeft && $0.text == "information" })
  }

  @Test func learnsFromTheDocument() {
    let words = ExtraWords([(Array("Lukashenko".utf8), 9)])
    let correction = first("Lukashenka", CorrectionContext(extraWords: words))
    #expect(correction?.text == "Lukashenko")
  }

  @Test func confidenceFallsWithTheEvidence() throws {
    let sure = try #require(first("goverment"))
    let doubtful = try #require(first("wog"))
    #expect(sure.confidence > 0.9)
    #expect(doubtful.confidence < sure.confidence)
    #expect((0...1).contains(doubtful.confidence))
  }

  @Test func neverProposesTheWordItself() {
    for word in ["the", "form", "Paris", "government"] {
      #expect(!lexicon.corrections(of: Array(word.utf8), limit: 40).contains { $0.text == word })
    }
  }

  @Test func survivesAnything() {
    for word in ["", "a", "\u{1F600}", "'s", "''''", String(repeating: "ab", count: 40), "\u{0}", "日本語の文", "3.14"] {
      _ = lexicon.corrections(of: Array(word.utf8))
    }
    _ = lexicon.corrections(of: [0xFF, 0xC3, 0x28, 0x80])
  }

  @Test func channelCostsAreOrdered() throws {
    let cost = { (observed: String, intended: String, prior: Double) in
      lexicon.channelCost(observed: Array(observed.utf8), intended: Array(intended.utf8), ocrPrior: prior)
    }
    let misread = try #require(cost("modem", "modern", 0.95))
    let mistyped = try #require(cost("modem", "modern", 0.0))
    #expect(misread < mistyped)
    #expect(cost("cat", "elephant", 0.5) == nil)
  }

  @Test func everyRowOfTheChannelTablesIsUnderstood() throws {
    for table in ["typing", "ocr"] {
      let text = try #require(Files.read(#filePath.components(droppingLast: 3) + "/Rules/model/\(table).tsv"))
      for line in text.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
        let fields = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
        let isSound: Bool =
          switch fields[0] {
          case "weight": fields.count == 3 && Float(fields[2]) != nil
          case "read", "worn": fields.count == 4 && Float(fields[3]) != nil
          case "sound", "sound-far", "suffix": fields.count == 3 && fields[1] != fields[2]
          default: false
          }
        #expect(isSound, "\(table).tsv: \(String(decoding: line, as: UTF8.self))")
      }
    }
  }
}

extension String {
  /// A path without its last components.
  fileprivate func components(droppingLast count: Int) -> String {
    "/" + split(separator: "/").dropLast(count).joined(separator: "/")
  }
}
