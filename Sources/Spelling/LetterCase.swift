/// How the capitals of a word are distributed, in Hunspell's terms: characters without case do not count.
package enum LetterCase: Sendable {
  case lower, title, upper, mixed

  /// The case of a word of ASCII bytes; nil when it holds any other byte.
  @inline(__always)
  static func ofASCII(_ word: borrowing Span<UInt8>) -> LetterCase? {
    var capitals = 0
    var lowercase = 0
    var high: UInt8 = 0
    for index in word.indices {
      let byte = word[index]
      high |= byte
      capitals &+= (byte &- 0x41) < 26 ? 1 : 0
      lowercase &+= (byte &- 0x61) < 26 ? 1 : 0
    }
    guard high < 0x80 else { return nil }
    let startsCapital = !word.isEmpty && (word[0] &- 0x41) < 26
    return of(capitals: capitals, lowercase: lowercase, startsCapital: startsCapital)
  }

  static func of(_ scalars: [Unicode.Scalar]) -> LetterCase {
    var capitals = 0
    var lowercase = 0
    for scalar in scalars {
      if scalar.isASCII {
        capitals += scalar.value &- 0x41 < 26 ? 1 : 0
        lowercase += scalar.value &- 0x61 < 26 ? 1 : 0
      } else if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter {
        capitals += 1
      } else if scalar.properties.isLowercase {
        lowercase += 1
      }
    }
    let startsCapital = scalars.first.map { $0.properties.isUppercase } ?? false
    return of(capitals: capitals, lowercase: lowercase, startsCapital: startsCapital)
  }

  private static func of(capitals: Int, lowercase: Int, startsCapital: Bool) -> LetterCase {
    if capitals == 0 { return .lower }
    if capitals == 1 && startsCapital { return .title }
    return lowercase == 0 ? .upper : .mixed
  }
}

/// A word decoded for the slow path: anything that is not plain ASCII.
struct FoldedWord {
  /// NFC is not applied; a curly apostrophe is a straight one, a soft hyphen is gone, a Latin ligature its letters.
  let scalars: [Unicode.Scalar]

  init(_ word: borrowing Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(word.count)
    for index in word.indices { bytes.append(word[index]) }
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x2019, 0x02BC: scalars.append("'")
      case 0x00AD: continue
      case 0xFB00: scalars += ["f", "f"]
      case 0xFB01: scalars += ["f", "i"]
      case 0xFB02: scalars += ["f", "l"]
      case 0xFB03: scalars += ["f", "f", "i"]
      case 0xFB04: scalars += ["f", "f", "l"]
      case 0xFB05, 0xFB06: scalars += ["s", "t"]
      default: scalars.append(scalar)
      }
    }
    self.scalars = scalars
  }

  init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  var letterCase: LetterCase { .of(scalars) }
  var bytes: [UInt8] { Self.encode(scalars) }

  var lowercased: [Unicode.Scalar] {
    scalars.flatMap { $0.isASCII ? [$0.asciiLowercased] : Array($0.properties.lowercaseMapping.unicodeScalars) }
  }

  /// First letter as a capital, the others lowercase.
  var titlecased: [Unicode.Scalar] {
    let lower = lowercased
    guard let first = lower.first else { return [] }
    return Array(first.properties.titlecaseMapping.unicodeScalars) + lower.dropFirst()
  }

  static func encode(_ scalars: [Unicode.Scalar]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.count)
    for scalar in scalars {
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
    return bytes
  }
}

extension Unicode.Scalar {
  /// The lowercase letter of an ASCII capital; any other scalar itself.
  var asciiLowercased: Unicode.Scalar {
    value &- 0x41 < 26 ? Unicode.Scalar(UInt8(truncatingIfNeeded: value) | 0x20) : self
  }
}
