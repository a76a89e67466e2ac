/// The forms of a dictionary, one after the other in one buffer.
struct WordForms {
  struct Traits: OptionSet {
    let rawValue: UInt8
    /// Never right, although an affix rule may produce it.
    static let forbidden = Traits(rawValue: 1)
    /// Right only as written, not with a capital or in capitals.
    static let keepCase = Traits(rawValue: 2)
    /// Right, but not to be proposed.
    static let noSuggest = Traits(rawValue: 4)
  }

  private(set) var bytes: [UInt8] = []
  private(set) var ends: [UInt32] = []
  private(set) var traits: [Traits] = []
  /// Not every form is here: Hunspell itself must be asked about words that are missing.
  var isIncomplete = false
  /// Digits followed by `st`, `nd`, `rd` or `th` are words.
  var hasOrdinals = false

  var count: Int { ends.count }

  func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  mutating func reserve(_ forms: Int) {
    bytes.reserveCapacity(forms * 10)
    ends.reserveCapacity(forms)
    traits.reserveCapacity(forms)
  }

  mutating func append(_ form: some Collection<UInt8>, _ formTraits: Traits) {
    bytes.append(contentsOf: form)
    ends.append(UInt32(bytes.count))
    traits.append(formTraits)
  }
}
