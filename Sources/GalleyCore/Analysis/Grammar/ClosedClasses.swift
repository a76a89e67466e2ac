/// Words whose part of speech no ending shows: function words and irregular verbs.
enum ClosedClasses {
  /// Readings of a small word, nil if it belongs to an open class.
  static func readings(of word: [UInt8]) -> [Reading]? { table[word] }
  /// Past forms of irregular verbs.
  static func isIrregularPast(_ word: [UInt8]) -> Bool { irregular.contains(word) }

  private static let table: [[UInt8]: [Reading]] = {
    var table: [[UInt8]: [Reading]] = [:]
    for (words, readings) in lists {
      for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) { table[Array(word.utf8)] = readings }
    }
    return table
  }()

  private static let lists: [(String, [Reading])] = [
    (
      """
      i he she it we they him them us me you myself himself herself itself themselves ourselves yourself yourselves \
      who whom someone anyone everyone something anything everything nothing somebody anybody everybody nobody none \
      mine ours yours theirs hers i'm he's she's it's we're they're you're i've we've they've you've i'd he'd she'd \
      they'd we'd you'd i'll he'll she'll we'll they'll you'll it'll that's there's what's who's here's let's
      """, [Reading(.pronoun)]
    ),
    ("who whom", [Reading(.subordinator), Reading(.pronoun, 6)]),
    (
      "the a an my our their its your every no whose", [Reading(.determiner)]
    ),
    ("his", [Reading(.determiner), Reading(.pronoun, 15)]),
    ("her", [Reading(.determiner), Reading(.pronoun, 4)]),
    (
      "this these those some any all both each either neither another much many few several such enough more most half other",
      [Reading(.determiner), Reading(.pronoun, 7), Reading(.adjective, 8)]
    ),
    ("more most much enough", [Reading(.determiner, 2), Reading(.adverb, 2), Reading(.pronoun, 8), Reading(.adjective, 6)]),
    ("that", [Reading(.subordinator), Reading(.determiner, 5), Reading(.pronoun, 6)]),
    ("which", [Reading(.subordinator), Reading(.determiner, 8)]),
    ("what", [Reading(.subordinator), Reading(.pronoun, 5), Reading(.determiner, 6)]),
    ("there", [Reading(.pronoun), Reading(.adverb, 3)]),
    (
      """
      of in at from with into onto upon towards toward against among amongst amid despite beside besides beyond \
      concerning during except via per throughout versus unlike within without across around along behind beneath \
      underneath alongside
      """,
      [Reading(.preposition)]
    ),
    ("by for under through between outside inside over off near out about up down past", [Reading(.preposition), Reading(.adverb, 5)]),
    ("on", [Reading(.preposition), Reading(.adverb, 9)]),
    ("out up down off back away", [Reading(.adverb), Reading(.preposition, 4)]),
    ("above below", [Reading(.preposition), Reading(.adverb, 5)]),
    ("because although though while unless whereas whether if lest whenever wherever", [Reading(.subordinator)]),
    ("when where why how", [Reading(.subordinator), Reading(.adverb, 5)]),
    ("after before since until till than", [Reading(.preposition), Reading(.subordinator, 2), Reading(.adverb, 10)]),
    ("as", [Reading(.preposition), Reading(.subordinator, 1), Reading(.adverb, 4)]),
    ("like", [Reading(.preposition), Reading(.base, 5), Reading(.noun, 14)]),
    ("and or nor &", [Reading(.conjunction)]),
    ("but", [Reading(.conjunction), Reading(.preposition, 15)]),
    ("so yet", [Reading(.adverb), Reading(.conjunction, 4)]),
    ("to", [Reading(.to), Reading(.preposition)]),
    ("not n't never", [Reading(.not)]),
    ("is are was were am be been being isn't aren't wasn't weren't ain't", [Reading(.be)]),
    ("has have had having hasn't haven't hadn't", [Reading(.have)]),
    (
      "would could should must shall can't couldn't won't wouldn't shouldn't mustn't cannot do does did don't doesn't didn't ought needn't",
      [Reading(.modal)]
    ),
    ("will can might", [Reading(.modal), Reading(.noun, 14)]),
    ("may", [Reading(.modal), Reading(.name, 16)]),
    (
      """
      very too also just now then here still already always often soon again even only perhaps maybe quite rather almost \
      however therefore thus hence instead indeed moreover meanwhile nevertheless nonetheless otherwise sometimes seldom \
      once twice ever else together yesterday tomorrow ago apart aside afterwards abroad ahead far later
      """,
      [Reading(.adverb)]
    ),
    ("today tonight", [Reading(.noun), Reading(.adverb, 1)]),
    (
      "well long fast hard right late early close straight",
      [Reading(.adverb, 2), Reading(.adjective, 2), Reading(.noun, 14), Reading(.base, 16)]
    ),
    ("first last next own same least less", [Reading(.adjective), Reading(.adverb, 7), Reading(.noun, 12)]),
    (
      """
      one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety \
      hundred thousand million billion trillion dozen
      """,
      [Reading(.number), Reading(.noun, 9)]
    ),
    ("one", [Reading(.number), Reading(.pronoun, 4)]),
    ("go come become get make take see know think want need keep let seem", [Reading(.base), Reading(.noun, 14), Reading(.past, 18)]),
    ("said", [Reading(.past)]),
  ]

  private static let irregular: Set<[UInt8]> = Set(
    """
    said made went gone took taken came become became saw seen knew known got gotten gave given found thought told felt left \
    brought began begun kept held wrote written stood heard let meant set met ran paid sat spoke spoken lay lain led read \
    grew grown lost fell fallen sent built understood drew drawn broke broken spent cut rose risen drove driven bought wore \
    worn chose chosen sought beat beaten won threw thrown caught dealt drank drunk ate eaten fought flew flown forgot \
    forgotten forgave forgiven froze frozen hid hidden hit hung hurt laid lent lit put quit rang rung rid rode ridden sang \
    sung sank sunk shook shaken shone shot showed shown shrank shrunk shut slept slid sold spread sprang sprung stole \
    stolen struck stricken stuck swam swum swept swore sworn swung taught tore torn woke woken wept wound withdrew \
    withdrawn withstood bet bid bound bred cast clung cost crept dug dwelt fed fled flung ground knelt leapt burst bent bit bitten \
    bled blew blown dove shed slit sped spun split spoilt stung strode strove overcame undertook undertaken underwent \
    undergone upheld foresaw foreseen overthrew overthrown learnt burnt dreamt spelt dared sewn sown mistook mistaken arose arisen \
    awoke awoken bore borne born forbade forbidden befell beset broadcast forecast undid undone redid rewrote rewritten
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Array($0.utf8) })
}
