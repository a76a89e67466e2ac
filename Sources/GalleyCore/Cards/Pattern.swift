import CPCRE2
import Formats
import Synchronization

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
  /// Bytes searched; −1 once there is native code.
  private let searched = Mutex(0)
  /// Native code costs as much to make as searching so many bytes without it.
  private static let worthwhile = 1 << 12
  /// How many groups there are.
  let groupCount: Int
  /// Whether every match begins a line.
  private let beginsLines: Bool
  /// Whether every step is counted that matching takes: for patterns that come from others.
  private let isCounted: Bool

  /// - Throws: what PCRE2 says about the pattern
  /// - Parameters:
  ///   - hasTwins: groups may share a name
  ///   - isCounted: every step is counted, at the price of native code
  init(_ pattern: String, isCaseSensitive: Bool, hasTwins: Bool = false, isCounted: Bool) throws(Fault) {
    self.isCounted = isCounted
    let context = unsafe pcre2_compile_context_create_8(nil)
    defer { unsafe pcre2_compile_context_free_8(context) }
    unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    unsafe pcre2_set_max_pattern_length_8(context, 100_000)
    let options =
      PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C
      | (isCaseSensitive ? 0 : PCRE2_CASELESS) | (hasTwins ? PCRE2_DUPNAMES : 0)
    var error: Int32 = 0
    var offset = 0
    let text = Array(pattern.utf8)
    let compiled = unsafe text.withUnsafeBufferPointer { buffer in
      unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, options, &error, &offset, context)
    }
    guard let compiled = unsafe compiled else { throw Fault(message: Self.describe(error), offset: offset) }
    code = UInt(bitPattern: compiled)
    var count: UInt32 = 0
    _ = unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    groupCount = Int(count)
    var first: UInt32 = 0
    _ = unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_FIRSTCODETYPE), &first)
    beginsLines = first == Self.firstOfLine
  }

  /// What PCRE2 says of such a pattern.
  private static let firstOfLine: UInt32 = 2

  deinit { unsafe pcre2_code_free_8(OpaquePointer(bitPattern: code)) }

  /// The number of a named group.
  func group(named name: String) -> Int? {
    let number = unsafe pcre2_substring_number_from_name_8(OpaquePointer(bitPattern: code), name)
    return number > 0 ? Int(number) : nil
  }

  /// The windows in which something matches, or may do for all that can be told at a bearable cost.
  func windows(of bytes: [UInt8], among windows: [TextRange], _ budget: inout PatternBudget) -> [TextRange] {
    windows.filter { window in
      var isFound = false
      if case .gaveUp = matches(in: bytes, windows: [window], isOnce: true, &budget, found: { _ in isFound = true }) { return true }
      return isFound
    }
  }

  /// Finds the matches that begin in `windows`, which tile the text; a match lies within its window, though what
  /// precedes it is seen.
  /// - Parameters:
  ///   - isOnce: the first match will do
  ///   - budget: what is left of what matching may cost in this text
  func matches(
    in bytes: [UInt8], windows: [TextRange], isOnce: Bool = false, _ budget: inout PatternBudget, found: (Groups) -> Void
  ) -> Outcome {
    prepare(windows)
    let search = unsafe PatternSearch(OpaquePointer(bitPattern: code), isCounted: isCounted, beginsLines: beginsLines)
    defer { unsafe search.free() }
    return unsafe bytes.withUnsafeBufferPointer { subject in
      for window in windows {
        var at = window.start
        while at < window.end {
          switch unsafe search.next(in: subject, window.end, from: at, &budget) {
          case .none: at = window.end
          case .gaveUp(let offset): return .gaveUp(at: offset)
          case .match:
            let groups = unsafe Self.groups(search.data, count: groupCount)
            guard let whole = groups[0] else {
              at = window.end
              continue
            }
            if !whole.isEmpty {
              found(groups)
              if isOnce { return .done }
            }
            at = max(whole.end, at)
            if whole.isEmpty { at = unsafe PatternSearch.after(at, in: bytes.span, window.end) }
          }
        }
      }
      return .done
    }
  }

  /// Makes native code where it pays; without it, matching is only slower.
  private func prepare(_ windows: [TextRange]) {
    if isCounted { return }
    searched.withLock { searched in
      if searched < 0 { return }
      searched += windows.reduce(0) { $0 + $1.count }
      guard searched >= Self.worthwhile else { return }
      searched = -1
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
