import ArgumentParser
import CBuild
import Formats
import GalleyCore
import Platform
import Spelling

struct Version: ParsableCommand {
  static let number = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Print the version, the commit, and what dictionaries and data are used.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
  @Option(help: "Output format: text (default) or json.")
  var format = Format.text

  func run() throws {
    var stream = OutputStream.standardOutput
    try stream.write(format == .json ? json : text)
  }

  /// The line of `galley --version`.
  static var line: String {
    let commit = unsafe String(cString: galley_commit())
    return commit.isEmpty ? number : "\(number) (\(commit))"
  }

  private struct DataSource { let data: String, package: String, version: String, date: String }

  /// What the tables in the binary were built from.
  private var sources: [DataSource] {
    let table = unsafe UnsafeBufferPointer(start: galley_data_sources(), count: Int(galley_data_sources_size))
    return unsafe String(decoding: table, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count >= 4, !line.hasPrefix("#") else { return nil }
      return DataSource(data: fields[0], package: fields[1], version: fields[2], date: fields[3])
    }
  }

  private var text: [UInt8] {
    var text = "galley \(Self.line)\n"
    for dictionary in InstalledDictionary.all() {
      text += "dictionary \(dictionary.info.name): \(date(dictionary.modified)), \(dictionary.info.path)\n"
    }
    for source in sources { text += "\(source.data): \(source.package) \(source.version), \(source.date)\n" }
    return Array(text.utf8)
  }

  private var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.member("version", Self.number)
      $0.member("commit", unsafe String(cString: galley_commit()))
      $0.member("dictionaries", InstalledDictionary.all()) { json, dictionary in
        json.object {
          $0.member("name", dictionary.info.name)
          $0.member("date", date(dictionary.modified))
          $0.member("path", dictionary.info.path)
        }
      }
      $0.member("data", sources) { json, source in
        json.object {
          $0.member("data", source.data)
          $0.member("package", source.package)
          $0.member("version", source.version)
          $0.member("date", source.date)
        }
      }
    }
    json.end()
    return json.bytes
  }

  /// `2023-01-25`, in UTC; the civil calendar from days by Howard Hinnant’s algorithm.
  private func date(_ seconds: Int64) -> String {
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
