import CPCRE2
import Formats

/// What the patterns of one rule may cost in one text, in backtracking steps of the matcher.
struct PatternBudget {
  fileprivate(set) var steps: Int
  /// A second or two of the slower matcher for a megabyte; honest patterns need a tenth of it.
  private static let stepsPerByte = 32
  private static let least = 16_000_000

  /// - Parameter length: of the text, in bytes
  init(length: Int) { steps = max(Self.least, Self.stepsPerByte * length) }
}

/// One search with a compiled pattern, bounded in what it may cost.
///
/// Native code looks for the next match with a low limit for each place. Where that is passed, places are tried one by
/// one and charged with what they cost; a text whose budget is spent is not searched any further. Native code does not
/// count repeated single characters, so a pattern that comes from others is run by the slower matcher alone, which does.
@unsafe struct PatternSearch {
  enum Result {
    case match, none
    case gaveUp(at: Int)
  }

  /// Steps at one place that native code may take: few patterns need more, and a whole window of such places costs
  /// no more than some milliseconds.
  private static let quickLimit: UInt32 = 500
  /// Steps at one place, tried one after the other.
  private static let limits: [UInt32] = [16, 128, 1024, 8192, 65_536, 500_000]
  private static let depthLimit: UInt32 = 20_000
  /// In kibibytes.
  private static let heapLimit: UInt32 = 20_000

  /// Steps that are charged for finding one match with the slower matcher; each is tried after the one before failed.
  private static let countedLimits: [UInt32] = [256, 2048, 16_384, 131_072, 1_048_576, 8_388_608]

  private let code: OpaquePointer?
  private let isCounted: Bool
  private let beginsLines: Bool
  private let context: OpaquePointer?
  /// Holds the places of the last match.
  let data: OpaquePointer?

  /// - Parameters:
  ///   - isCounted: whether every step is counted
  ///   - beginsLines: whether every match begins a line
  init(_ code: OpaquePointer?, isCounted: Bool, beginsLines: Bool) {
    unsafe self.code = code
    unsafe self.isCounted = isCounted
    unsafe self.beginsLines = beginsLines
    unsafe data = pcre2_match_data_create_from_pattern_8(code, nil)
    unsafe context = pcre2_match_context_create_8(nil)
    unsafe pcre2_set_depth_limit_8(context, Self.depthLimit)
    unsafe pcre2_set_heap_limit_8(context, Self.heapLimit)
  }

  func free() {
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_match_context_free_8(context)
  }

  /// The first match that begins at `start` or after it.
  func next(in subject: UnsafeBufferPointer<UInt8>, _ end: Int, from start: Int, _ budget: inout PatternBudget) -> Result {
    if unsafe isCounted { return unsafe countedNext(in: subject, end, from: start, &budget) }
    var at = start
    while true {
      let status = unsafe match(subject, end, from: at, limit: Self.quickLimit, options: 0)
      if status == PCRE2_ERROR_NOMATCH { return .none }
      if status > 0 { return .match }
      guard unsafe Self.isLimit(status) else { return .gaveUp(at: at) }
      var isPastCostlyPlace = false
      while !isPastCostlyPlace {
        guard at < end else { return .none }
        switch unsafe matchHere(subject, end, at, &budget) {
        case .match: return .match
        case .gaveUp: return .gaveUp(at: at)
        case .none(let limit): isPastCostlyPlace = unsafe limit > Self.quickLimit
        }
        at = unsafe Self.after(at, in: subject.span, end)
        if unsafe beginsLines { at = unsafe Self.lineStart(at, in: subject.span, end) }
      }
      if at >= end { return .none }
    }
  }

  private func countedNext(
    in subject: UnsafeBufferPointer<UInt8>, _ end: Int, from start: Int, _ budget: inout PatternBudget
  ) -> Result {
    for limit in unsafe Self.countedLimits {
      budget.steps -= Int(limit)
      guard budget.steps > 0 else { break }
      let status = unsafe match(subject, end, from: start, limit: limit, options: PCRE2_NO_JIT)
      if status == PCRE2_ERROR_NOMATCH { return .none }
      if status > 0 { return .match }
      guard status == PCRE2_ERROR_MATCHLIMIT else { break }
    }
    return .gaveUp(at: start)
  }

  private enum Trial {
    case match, gaveUp
    /// What was enough to tell.
    case none(limit: UInt32)
  }

  private func matchHere(_ subject: UnsafeBufferPointer<UInt8>, _ end: Int, _ at: Int, _ budget: inout PatternBudget) -> Trial {
    for limit in unsafe Self.limits {
      budget.steps -= Int(limit)
      guard budget.steps > 0 else { return .gaveUp }
      let status = unsafe match(subject, end, from: at, limit: limit, options: PCRE2_ANCHORED | PCRE2_NO_JIT)
      if status == PCRE2_ERROR_NOMATCH { return .none(limit: limit) }
      if status > 0 { return .match }
      guard status == PCRE2_ERROR_MATCHLIMIT else { return .gaveUp }
    }
    return .gaveUp
  }

  private func match(_ subject: UnsafeBufferPointer<UInt8>, _ end: Int, from at: Int, limit: UInt32, options: UInt32) -> Int32 {
    unsafe pcre2_set_match_limit_8(context, limit)
    return unsafe pcre2_match_8(code, subject.baseAddress, end, at, PCRE2_NO_UTF_CHECK | options, data, context)
  }

  private static func isLimit(_ status: Int32) -> Bool {
    [PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT].contains(status)
  }

  /// The first line that begins at a place or after it; none where only the end is left.
  private static func lineStart(_ offset: Int, in bytes: borrowing Span<UInt8>, _ end: Int) -> Int {
    var next = offset
    while next < end, bytes[next - 1] != .lineFeed, bytes[next - 1] != .carriageReturn { next += 1 }
    return next
  }

  /// The next character.
  static func after(_ offset: Int, in bytes: borrowing Span<UInt8>, _ end: Int) -> Int {
    var next = offset + 1
    while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }
}
