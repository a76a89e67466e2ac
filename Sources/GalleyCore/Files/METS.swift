import Formats
import Platform

/// A METS package: which files hold the text of its pages, in the order of its physical structure.
package enum METS {
  /// The pages’ files if `path` is such a package, else nil.
  package static func files(at path: String) throws(InputError) -> [String]? {
    guard InputKind.pathExtension(of: path) == "xml", let head = try? FileReader.readHead(path, count: InputKind.sniffed) else { return nil }
    var bytes = head
    do throws(FileError) {
      if Gzip.isPacked(head) {
        bytes = try Gzip.unpack(try FileReader.read(path, isNamed: true), path: path)
        guard InputKind.detect(name: path, bytes) == .mets else { return nil }
      } else {
        guard InputKind.detect(name: path, Source(path: path, bytes: head).text) == .mets else { return nil }
        bytes = try FileReader.read(path, isNamed: true)
      }
    } catch { throw InputError(error.reason) }
    let source = Source(path: path, bytes: bytes)
    var reading = Reading(source.text)
    do throws(MarkupError) { try reading.run() } catch { throw InputError(error.description(in: source)) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return try reading.pages(in: folder)
  }

  private struct File {
    let place: String
    let type: String
  }

  private struct Reading {
    private var reader: XMLReader
    private var files: [String: File] = [:]
    /// In the order in which the package lists them.
    private var listed: [String] = []
    private var current: (id: String, type: String)?
    /// Divisions of the physical structure that are open: their places.
    private var divisions: [Double] = []
    private var isPhysical = false
    /// Pages with their place and the files that they name.
    private var found: [(order: Double, files: [String])] = []

    init(_ text: [UInt8]) { reader = XMLReader(text) }

    mutating func run() throws(MarkupError) {
      while let event = try reader.next() {
        switch event {
        case .start(let name): begin(name)
        case .end("structMap"): isPhysical = false
        case .end("div"): if isPhysical { _ = divisions.popLast() }
        case .end("file"): current = nil
        default: break
        }
      }
    }

    private mutating func begin(_ name: String) {
      switch name {
      case "file": current = reader.string("ID").map { ($0, reader.string("MIMETYPE") ?? "") }
      case "FLocat":
        guard let current, let place = reader.string("xlink:href") ?? reader.string("href") else { return }
        if files.updateValue(File(place: place, type: current.type), forKey: current.id) == nil { listed.append(current.id) }
      case "structMap": isPhysical = reader.string("TYPE")?.uppercased() == "PHYSICAL" || reader.string("TYPE") == nil
      case "div":
        guard isPhysical else { return }
        divisions.append(reader.number("ORDER") ?? Double(found.count))
        found.append((divisions.last ?? 0, []))
      case "fptr", "area":
        guard isPhysical, !found.isEmpty, let id = reader.string("FILEID") else { return }
        found[found.count - 1].files.append(id)
      default: break
      }
    }

    /// The file that holds the text of each page; of several the one listed last, which later steps have made.
    func pages(in folder: String) throws(InputError) -> [String] {
      let ranks = Dictionary(listed.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      var places: [String] = []
      func take(_ ids: [String]) throws(InputError) {
        let texts = ids.filter { files[$0].map(isText) ?? false }.sorted { (ranks[$0] ?? 0) < (ranks[$1] ?? 0) }
        guard let last = texts.last, let file = files[last] else { return }
        let place = try resolved(file.place, folder)
        if !places.contains(place) || places.last != place { places.append(place) }
      }
      let ordered = found.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
      for (_, page) in ordered { try take(page.files) }
      if places.isEmpty { for id in listed { try take([id]) } }
      var seen: Set<String> = []
      places = places.filter { seen.insert($0).inserted }
      guard !places.isEmpty else { throw InputError("a METS package that names no file with text") }
      return places
    }

    private func isText(_ file: File) -> Bool {
      let type = file.type.lowercased()
      if type.hasPrefix("image/") || type.hasPrefix("audio/") || type.hasPrefix("video/") { return false }
      return ["xml", "hocr", "html", "htm", "txt", "json", "tsv"].contains(InputKind.pathExtension(of: file.place))
        || type.contains("xml") || type.contains("html") || type == "text/plain"
    }

    /// Where a file lies; it has to lie in the package’s folder.
    private func resolved(_ place: String, _ folder: String) throws(InputError) -> String {
      var place = place[...]
      if place.lowercased().hasPrefix("file://") { place = place.dropFirst(7) }
      while place.hasPrefix("./") { place = place.dropFirst(2) }
      if place.contains("://") { throw InputError("a METS package whose pages are on the web: “\(place.prefix(80))”; fetch them first") }
      let parts = place.split(separator: "/", omittingEmptySubsequences: false)
      guard !place.isEmpty, !place.hasPrefix("/"), !parts.contains("..") else {
        throw InputError("a METS package that names a file outside its folder: “\(place.prefix(80))”")
      }
      return folder + unescaped(place)
    }

    private func unescaped(_ text: Substring) -> String {
      var result: [UInt8] = []
      var rest = Array(text.utf8)[...]
      while let byte = rest.popFirst() {
        if byte == .percent, rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
          result.append(value)
          rest = rest.dropFirst(2)
        } else {
          result.append(byte)
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}
