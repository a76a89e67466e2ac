/// A 1-based position in a text file.
package struct Position: Hashable, Sendable {
  package let line: Int
  package let column: Int
  package init(line: Int, column: Int) { (self.line, self.column) = (line, column) }
}
