import Foundation
package import GalleyCore
import Spelling

/// What the tests of one process share: the built-in cards, dictionaries and an engine, made once.
package enum Workbench {
  /// The cache of all tests of this process and of the commands they start.
  package static let cache: String = {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("galley-test-cache-\(ProcessInfo.processInfo.processIdentifier)").path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Workbench.cache) }
    return folder
  }()

  private static let shared = Result { () throws -> (cards: [RuleCard], engine: Engine, resources: Resources) in
    var environment = SpellingEnvironment.current
    environment.galleyCache = cache
    let cards = try CardLibrary.builtIn()
    let lexicon = try Lexicon.open(languages: ["en"], environment: environment)
    return (cards, try Engine(cards: cards), Resources(lexicon: lexicon))
  }

  package static func cards() throws -> [RuleCard] { try shared.get().cards }
  package static func engine() throws -> Engine { try shared.get().engine }
  package static func resources() throws -> Resources { try shared.get().resources }

  /// Checks a text with all built-in rules.
  package static func check(_ document: Document) throws -> [Diagnostic] {
    let shared = try shared.get()
    return shared.engine.check(document, shared.resources)
  }
}
