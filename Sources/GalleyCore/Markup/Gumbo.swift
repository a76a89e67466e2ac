import CGumbo
import Formats

/// Parses HTML as browsers do.
enum Gumbo {
  enum Event {
    /// The range of the start tag, empty where the parser put the element in, and the language that it names.
    case start(String, TextRange, language: String?)
    case end(String)
    /// Decoded text and the source that it comes from.
    case text([UInt8], TextRange)
  }

  /// Ranges are offsets in `text`.
  static func parse(_ text: [UInt8], _ range: TextRange) -> [Event] {
    unsafe text.withUnsafeBytes { buffer -> [Event] in
      guard let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return [] }
      var options = unsafe kGumboDefaultOptions
      unsafe options.max_errors = 0
      guard let output = unsafe gumbo_parse_with_options(&options, base + range.start, range.count) else { return [] }
      defer { unsafe gumbo_destroy_output(&options, output) }
      return unsafe events(output.pointee.document, base, text.count)
    }
  }

  @unsafe private enum Step {
    case node(UnsafeMutablePointer<GumboNode>)
    case end(String)
  }

  @unsafe private static func events(
    _ root: UnsafeMutablePointer<GumboNode>, _ base: UnsafePointer<CChar>, _ count: Int
  ) -> [Event] {
    var result: [Event] = []
    var steps = unsafe [Step.node(root)]
    while let step = unsafe steps.popLast() {
      guard case .node(let node) = unsafe step else {
        if case .end(let name) = unsafe step { result.append(.end(name)) }
        continue
      }
      switch unsafe node.pointee.type {
      case GUMBO_NODE_DOCUMENT: unsafe push(node.pointee.v.document.children, to: &steps)
      case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
        let element = unsafe node.pointee.v.element
        let name = unsafe String(cString: gumbo_normalized_tagname(element.tag))
        unsafe result.append(.start(name, range(element.original_tag, base, count), language: language(of: element)))
        unsafe steps.append(.end(name))
        unsafe push(element.children, to: &steps)
      case GUMBO_NODE_COMMENT: continue
      default:
        let piece = unsafe node.pointee.v.text
        guard let start = unsafe piece.text else { continue }
        var decoded: [UInt8] = []
        var i = 0
        while unsafe start[i] != 0 {
          decoded.append(UInt8(bitPattern: unsafe start[i]))
          i += 1
        }
        // The original text's own length falls short where the parser went on after something it ignored.
        let range = unsafe range(piece.original_text, base, count)
        result.append(.text(decoded, range))
      }
    }
    return result
  }

  /// The first part of what `lang` says: “la” of “la-VA”.
  @unsafe private static func language(of element: GumboElement) -> String? {
    var attributes = unsafe element.attributes
    guard let attribute = unsafe gumbo_get_attribute(&attributes, "lang") else { return nil }
    return unsafe String(cString: attribute.pointee.value).lowercased().split(separator: "-").first.map(String.init)
  }

  @unsafe private static func push(_ children: GumboVector, to steps: inout [Step]) {
    for i in (0..<Int(unsafe children.length)).reversed() {
      guard let child = unsafe children.data[i] else { continue }
      unsafe steps.append(.node(child.assumingMemoryBound(to: GumboNode.self)))
    }
  }

  @unsafe private static func range(_ piece: GumboStringPiece, _ base: UnsafePointer<CChar>, _ count: Int) -> TextRange {
    guard let data = unsafe piece.data else { return TextRange(0, 0) }
    let start = unsafe data - base
    guard start >= 0, start <= count else { return TextRange(0, 0) }
    return unsafe TextRange(start, min(count, start + Int(piece.length)))
  }
}
