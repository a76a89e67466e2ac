import Formats

/// Passages that are somebody's words and stand without quotation marks: “I’m hoping for more, she added.”
///
/// What is only reported is told of a third person. Where the words before “she added” are of the first, they are hers, and both
/// marks are lost. A narrator says “I” as well, so that texts that do so outside quotations again and again are left alone.
struct UnquotedPassages {
  /// From the first token to the last, which is the comma or stop before the mark that is missing.
  struct Passage {
    var first: Int
    var last: Int
    /// Sentences of it in the first person.
    var personal: Int
    /// Whether “she added” or “he said:” shows whose words they are.
    let isTold: Bool
    /// The sentence that it ends in.
    var sentence: Int
  }

  /// Words of a clause that says something.
  private static let leastWords = 4
  /// Sentences in the first person outside quotations, beyond which somebody narrates, those included that are found.
  private static let mostPersonal = 3

  private let analysis: Analysis
  private let document: Document
  private let cues: SpeechCues
  /// Tokens between a mark without its partner and the next one, or the paragraph's end: they may be quoted.
  private let open: [Range<Int>]

  init(_ analysis: Analysis) {
    self.analysis = analysis
    let document = analysis.document
    self.document = document
    cues = analysis.shared(SpeechCues.self)
    let family = analysis.quotations[.double]
    open = family.marks.indices.compactMap { Self.reach(of: $0, family.marks, document) }
  }

  /// How far what a mark without its partner opens or closes may reach.
  private static func reach(of i: Int, _ marks: [QuoteMark], _ document: Document) -> Range<Int>? {
    let mark = marks[i], paragraph = document.paragraphs[mark.paragraph].tokens
    guard mark.partner == nil, mark.role != .none else { return nil }
    if mark.role == .close {
      return (i > 0 && marks[i - 1].paragraph == mark.paragraph ? marks[i - 1].token : paragraph.lowerBound)..<mark.token
    }
    return mark.token..<(i + 1 < marks.count && marks[i + 1].paragraph == mark.paragraph ? marks[i + 1].token : paragraph.upperBound)
  }

  /// What a sentence shows outside quotations.
  private struct Look {
    /// Somebody speaks of himself: I, we, our; of himself alone: I, me; as the subject of a main clause.
    var isPersonal = false, isSingular = false, isSubject = false
    var hasMark = false
    /// “she added” within the sentence; “I asked”, by which a narrator tells.
    var hasVerb = false, isNarrated = false
    /// The comma before “she added”; the first word after “she added:”.
    var comma: Int?, start: Int?
  }

  func find() -> [Passage] {
    var found: [Passage] = []
    var personal = 0
    var previous = (look: Look(), paragraph: -1)
    for (k, sentence) in document.sentences.enumerated() where isRead(sentence) {
      guard let first = sentence.tokens.first(where: { document.tokens[$0].kind == .word }) else { continue }
      var look = look(sentence.tokens)
      look.hasMark = look.hasMark || isQuoted(first)
      if look.isPersonal { personal += 1 }
      guard personal <= Self.mostPersonal else { return [] }
      let isNext = previous.paragraph == sentence.paragraph
      if !look.hasMark { add(look, k, first, after: isNext ? previous.look : nil, &found) }
      previous = (look, sentence.paragraph)
    }
    // A text that speaks of itself elsewhere may do so here.
    let isNarrated = personal > found.reduce(0) { $0 + $1.personal }
    return found.filter { $0.isTold || !isNarrated }
  }

  private func isRead(_ sentence: Sentence) -> Bool {
    document.paragraphs[sentence.paragraph].kind == .prose
  }

  private func isQuoted(_ i: Int) -> Bool {
    if analysis.quotations.isQuoted(document.tokens[i].start) { return true }
    let next = open.partitioningIndex { $0.upperBound > i }
    return next < open.count && open[next].contains(i)
  }

