import Formats

internal import GalleyCore

extension QualityReport {
  /// A page that stands alone: the collections with a chart of their pages, then the worst pages.
  /// - Parameter image: finds the picture of a page of a file
  package func html(image: (_ file: String, _ page: Int) -> PageImage?) -> [UInt8] {
    var output: [UInt8] = []
    output.append(Self.head)
    let rate = total.all.rate.map(percent) ?? "–"
    output.append("<p class=\"sum\"><b>\(rate)</b> of \(total.all.tokens) tokens probably wrong · \(counts(total))</p>\n")
    output.append("<h2>Collections</h2>\n")
    for (folder, pages, gain) in collections {
      let name = XML.escaped(FileName.shown(folder))
      output.append("<section>\n<h3>\(name)</h3>\n<p>\(pages.all.rate.map(percent) ?? "–") wrong · \(counts(pages))</p>\n")
      output.append(Sparkline(pages.rates).svg(damagedFrom: Int((damagedFrom * 1000).rounded()), label: "errors of \(pages.pages) pages in the order of reading") + "\n")
      if let gain { output.append("<p class=\"gain\">To scan again: \(summary(pages, gain)).</p>\n") }
      output.append("</section>\n")
    }
    output.append("<h2>The worst pages</h2>\n<table>\n<tr><th>errors</th><th>tokens</th><th>verdict</th><th>page</th><th></th></tr>\n")
    for page in listed {
      let place = XML.escaped(FileName.shown(page.file)) + (page.number > 1 ? " page \(page.number)" : "")
      let isDamaged = page.isMeasured && page.rate >= damagedFrom
      output.append(
        "<tr\(isDamaged ? " class=\"damaged\"" : "")><td>\(page.isMeasured ? percent(page.rate) : "–")</td><td>\(page.tokens)</td><td>\(XML.escaped(verdict(page)))</td><td>\(place)</td><td>\(image(page.file, page.number).map(Self.picture) ?? "")</td></tr>\n")
    }
    output.append("</table>\n")
    if !confusions.isEmpty {
      output.append("<h2>Misread most often</h2>\n<table>\n<tr><th>printed</th><th>read</th><th>times</th></tr>\n")
      for (confusion, count) in commonest {
        output.append("<tr><td>\(XML.escaped(confusion.printed))</td><td>\(XML.escaped(confusion.read))</td><td>\(count)</td></tr>\n")
      }
      output.append("</table>\n")
    }
    if !failures.isEmpty {
      output.append("<h2>Not read</h2>\n<ul>\n")
      for failure in failures { output.append("<li>\(XML.escaped(FileName.shown(failure.file))): \(XML.escaped(failure.reason))</li>\n") }
      output.append("</ul>\n")
    }
    output.append("</body>\n</html>\n")
    return output
  }

  private func counts(_ pages: PageCollection) -> String {
    var parts = ["\(pages.pages) page\(pages.pages == 1 ? "" : "s")", "\(pages.damaged.pages) damaged"]
    if pages.unchecked > 0 { parts.append("\(pages.unchecked) not checked") }
    if pages.empty > 0 { parts.append("\(pages.empty) without text") }
    return parts.joined(separator: ", ")
  }

  private static func picture(_ image: PageImage) -> String {
    switch image {
    case .embedded(let type, let bytes): "<img alt=\"\" src=\"data:\(type);base64,\(Base64.encode(bytes))\">"
    case .linked(let path): "<a href=\"\(XML.escaped(reference(path)))\">image</a>"
    }
  }

  /// A path as a relative reference (RFC 3986).
  private static func reference(_ path: String) -> String {
    let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF")
    return FileName.bytes(path).reduce(into: path.hasPrefix("/") ? "file://" : "") { text, byte in
      text += kept.contains(byte) ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
  }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>How well the pages were read</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 64em; margin: 2em auto; padding: 0 1em; }
    h2 { border-bottom: 1px solid #ccc; } h3 { margin-bottom: 0; } p { margin: .2em 0; }
    table { border-collapse: collapse; } th, td { text-align: left; padding: .2em .8em; vertical-align: top; border-bottom: 1px solid #eee; }
    .damaged td:first-child { color: #b00020; font-weight: bold; }
    .spark { display: block; max-width: 100%; background: #f4f4f2; margin: .3em 0; }
    .good { fill: #4a8f5b; } .bad { fill: #b00020; } .none { fill: #999; }
    img { max-width: 12em; max-height: 16em; border: 1px solid #ccc; }
    </style>
    </head>
    <body>
    <h1>How well the pages were read</h1>

    """
}
