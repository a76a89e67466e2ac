/// Somebody whom the table of people lists.
struct KnownPerson {
  let name: String
  let countries: [Country]
  /// Offices and occupations, in lowercase.
  let roles: [String]
  let field: String
  /// Parties, in the spelling of `parties`.
  let parties: [String]
  /// Those of them that this person has led.
  let led: [String]

  init?(_ reading: Gazetteer.Reading) {
    guard reading.kind == .person else { return nil }
    name = reading.name
    countries = reading.countries
    let fields = reading.extraText.split(separator: "|", omittingEmptySubsequences: false).map(Self.parts)
    func field(_ i: Int) -> [String] { i < fields.count ? fields[i] : [] }
    roles = field(0)
    self.field = field(2).first ?? ""
    parties = field(3)
    led = field(4)
  }

  private static func parts(_ cell: Substring) -> [String] {
    cell.split(separator: ";").map { String($0.drop { $0 == " " }) }
  }

  /// Everybody of that name.
  static func named(_ name: String) -> [KnownPerson] {
    Gazetteer.readings(of: lowercased(Array(name.utf8)[...])).compactMap(KnownPerson.init)
  }

  /// The referent of a whole name with these readings; nil where it may be one of several people.
  static func referent(of readings: [Gazetteer.Reading]) -> KnownPerson? {
    let names = Set(readings.filter { $0.kind == .person || $0.kind == .personVariant }.map(\.name))
    guard names.count == 1, let name = names.first else { return nil }
    let people = named(name)
    return people.count == 1 ? people[0] : nil
  }

  /// The last word of the name.
  var surname: String { String(name.split(separator: " ").last ?? "") }
  var isPolitician: Bool { field == "politics" }

  /// The place of a role such as “governor of alaska”.
  func place(of office: String) -> String? {
    let prefix = office + " of "
    return roles.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }
}
