/// Every form of the dictionaries as a table of fingerprints: one probe tells which of them accept a word.
///
/// Payload: five UInt64 (slots, entries, incomplete dictionaries, dictionaries with ordinals, kinds), which slots are taken
/// (`TakenSlots`), for each entry a fingerprint (UInt32), for each kind a UInt16 with dictionaries' bits and `caseBit`, and
/// for each entry the number of its kind: a UInt8, or a UInt16 where there are more kinds than that tells.
/// A word that no dictionary holds is found once in a thousand million times.
struct WordIndex: Sendable {
  /// Marks forms that are right only as written.
  private static let caseBit: UInt16 = 1 << 15
  private static let preamble = 40
  private static let fewKinds = 256

  private let file: CompiledFile
  private let slots: TakenSlots
  private let entries: Int
  private let kinds: [UInt16]
  /// Where fingerprints and the numbers of kinds begin; valid while `file` lives.
  private let fingerprints: UInt, numbers: UInt
  /// Dictionaries of which not every form is here.
  let incomplete: DictionaryMask
  /// Dictionaries that accept 1st, 2nd, 13th.
  let ordinals: DictionaryMask

  /// nil when the payload's sizes contradict each other.
  init?(_ file: CompiledFile) {
    guard file.payloadSize >= Self.preamble else { return nil }
    let fields = unsafe file.payload.assumingMemoryBound(to: UInt64.self)
    let (slots, entries, kinds) = unsafe (fields[0], fields[1], fields[4])
    guard slots < 1 << 31, entries < 1 << 31, kinds <= 1 << 16 else { return nil }
    let prints = Self.preamble + TakenSlots.size(Int(slots)), list = prints + 4 * Int(entries), numbers = list + 2 * Int(kinds)
    guard file.payloadSize == numbers + Int(entries) * (kinds <= Self.fewKinds ? 1 : 2) else { return nil }
    self.file = file
    let start = UInt(bitPattern: unsafe file.payload)
    self.slots = TakenSlots(Int(slots), at: start &+ UInt(Self.preamble))
    self.entries = Int(entries)
    let masks = unsafe file.payload + list
    self.kinds = (0..<Int(kinds)).map { unsafe masks.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self) }
    (fingerprints, self.numbers) = (start &+ UInt(prints), start &+ UInt(numbers))
    incomplete = unsafe DictionaryMask(rawValue: UInt32(truncatingIfNeeded: fields[2]))
    ordinals = unsafe DictionaryMask(rawValue: UInt32(truncatingIfNeeded: fields[3]))
  }

  /// The dictionaries that hold the form with this hash; with `isFolded`, forms that keep their case do not count.
  @inline(__always)
  func lookUp(_ hash: UInt64, isFolded: Bool = false) -> DictionaryMask {
    if slots.count == 0 { return [] }
    let wanted = Self.fingerprint(hash)
    var slot = slots.slot(of: hash)
    guard slots.isTaken(slot) else { return [] }
    var place = slots.rank(slot)
    let prints = unsafe UnsafePointer<UInt32>(bitPattern: fingerprints).unsafelyUnwrapped
    // A damaged file may have no free slot, or say that more are taken than there are entries.
    while place < entries {
      if unsafe prints[place] == wanted {
        let mask = mask(place)
        if isFolded && mask & Self.caseBit != 0 { return [] }
        return DictionaryMask(rawValue: UInt32(mask & ~Self.caseBit))
      }
      (slot, place) = (slot &+ 1, place &+ 1)
      if slot == Int(slots.count) { return lookUpFromFirst(wanted, isFolded) }
      guard slots.isTaken(slot) else { return [] }
    }
    return []
  }

  /// Goes on at the first slot with a search that has come to the last one.
  private func lookUpFromFirst(_ wanted: UInt32, _ isFolded: Bool) -> DictionaryMask {
    let prints = unsafe UnsafePointer<UInt32>(bitPattern: fingerprints).unsafelyUnwrapped
    var slot = 0
    while slot < min(entries, Int(slots.count)), slots.isTaken(slot) {
      if unsafe prints[slot] == wanted {
        let mask = mask(slot)
        return isFolded && mask & Self.caseBit != 0 ? [] : DictionaryMask(rawValue: UInt32(mask & ~Self.caseBit))
      }
      slot += 1
    }
    return []
  }

  private func mask(_ place: Int) -> UInt16 {
    let number =
      kinds.count <= Self.fewKinds
      ? unsafe Int(UnsafePointer<UInt8>(bitPattern: numbers).unsafelyUnwrapped[place])
      : unsafe Int(UnsafeRawPointer(bitPattern: numbers &+ UInt(2 &* place)).unsafelyUnwrapped.loadUnaligned(as: UInt16.self))
    return number < kinds.count ? kinds[number] : 0
  }

  private static func fingerprint(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash &>> 32) | 1 }

  /// The payload for these dictionaries' forms, in the order of their bits.
  static func compile(_ dictionaries: [WordForms]) -> [UInt8] {
    let total = dictionaries.reduce(0) { $0 + $1.count }
    let slots = total * 5 / 4 + total / 8 + 64
    var fingerprints = [UInt32](repeating: 0, count: slots)
    var masks = [UInt16](repeating: 0, count: slots)
    var entries = 0

    func insert(_ hash: UInt64, _ bits: UInt16, keepsCase: Bool) {
      let fingerprint = Self.fingerprint(hash)
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
    let places = fingerprints.indices.filter { fingerprints[$0] != 0 }
    let kinds = Array(Set(places.map { masks[$0] })).sorted()
    var payload: [UInt8] = []
    payload.reserveCapacity(preamble + TakenSlots.size(slots) + 6 * entries + 2 * kinds.count)
    let fields = [UInt64(slots), UInt64(entries), flag { $0.isIncomplete }, flag { $0.hasOrdinals }, UInt64(kinds.count)]
    unsafe fields.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
    payload += TakenSlots.bytes(fingerprints.map { $0 != 0 })
    unsafe places.map { fingerprints[$0] }.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
    unsafe kinds.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
    var numbers: [UInt16: UInt16] = [:]
    for (number, kind) in kinds.enumerated() { numbers[kind] = UInt16(number) }
    for place in places {
      let number = numbers[masks[place]] ?? 0
      payload.append(UInt8(truncatingIfNeeded: number))
      if kinds.count > fewKinds { payload.append(UInt8(truncatingIfNeeded: number >> 8)) }
    }
    return payload
  }
}
