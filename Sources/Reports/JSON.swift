package import GalleyCore

/// Hand-shaped JSON encoders.
package enum JSON {
  /// A quoted and escaped string. What could drive a terminal that shows it is escaped too, which readers undo.
  package static func string(_ text: String, into output: inout [UInt8]) {
    output.append(0x22)
    if holdsTerminalControls(text) {
      for scalar in text.unicodeScalars { append(scalar, into: &output) }
    } else {
      for byte in text.utf8 {
        if byte == 0x22 || byte == 0x5C { output.append(0x5C) }
        output.append(byte)
      }
    }
    output.append(0x22)
  }

  private static func append(_ scalar: Unicode.Scalar, into output: inout [UInt8]) {
    switch scalar {
    case "\"": output.append("\\\"")
    case "\\": output.append("\\\\")
    case "\n": output.append("\\n")
    case "\r": output.append("\\r")
    case "\t": output.append("\\t")
    default:
      guard scalar.isTerminalControl else { return output.append(String(scalar)) }
      let digits = String(scalar.value, radix: 16)
      output.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
  }

  /// An array of what each item writes.
  package static func array<Item>(_ items: [Item], into output: inout [UInt8], _ write: (Item, inout [UInt8]) -> Void) {
    output.append("[")
    for (i, item) in items.enumerated() {
      if i > 0 { output.append(",") }
      write(item, &output)
    }
    output.append("]")
  }

  /// A diagnostic as `--format json` and `jsonl` print it.
  package static func diagnostic(
    _ diagnostic: Diagnostic, _ document: Document, _ path: String, into output: inout [UInt8]
  ) {
    output.append("{\"file\":")
    string(path, into: &output)
    output.append(",\"range\":")
    range(document.sourceRange(of: diagnostic), document.source, into: &output)
    output.append(",\"severity\":\"\(diagnostic.severity.name)\",\"rule\":\"\(diagnostic.rule)\",\"category\":")
    string(diagnostic.category, into: &output)
    output.append(",\"message\":")
    string(diagnostic.message, into: &output)
    output.append(",\"fixes\":[")
    var isFirst = true
    for fix in diagnostic.fixes {
      guard let edits = document.sourceEdits(of: fix) else { continue }
      if !isFirst { output.append(",") }
      isFirst = false
      self.fix(fix, edits, document.sourceRange(of: diagnostic), document.source, into: &output)
    }
    output.append("],\"related\":")
    array(diagnostic.related, into: &output) { related, output in
      output.append("{\"range\":")
      range(document.sourceRange(related.range), document.source, into: &output)
      output.append(",\"message\":")
      string(related.message, into: &output)
      output.append("}")
    }
    output.append(",\"fingerprint\":\"\(fingerprint(of: diagnostic, in: document))\"")
    if let word = document.layout?.word(at: diagnostic.range.start) {
      output.append(",\"page\":{\"number\":\(word.page)")
      if let box = word.box { output.append(",\"box\":[\(box.corners.map(String.init).joined(separator: ","))]") }
      output.append("}")
    }
    output.append("}")
  }

  private static func fix(
    _ fix: Fix, _ edits: [Edit], _ range: TextRange, _ source: Source, into output: inout [UInt8]
  ) {
    if edits.count == 1, edits[0].range == range {
      output.append("{\"replacement\":")
      string(edits[0].replacement, into: &output)
    } else {
      output.append("{\"edits\":")
      array(edits, into: &output) { edit, output in
        output.append("{\"range\":")
        self.range(edit.range, source, into: &output)
        output.append(",\"replacement\":")
        string(edit.replacement, into: &output)
        output.append("}")
      }
    }
    let hundredths = Int((fix.confidence * 100).rounded())
    let confidence = hundredths >= 100 ? "1" : "0.\(hundredths < 10 ? "0" : "")\(hundredths)"
    output.append(",\"confidence\":\(confidence),\"safety\":\"\(fix.safety == .safe ? "safe" : "unsafe")\"}")
  }

  /// Offsets are bytes of the file on disk, columns Unicode scalars.
  private static func range(_ range: TextRange, _ source: Source, into output: inout [UInt8]) {
    output.append("{\"start\":")
    position(range.start, source, into: &output)
    output.append(",\"end\":")
    position(range.end, source, into: &output)
    output.append("}")
  }

  private static func position(_ offset: Int, _ source: Source, into output: inout [UInt8]) {
    let place = source.position(of: offset)
    output.append("{\"line\":\(place.line),\"column\":\(place.column),\"offset\":\(source.fileOffset(offset))}")
  }
}
