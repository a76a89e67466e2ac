import Formats

/// Makes a document of the bytes of an input, whatever their format and encoding.
package enum DocumentReader {
  /// - Parameters:
  ///   - kind: what the input is; nil to see by name and content
  ///   - name: the name in reports, whose extension counts
  ///   - isUnicode: the bytes are UTF-8, whatever encoding the text says it has
  ///   - extended: what packs add to the lexicon
  package static func read(
    name: String, bytes: [UInt8], kind: InputKind? = nil, isUnicode: Bool = false, extended: LexiconExtension? = nil
  ) throws(InputError) -> Document {
    try LexiconExtension.using(extended) { () throws(InputError) -> Document in try document(name, bytes, kind, isUnicode) }
  }

  private static func document(_ name: String, _ bytes: [UInt8], _ kind: InputKind?, _ isUnicode: Bool) throws(InputError) -> Document {
    if kind == .pdf || kind == nil && PDFText.isOne(bytes) { return try PDFText.read(name: name, bytes) }
    // Tables and JSON are refused by their names, unless a page was read into them.
    let isKnown = kind != nil || InputKind.data(Array(bytes.prefix(InputKind.sniffed))) != nil
    if let reason = ForeignFormat.refusal(name: name, bytes, isNamedText: isKnown) { throw InputError(reason) }
    let source = isUnicode ? Source(path: name, bytes: bytes) : try source(name, bytes, kind)
    if ForeignFormat.isBinary(source.text) { throw InputError("not text: full of control characters") }
    guard let kind = kind ?? InputKind.detect(name: name, source.text) else {
      throw InputError("XML, but neither ALTO nor PAGE nor hOCR nor another format of scans that galley reads; say what it is with --input, or leave it out")
    }
    if kind == .text { return Document(source) }
    let text = source.text, problems = encodingProblems(source)
    do throws(MarkupError) {
      switch kind {
      case .text: return Document(source)
      case .markdown: return Document(source, Markdown.extract(text, lines: source.lines, problems: problems))
      case .html: return Document(source, try HTML.extract(text, problems: problems))
      case .hocr: return Document(source, try HOCR.extract(text, problems: problems))
      case .alto: return Document(source, try ALTO.extract(text, problems: problems))
      case .page: return Document(source, try PAGEXML.extract(text, problems: problems))
      case .abbyy: return Document(source, try ABBYY.extract(text, problems: problems))
      case .djvu: return Document(source, try DjVuXML.extract(text, problems: problems))
      case .tei: return Document(source, try TEI.extract(text, problems: problems))
      case .tsv: return Document(source, try TesseractTSV.extract(text, problems: problems))
      case .vision: return Document(source, try GoogleVision.extract(text, problems: problems))
      case .textract: return Document(source, try Textract.extract(text, problems: problems))
      case .mets, .pdf: break
      }
    } catch { throw InputError(error.description(in: source)) }
    throw InputError("a METS package, which names the files of its pages: check it by its path")
  }

  /// Decodes the bytes as the XML declaration says; a text without one as its bytes suggest.
  private static func source(_ name: String, _ bytes: [UInt8], _ kind: InputKind?) throws(InputError) -> Source {
    if kind == .text || kind == .markdown { return Source(path: name, bytes: bytes) }
    switch XMLEncoding.declared(in: bytes) {
    case .none, .utf8: return Source(path: name, bytes: bytes)
    case .known(let encoding): return Source(path: name, bytes: bytes, encoding: encoding)
    case .unknown(let label):
      throw InputError("the encoding “\(label)” is not supported; convert the file to UTF-8")
    }
  }

  private static func encodingProblems(_ source: Source) -> [MarkupProblem] {
    guard let first = source.firstInvalid else { return [] }
    // HTML that says so is right.
    if source.encoding == .windows1252, XMLEncoding.declaresWindows1252(source.text) { return [] }
    let message =
      source.encoding == .utf16LittleEndian || source.encoding == .utf16BigEndian
      ? "damaged UTF-16: half a character" : "bytes that are not UTF-8, read as Windows-1252; declare the encoding"
    return [MarkupProblem(range: TextRange(first, first + 1), message: message, isEncoding: true)]
  }
}

/// Why an input cannot be checked; one line.
package struct InputError: Error, Sendable {
  package let reason: String
  package init(_ reason: String) { self.reason = reason }
}
