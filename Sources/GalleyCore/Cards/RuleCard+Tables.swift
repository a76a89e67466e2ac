import Formats
import Platform

extension RuleCard {
  /// What a rule makes of a table beside its card: of an embedded one when it is first asked for, of any other at once.
  /// Nil only where an embedded table is faulty, which a test rules out.
  /// - Throws: what the table has wrong, with its place
  func table<Value: Sendable>(
    _ name: String, _ read: @escaping @Sendable (_ bytes: [UInt8], _ file: String) throws(CardError) -> Value
  ) throws(CardError) -> Lazy<Value?> {
    let bytes = siblings[name] ?? [], path = FilePath(file).folder.shown + "/" + name
    if isEmbedded { return Lazy { try? read(bytes, path) } }
    let made = try read(bytes, path)
    return Lazy { made }
  }
}
