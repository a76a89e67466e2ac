/// A fault in a card, a table beside it or a configuration, with its place.
package struct CardError: Error, CustomStringConvertible {
  package let file: String
  package let position: Position
  package let message: String

  package init(_ file: String, _ position: Position, _ message: String) {
    (self.file, self.position, self.message) = (file, position, message)
  }

  package var description: String { "\(file):\(position.line):\(position.column): error: \(message)" }
}

/// All that configuration files have wrong, each with its place.
package struct ConfigurationFaults: Error, Sendable {
  package let faults: [CardError]
  package init(_ faults: [CardError]) { self.faults = faults }
}
