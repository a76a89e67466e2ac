import Formats

internal import GalleyCore

extension QualityReport {
  /// After the point of a rate in tables for machines.
  private static let places = 4
  /// Collections whose gain is printed.
  private static let mostGains = 10

  package func table() -> [UInt8] {
    var output: [UInt8] = []
    output.append(" errors  tokens  verdict   page\n")
    for page in listed {
      let place = printable(page.file) + (page.number > 1 ? " page \(page.number)" : "")
      let label = verdict(page)
      output.append(
        "\(padded(page.isMeasured ? percent(page.rate) : "–", 7)) \(padded(String(page.tokens), 7))  \(label)\(label.count < 8 ? " " : "")  \(place)\n")
    }
    let left = (total.unchecked > 0 ? ", \(total.unchecked) not checked" : "") + (total.empty > 0 ? ", \(total.empty) without text" : "")
    output.append(
      "\(padded(total.all.rate.map(percent) ?? "–", 7)) \(padded(String(total.all.tokens), 7))  in all: \(total.pages) page\(total.pages == 1 ? "" : "s"), \(total.damaged.pages) damaged\(left)\n")
    if !confusions.isEmpty {
      output.append("misread: " + commonest.map { "\(printable($0.key.printed)) as \(printable($0.key.read)) (\($0.value))" }.joined(separator: ", ") + "\n")
    }
    let gains = collections.compactMap { folder, pages, gain in gain.map { (folder, pages, $0) } }.sorted { ($1.2.tokens, $0.0) < ($0.2.tokens, $1.0) }
    for (folder, pages, gain) in gains.prefix(Self.mostGains) {
      output.append("to scan again: \(printable(folder)): \(summary(pages, gain))\n")
    }
    return output
  }

  /// `3 of 40 pages; errors 8.1% → 5.2%, 310 tokens`
  func summary(_ pages: PageCollection, _ gain: PageCollection.Gain) -> String {
    "\(pages.damaged.pages) of \(pages.pages) page\(pages.pages == 1 ? "" : "s"); errors \(percent(gain.before)) → \(percent(gain.after)), \(Int(gain.tokens.rounded())) wrong tokens fewer"
  }

  /// RFC 4180, but for line ends: a line for each page that is listed.
  package func csv() -> [UInt8] {
    var output: [UInt8] = []
    output.append("file,page,tokens,error_rate,verdict,collection\n")
    for page in listed {
      let fields = [
        Self.quoted(FileName.shown(page.file)), "\(page.number)", "\(page.tokens)", page.isMeasured ? Self.share(page.rate) : "",
        Self.quoted(verdict(page)), Self.quoted(FileName.shown(Self.folder(of: page.file))),
      ]
      output.append(fields.joined(separator: ",") + "\n")
    }
    return output
  }

  private static func share(_ rate: Double) -> String {
    var json = JSONWriter()
    json.share(rate, places: places)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
    return "\"\(field.replacing("\"", with: "\"\""))\""
  }

  package func json(version: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("version", version)
      json.member("total") { sums(total, &$0) }
      func list<Item>(_ name: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
        json.member(name, items) { json, item in
          json.breakLine()
          json.object { write(&$0, item) }
        }
      }
      list("collections", collections) { json, collection in
        json.member("folder", collection.folder)
        sums(collection.pages, &json)
        guard let gain = collection.gain else { return }
        json.member("rescan") {
          $0.key("errorRate")
          $0.share(gain.after, places: Self.places)
          $0.member("fewerWrong", Int(gain.tokens.rounded()))
        }
      }
      list("pages", listed) { json, page in
        json.member("file", page.file)
        json.member("page", page.number)
        json.member("tokens", page.tokens)
        json.key("errorRate")
        if page.isMeasured { json.share(page.rate, places: Self.places) } else { json.null() }
        json.member("verdict", verdict(page))
      }
      list("confusions", commonest) { json, confusion in
        json.member("printed", confusion.key.printed)
        json.member("read", confusion.key.read)
        json.member("count", confusion.value)
      }
      list("failed", failures) { json, failure in
        json.member("file", failure.file)
        json.member("status", failure.reason)
      }
    }
    json.end()
    return json.bytes
  }

  private func sums(_ pages: PageCollection, _ json: inout JSONWriter) {
    json.member("pages", pages.pages)
    json.member("damaged", pages.damaged.pages)
    json.member("unchecked", pages.unchecked)
    json.member("empty", pages.empty)
    json.member("tokens", pages.all.tokens)
    json.key("errorRate")
    json.share(pages.all.rate ?? 0, places: Self.places)
  }

  func percent(_ rate: Double) -> String {
    let tenths = Int((rate * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
