import GalleyCore
import GalleyTesting
import Testing

/// What pages hold that is no prose, and what their writers have taken back.
@Suite struct TemplateTests {
  /// The words in which something is found at or above a warning.
  private func found(_ text: String, _ kind: InputKind = .markdown) throws -> [String] {
    let document = try DocumentReader.read(name: "a", bytes: Array(text.utf8), kind: kind)
    return try Workbench.check(document).filter { $0.severity >= .warning }.map { document.text($0.range) }
  }

  @Test(arguments: [
    "import { Tabs, Recieve } from './teh.jsx'\n\nThe text of the page is fine.",
    "The list is here.\n\n<Choice items={['recieve', \"goverment\"]} width={3}>\n\nIt is short.\n\n</Choice>",
    "It is so, <Badge text={`teh > recieve`} /> they said.",
    "The text came. {/* recieve teh */}",
    ":::tip Recieve it\nIt came in.\n:::\n\n::: warning\nIt left.\n:::",
    "!!! note \"Teh goverment\"\n    It came in.\n\n???+ question\n    It left.",
    "The port was closed. #travel/recieve-2/teh #goverment/",
    "The port was closed on Monday. ^teh-recieve-2",
    "The ~~goverment~~ government paid, ~~The old~~ and ~~so did we~~ nobody minded.",
    "~~The old price is here~~ The new price is higher.",
  ]) func leftAlone(text: String) throws { #expect(try found(text) == []) }

  @Test(arguments: [
    ("<p>He wrote <i lang=\"la\">recipe pro hac vice</i> and left.</p>", []),
    ("<p>The <del>goverment</del> government and the <s>Teh</s> king paid.</p>", []),
    ("<html lang=\"en-GB\"><p>He wrote <i lang=\"en\">recieve</i> and left.</p></html>", ["recieve"]),
    ("<html lang=\"en\"><p lang=\"en-US\">They <span>recieve</span> it.</p></html>", ["recieve"]),
  ]) func languagesAndDeletions(text: String, words: [String]) throws { #expect(try found(text, .html) == words) }

  /// What only looks like these is read.
  @Test(arguments: [
    ("Wait! They recieve it. Why??? Nobody knows.", ["recieve"]), ("It is so: ::: recieve.", ["recieve"]),
    ("The price <b>they recieve</b> is low.", ["recieve"]), ("A ~ recieve ~ is no deletion.", ["recieve"]),
  ]) func read(text: String, words: [String]) throws {
    #expect(try found(text).filter { words.contains($0) } == words)
  }

  /// Comments to galley in all the ways that Markdown has.
  @Test(arguments: [
    "{/* galley:off spelling */}\n\nThey recieve it.\n\n{/* galley:on spelling */}\n\nThey were glad.",
    "They recieve it. {/* galley:ignore-line */}", "[//]: # (galley:off spelling)\n\nThey recieve it.\n\n[//]: # (galley:on spelling)\n",
    "[comment]: # (galley:off)\n\nThey recieve it.",
  ]) func commentsSuppress(text: String) throws { #expect(try found(text) == []) }

  @Test func aLinkThatIsNoCommentSuppressesNothing() throws {
    #expect(try found("They recieve it (galley:ignore-line).") == ["recieve"])
    #expect(try found("See [this]: # (galley:off)\n\nThey recieve it.").contains("recieve"))
  }
}
