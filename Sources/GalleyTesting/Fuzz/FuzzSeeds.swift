import Foundation

/// Well-formed inputs of every kind, which mutation damages, and the pieces that it puts in.
enum FuzzSeeds {
  static func seeds(_ kind: FuzzKind) -> [[UInt8]] { all[kind] ?? [] }

  /// Pieces that mean something in a kind, or that have meant harm in any.
  static func pieces(_ kind: FuzzKind) -> [String] { hostile + (own[kind] ?? []) }

  private static let all: [FuzzKind: [[UInt8]]] = {
    var seeds: [FuzzKind: [[UInt8]]] = [:]
    func add(_ kind: FuzzKind, _ bytes: [UInt8]) { if !bytes.isEmpty { seeds[kind, default: []].append(bytes) } }
    for folder in ["Fixtures/articles", "Fixtures/clean", "Fixtures/broken", "Fixtures/ocr"] {
      for name in Repository.names(in: folder) {
        let bytes = Repository.bytes("\(folder)/\(name)")
        switch (name as NSString).pathExtension {
        case "txt":
          add(.text, bytes)
          add(.markdown, bytes)
        case "md": add(.markdown, bytes)
        case "html": add(.html, bytes)
        case "hocr": add(.hocr, bytes)
        case "xml": add(String(decoding: bytes.prefix(400), as: UTF8.self).contains("PcGts") ? .page : .alto, bytes)
        default: break
        }
      }
    }
    for folder in Repository.names(in: "Rules") {
      for name in Repository.names(in: "Rules/\(folder)") where name.hasSuffix(".md") && name != "README.md" {
        add(.card, Repository.bytes("Rules/\(folder)/\(name)"))
      }
    }
    for (kind, texts) in written { for text in texts { add(kind, Array(text.utf8)) } }
    return seeds
  }()

