package final class Lexicon: Sendable {
  package static func open(languages: [String]) throws(LexiconError) -> Lexicon { Lexicon() }
}
package struct LexiconError: Error {}
