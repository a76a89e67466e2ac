import Formats

/// Gives each mark of one family its role: the cheapest reading of the whole document.
///
/// The text is read as a walk through four states (outside, inside, inside twice, waiting for the mark that re-opens
/// a paragraph). Each mark and each paragraph's end moves from state to state at a price: nothing where text is as it
/// should be, and a price for every defect that has to be assumed (a mark missing, turned round, or beside the wrong
/// space). The cheapest walk (Viterbi's algorithm, linear in the number of marks) is the reading with the fewest and
/// most plausible defects, so that one defect does not shift the parity of everything after it.
struct QuoteParser {
  let document: Document
  let judge: MarkJudge
  let cues: SpeechCues
  let voice: Voice

  struct Reading {
    var marks: [QuoteMark]
    var gaps: [QuoteGap] = []
  }

  private enum Action: UInt8 {
    case open, close, reopen, none
    /// A closing mark without its opening one.
    case strayClose
    /// Opens although the quotation before has not been closed.
    case openAgain
    /// Re-opens after a paragraph break that the text has lost.
    case resume
    // At a paragraph's end:
    case stay, drop, carry, await
  }

  private static let impossible = Int.max / 4
  private static let missing = 10

  /// How each of the four states was reached: two bits for the state before, four for the action.
  private struct Step {
    private var origins: UInt8 = 0
    private var actions: UInt16 = 0
    /// A paragraph's end; otherwise the next mark.
    let isEnd: Bool

    init(isEnd: Bool) { self.isEnd = isEnd }

    mutating func set(_ state: Int, from origin: Int, _ action: Action) {
      origins = origins & ~(3 << (2 * state)) | UInt8(origin) << (2 * state)
      actions = actions & ~(15 << (4 * state)) | UInt16(action.rawValue) << (4 * state)
    }

    func origin(of state: Int) -> Int { Int(origins >> (2 * state)) & 3 }
    func action(of state: Int) -> Action { Action(rawValue: UInt8(actions >> (4 * state) & 15)) ?? .none }

    /// Leaves the way to one state only, as the way to state 0.
    mutating func keep(_ state: Int) { set(0, from: origin(of: state), action(of: state)) }
  }

  /// Costs of the four states after a step, and how each was reached.
  private struct Front {
    var cost = (QuoteParser.impossible, QuoteParser.impossible, QuoteParser.impossible, QuoteParser.impossible)
    var step: Step

    init(isEnd: Bool) { step = Step(isEnd: isEnd) }

    mutating func offer(_ to: Int, _ price: Int, from: Int, _ action: Action) {
      switch to {
      case 0: if price < cost.0 { cost.0 = price } else { return }
      case 1: if price < cost.1 { cost.1 = price } else { return }
      case 2: if price < cost.2 { cost.2 = price } else { return }
      default: if price < cost.3 { cost.3 = price } else { return }
      }
      step.set(to, from: from, action)
    }
  }

  func parse(_ marks: [QuoteMark]) -> Reading {
    var steps: [Step] = []
    steps.reserveCapacity(marks.count * 3 / 2)
    var cost = (0, Self.impossible, Self.impossible, Self.impossible)
    for i in marks.indices {
      var front = Front(isEnd: false)
      read(marks, i, cost, &front)
      steps.append(front.step)
      cost = front.cost
      if i + 1 == marks.count || marks[i + 1].paragraph != marks[i].paragraph {
        var front = Front(isEnd: true)
        end(marks, i, cost, &front)
        steps.append(front.step)
        cost = front.cost
      }
    }
    // The last paragraph's end leaves no other state.
    return trace(steps, marks, 0)
  }

