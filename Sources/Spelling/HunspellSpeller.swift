private import CHunspell
import Synchronization

/// Hunspell itself, loaded when first asked. It stands after the word index for dictionaries whose forms cannot
/// be listed, and proposes corrections where the channel finds none.
final class HunspellSpeller: Sendable {
  /// Owns one Hunspell handle. The library changes its state in every call, hence the lock around it.
  private struct Handle: ~Copyable {
    private let address: UInt
    let characterSet: CharacterSet

    init?(_ dictionary: DictionaryInfo) {
      guard Self.isSound(dictionary) else { return nil }
      guard let handle = unsafe Hunspell_create(dictionary.affixPath, dictionary.path) else { return nil }
      address = UInt(bitPattern: handle)
      let name = unsafe Hunspell_get_dic_encoding(handle).map { unsafe String(cString: $0) }
      characterSet = CharacterSet(name: name ?? "UTF-8") ?? .utf8
    }

    /// Whether files that say they are UTF-8 are. In others Hunspell reads beyond the ends of its tables: the number of
    /// characters is −1 there, and is taken for a length.
    private static func isSound(_ dictionary: DictionaryInfo) -> Bool {
      guard let affixes = Files.read(dictionary.affixPath) else { return false }
      guard CharacterSet(name: AffixParser.characterSetName(affixes)) == .utf8 else { return true }
      guard let words = Files.read(dictionary.path) else { return false }
      return [affixes, words].allSatisfy { String(validating: $0, as: UTF8.self) != nil }
    }

    deinit {
      unsafe Hunspell_destroy(OpaquePointer(bitPattern: address))
    }

    func accepts(_ word: [UInt8]) -> Bool {
      guard let encoded = characterSet.encode(word) else { return false }
      let text = encoded.map { CChar(bitPattern: $0) } + [0]
      return unsafe Hunspell_spell(OpaquePointer(bitPattern: address), text) != 0
    }

    func suggestions(_ word: [UInt8]) -> [String] {
      guard let encoded = characterSet.encode(word) else { return [] }
      let text = encoded.map { CChar(bitPattern: $0) } + [0]
      let handle = unsafe OpaquePointer(bitPattern: address)
      var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      let count = unsafe Hunspell_suggest(handle, &list, text)
      var found: [String] = []
      for index in 0..<max(0, Int(count)) {
        guard let item = unsafe list?[index] else { continue }
        var bytes: [UInt8] = []
        var next = unsafe item
        while unsafe next.pointee != 0 {
          unsafe bytes.append(UInt8(bitPattern: next.pointee))
          unsafe next += 1
        }
        found.append(String(decoding: characterSet.decode(bytes), as: UTF8.self))
      }
      unsafe Hunspell_free_list(handle, &list, count)
      return found
    }
  }

  /// Whether loading has been tried, and what came of it.
  private struct State: ~Copyable {
    var isLoaded = false
    var handle: Handle?
  }

  private let dictionary: DictionaryInfo
  private let state = Mutex(State())

  init(_ dictionary: DictionaryInfo) {
    self.dictionary = dictionary
  }

  func accepts(_ word: [UInt8]) -> Bool {
    guard !word.contains(0) else { return false }
    return state.withLock { state in
      load(&state)
      return state.handle?.accepts(word) ?? false
    }
  }

  func suggestions(_ word: [UInt8]) -> [String] {
    guard !word.contains(0) else { return [] }
    return state.withLock { state in
      load(&state)
      return state.handle?.suggestions(word) ?? []
    }
  }

  private func load(_ state: inout State) {
    guard !state.isLoaded else { return }
    state.isLoaded = true
    state.handle = Handle(dictionary)
  }
}
