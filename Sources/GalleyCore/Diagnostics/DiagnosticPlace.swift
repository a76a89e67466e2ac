extension Document {
  /// The place of a finding in the source’s text.
  package func sourceRange(of diagnostic: Diagnostic) -> SourceRange { diagnostic.place ?? sourceRange(diagnostic.range) }
}
