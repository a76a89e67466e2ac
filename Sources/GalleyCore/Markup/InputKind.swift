import Formats

/// What a file is: decides how its prose is found.
package enum InputKind: String, CaseIterable, Sendable {
  case text, markdown, html, hocr, alto, page, abbyy, djvu, tei, tsv, vision, textract, pdf, mets

  /// What an input is by its name and, where that leaves it open, by its beginning; nil for XML that is none of these.
  /// - Parameter text: UTF-8; some kilobytes of the beginning are enough
  package static func detect(name: String, _ text: [UInt8]) -> InputKind? {
    switch pathExtension(of: name) {
    case "txt", "text": return .text
    case let name where markdownExtensions.contains(name): return .markdown
    case "hocr": return .hocr
    case "html", "htm", "xhtml": return isHOCR(text) ? .hocr : .html
    case _ where data(text) != nil: return data(text)
    case let name:
      switch root(of: text) {
      case nil: return name == "xml" ? nil : .text
      case "alto": return .alto
      case "PcGts": return .page
      case "DjVuXML": return .djvu
      case "TEI", "TEI.2", "teiCorpus": return .tei
      case "mets": return .mets
      case "document" where contains(text.prefix(sniffed), "abbyy") || contains(text.prefix(sniffed), "FineReader"): return .abbyy
      case let root? where root.lowercased() == "html": return isHOCR(text) ? .hocr : .html
      default: return name == "xml" || startsAsXML(text) ? nil : .text
      }
    }
  }

  /// The endings of names of Markdown files.
  static let markdownExtensions: Set<String> = ["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"]

  /// Results of recognition that are no XML: a table, an answer in JSON.
  /// - Parameter text: some kilobytes of the beginning are enough
  static func data(_ text: [UInt8]) -> InputKind? {
    if TesseractTSV.isOne(text) { return .tsv }
    guard let first = text.first(where: { $0 > .space }), first == .openBrace || first == .openBracket else { return nil }
    let head = text.prefix(sniffed)
    if contains(head, "\"fullTextAnnotation\"") || contains(head, "\"textAnnotations\"") { return .vision }
    return contains(head, "\"BlockType\"") ? .textract : nil
  }

  /// The part of a name after its last point, in lower case; that of compression is left out.
  static func pathExtension(of name: String) -> String {
    var name = name[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    let last = name.utf8.lastIndex(of: .slash).map { name[name.utf8.index(after: $0)...] } ?? name
    guard let point = last.utf8.lastIndex(of: .stop) else { return "" }
    return last[last.utf8.index(after: point)...].lowercased()
  }

  /// So far into a file its marks are looked for.
  static let sniffed = 1 << 16

  private static func isHOCR(_ text: [UInt8]) -> Bool {
    let head = text.prefix(sniffed)
    return contains(head, "ocr_page") || contains(head, "ocr-system") || contains(head, "ocrx_word")
  }

  private static func contains(_ text: ArraySlice<UInt8>, _ mark: String) -> Bool {
    let mark = Array(mark.utf8)
    guard text.count >= mark.count else { return false }
    for i in text.startIndex...(text.endIndex - mark.count) where text[i] == mark[0] {
      if text[i..<(i + mark.count)].elementsEqual(mark) { return true }
    }
    return false
  }

  private static func startsAsXML(_ text: [UInt8]) -> Bool { text.prefix(64).drop { $0 <= .space }.starts(with: "<?xml".utf8) }

  /// The name of the first element without its prefix, if the text begins with markup; “” where it cannot be found.
  private static func root(of text: [UInt8]) -> String? {
    var i = 0
    func skipSpace() { while i < text.count, text[i] <= .space { i += 1 } }
    skipSpace()
    guard i < text.count, text[i] == .lessThan else { return nil }
    while i + 1 < text.count, text[i] == .lessThan {
      if text[i + 1] == .question || text[i + 1] == .exclamation {
        // A comment may hold tags, a document type may hold declarations.
        if text[i...].starts(with: "<!doctype html".utf8) || text[i...].starts(with: "<!DOCTYPE html".utf8) { return "html" }
        let isComment = text[i...].starts(with: "<!--".utf8)
        i += 2
        while i < text.count, text[i] != .greaterThan || isComment && !(text[i - 1] == .hyphen && text[i - 2] == .hyphen) { i += 1 }
        i += 1
        skipSpace()
        continue
      }
      var start = i + 1
      i = start
      while i < text.count, text[i] > .space, text[i] != .greaterThan, text[i] != .slash {
        if text[i] == .colon { start = i + 1 }
        i += 1
      }
      return String(decoding: text[start..<i], as: UTF8.self)
    }
    return ""
  }
}
