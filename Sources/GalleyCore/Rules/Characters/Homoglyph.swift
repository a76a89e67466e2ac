import Spelling

/// Finds letters of another script that look like Latin ones inside a Latin word.
package struct Homoglyph: Rule {
  package static let id: RuleID = "homoglyph"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for token in document.tokens where token.kind == .word && token.flags.contains(.nonASCII) {
      var latin = 0, foreign: [String] = []
      var repaired: [UInt8] = []
      var isMappable = true
      for (scalar, _, _) in UTF8Scalars(document.bytes(token)) {
        let script = ScalarClass(scalar).script
        if script == .latin || script == .common {
          if script == .latin { latin += 1 }
          appendUTF8(scalar, to: &repaired)
        } else if let twin = Self.twins[scalar] {
          foreign.append("\(Self.name(script)) \(Unicode.Scalar(scalar).map { String(Character($0)) } ?? "?")")
          appendUTF8(twin, to: &repaired)
        } else {
          isMappable = false
        }
      }
      guard !foreign.isEmpty else { continue }
      let text = String(decoding: repaired, as: UTF8.self)
      guard latin > 0 || isMappable && foreign.count > 1 && isDisguised(repaired, analysis) else { continue }
      let fixes = isMappable ? [Fix(token.range, text, confidence: 0.97)] : []
      findings.flag(
        token.range, "“\(document.text(token.range))” mixes scripts: \(foreign.joined(separator: ", "))",
        severity: isMappable ? .error : .warning, fixes: fixes)
    }
  }

  /// A word wholly of look-alikes, in a text that is otherwise Latin and where it reads as a common word.
  private func isDisguised(_ word: [UInt8], _ analysis: Analysis) -> Bool {
    analysis.shared(LanguageProfile.self).language == "en" && analysis.lexicon.frequency(word) >= 55
  }

  private static func name(_ script: ScalarClass.Script) -> String {
    switch script {
    case .greek: "Greek"
    case .cyrillic: "Cyrillic"
    case .armenian: "Armenian"
    case .cherokee: "Cherokee"
    default: "foreign"
    }
  }

  private static let twins: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    let pairs = """
      аa еe оo рp сc уy хx іi јj ѕs ԁd һh ԛq ԝw ӏl АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԌG ғf гr пn вb кk тt мm \
      οo αa ρp νv ιi κk τt υu χx γy ηn ωw ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϲc ϳj օo սu հh ոn ցg яr иn
      """
    for pair in pairs.split(separator: " ") {
      let scalars = Array(pair.unicodeScalars)
      if scalars.count == 2 { table[scalars[0].value] = scalars[1].value }
    }
    return table
  }()
}
