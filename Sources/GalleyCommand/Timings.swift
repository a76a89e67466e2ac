import GalleyCore
import Platform

extension RuleClock {
  /// Prints where the time went.
  func report(setUp: Duration, checking: Duration) throws {
    var text =
      "  \(Self.milliseconds(setUp))  configuration, rules, dictionaries\n  \(Self.milliseconds(checking))  reading, checking, reporting\n"
    text += "of that, on all processors, what rules share counted for the one that asks first:\n"
    for (rule, time) in sorted { text += "  \(Self.milliseconds(time))  \(rule)\n" }
    var stream = OutputStream.standardError
    try stream.write(text)
  }

  private static func milliseconds(_ time: Duration) -> String {
    let tenths = time.components.seconds * 10_000 + time.components.attoseconds / 100_000_000_000_000
    let text = "\(tenths / 10).\(tenths % 10) ms"
    return String(repeating: " ", count: max(0, 12 - text.count)) + text
  }
}
