import GalleyCore
import Testing

/// What an input is, by its name and by what it says.
@Suite struct InputKindTests {
  @Test(arguments: [
    ("a.txt", "<?xml version='1.0'?><alto/>", InputKind.text),
    ("a.md", "# x", .markdown), ("A.MARKDOWN", "", .markdown),
    ("a.html", "<p>x", .html), ("a.htm", "<div class='ocr_page'>", .hocr), ("a.xhtml", "<html/>", .html), ("a.hocr", "", .hocr),
    ("a.xml", "<?xml version='1.0'?>\n<!-- <x> -->\n<a:alto xmlns:a='x'>", .alto), ("a.xml", "<PcGts>", .page),
    ("a.xml", "<!DOCTYPE html><html><body><span class='ocrx_word'>", .hocr), ("<stdin>", "<!doctype html><p>x", .html),
    ("<stdin>", "<alto>", .alto), ("<stdin>", "Plain text", .text), ("notes", "<b>bold</b> text", .text),
    ("scan.hocr.gz", "", .hocr),
  ]) func isRecognised(name: String, text: String, kind: InputKind) {
    #expect(InputKind.detect(name: name, Array(text.utf8)) == kind)
  }

  @Test func otherXMLIsNone() {
    #expect(InputKind.detect(name: "a.xml", Array("<?xml version='1.0'?><rss/>".utf8)) == nil)
  }
}