  private static let written: [FuzzKind: [String]] = [
    .markdown: [
      "# The bridge\n\nHe said: “It is *the the* end.” [A link](http://a.org) and `code`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| teh | &amp; |\n"
        + "\n> quoted\n\n```\ncode\n```\n\n<div>It is <b>the the</b> end.</div>\n\n[^1]: A note.\n<!-- galley:off doubled-word -->\n"
    ],
    .html: [
      "<!DOCTYPE html><html><head><title>T</title></head><body><h1>The bridge</h1><p>He saw <em>the</em> the cat &amp; dog&nbsp;.</p>"
        + "<ul><li>one<li>two</ul><table><tr><td>a</td></tr></table><pre>x</pre><!-- galley:off --><a href=\"x\">the the</a></body></html>"
    ],
    .hocr: [
      "<html><body><div class='ocr_page' title='ppageno 0'><div class='ocr_carea'><p class='ocr_par'>"
        + "<span class='ocr_line' title='bbox 1 2 3 4'><span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 40'>tbe</span> "
        + "<span class='ocrx_word' title='x_wconf 90'>govern-</span></span>\n<span class='ocr_line'>"
        + "<span class='ocrx_word'>ment <em>was</em></span> <span class='ocrx_word'>was</span></span></p></div></div></body></html>"
    ],
    .alto: [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\"><Layout><Page PHYSICAL_IMG_NR=\"1\">"
        + "<PrintSpace><TextBlock><TextLine><String CONTENT=\"tbe\" HPOS=\"1\" VPOS=\"2\" WIDTH=\"3\" HEIGHT=\"4\" WC=\"0.4\" CC=\"8 0 1\"/><SP/>"
        + "<String CONTENT=\"govern\" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"government\"/><HYP CONTENT=\"-\"/></TextLine><TextLine>"
        + "<String CONTENT=\"ment\" SUBS_TYPE=\"HypPart2\"/><String CONTENT=\"&amp;\"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    ],
    .page: [
      "<?xml version=\"1.0\"?><PcGts xmlns=\"http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15\"><Page imageFilename=\"a\">"
        + "<ReadingOrder><OrderedGroup><RegionRefIndexed index=\"0\" regionRef=\"r\"/></OrderedGroup></ReadingOrder><TextRegion id=\"r\"><TextLine>"
        + "<Word><Coords points=\"1,2 3,4\"/><TextEquiv conf=\"0.4\"><Unicode>tbe</Unicode></TextEquiv></Word><TextEquiv><Unicode>tbe govern-</Unicode>"
        + "</TextEquiv></TextLine></TextRegion></Page></PcGts>"
    ],
    .abbyy: [ScanSamples.abbyy], .djvu: [ScanSamples.djvu], .tei: [ScanSamples.tei], .tsv: [ScanSamples.tsv],
    .vision: [ScanSamples.vision], .textract: [ScanSamples.textract],
    .configuration: [
      "languages: [en_US]\nrules:\n  doubled-word: off\n  quotes: note\n  long-sentence: {most: 40}\nwords: [colour, words.txt]\nnames: [Smith]\n"
        + "exclude: ['*.bak', 'old/**', '{a,b}/c']\noverrides:\n  - files: ['*.md']\n    rules: {quotes: off}\n",
      "extends: base.yml\npacks: [house]\nlevel: note\n",
    ],
    .table: ["teh\tthe\nrecieve\treceive\t0.99\n# a comment\n\nwich\twhich\n"],
    .words: ["colour\nflavour # a comment\ngalley/S\nnaïve\n", "{\"words\": [\"colour\"], \"ignoreWords\": [\"teh\"]}", "3\ncolour/M\nnaïve\nword\n"],
    .names: ["Sigurdsson\t\tperson\nReykjavik\tIS\tcity\nThe Times\t\tname\n"],
    .dictionary: [
      "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\nPFX A Y 1\nPFX A 0 re .\nSFX B Y 2\nSFX B 0 ed [^y]\nSFX B y ied y\nSFX C N 1\nSFX C 0 s/B .\n"
        + "FLAG char\nREP 1\nREP f ph\nNOSUGGEST !\nCOMPOUNDMIN 1\nCOMPOUNDFLAG X\n\u{1}3\nwalk/AB\ntry/B\nhouse/CX\n",
      "SET ISO8859-1\nFLAG num\nAF 1\nAF 1,2\nSFX 1 Y 1\nSFX 1 0 s .\n\u{1}2\nword/1\nname/2\n",
    ],
    .baseline: ["# galley baseline 1: x\n0123456789abcdef\t1\tdoubled-word\ta.txt\tthe the\nfedcba9876543210\t2\tquotes\tb/c.txt\t“\n"],
  ]

  /// What has broken readers of text: ends of lines and files, marks, what nobody sees, lengths at limits.
  private static let hostile: [String] = [
    "\r", "\n", "\r\n", "\u{0}", "\u{FEFF}", "\u{FFFE}", "\u{1B}[31m", "\u{85}", "\u{2028}", "\u{C}", "\t", "  ", "\u{A0}", "\u{200B}", "\u{AD}",
    "\u{202E}", "\u{301}", "\u{301}\u{301}\u{301}\u{301}", "“", "”", "‘", "’", "\"", "'", "„", "«", "»", "(", ")", "[", "]", "{", "}", "<", ">",
    "!", "?", "…", "...", "—", "–", "--", "-", "*", "_", "`", "\\", "/", "|", "#", "@", "&", "&amp;", "&#x110000;", "&#0;", "&nbsp;", "%", "=", ":", ";",
    "U.S.", "a.b.c@d.e", "http://", "http://a.b/c_(d)", "www.a.org", "1,000.50", "10:30", "0x1F", "½", "ﬁ", "â€™", "\u{FFFD}", "ſ", "İ", "ß", "Ǆ",
    "мир", "Ѕwіm", "שלום", "中文", "😀", "👩‍👩‍👧", "the the ", "[sic]", "Mr Smith ", "said Tom. ", "tbe ", "govemment ", "galley:off", "# galley:on\n",
    "<!-- galley:ignore-next-line -->", "\n\n", "\n- ", "Page 1\n", "con-\n", "99999999999999999999", "-1", "0", "1e999", "NaN", "null", "~",
  ]

  private static let own: [FuzzKind: [String]] = [
    .markdown: ["**", "***a*", "[^1]", "[a](", "![", "](x)", "\n```\n", "~~", "<b>", "</div>", "\n---\n", "\n    ", "> ", "|-|", "\n+++\n", "[ ] "],
    .html: htmlTags, .hocr: htmlTags + ["<span class='ocrx_word' title='x_wconf 10'>", "bbox ", "x_confs 1 2", "<div class='ocr_page'>"],
    .alto: xmlTags + ["<String CONTENT=\"", "<HYP/>", "<TextLine>", "</TextBlock>", "SUBS_TYPE=\"HypPart2\"", "WC=\"", "<Page>"],
    .page: xmlTags + ["<Unicode>", "<TextEquiv>", "<TextRegion>", "</TextLine>", "<Word>", "conf=\"", "points=\"1,2\""],
    .abbyy: xmlTags + ["<charParams l=\"1\">", "<charRecVariant>", "<line>", "</par>", "<page>", "¬", "charConfidence=\""],
    .djvu: xmlTags + ["<WORD>", "coords=\"1,2", "x-confidence=\"", "</LINE>", "<OBJECT>"],
    .tei: xmlTags + ["<lb/>", "<lb break=\"no\"/>", "<pb n=\"", "<fw>", "<choice>", "facs=\"#z\""],
    .tsv: ["\t", "\t\t", "\t-1\t", "\n5\t1\t1\t1\t1\t1\t1\t2\t29\t7\t91.5\t"],
    .vision: json + ["\"symbols\":[", "\"x\":", "{\"type\":\"SPACE\"}"], .textract: json + ["\"Page\":", "\"Ids\":[", "\"Text\":\""],
    .configuration: yaml + ["rules:\n", "words: ", "exclude:\n", "overrides:\n", "languages: [xx]", "extends: .galley.yml", "**/", "{a,b}"],
    .card: yaml + ["id: ", "kind: pattern\n", "pattern: '(a|b)*c'\n", "kind: phrases\n", "phrases:\n", "```bad\n", "⟦", "⟧", "```good\n", "table: x.tsv", "severity: error\n"],
    .words: yaml, .table: ["\t\t", "\t1\n"], .names: ["\t", "\tcity\n"],
    .dictionary: ["SFX ", "PFX ", "AF 9\n", "SET UTF-8\n", "SET XYZ\n", "FLAG long\n", "/", "[^a]", "COMPOUNDRULE 1\nCOMPOUNDRULE A*B\n", "BREAK 0\n", "ICONV 1\nICONV a b\n", "\u{1}", "IGNORE a\n"],
    .baseline: ["\t", "\t-1\t", "\t9223372036854775808\t", "0123456789abcdef"],
  ]
  private static let htmlTags = xmlTags + ["<p>", "<b id=1>", "</i>", "<table>", "<select>", "<pre>", "<svg>", "<a b='", "<li>", "<br>", "<script>", "<title>", "</"]
  private static let xmlTags = ["<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "<!DOCTYPE a [", "<!x", "<!ENTITY a 'b'>", "/>", "</x>", "<x", "&lt;", "encoding=\"UTF-16\""]
  private static let json = ["{", "}", "[", "]", ",", ":", "\"", "\\u00", "\\uD800", "1e308", "true"]
  private static let yaml = ["- ", ": ", "{", "[", "&a ", "*a", "|\n", "!!binary ", "? ", "<<: *a", "---\n", "  "]
}
