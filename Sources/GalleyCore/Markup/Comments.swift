/// What a text says to galley: comments, and front matter of its own. Read once for each document.
package struct Comments: Sendable {
  let directives: [Directive]
  let frontMatter: FrontMatter?

  /// - Parameter markup: in Markdown, code is left alone
  init(_ source: Source, _ markup: Markup) {
    directives = DirectiveScanner.scan(source, markup)
    frontMatter = FrontMatter(source)
  }

  var isEmpty: Bool { directives.isEmpty && frontMatter == nil }
}
