import Formats
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
    for finding in report.located(unit) {
      for part in template.parts {
        switch part {
        case .text(let text): output.append(text)
        case .value(let field): output.append(printable(value(of: field, finding, report.shownPath)))
        }
      }
      output.append(0x0A)
    }
  }

  private func value(of field: ReportTemplate.Field, _ finding: Located, _ path: String) -> String {
    let location = finding.location
    switch field {
    case .path: return path
    case .line: return "\(location.start.line)"
    case .column: return "\(location.start.column)"
    case .endLine: return "\(location.end.line)"
    case .endColumn: return "\(location.end.column)"
    case .offset: return "\(location.file.start)"
    case .endOffset: return "\(location.file.end)"
    case .severity: return finding.severity.name
    case .rule: return finding.rule.name
    case .category: return finding.category
    case .message: return finding.messageWithPage
    case .text: return finding.text
    case .fix: return finding.proposal.flatMap { $0.isWhole ? $0.new : nil } ?? ""
    case .fingerprint: return finding.fingerprint
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
      if next == "\\", let escaped = rest.first, let character = ["n": "\n", "t": "\t", "0": "\0", "\\": "\\"][escaped] {
        text += character
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
