package import GalleyCore

/// Diagnostics as `--format json` and `jsonl` and the worker write them.
extension JSONWriter {
  package mutating func diagnostic(_ diagnostic: Diagnostic, _ document: Document, _ path: String) {
    let source = document.source, place = document.sourceRange(of: diagnostic)
    object { json in
      json.member("file", path)
      json.range(place, source)
      json.member("severity", diagnostic.severity.name)
      json.member("rule", diagnostic.rule.name)
      json.member("category", diagnostic.category)
      json.member("message", diagnostic.message)
      let fixes = diagnostic.fixes.compactMap { fix in document.sourceEdits(of: fix).map { (fix, $0) } }
      json.member("fixes", fixes) { json, fix in json.fix(fix.0, fix.1, place, source) }
      json.member("related", diagnostic.related) { json, related in
        json.object {
          $0.range(document.sourceRange(related.range), source)
          $0.member("message", related.message)
        }
      }
      json.member("fingerprint", fingerprint(of: diagnostic, in: document))
      if let word = document.layout?.word(at: diagnostic.range.start) {
        json.member("page") {
          $0.member("number", word.page)
          if let box = word.box { $0.member("box", box.corners) { $0.number($1) } }
        }
      }
    }
  }

  private mutating func fix(_ fix: Fix, _ edits: [SourceEdit], _ range: SourceRange, _ source: Source) {
    object { json in
      if edits.count == 1, edits[0].range == range {
        json.member("replacement", edits[0].replacement)
      } else {
        json.member("edits", edits) { json, edit in
          json.object {
            $0.range(edit.range, source)
            $0.member("replacement", edit.replacement)
          }
        }
      }
      json.key("confidence")
      json.share(fix.confidence)
      json.member("safety", fix.safety == .safe ? "safe" : "unsafe")
    }
  }

  /// Offsets are bytes of the file on disk, columns Unicode scalars.
  mutating func range(_ range: SourceRange, _ source: Source) {
    member("range") {
      $0.position("start", range.start, source)
      $0.position("end", range.end, source)
    }
  }

  private mutating func position(_ name: String, _ offset: Int, _ source: Source) {
    let place = source.position(of: offset)
    member(name) {
      $0.member("line", place.line)
      $0.member("column", place.column)
      $0.member("offset", source.fileOffset(offset))
    }
  }

  /// Where a region begins and ends, in lines and columns.
  mutating func lines(_ region: Region, names: (start: String, end: String) = ("start", "end")) {
    for (name, place) in [(names.start, region.start), (names.end, region.end)] {
      member(name) {
        $0.member("line", place.line)
        $0.member("column", place.column)
      }
    }
  }
}
