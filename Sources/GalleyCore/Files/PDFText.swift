import Formats
import Platform

/// Reads the text layer of a PDF document with poppler’s `pdftotext`, where that is installed. Places are those of the text
/// that is found, page by page; findings carry the page and the box in points.
enum PDFText {
  static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "%PDF-".utf8) }

  /// Seconds after which a document is given up.
  private static let patience = "120"

  static func read(name: String, _ bytes: [UInt8]) throws(InputError) -> Document {
    let layer = try layer(bytes)
    let pages: [OCRPage]
    do throws(MarkupError) { pages = try self.pages(layer) } catch {
      throw InputError("what pdftotext says of it cannot be read: \(error.message)")
    }
    guard pages.contains(where: { !$0.isEmpty }) else { throw InputError("a PDF document without a text layer; it has to be read by OCR first") }
    let prose = OCRText.extraction(layer, pages, [])
    var extraction = Extraction(bytes: prose.bytes)
    extraction.layout = prose.layout
    extraction.fixRefusal = "a PDF document cannot be fixed; fix what it was made from"
    return Document(Source(path: name, bytes: prose.bytes), extraction)
  }

  private static func layer(_ bytes: [UInt8]) throws(InputError) -> [UInt8] {
    let command = ["pdftotext", "-q", "-bbox-layout", "-enc", "UTF-8", "-", "-"]
    let outcome: Subprocess.Outcome
    do throws(FileError) {
      outcome = try Subprocess.run(["timeout", patience] + command, input: bytes)
    } catch {
      do throws(FileError) { outcome = try Subprocess.run(command, input: bytes) } catch {
        throw InputError("a PDF document, for which pdftotext is missing; install poppler-utils")
      }
    }
    switch outcome.status {
    case 0: return outcome.output
    case 124: throw InputError("a PDF document that pdftotext did not read in \(patience) seconds")
    case 127: throw InputError("a PDF document, for which pdftotext is missing; install poppler-utils")
    default: throw InputError("a PDF document that pdftotext cannot read: damaged or locked")
    }
  }

  /// `page`, `flow`, `block`, `line` and `word` elements, which name their corners.
  private static func pages(_ layer: [UInt8]) throws(MarkupError) -> [OCRPage] {
    var reader = XMLReader(layer)
    var pages: [OCRPage] = []
    var page = OCRPage()
    var word: OCRPage.Word?
    while let event = try reader.next() {
      switch event {
      case .start("page"):
        page = OCRPage()
        page.number = pages.count + 1
      case .start("word"):
        var next = OCRPage.Word(pieces: 0..<0)
        if let x = reader.number("xMin"), let y = reader.number("yMin"), let right = reader.number("xMax"), let bottom = reader.number("yMax") {
          next.box = OCRLayout.Box(x, y, right, bottom)
        }
        word = next
      case .text(let range, _):
        guard let word else { continue }
        OCRText.words(in: range, layer) { page.add(word, [$0]) }
      case .end("word"): word = nil
      case .end("line"): page.endLine()
      case .end("block"): page.endBlock()
      case .end("page"):
        page.endBlock()
        pages.append(page)
      default: break
      }
    }
    return pages
  }
}