  private func read(_ marks: [QuoteMark], _ i: Int, _ cost: (Int, Int, Int, Int), _ front: inout Front) {
    let mark = marks[i]
    let open = judge.openPrice(mark)
    let close = judge.closePrice(mark)
    let none = judge.nonePrice(mark)
    let missing = Self.missing
    // Outside.
    front.offer(1, cost.0 + open, from: 0, .open)
    front.offer(0, cost.0 + none, from: 0, .none)
    front.offer(0, cost.0 + missing + close, from: 0, .strayClose)
    // Inside.
    let reported = reportedPrice(marks, i, cost)
    let inside = cost.1 + reported, twice = cost.2 + reported
    let report = mark.shape == .opening && mark.glyph.isStraight ? reportPrice(marks, i, cost) : 0
    front.offer(0, inside + close + report, from: 1, .close)
    // “…, the study says. …”: both marks around the words that say whose they are.
    if reported > 0, voice.isClosed(from: marks[i - 1].token + 1, to: mark.token) { front.offer(0, cost.1 + 2 * missing + close, from: 1, .strayClose) }
    front.offer(1, inside + none, from: 1, .none)
    front.offer(1, cost.1 + missing + open, from: 1, .openAgain)
    if mark.shape == .opening, cost.1 < Self.impossible, i > 0, !judge.isPhrase(marks[i - 1]), voice.goesOn(from: marks[i - 1], to: mark) {
      front.offer(1, cost.1 + 3 + open, from: 1, .resume)
    }
    front.offer(2, inside + judge.nesting + open, from: 1, .open)
    // Inside twice.
    front.offer(1, twice + close + innerPrice(mark, cost), from: 2, .close)
    front.offer(2, twice + none, from: 2, .none)
    front.offer(2, cost.2 + missing + open, from: 2, .openAgain)
    // The paragraph has to begin with a mark that re-opens.
    front.offer(1, cost.3 + open, from: 3, .reopen)
  }

  /// More than that of two missing marks: in edited prose words like “…, he said” hardly ever stand inside a quotation.
  private static let reported = 2 * missing + 1

  /// The price of words like “…, he said” inside a quotation since the mark before.
  private func reportedPrice(_ marks: [QuoteMark], _ i: Int, _ cost: (Int, Int, Int, Int)) -> Int {
    guard i > 0, marks[i - 1].paragraph == marks[i].paragraph, min(cost.1, cost.2) < Self.impossible,
      voice.isTold(from: marks[i - 1].token + 1, to: marks[i].token)
    else { return 0 }
    return Self.reported
  }

  /// The price of a whole sentence, told of after it, inside a quotation of the same marks: “There was none. He left. “It is
  /// late,” he said.” lost a mark.
  private func innerPrice(_ mark: QuoteMark, _ cost: (Int, Int, Int, Int)) -> Int {
    guard cost.2 < Self.impossible, mark.flags.contains(.stopBefore), mark.shape == .closing else { return 0 }
    let end = document.paragraphs[mark.paragraph].tokens.upperBound
    return cues.attribution(after: document.firstToken(endingAfter: mark.range.end - 1), until: end) == .none ? 0 : Self.told
  }

  private static let told = 12

  /// The price of the writer's own words before a mark that stands where one opens: “…, he said. He left. "We …” lost two
  /// marks rather than that a space changed sides.
  private func reportPrice(_ marks: [QuoteMark], _ i: Int, _ cost: (Int, Int, Int, Int)) -> Int {
    guard i > 0, marks[i - 1].paragraph == marks[i].paragraph, cost.1 < Self.impossible, let last = document.previous(marks[i].token),
      let sentence = document.sentence(of: last)
    else { return 0 }
    let start = marks[i - 1].token + 1, end = marks[i].token
    let isReport = voice.score(max(start, sentence.tokens.lowerBound)..<end) < 0 || voice.attribution(from: start, to: end) > .none
    return isReport || speaks(after: marks[i], until: i + 1 < marks.count ? marks[i + 1].token : .max) ? Self.turned : 0
  }

  private static let turned = 8

  /// Whether the sentence after a mark sounds like somebody's words.
  private func speaks(after mark: QuoteMark, until limit: Int) -> Bool {
    guard let sentence = document.sentence(of: mark.token + 1) else { return false }
    return voice.score(mark.token + 1..<max(mark.token + 1, min(limit, sentence.tokens.upperBound))) > 0
  }

  private func end(_ marks: [QuoteMark], _ i: Int, _ cost: (Int, Int, Int, Int), _ front: inout Front) {
    front.offer(0, cost.0, from: 0, .stay)
    front.offer(0, cost.1 + Self.missing, from: 1, .drop)
    front.offer(0, cost.2 + 2 * Self.missing, from: 2, .drop)
    guard i + 1 < marks.count, cost.1 < Self.impossible else { return }
    front.offer(1, cost.1 + carryPrice(marks, i), from: 1, .carry)
    if marks[i + 1].flags.contains(.first), document.follows(marks[i + 1].paragraph, marks[i].paragraph) {
      front.offer(3, cost.1 + reopenPrice(marks, i), from: 1, .await)
    }
  }

