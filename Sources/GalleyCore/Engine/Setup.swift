/// An engine and what its rules need to know.
package final class Setup: Sendable {
  package let engine: Engine
  package let resources: Resources

  package init(engine: Engine, resources: Resources) { (self.engine, self.resources) = (engine, resources) }
}
