import GalleyCore
import Platform
import Spelling

/// Measures how well the pages of a file were read.
struct PageMeter: Sendable {
  struct Measured: Sendable {
    let name: String
    let outcome: Result<[PageQuality], InputError>
  }

  private let engine: Engine
  private let resources: Resources
  private let kind: InputKind?

  /// - Parameter kind: what every file is; nil to see for each
  init(languages: [String], kind: InputKind?) throws {
    do {
      resources = Resources(lexicon: try Lexicon.open(languages: languages))
      // Rules about the whole article say nothing about single words.
      engine = try Engine(
        ResolvedRules(cards: try CardLibrary.builtIn(), only: { ($0.finds == .words || $0.finds == .marks) && !$0.isAboutConfidence }))
    } catch let error as LexiconError {
      throw Failure("\(error)")
    }
    self.kind = kind
  }

  /// - Parameter path: “-” is standard input
  @Sendable func measure(_ path: String) -> Measured {
    do throws(FileError) {
      let bytes = path == "-" ? try FileReader.readStandardInput() : try FileReader.read(path, isNamed: true)
      return measure(path == "-" ? "<stdin>" : path, bytes)
    } catch { return Measured(name: path, outcome: .failure(InputError(error.reason))) }
  }

  /// - Parameter bytes: the file, packed with gzip or not
  func measure(_ name: String, _ bytes: [UInt8]) -> Measured {
    var bytes = bytes
    do throws(FileError) {
      if Gzip.isPacked(bytes) { bytes = try Gzip.unpack(bytes, path: name) }
    } catch { return Measured(name: name, outcome: .failure(InputError(error.reason))) }
    do throws(InputError) {
      let document = try DocumentReader.read(name: name, bytes: bytes, kind: kind)
      let found = engine.check(document, resources)
      // The profile is asked for again only where the rule about it has spoken.
      let isUnchecked = found.contains { $0.rule == UncheckedLanguage.id }
      let language = isUnchecked ? Analysis(document, resources).shared(LanguageProfile.self).name : nil
      return Measured(name: name, outcome: .success(PageQuality.pages(of: document, found, unchecked: language)))
    } catch { return Measured(name: name, outcome: .failure(error)) }
  }
}