  private func add(_ look: Look, _ k: Int, _ first: Int, after previous: Look?, _ found: inout [Passage]) {
    let last = document.sentences[k].tokens.last { !document.tokens[$0].isBlank } ?? first
    let personal = look.isPersonal ? 1 : 0
    if let start = look.start {
      found.append(Passage(first: start, last: last, personal: personal, isTold: true, sentence: k))
    } else if let comma = look.comma, look.isSingular || look.isSubject {
      found.append(Passage(first: first, last: comma, personal: personal, isTold: true, sentence: k))
    } else if look.comma == nil, look.isSingular || look.isSubject, !look.hasVerb, let previous {
      if let end = found.last, !end.isTold, end.sentence == k - 1 {
        found[found.count - 1].last = last
        found[found.count - 1].sentence = k
        found[found.count - 1].personal += personal
      } else if previous.hasMark, previous.hasVerb, !previous.isNarrated {
        found.append(Passage(first: first, last: last, personal: personal, isTold: false, sentence: k))
      }
    }
  }

  private func look(_ range: Range<Int>) -> Look {
    var look = Look()
    var words = 0
    var before = SpeechCues.Class(), beforeSingular = false
    // The first word of a clause.
    var isFirst = true
    for i in range {
      let token = document.tokens[i]
      switch token.kind {
      case .quote where isMark(i): look.hasMark = true
      case .word:
        words += 1
        let cue = cues.cues(token), classes = document.classes(of: i)
        let isPersonal = classes.contains(.firstPerson) && !cue.isEmpty && standsFree(i), isSingular = isPersonal && classes.contains(.firstPersonSingular)
        // “he told me”: the writer, who asked.
        if isPersonal, !before.contains(.verb), look.comma == nil, !isQuoted(i) {
          look.isPersonal = true
          look.isSingular = look.isSingular || isSingular
          look.isSubject = look.isSubject || isFirst && (words == 1 || !classes.contains(.singleLead))
        }
        if cue.contains(.verb), !isQuoted(i) {
          look.hasVerb = true
          look.isNarrated = look.isNarrated || beforeSingular
        }
        isFirst = classes.contains(.clauseLink)
        (before, beforeSingular) = (cue, isSingular)
      case .punctuation:
        isFirst = true
        let byte = document.bytes[token.start]
        if look.comma == nil, look.isPersonal, [.comma, .question, .exclamation].contains(byte), words >= Self.leastWords,
          cues.attribution(after: i, until: range.upperBound) > .none
        {
          look.comma = i
        } else if look.start == nil, byte == .colon || byte == .comma, leads(i - 1), !isQuoted(i) {
          look.start = start(after: i, range)
        }
      case .dash: isFirst = true
      default: break
      }
    }
    return look
  }

  /// A letter of markup is no pronoun: </i>.
  private func standsFree(_ i: Int) -> Bool { i == 0 || document.tokens[i - 1].isBlank || document.tokens[i - 1].kind != .punctuation && document.tokens[i - 1].kind != .symbol }

  /// “he said: ”; but not “US hacking claims: ”.
  private func leads(_ i: Int) -> Bool {
    guard i >= 0, isLowercase(document.tokens[i], document), document.classes(of: i).contains(.speechLead) else { return false }
    // “Among them, he said: Trams will …”: thrown in.
    guard let subject = document.previous(i), cues.cues(document.tokens[subject]).contains(.speaker), let before = document.previous(subject) else { return true }
    return document.tokens[before].kind != .punctuation || document.bytes[document.tokens[before].start] != .comma
  }

  /// The first word of the sentence after a colon: “he said: The”; after a comma only a narrator's can be told: “he said, I”.
  private func start(after mark: Int, _ range: Range<Int>) -> Int? {
    guard let next = document.next(mark, limit: range.upperBound), next > mark + 1, document.tokens[next].kind == .word,
      !isLowercase(document.tokens[next], document), document.wordCount(next, range.upperBound) >= Self.leastWords,
      document.bytes[document.tokens[mark].start] == .colon || document.classes(of: next).contains(.firstPersonSingular)
    else { return nil }
    return next
  }

  private func isMark(_ i: Int) -> Bool {
    let scalar = document.scalar(at: document.tokens[i].start)
    if scalar == 0x22 || scalar == 0x201C || scalar == 0x201D { return true }
    return i + 1 < document.tokens.count && document.tokens[i + 1].kind == .quote && document.tokens[i + 1].start == document.tokens[i].end
  }
}
