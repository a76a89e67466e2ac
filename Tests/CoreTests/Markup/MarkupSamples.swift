import GalleyCore

/// One text of every kind, with most of what the kind has.
enum MarkupSamples {
  static let all: [(kind: InputKind, text: String)] = [
    (.markdown, markdown), (.html, html), (.hocr, hocr), (.alto, alto), (.page, page),
  ]

  static let markdown = """
    ---
    title: The ferry
    ---
    # The *ferry* to Sark &amp; back

    The ferry left **an hour** late on Monday,
      &nbsp;said the [captain](http://example.org/c "Captain") in `code` \\* and <https://example.org>.[^1]

    > “It was on my foot,” he said.
    > “I looked ~~nowhere~~ everywhere else.”
    and went home

    1. One line
       goes on <b>boldly</b><br>here.
    - [ ] Two ![a *map*](map.png) lines

    | Place \\| port | Breakfasts |
    |---|--:|
    | the café | 90 &lt; 100 |

    ```
    teh code
    ```

    <div><p>A block of HTML with teh typo.</p></div>

    [^1]: A note about
        teh ferry.
    """

  static let html = """
    <!DOCTYPE html><html><head><title>Title</title><style>p { color: red }</style></head><body>
    <h1>The <em>ferry</em> to Sark</h1><p>It left an&nbsp;hour   late
    on <b>Mon</b>day &ldquo;again&rdquo; &mdash; teh captain&#8217;s shoe &amp sock.<br>Here <code>teh code</code> goes.
    <ul><li>One<li>Two <img src="x.png" alt="y"> three</ul><table><tr><td>cell</td><td>next</td></tr></table>
    <script>var teh = "<p>";</script><pre>teh pre</pre><!-- a comment --><p>End of teh text</x> here.</p></body></html>
    """

  static let hocr = """
    <html><body><div class='ocr_page' title='ppageno 0'><p class='ocr_par'><span class='ocr_line'>
    <span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 90'>Teh</span> <span class='ocrx_word'>ferry&#39;s</span>
    <span class='ocrx_word'>house-</span></span><span class='ocr_line'><span class='ocrx_word'>hold</span></span></p></div></body></html>
    """

  static let alto = """
    <alto><Layout><Page PHYSICAL_IMG_NR="1"><PrintSpace><TextBlock><TextLine><String CONTENT="Teh" HPOS="1" VPOS="2" WC="0.4"/>
    <SP/><String CONTENT="house" SUBS_TYPE="HypPart1" SUBS_CONTENT="household"/><HYP CONTENT="-"/></TextLine><TextLine>
    <String CONTENT="hold" SUBS_TYPE="HypPart2" SUBS_CONTENT="household"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
    """

  static let page = """
    <PcGts><Page><TextRegion id="r"><TextLine><Word><Coords points="1,2 3,4"/><TextEquiv conf="0.5"><Unicode>Teh</Unicode>
    </TextEquiv></Word><Word><TextEquiv><Unicode>ferry</Unicode></TextEquiv></Word></TextLine></TextRegion></Page></PcGts>
    """
}
