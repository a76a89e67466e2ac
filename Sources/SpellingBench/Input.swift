#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A misspelling, the words that correct it, and the name of its collection.
struct Pair {
  let wrong: [UInt8]
  let right: [String]
  let group: String
  /// The words beside it, where they are known.
  let before: [UInt8]?
  let after: [UInt8]?
}

enum Input {
  /// A whole file; nil with a message when it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    guard let file = unsafe fopen(path, "rb") else {
      print("cannot read \(path)")
      return nil
    }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// The processor time of this thread: what else the machine does, does not count.
  static func processorSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Lines of `wrong TAB right[|right…] [TAB group [TAB word before TAB word behind]]`.
  static func pairs(_ bytes: [UInt8]) -> [Pair] {
    bytes.split(separator: 0x0A).compactMap { line in
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
      guard fields.count > 1 else { return nil }
      return Pair(
        wrong: Array(fields[0].utf8), right: fields[1].split(separator: "|").map(String.init),
        group: fields.count > 2 ? fields[2] : "pairs", before: word(fields, 3), after: word(fields, 4))
    }
  }

  private static func word(_ fields: [String], _ place: Int) -> [UInt8]? {
    place < fields.count && !fields[place].isEmpty ? Array(fields[place].lowercased().utf8) : nil
  }
}
