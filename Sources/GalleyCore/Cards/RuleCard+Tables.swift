import Formats
import Platform

extension RuleCard {
  /// What a rule makes of a table beside its card: of an embedded one when it is first asked for, of any other at once.
  /// Nil only where an embedded table is faulty, which a test rules out.
  /// - Throws: what the table has wrong, with its place
  func table<Value: Sendable>(
    _ name: String, _ read: @escaping @Sendable (_ bytes: [UInt8], _ file: String) throws(CardError) -> Value
  ) throws(CardError) -> Lazy<Value?> {
    if isEmbedded { return Lazy { try? readTable(name, read) } }
    let made = try readTable(name, read)
    return Lazy { made }
  }

  /// What a rule makes of a table beside its card.
  /// - Throws: what the table has wrong, with its place
  func readTable<Value>(_ name: String, _ read: (_ bytes: [UInt8], _ file: String) throws(CardError) -> Value) throws(CardError) -> Value {
    try read(siblings[name] ?? [], FilePath(file).folder.shown + "/" + name)
  }
}
