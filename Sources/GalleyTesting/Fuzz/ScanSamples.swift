/// A small page in each of the formats of scans that are only read: tests take them as they are, and mutation damages them.
package enum ScanSamples {
  package static let abbyy = """
    <?xml version="1.0" encoding="UTF-8"?><document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml">
    <page width="90" height="90"><block blockType="Text" l="0" t="0" r="9" b="9"><region><rect l="0"/></region><text><par>
    <line baseline="9" l="1" t="2" r="60" b="9"><formatting lang="EnglishUnitedStates"><charParams l="1" t="2" r="5" b="9"
    charConfidence="90">A</charParams><charParams l="6" t="2" r="8" b="9"> </charParams><charParams l="9" t="2" r="12" b="9"
    charConfidence="40"><charRecVariants><charRecVariant>q</charRecVariant></charRecVariants>f</charParams><charParams l="13" t="2"
    r="20" b="9" charConfidence="80">e</charParams><charParams l="21" t="2" r="22" b="9">¬</charParams></formatting></line>
    <line><formatting><charParams>r</charParams><charParams>r</charParams><charParams>y</charParams><charParams> </charParams>
    <charParams>&amp;</charParams></formatting></line><line><formatting>all of it.</formatting></line></par></text></block></page></document>
    """
  package static let djvu = """
    <?xml version="1.0" ?><!DOCTYPE DjVuXML><DjVuXML><BODY><OBJECT data="file://x" type="image/x.djvu"><PARAM name="PAGE" value="1"/>
    <HIDDENTEXT><PAGECOLUMN><REGION><PARAGRAPH><LINE><WORD coords="1,9,30,2" x-confidence="93">The</WORD> <WORD
    coords="31,9,60,2,8">ferry</WORD></LINE><LINE><WORD>left.</WORD></LINE></PARAGRAPH></REGION></PAGECOLUMN></HIDDENTEXT>
    </OBJECT><OBJECT><HIDDENTEXT><PAGECOLUMN><REGION><PARAGRAPH><LINE><WORD>Next</WORD></LINE></PARAGRAPH></REGION></PAGECOLUMN>
    </HIDDENTEXT></OBJECT></BODY></DjVuXML>
    """
  package static let tei = """
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>No text</title></teiHeader><facsimile><surface><zone xml:id="z"
    ulx="1" uly="2" lrx="60" lry="9"/></surface></facsimile><text><body><pb n="1"/><fw>Head</fw><p><lb facs="#z"/>The <hi>f</hi>er<lb
    break="no"/>ry <choice><sic>lfet</sic><corr>left</corr></choice><lb/>at noon.</p><pb n="2"/><p>Next</p></body></text></TEI>
    """
  package static let header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
  package static let tsv =
    header + "1\t1\t0\t0\t0\t0\t0\t0\t90\t90\t-1\t\n5\t1\t1\t1\t1\t1\t1\t2\t29\t7\t91.5\tThe\n5\t1\t1\t1\t1\t2\t31\t2\t29\t7\t40\tR&amp;D\n"
    + "5\t1\t1\t1\t2\t1\t1\t12\t29\t7\t90\tleft.\n5\t2\t1\t1\t1\t1\t1\t2\t29\t7\t90\tNext\n"

  private static func symbol(_ text: String, _ ending: String? = nil) -> String {
    let property = ending.map { ",\"property\":{\"detectedBreak\":{\"type\":\"\($0)\"}}" } ?? ""
    return "{\"text\":\"\(text)\"\(property),\"confidence\":0.5}"
  }
  package static let vision = """
    {"responses": [{"fullTextAnnotation": {"pages": [{"width": 100, "height": 100, "blocks": [{"paragraphs": [{"words": [
    {"boundingBox": {"vertices": [{"x":1,"y":2},{"x":30,"y":2},{"x":30,"y":9},{"x":1,"y":9}]}, "confidence": 0.9, "symbols": [
    \(symbol("A")), \(symbol("\\u00e9", "SPACE"))]}, {"symbols": [\(symbol("b"))]}, {"symbols": [\(symbol(".", "LINE_BREAK"))]},
    {"symbols": [\(symbol("\\\"", "SPACE"))]}, {"boundingBox": {"normalizedVertices": [{"x":0.1,"y":0.2},{"x":0.3,"y":0.4}]},
    "symbols": [\(symbol("z", "EOL_SURE_SPACE"))]}]}]}]}], "text": "x"}}]}
    """
  package static let textract = """
    {"DocumentMetadata": {"Pages": 2}, "Blocks": [{"BlockType": "PAGE", "Id": "p", "Page": 1},
    {"BlockType": "LINE", "Id": "l", "Page": 1, "Text": "The ferry", "Relationships": [{"Type": "CHILD", "Ids": ["a", "b"]}]},
    {"BlockType": "LINE", "Id": "m", "Page": 2, "Text": "left", "Relationships": [{"Type": "CHILD", "Ids": ["c"]}]},
    {"BlockType": "WORD", "Id": "a", "Text": "The", "Confidence": 99, "Page": 1,
    "Geometry": {"BoundingBox": {"Left": 0.1, "Top": 0.2, "Width": 0.3, "Height": 0.1}}},
    {"BlockType": "WORD", "Id": "b", "Text": "ferry", "Confidence": 40, "Page": 1}, {"BlockType": "WORD", "Id": "c", "Text": "left", "Page": 2}]}
    """
}