  /// The price of a quotation that goes on in the next paragraph without being re-opened.
  private func carryPrice(_ marks: [QuoteMark], _ i: Int) -> Int {
    let paragraph = document.paragraphs[marks[i].paragraph]
    let last = document.tokens[paragraph.tokens.upperBound - 1]
    let isList =
      marks[i].paragraph + 1 < document.paragraphs.count
      && document.paragraphs[marks[i].paragraph + 1].kind == .listItem
    // “… busy like all of us and often don't have⏎⏎time and want …”: a paragraph that was cut.
    let isCut = judge.family == .double && paragraph.kind == .prose && (last.kind == .word || document.bytes[last.end - 1] == .comma)
    return isList || isCut || document.bytes[last.end - 1] == .colon ? 3 : Self.missing + 5
  }

  /// Words of a paragraph that somebody speaks to its end.
  private static let leastSpeech = 8

  /// The price of a quotation that the next paragraph re-opens: the rest of this one should sound like speech.
  private func reopenPrice(_ marks: [QuoteMark], _ i: Int) -> Int {
    let mark = marks[i]
    let end = document.paragraphs[mark.paragraph].tokens.upperBound
    if judge.isPhrase(mark), document.wordCount(mark.token + 1, end) < Self.leastSpeech || !document.isOneSentence(mark.token + 1, end) {
      return 13
    }
    if voice.attribution(from: mark.token + 1, to: end) == .strong { return 13 }
    return 2
  }

  private func trace(_ steps: consuming [Step], _ marks: [QuoteMark], _ last: Int) -> Reading {
    var state = last
    for i in steps.indices.reversed() {
      steps[i].keep(state)
      state = steps[i].origin(of: 0)
    }
    return assign(steps, marks)
  }

  private func assign(_ steps: [Step], _ marks: [QuoteMark]) -> Reading {
    var reading = Reading(marks: marks)
    var openers: [Int] = []
    var i = -1
    for step in steps {
      if !step.isEnd { i += 1 }
      let (action, from) = (step.action(of: 0), step.origin(of: 0))
      switch action {
      case .open, .openAgain:
        if action == .openAgain, let opener = openers.popLast() {
          reading.gaps.append(QuoteGap(kind: .unclosed, mark: opener, next: i, paragraph: marks[opener].paragraph))
        }
        reading.marks[i].role = .open
        reading.marks[i].depth = UInt8(openers.count)
        openers.append(i)
      case .reopen, .resume:
        reading.marks[i].role = .reopen
        openers.removeAll()
        openers.append(i)
      case .close:
        reading.marks[i].role = .close
        if let opener = openers.popLast() {
          reading.marks[i].depth = reading.marks[opener].depth
          reading.marks[i].partner = opener
          reading.marks[opener].partner = i
        }
      case .strayClose:
        if from > 0, let opener = openers.popLast() {
          reading.gaps.append(QuoteGap(kind: .unclosed, mark: opener, next: i, paragraph: marks[opener].paragraph))
          openers.removeAll()
        }
        reading.marks[i].role = .close
        reading.gaps.append(QuoteGap(kind: .unopened, mark: i, next: nil, paragraph: marks[i].paragraph))
      case .drop:
        for opener in openers.suffix(from) {
          reading.gaps.append(QuoteGap(kind: .unclosed, mark: opener, next: nil, paragraph: marks[i].paragraph))
        }
        openers.removeAll()
      case .carry:
        if let opener = openers.last {
          reading.gaps.append(QuoteGap(kind: .carried, mark: opener, next: nil, paragraph: marks[i].paragraph))
        }
      case .none, .stay, .await: break
      }
    }
    return reading
  }
}

/// A quotation mark that is not there.
package struct QuoteGap: Sendable {
  package enum Kind: Sendable {
    /// The mark that closes what `mark` opens.
    case unclosed
    /// The mark that opens what `mark` closes.
    case unopened
    /// The mark that re-opens the next paragraph.
    case carried
  }
  package let kind: Kind
  package let mark: Int
  /// The next mark, where the quotation must have ended before it.
  package let next: Int?
  /// The paragraph in which it is missing.
  package let paragraph: Int
}

extension Document {
  /// Whether paragraph `b` comes directly after paragraph `a`, fragments left out.
  func follows(_ b: Int, _ a: Int) -> Bool {
    var next = a + 1
    while next < b, paragraphs[next].kind == .fragment { next += 1 }
    return next == b
  }
}

extension Document {
  package func wordCount(_ start: Int, _ end: Int) -> Int {
    var words = 0
    for i in start..<max(start, end) where tokens[i].kind == .word { words += 1 }
    return words
  }

  /// Whether no sentence ends between two tokens.
  func isOneSentence(_ start: Int, _ end: Int) -> Bool {
    let first = sentences.partitioningIndex { $0.tokens.upperBound > start }
    return first == sentences.count || sentences[first].tokens.upperBound + 1 >= end
  }
}
