private import CSpellingData

/// A file compiled from dictionaries and kept in the user's cache: a header of 64 bytes, then the payload.
///
/// The header says what the file was compiled from and sums up the payload, so that a stale, foreign or damaged
/// file is compiled anew. Summing up costs more than checking an article does: it is done once, and the time of the
/// file’s last change then tells by its nanoseconds that the sum was right; whoever changes the file changes them.
/// Where nothing can be written the payload stays in memory. The program has the files of the common English dictionaries
/// in itself (`Scripts/build-index`): they serve where no dictionary is installed or the installed ones are the same.
struct CompiledFile: Sendable {
  /// What the payload is; its raw value is part of the file's name.
  enum Kind: String, Sendable { case words, candidates }

  static let headerSize = 64
  private static let magic: UInt64 = 0x0A79_656C_6C61_6701
  /// Raised whenever the layout of a payload or the meaning of a dictionary changes.
  private static let version: UInt64 = 5

  let bytes: MappedBytes

  /// The payload's address, aligned to 64 bytes.
  var payload: UnsafeRawPointer { unsafe bytes.base + Self.headerSize }
  var payloadSize: Int { bytes.count - Self.headerSize }

  static func open(
    _ kind: Kind, for dictionaries: [DictionaryInfo], in folder: String?,
    compile: () throws(LexiconError) -> [UInt8]
  ) throws(LexiconError) -> CompiledFile {
    let identity = identity(of: dictionaries)
    let path = trusted(folder).map { "\($0)/\(kind.rawValue)-\(hexadecimal(name(of: dictionaries))).index" }
    if let path, let file = current(path, identity) { return file }
    if !SpellingEnvironment.compilesAnew, let built = embedded(kind) {
      if dictionaries.allSatisfy(\.isEmbedded) { return built }
      if built.isMade(from: dictionaries) {
        // Later starts need not read the dictionaries to know that they are the same.
        if let path, Files.writeAtomically(built.copy(for: identity), to: path) {
          Files.stamp(path, nanoseconds: stamp(unsafe built.header[4]))
        }
        return built
      }
    }
    let payload = try compile()
    let file = header(for: payload, identity, content(of: dictionaries)) + payload
    if let path, Files.writeAtomically(file, to: path), let file = current(path, identity) { return file }
    guard let bytes = MappedBytes(copying: file) else {
      throw .unusable(path: dictionaries.first?.path ?? "", reason: "not enough memory for its index")
    }
    return CompiledFile(bytes: bytes)
  }

  /// The folder, if what is in it may be believed: where somebody else can write, he could say which words exist.
  /// One that does not exist yet is made when an index is written.
  private static func trusted(_ folder: String?) -> String? {
    guard let folder else { return nil }
    return !Files.isFolder(folder) || Files.isOwn(folder) || isTrustedLink(folder) ? folder : nil
  }

  /// A link of the user’s own, to a folder of the user’s own.
  private static func isTrustedLink(_ folder: String) -> Bool { Files.isLink(folder) && Files.isOwn(folder + "/.") }

  /// The file in the cache, if it is whole and made from these dictionaries.
  private static func current(_ path: String, _ identity: UInt64) -> CompiledFile? {
    guard Files.isOwn(path), let bytes = MappedBytes(path: path), bytes.count >= headerSize else { return nil }
    let header = unsafe bytes.base.assumingMemoryBound(to: UInt64.self)
    guard
      unsafe header[0] == magic && header[1] == version && header[2] == identity
        && header[3] == UInt64(bytes.count)
    else { return nil }
    let sum = unsafe header[4]
    if bytes.modifiedNanoseconds != stamp(sum) {
      guard sum == bytes.checksum(from: headerSize) else { return nil }
      Files.stamp(path, nanoseconds: stamp(sum))
      // The checksum has touched every page; most are not needed again.
      bytes.releasePages()
    }
    return CompiledFile(bytes: bytes)
  }

  /// The nanoseconds that say of a payload’s sum that it was found right.
  private static func stamp(_ sum: UInt64) -> Int { Int(sum % 1_000_000_000) }

  /// The index of English that is part of the program, if there is one.
  static func embedded(_ kind: Kind) -> CompiledFile? {
    let (start, count) =
      switch kind {
      case .words: unsafe (galley_english_words(), Int(galley_english_words_size))
      case .candidates: unsafe (galley_english_candidates(), Int(galley_english_candidates_size))
      }
    guard let start = unsafe start, count > headerSize else { return nil }
    let file = unsafe CompiledFile(bytes: MappedBytes(embedded: start, count: count))
    return unsafe file.header[0] == magic && file.header[1] == version && file.header[3] == UInt64(count) ? file : nil
  }

  @unsafe private var header: UnsafePointer<UInt64> { unsafe bytes.base.assumingMemoryBound(to: UInt64.self) }

  /// The same file, made from dictionaries in a certain state.
  private func copy(for identity: UInt64) -> [UInt8] {
    var copy = unsafe Array(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
    unsafe withUnsafeBytes(of: identity) { unsafe copy.replaceSubrange(16..<24, with: $0) }
    return copy
  }

  /// Whether it was compiled from dictionaries that hold what these do.
  func isMade(from dictionaries: [DictionaryInfo]) -> Bool { unsafe header[5] == Self.content(of: dictionaries) }

  /// What the dictionaries hold, wherever they are.
  private static func content(of dictionaries: [DictionaryInfo]) -> UInt64 {
    hash(dictionaries.map { dictionary in
      let sums = [dictionary.path, dictionary.affixPath].map { path in MappedBytes(path: path).map { "\($0.count) \($0.checksum(from: 0))" } ?? "" }
      return "\(dictionary.name)\t\(sums.joined(separator: "\t"))"
    }.joined(separator: "\n"))
  }

  private static func header(for payload: [UInt8], _ identity: UInt64, _ content: UInt64) -> [UInt8] {
    let sum = unsafe payload.withUnsafeBytes { unsafe MappedBytes.checksum($0, from: 0) }
    let fields = [magic, version, identity, UInt64(headerSize + payload.count), sum, content, 0, 0]
    return fields.flatMap { field in unsafe withUnsafeBytes(of: field) { unsafe Array($0) } }
  }

  /// Which dictionaries, wherever their state: names the file.
  private static func name(of dictionaries: [DictionaryInfo]) -> UInt64 {
    hash(dictionaries.map(\.path).joined(separator: "\n"))
  }

  /// Which dictionaries in which state: path, size and time of change of both files of each.
  private static func identity(of dictionaries: [DictionaryInfo]) -> UInt64 {
    let states = dictionaries.map { dictionary in
      let files = [dictionary.path, dictionary.affixPath].map { path in
        let identity = Files.identity(path)
        return "\(path)\t\(identity?.size ?? -1)\t\(identity?.modified ?? -1)"
      }
      return files.joined(separator: "\n")
    }
    return hash(states.joined(separator: "\n"))
  }

  private static func hash(_ text: String) -> UInt64 {
    WordHash.of(Array(text.utf8).span)
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
