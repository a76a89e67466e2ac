package import GalleyCore

/// What a template says, one line for each finding.
package struct TemplateReporter: Reporter {
  private let template: ReportTemplate
  private let unit: ColumnUnit

  package init(_ options: ReportOptions) {
    template = options.template
    unit = options.columnUnit
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics {
      for part in template.parts {
        switch part {
        case .text(let text): output.append(text)
        case .value(let field): output.append(printable(value(of: field, diagnostic, document, report.shownPath)))
        }
      }
      output.append(0x0A)
    }
  }

  private func value(
    of field: ReportTemplate.Field, _ diagnostic: Diagnostic, _ document: Document, _ path: String
  ) -> String {
    let range = document.sourceRange(of: diagnostic)
    var region: Region { Region(range, document.source, unit) }
    switch field {
    case .path: return path
    case .line: return "\(region.start.line)"
    case .column: return "\(region.start.column)"
    case .endLine: return "\(region.end.line)"
    case .endColumn: return "\(region.end.column)"
    case .offset: return "\(document.source.fileOffset(range.start))"
    case .endOffset: return "\(document.source.fileOffset(range.end))"
    case .severity: return diagnostic.severity.name
    case .rule: return diagnostic.rule.name
    case .category: return diagnostic.category
    case .message: return diagnostic.located(in: document)
    case .text: return String(decoding: document.source.text[range.start..<range.end], as: UTF8.self)
    case .fix:
      guard let fix = diagnostic.fixes.first, fix.edits.count == 1, fix.edits[0].range == diagnostic.range else { return "" }
      return fix.edits[0].replacement
    case .fingerprint: return fingerprint(of: diagnostic, in: document)
    }
  }
}

/// A line with placeholders in braces; `{{` is a brace, `\n`, `\t` and `\0` are what they are in C.
package struct ReportTemplate: Sendable {
  package enum Field: String, CaseIterable, Sendable {
    case path, line, column, endLine, endColumn, offset, endOffset, severity, rule, category, message, text, fix, fingerprint
  }
  enum Part: Sendable {
    case text(String)
    case value(Field)
  }
  /// What is wrong with a template.
  package struct Problem: Error, CustomStringConvertible {
    package let description: String
  }

  private(set) var parts: [Part] = []

  package init() {}

  package init(_ template: String) throws(Problem) {
    var rest = Substring(template)
    var text = ""
    while let next = rest.popFirst() {
      if next == "\\", let escaped = rest.first, let meant = ["n": "\n", "t": "\t", "0": "\0", "\\": "\\"][escaped] {
        text += meant
        rest.removeFirst()
      } else if next == "{", rest.first == "{" {
        text += "{"
        rest.removeFirst()
      } else if next == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw Problem(description: "“{” is never closed; “{{” is a brace") }
        let name = String(rest[..<end])
        guard let field = Field(rawValue: name) else {
          let names = Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
          throw Problem(description: "unknown placeholder “{\(name)}”; there are \(names)")
        }
        parts += [.text(text), .value(field)]
        text = ""
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(next)
        if next == "}", rest.first == "}" { rest.removeFirst() }
      }
    }
    parts.append(.text(text))
  }
}
