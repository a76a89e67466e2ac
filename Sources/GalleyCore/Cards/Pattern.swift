import CPCRE2
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A compiled regular expression (PCRE2, Unicode throughout), bounded in what it may cost.
///
/// Compiling checks it; native code is made when it is first used.
final class Pattern: Sendable {
  struct Fault: Error {
    let message: String
    /// In the pattern, in bytes.
    let offset: Int
  }

  /// The places of a match: the whole first, then each group; nil for a group that took no part.
  typealias Groups = [TextRange?]

  enum Outcome {
    case done
    /// Matching cost more than it may; the rest of the text was not searched.
    case gaveUp(at: Int)
  }

  /// The address of the `pcre2_code`, which nothing changes after compiling but `prepare`, under a lock.
  private let code: UInt
  private let isPrepared = Mutex(false)
  /// How many groups there are.
  let groupCount: Int
  /// Whether a match can only begin where a line does; then nothing else is tried.
  private let startsLine: Bool

  /// Backtracking steps allowed at one place; honest patterns need a few hundred.
  private static let matchLimit: UInt32 = 500_000
  private static let depthLimit: UInt32 = 20_000
  /// In kibibytes.
  private static let heapLimit: UInt32 = 20_000

  /// - Throws: what PCRE2 says about the pattern
  init(_ pattern: String, isCaseSensitive: Bool) throws(Fault) {
    let context = unsafe pcre2_compile_context_create_8(nil)
    defer { unsafe pcre2_compile_context_free_8(context) }
    unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    unsafe pcre2_set_max_pattern_length_8(context, 100_000)
    let options =
      PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C
      | (isCaseSensitive ? 0 : PCRE2_CASELESS)
    var error: Int32 = 0
    var offset = 0
    let text = Array(pattern.utf8)
    func compile(_ options: UInt32) -> OpaquePointer? {
      unsafe text.withUnsafeBufferPointer { buffer in
        unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, options, &error, &offset, context)
      }
    }
    guard var compiled = unsafe compile(options) else { throw Fault(message: Self.describe(error), offset: offset) }
    var first: UInt32 = 0
    _ = unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_FIRSTCODETYPE), &first)
    startsLine = first == 2
    // Anchored when compiled: native code does not take the option later.
    if startsLine, let anchored = unsafe compile(options | PCRE2_ANCHORED) {
      unsafe pcre2_code_free_8(compiled)
      unsafe compiled = anchored
    }
    code = UInt(bitPattern: compiled)
    var count: UInt32 = 0
    _ = unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    groupCount = Int(count)
  }

  deinit { unsafe pcre2_code_free_8(OpaquePointer(bitPattern: code)) }

  /// The number of a named group.
  func group(named name: String) -> Int? {
    let number = unsafe pcre2_substring_number_from_name_8(OpaquePointer(bitPattern: code), name)
    return number > 0 ? Int(number) : nil
  }

  /// Finds the matches that begin in `windows`, which tile the text; a match lies within its window, though what
  /// precedes it is seen.
  func matches(in bytes: [UInt8], windows: [TextRange], found: (Groups) -> Void) -> Outcome {
    prepare()
    let code = unsafe OpaquePointer(bitPattern: self.code)
    let data = unsafe pcre2_match_data_create_from_pattern_8(code, nil)
    defer { unsafe pcre2_match_data_free_8(data) }
    let context = unsafe pcre2_match_context_create_8(nil)
    defer { unsafe pcre2_match_context_free_8(context) }
    unsafe pcre2_set_match_limit_8(context, Self.matchLimit)
    unsafe pcre2_set_depth_limit_8(context, Self.depthLimit)
    unsafe pcre2_set_heap_limit_8(context, Self.heapLimit)
    return unsafe bytes.withUnsafeBufferPointer { subject in
      for window in windows {
        var at = window.start
        while at < window.end {
          if startsLine, unsafe !Self.isLineStart(at, in: subject) {
            guard let next = unsafe Self.lineStart(behind: at, in: subject, until: window.end) else { break }
            at = next
          }
          var status = unsafe pcre2_match_8(
            code, subject.baseAddress, window.end, at, PCRE2_NO_UTF_CHECK, data, context)
          if status == PCRE2_ERROR_JIT_STACKLIMIT {
            status = unsafe pcre2_match_8(
              code, subject.baseAddress, window.end, at, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, context)
          }
          if status == PCRE2_ERROR_NOMATCH {
            guard startsLine, let next = unsafe Self.lineStart(behind: at, in: subject, until: window.end) else { break }
            at = next
            continue
          }
          guard status > 0 else { return .gaveUp(at: at) }
          let groups = unsafe Self.groups(data, count: groupCount)
          guard let whole = groups[0] else { break }
          if !whole.isEmpty { found(groups) }
          at = max(whole.end, at)
          if whole.isEmpty {
            at += 1
            while at < window.end, bytes[at] & 0xC0 == 0x80 { at += 1 }
          }
        }
      }
      return .done
    }
  }

  @unsafe private static func isLineStart(_ at: Int, in subject: UnsafeBufferPointer<UInt8>) -> Bool {
    guard at > 0 else { return true }
    let before = unsafe subject[at - 1]
    return unsafe before == 0x0A || before == 0x0D && (at == subject.count || subject[at] != 0x0A)
  }

  /// Where the line behind the one at `at` begins; a line ends with LF, CR or both.
  @unsafe private static func lineStart(behind at: Int, in subject: UnsafeBufferPointer<UInt8>, until end: Int) -> Int? {
    guard let base = subject.baseAddress, at < end else { return nil }
    let rest = unsafe base + at
    let feed = unsafe memchr(rest, 0x0A, end - at).map { unsafe UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? end
    let lineEnd = unsafe memchr(rest, 0x0D, feed - at).map { unsafe UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? feed
    let next = unsafe lineEnd + 1 == feed && feed < end && subject[feed] == 0x0A ? feed + 1 : lineEnd + 1
    return next < end ? next : nil
  }

  /// Makes native code once; without it, matching is only slower.
  private func prepare() {
    isPrepared.withLock { isPrepared in
      if isPrepared { return }
      isPrepared = true
      _ = unsafe pcre2_jit_compile_8(OpaquePointer(bitPattern: code), UInt32(PCRE2_JIT_COMPLETE))
    }
  }

  @unsafe private static func groups(_ data: OpaquePointer?, count: Int) -> Groups {
    let vector = unsafe pcre2_get_ovector_pointer_8(data)
    return (0...count).map { i in
      guard let vector = unsafe vector else { return nil }
      let (start, end) = unsafe (vector[2 * i], vector[2 * i + 1])
      return start == Int.max || start == -1 || start > end ? nil : TextRange(start, end)
    }
  }

  private static func describe(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe buffer.withUnsafeMutableBufferPointer {
      unsafe pcre2_get_error_message_8(error, $0.baseAddress, $0.count)
    }
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }
}
