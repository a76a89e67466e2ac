import Formats
import GalleyCore
import Platform
import Spelling

/// Explanations of rules as files, which a client can open from a finding: in the user’s cache, written when first needed.
final class RulePages {
  private var written: [String: String] = [:]
  private let folder: FilePath?

  init() { folder = SpellingEnvironment.current.cacheFolder.map { FilePath($0).appending("rules") } }

  /// The addresses of the pages of all rules that found something.
  func addresses(of findings: [Finding], _ cards: [RuleCard]) -> [String: String] {
    var result: [String: String] = [:]
    for rule in Set(findings.map(\.rule)) {
      if written[rule] == nil, let card = cards.first(where: { $0.id.name == rule }) { written[rule] = write(card) }
      result[rule] = written[rule]
    }
    return result.filter { !$0.value.isEmpty }
  }

  /// Empty where no file can be written.
  private func write(_ card: RuleCard) -> String {
    guard let folder, (try? FileFacts.makeFolder(of: folder.appending("page").description)) != nil else { return "" }
    let path = folder.appending("\(card.id).md")
    let page = Array(RuleText(card).page.utf8)
    if (try? FileReader.read(path.description, most: FileReader.largestList)) != page {
      guard (try? FileWriter.replace(path.description, with: page)) != nil else { return "" }
    }
    return DocumentURI(path: path).text
  }
}

/// What a card says, in Markdown.
struct RuleText {
  private let card: RuleCard
  init(_ card: RuleCard) { self.card = card }

  var page: String {
    var text = "# \(card.id)\n\n*\(card.category), \(card.severity.name)*\n\n**\(card.summary)**\n\n\((try? card.prose()) ?? "")\n"
    for example in (try? card.examples()) ?? [] { text += "\n\(Self.title(example.kind)):\n\n\(Self.fenced(example.shown))\n" }
    return text
  }

  /// As much as fits into a pop-up: what it finds, why, one example.
  var short: String {
    let prose = ((try? card.prose()) ?? "").split(separator: "\n\n", maxSplits: 1).first.map(String.init) ?? ""
    var text = "**\(card.id)** (\(card.category), \(card.severity.name)): \(card.summary)\n\n\(prose)\n"
    let examples = (try? card.examples()) ?? []
    if let bad = examples.firstIndex(where: { $0.kind == .bad }) {
      text += "\nReported:\n\n\(Self.fenced(examples[bad].shown))\n"
      if bad + 1 < examples.count, examples[bad + 1].kind == .fixed { text += "\nMended:\n\n\(Self.fenced(examples[bad + 1].shown))\n" }
    }
    return text
  }

  private static func title(_ kind: RuleCard.Example.Kind) -> String {
    switch kind {
    case .bad: "Reported"
    case .fixed: "Fixed"
    case .good: "Left alone"
    }
  }

  private static func fenced(_ text: String) -> String { "````text\n\(text)\n````" }
}
