import CCMarkGFM
import Synchronization

/// Parses CommonMark with GFM’s tables, footnotes, task lists and strikethrough.
enum CMark {
  enum Kind {
    case paragraph, heading, item, tableCell, codeBlock, htmlBlock, otherBlock
    case text, softBreak, lineBreak, code, htmlInline, link, image, footnoteReference, struck, otherInline
  }

  /// A node that begins or ends. Lines and columns (bytes) are 1-based; 0 where the parser does not know.
  struct Event {
    let kind: Kind
    let isEnter: Bool
    var literal: [UInt8] = []
    /// The target of a link.
    var url: [UInt8] = []
    let line: Int, column: Int
    let endLine: Int
  }

  /// The parser's tables of special characters are global and change while it runs.
  private static let lock = Mutex(false)

  static func parse(_ text: ArraySlice<UInt8>) -> [Event] {
    lock.withLock { isReady in
      if !isReady {
        cmark_gfm_core_extensions_ensure_registered()
        isReady = true
      }
      guard let parser = unsafe cmark_parser_new(CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES) else { return [] }
      defer { unsafe cmark_parser_free(parser) }
      for name in ["table", "strikethrough", "tasklist"] {
        if let found = unsafe cmark_find_syntax_extension(name) {
          _ = unsafe cmark_parser_attach_syntax_extension(parser, found)
        }
      }
      unsafe text.withUnsafeBytes { buffer in
        unsafe cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
      }
      guard let root = unsafe cmark_parser_finish(parser) else { return [] }
      defer { unsafe cmark_node_free(root) }
      return unsafe events(root)
    }
  }

  @unsafe private static func events(_ root: OpaquePointer) -> [Event] {
    guard let iterator = unsafe cmark_iter_new(root) else { return [] }
    defer { unsafe cmark_iter_free(iterator) }
    var result: [Event] = []
    while true {
      let step = unsafe cmark_iter_next(iterator)
      if step == CMARK_EVENT_DONE { return result }
      guard let node = unsafe cmark_iter_get_node(iterator) else { return result }
      let kind = unsafe kind(node)
      var event = unsafe Event(
        kind: kind, isEnter: step == CMARK_EVENT_ENTER, line: Int(cmark_node_get_start_line(node)),
        column: Int(cmark_node_get_start_column(node)), endLine: Int(cmark_node_get_end_line(node)))
      if event.isEnter {
        event.literal = unsafe bytes(cmark_node_get_literal(node))
        if kind == .link { event.url = unsafe bytes(cmark_node_get_url(node)) }
      }
      result.append(event)
    }
  }

  @unsafe private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text = unsafe text else { return [] }
    var result: [UInt8] = []
    var i = 0
    while unsafe text[i] != 0 {
      result.append(UInt8(bitPattern: unsafe text[i]))
      i += 1
    }
    return result
  }

  @unsafe private static func kind(_ node: OpaquePointer) -> Kind {
    switch unsafe cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: return .text
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_CODE: return .code
    case CMARK_NODE_HTML_INLINE: return .htmlInline
    case CMARK_NODE_LINK: return .link
    case CMARK_NODE_IMAGE: return .image
    case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING: return .heading
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_CODE_BLOCK: return .codeBlock
    case CMARK_NODE_HTML_BLOCK: return .htmlBlock
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG: return .otherInline
    default: break
    }
    // Extensions choose their numbers when they are registered.
    guard let name = unsafe cmark_node_get_type_string(node) else { return .otherBlock }
    switch unsafe String(cString: name) {
    case "table_cell": return .tableCell
    case "tasklist": return .item
    case "strikethrough": return .struck
    default: return .otherBlock
    }
  }
}
