import Formats
package import GalleyCore

/// One page that stands alone: each file with its findings, each finding in its line.
package struct HTMLReporter: Reporter {
  private var counts: [Severity: Int] = [:]
  private var files = 0
  /// Scalars of the line shown on either side of a finding.
  private static let context = 80

  package init(_ options: ReportOptions) {}

  package mutating func begin(into output: inout [UInt8]) {
    output.append(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>galley</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; }
      h2 { font-size: 1.1em; border-bottom: 1px solid #ccc; }
      li { list-style: none; margin: 0 0 1em; }
      ul { padding: 0; }
      q, code { quotes: none; font-family: ui-monospace, monospace; font-size: .9em; }
      blockquote { margin: .2em 0; padding: .2em .8em; background: #f4f4f2; white-space: pre-wrap; }
      mark { background: #ffe08a; }
      .error b { color: #b00020; } .warning b { color: #9a5b00; } .note b { color: #00639a; }
      .place { color: #666; } ins { text-decoration: none; background: #d6f5d6; }
      </style>
      </head>
      <body>
      <h1>galley</h1>

      """)
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    files += 1
    if case .failed(let reason) = report.status {
      output.append("<h2>\(XML.escaped(report.shownPath))</h2>\n<p class=\"error\"><b>\(XML.escaped(reason))</b></p>\n")
    }
    guard !report.diagnostics.isEmpty else { return }
    output.append("<h2>\(XML.escaped(report.shownPath))</h2>\n<ul>\n")
    for finding in report.located() {
      counts[finding.severity, default: 0] += 1
      item(finding, into: &output)
    }
    output.append("</ul>\n")
  }

  private func item(_ finding: Located, into output: inout [UInt8]) {
    let location = finding.location.start
    let severity = finding.severity.name
    output.append("<li class=\"\(severity)\"><span class=\"place\">\(location.line):\(location.column)</span> <b>\(severity)</b> ")
    XML.append(Array(finding.messageWithPage.utf8)[...], to: &output)
    output.append(" <code>\(finding.rule)</code>\n<blockquote>")
    let line = finding.line
    let before = Excerpt.tail(line.before, width: Self.context), after = Excerpt.head(line.after, width: Self.context)
    let found = Excerpt.head(line.found)
    let head = Excerpt.suffix(before.bytes, scalars: Self.context), tail = Excerpt.prefix(after.bytes, scalars: Self.context)
    if before.isCut || head.count < before.bytes.count { output.append("…") }
    XML.append(head, to: &output)
    output.append("<mark>")
    XML.append(found.bytes, to: &output)
    if found.isCut { output.append("…") }
    output.append("</mark>")
    XML.append(tail, to: &output)
    if after.isCut || tail.count < after.bytes.count { output.append("…") }
    output.append("</blockquote>\n")
    if let proposal = finding.proposal, !proposal.new.isEmpty {
      output.append("<ins>\(XML.escaped(proposal.new))</ins>\n")
    }
    output.append("</li>\n")
  }

  package mutating func finish(into output: inout [UInt8]) {
    let parts = Severity.allCases.reversed().compactMap { severity in
      counts[severity].map { "\($0) \(severity.name)\($0 == 1 ? "" : "s")" }
    }
    let found = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    output.append("<p>\(found) in \(files) file\(files == 1 ? "" : "s")</p>\n</body>\n</html>\n")
  }
}
