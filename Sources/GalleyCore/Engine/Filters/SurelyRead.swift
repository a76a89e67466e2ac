import Formats

/// What was printed was proof-read: on a misread page findings stand where something was misread, and where all words were read
/// right without doubt, they are about the neighbours or nothing.
struct SurelyRead: FindingFilter {
  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    guard !found.isEmpty, pass.analysis.resources.isEnglish else { return }
    let reading = pass.analysis.shared(PageReading.self), tokens = pass.document.tokens
    guard reading.isPage else { return }
    found.removeAll { diagnostic in
      guard diagnostic.severity < .error, diagnostic.subject != .marks, !diagnostic.range.isEmpty else { return false }
      var words = 0
      var i = pass.document.firstToken(endingAfter: diagnostic.range.start)
      while i < tokens.count, tokens[i].start < diagnostic.range.end {
        let isWord = tokens[i].kind == .word
        if isWord || reading.odds(i) != nil, !reading.isSure(i) { return false }
        if isWord { words += 1 }
        i += 1
      }
      return words > 0
    }
  }
}
