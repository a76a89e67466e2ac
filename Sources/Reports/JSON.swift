import Formats
package import GalleyCore

/// Diagnostics as `--format json` and `jsonl` and the worker write them.
extension JSONWriter {
  package mutating func finding(_ finding: Located, _ path: String) {
    object { json in
      json.member("file", path)
      json.range(finding.location)
      json.member("severity", finding.severity.name)
      json.member("rule", finding.rule.name)
      json.member("category", finding.category)
      json.member("message", finding.message)
      json.member("fixes", finding.repairs) { $0.repair($1, of: finding.location) }
      json.member("related", finding.related) { json, related in
        json.object {
          $0.range(related.location)
          $0.member("message", related.message)
        }
      }
      json.member("fingerprint", finding.fingerprint)
      if let page = finding.page {
        json.member("page") {
          $0.member("number", page.number)
          if let box = page.box { $0.member("box", box.corners) { $0.number($1) } }
        }
      }
    }
  }

  private mutating func repair(_ repair: Located.Repair, of location: Location) {
    object { json in
      if repair.edits.count == 1, repair.edits[0].location == location {
        json.member("replacement", repair.edits[0].replacement)
      } else {
        json.member("edits", repair.edits) { json, edit in
          json.object {
            $0.range(edit.location)
            $0.member("replacement", edit.replacement)
          }
        }
      }
      json.key("confidence")
      json.share(repair.confidence.share)
      json.member("safety", repair.safety == .safe ? "safe" : "unsafe")
    }
  }

  /// Offsets are bytes of the file on disk, columns Unicode scalars.
  mutating func range(_ location: Location) {
    member("range") {
      $0.position("start", location.start, location.file.start)
      $0.position("end", location.end, location.file.end)
    }
  }

  private mutating func position(_ name: String, _ location: Position, _ offset: Int) {
    member(name) {
      $0.member("line", location.line)
      $0.member("column", location.column)
      $0.member("offset", offset)
    }
  }

  /// Where something begins and ends, in lines and columns.
  mutating func lines(_ location: Location, names: (start: String, end: String) = ("start", "end")) {
    for (name, location) in [(names.start, location.start), (names.end, location.end)] {
      member(name) {
        $0.member("line", location.line)
        $0.member("column", location.column)
      }
    }
  }
}
