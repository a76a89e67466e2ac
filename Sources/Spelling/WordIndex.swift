/// Every form of the dictionaries as a table of fingerprints: one probe tells which of them accept a word.
///
/// Payload: four UInt64 (slots, entries, incomplete dictionaries, dictionaries with ordinals), the slots' 31-bit
/// fingerprints (UInt32, 0 = empty), and for each slot a UInt16 with the dictionaries' bits and `caseBit`.
/// A word that no dictionary holds is found once in a thousand million times.
struct WordIndex: Sendable {
  /// Marks forms that are right only as written.
  private static let caseBit: UInt16 = 1 << 15
  private static let preamble = 32

  private let file: CompiledFile
  private let slots: UInt64
  /// Dictionaries of which not every form is here.
  let incomplete: DictionaryMask
  /// Dictionaries that accept 1st, 2nd, 13th.
  let ordinals: DictionaryMask

  /// nil when the payload's sizes contradict each other.
  init?(_ file: CompiledFile) {
    guard file.payloadSize >= Self.preamble else { return nil }
    let fields = unsafe file.payload.assumingMemoryBound(to: UInt64.self)
    let slots = unsafe fields[0]
    guard slots < 1 << 31, file.payloadSize == Self.preamble + 6 * Int(slots) else { return nil }
    self.file = file
    self.slots = slots
    incomplete = unsafe DictionaryMask(rawValue: UInt32(truncatingIfNeeded: fields[2]))
    ordinals = unsafe DictionaryMask(rawValue: UInt32(truncatingIfNeeded: fields[3]))
  }

  /// The dictionaries that hold the form with this hash; with `isFolded`, forms that keep their case do not count.
  @inline(__always)
  func lookUp(_ hash: UInt64, isFolded: Bool = false) -> DictionaryMask {
    let fingerprints = unsafe (file.payload + Self.preamble).assumingMemoryBound(to: UInt32.self)
    let fingerprint = UInt32(truncatingIfNeeded: hash &>> 32) | 1
    var slot = Int(truncatingIfNeeded: ((hash & 0xFFFF_FFFF) &* slots) &>> 32)
    var probes = 0
    while probes < Int(slots) {
      let entry = unsafe fingerprints[slot]
      if entry == 0 { return [] }
      if entry == fingerprint {
        let masks = unsafe (file.payload + Self.preamble + 4 * Int(slots)).assumingMemoryBound(to: UInt16.self)
        let mask = unsafe masks[slot]
        if isFolded && mask & Self.caseBit != 0 { return [] }
        return DictionaryMask(rawValue: UInt32(mask & ~Self.caseBit))
      }
      slot &+= 1
      if slot == Int(slots) { slot = 0 }
      probes &+= 1
    }
    return []
  }

  /// The payload for these dictionaries' forms, in the order of their bits.
  static func compile(_ dictionaries: [WordForms]) -> [UInt8] {
    let total = dictionaries.reduce(0) { $0 + $1.count }
    let slots = total * 5 / 4 + total / 8 + 64
    var fingerprints = [UInt32](repeating: 0, count: slots)
    var masks = [UInt16](repeating: 0, count: slots)
    var entries = 0

    func insert(_ hash: UInt64, _ bits: UInt16, keepsCase: Bool) {
      let fingerprint = UInt32(truncatingIfNeeded: hash >> 32) | 1
      var slot = Int(((hash & 0xFFFF_FFFF) * UInt64(slots)) >> 32)
      while fingerprints[slot] != 0 {
        if fingerprints[slot] == fingerprint {
          let caseBit = keepsCase ? masks[slot] & caseBit : 0
          masks[slot] = masks[slot] & ~Self.caseBit | bits | caseBit
          return
        }
        slot = slot + 1 == slots ? 0 : slot + 1
      }
      entries += 1
      fingerprints[slot] = fingerprint
      masks[slot] = bits | (keepsCase ? caseBit : 0)
    }

    for (index, forms) in dictionaries.enumerated() {
      let bit = UInt16(1) << UInt16(index)
      let span = forms.bytes.span
      var forbidden: Set<UInt64> = []
      for form in 0..<forms.count where forms.traits[form].contains(.forbidden) {
        forbidden.insert(WordHash.of(span.extracting(forms.range(form))))
      }
      for form in 0..<forms.count where !forms.traits[form].contains(.forbidden) {
        let word = span.extracting(forms.range(form))
        let hash = WordHash.of(word)
        if !forbidden.isEmpty && forbidden.contains(hash) { continue }
        insert(hash, bit, keepsCase: forms.traits[form].contains(.keepCase))
        // Hunspell takes OPENOFFICE for OpenOffice, but not Openoffice.
        if LetterCase.ofASCII(word) == .mixed, !forms.bytes[forms.range(form)].contains(UInt8(ascii: "'")) {
          let upper = forms.bytes[forms.range(form)].map { $0 &- 0x61 < 26 ? $0 & ~0x20 : $0 }
          insert(WordHash.of(upper.span), bit, keepsCase: true)
        }
      }
    }
    let flag = { (isSet: (WordForms) -> Bool) in
      dictionaries.enumerated().reduce(UInt64(0)) { $0 | (isSet($1.element) ? 1 << UInt64($1.offset) : 0) }
    }
    var payload: [UInt8] = []
    payload.reserveCapacity(preamble + 6 * slots)
    let fields = [UInt64(slots), UInt64(entries), flag { $0.isIncomplete }, flag { $0.hasOrdinals }]
    unsafe fields.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
    unsafe fingerprints.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
    unsafe masks.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
    return payload
  }
}
