package import Formats

/// Something about a rule that a configuration may set.
package struct CardOption: Sendable {
  package let name: String
  package let standard: YAML
  /// The values allowed; empty: any of the same kind as the standard.
  package let choices: [String]
  /// One sentence for readers.
  package let about: String

  /// What it is for, what may be said, what holds unless something is said.
  package var shown: String {
    let usual = standard.string ?? (standard.strings ?? []).joined(separator: ", ")
    return "\(about)\(choices.isEmpty ? "" : " One of \(choices.joined(separator: ", ")).") Default: \(usual)."
  }

  package var isNumber: Bool { choices.isEmpty && standard.string.map { Int($0) != nil } ?? false }
  package var isList: Bool { standard.sequence != nil }

  /// What is wrong with a value, ready to follow the option’s name; nil if nothing is.
  package func problem(with value: YAML) -> String? {
    if !choices.isEmpty {
      return value.string.map(choices.contains) == true ? nil : "is one of \(choices.joined(separator: ", "))"
    }
    if isNumber { return value.string.flatMap { Int($0) }.map { $0 > 0 } == true ? nil : "is a number above 0" }
    if isList { return value.strings == nil ? "is a list" : nil }
    return value.string == nil ? "is a text" : nil
  }
}

extension RuleCard {
  /// What a configuration may set: the card’s `options`, and the limit of a `limit` card.
  package var declaredOptions: [CardOption] {
    if kind == .limit, let most = front["limit"]?["most"] {
      return [CardOption(name: "most", standard: most, choices: [], about: "How many are allowed.")]
    }
    return (front["options"]?.mapping ?? []).compactMap { pair in
      guard let standard = pair.value["default"] else { return nil }
      return CardOption(
        name: pair.key, standard: standard, choices: pair.value["one-of"]?.strings ?? [], about: pair.value["about"]?.string ?? "")
    }
  }

  /// The value of an option: what the configuration says, else the card.
  package func option(_ name: String) -> YAML? {
    optionValues[name] ?? declaredOptions.first { $0.name == name }?.standard
  }
}
