import Formats
import Foundation
import GalleyTesting
import Testing

/// Modules are layers, and so are the folders of GalleyCore: a file uses what its own layer and those below declare, never
/// what lies above. `docs/architecture.md` says what belongs where.
@Suite struct LayersTest {
  /// From the bottom to the top; none imports another of its own entry.
  private static let modules = [
    ["Formats", "Spelling"], ["Platform"], ["GalleyCore"], ["Reports"], ["GalleyTesting", "LanguageServer"], ["GalleyCommand"],
  ]

  /// The folders of GalleyCore, from the bottom to the top; those of one entry may use each other.
  private static let layers = [
    ["Text", "Markup"], ["Files"], ["Diagnostics"], ["Analysis"], ["Cards"], ["Rules"], ["Engine"], ["Configuration"],
  ]

  private struct File {
    let path: String, layer: Int, code: String
  }

  private static let root = Repository.path("Sources/GalleyCore")

  private static let files: [File] = {
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let layer = layers.firstIndex { $0.contains(String(path.prefix { $0 != "/" })) }
      return File(path: path, layer: layer ?? -1, code: code(of: Repository.text("Sources/GalleyCore/\(path)")))
    }
  }()

  /// A source without comments and without what stands between quotation marks.
  private static func code(of text: String) -> String {
    text.split(separator: "\n").map { line in
      var result = "", isText = false, last: Character = " "
      for character in line {
        if !isText, character == "/", last == "/" { break }
        if character == "\"", last != "\\" { isText.toggle() } else if !isText { result.append(character) }
        last = character
      }
      return result
    }.joined(separator: "\n")
  }

  /// Types that a file declares for others: at its top level, not `private`.
  private static func declared(_ code: String) -> [String] {
    code.split(separator: "\n").compactMap { line in
      guard let first = line.first, first != " ", first != "}" else { return nil }
      let words = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
      if words.contains("private") || words.contains("fileprivate") { return nil }
      guard let keyword = words.firstIndex(where: { ["struct", "class", "enum", "protocol", "actor", "typealias"].contains($0) }),
        !words[..<keyword].contains("extension"), keyword + 1 < words.count
      else { return nil }
      return String(words[keyword + 1])
    }
  }

  /// All names of types that stand in a piece of code, members (`.name`) left out.
  private static func names(in code: String) -> Set<String> {
    var found: Set<String> = []
    var word = "", before: Character = " "
    for character in code + "\n" {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      if word.first?.isUppercase == true, before != "." { found.insert(word) }
      if !word.isEmpty { word = "" }
      before = character
    }
    return found
  }

  @Test func modulesImportWhatLiesBelow() {
    for (layer, modules) in Self.modules.enumerated() {
      let above = Self.modules[layer...].flatMap(\.self)
      for module in modules {
        let names = FileManager.default.enumerator(atPath: Repository.path("Sources/\(module)"))?.compactMap { $0 as? String } ?? []
        let sources = names.filter { $0.hasSuffix(".swift") }
        #expect(!sources.isEmpty, "\(module)")
        for name in sources {
          let imported = Repository.text("Sources/\(module)/\(name)").split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            return words.dropLast().last == "import" ? String(words[words.count - 1]) : nil
          }
          #expect(imported.filter(above.contains) == [], "\(module)/\(name) imports what does not lie below")
        }
      }
    }
  }

  @Test func everyFolderIsALayer() {
    #expect(Self.files.filter { $0.layer < 0 }.map(\.path) == [])
  }

  @Test func nothingReachesUp() {
    var layers: [String: Int] = [:]
    for file in Self.files { for name in Self.declared(file.code) { layers[name] = min(file.layer, layers[name] ?? .max) } }
    #expect(layers.count > 200)
    for file in Self.files {
      // A type of the file's own may have the name of another.
      let own = Set(file.code.split(separator: "\n").flatMap { line -> [String] in
        let words = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
        return zip(words, words.dropFirst()).filter { ["struct", "class", "enum", "typealias"].contains($0.0) }.map { String($0.1) }
      })
      let up = Self.names(in: file.code).subtracting(own).filter { (layers[$0] ?? -1) > file.layer }
      #expect(up.sorted() == [], "\(file.path) reaches up")
    }
  }

  /// Reports are given places in the file, and nothing that would lead them elsewhere.
  @Test func reportsSeeLocatedFindingsAlone() {
    let reporters = Repository.names(in: "Sources/Reports").filter { $0.hasSuffix(".swift") }
    #expect(reporters.count > 10)
    for name in reporters {
      let seen = Self.names(in: Self.code(of: Repository.text("Sources/Reports/\(name)")))
      #expect(seen.intersection(["Document", "Source", "Diagnostic", "TextRange", "SourceRange"]) == [], "\(name)")
    }
  }

  /// Whoever runs rules, filters what they find or analyses texts knows rules by their cards, never by their names.
  @Test func noRuleIsNamedOutsideTheRules() {
    let cards = FileManager.default.enumerator(atPath: Repository.path("Rules"))?.compactMap { $0 as? String } ?? []
    let ids = cards.filter { $0.hasSuffix(".md") && !$0.hasSuffix("README.md") }.map { String($0.split(separator: "/").last!.dropLast(3)) }
    #expect(ids.count > 80)
    for file in Self.files where ["Engine", "Cards", "Analysis"].contains(String(file.path.prefix { $0 != "/" })) {
      let text = Repository.text("Sources/GalleyCore/\(file.path)")
      #expect(ids.filter { text.contains("\"\($0)\"") } == [], "\(file.path) names rules")
    }
  }
}
