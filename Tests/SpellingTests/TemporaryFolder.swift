#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
@testable import Spelling

/// A folder of its own for one test, removed with everything in it at the end.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/galley-spelling.XXXXXX".utf8CString)
    path = unsafe String(cString: mkdtemp(&template))
  }

  deinit {
    for name in Files.list(path) { unsafe _ = unlink(path + "/" + name) }
    _ = unsafe rmdir(path)
  }

  func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) { _ = Files.writeAtomically(bytes, to: path + "/" + name) }

  /// Finds only dictionaries in this folder or the system's, and keeps its cache here too.
  var environment: SpellingEnvironment {
    SpellingEnvironment(dictionaryPath: path, galleyCache: path)
  }
}

extension Lexicon {
  func accepts(_ word: String) -> DictionaryMask { accepts(Array(word.utf8)) }
  func frequency(_ word: String) -> Int { frequency(Array(word.utf8)) }
}
