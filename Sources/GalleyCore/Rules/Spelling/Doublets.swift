/// Common words that good dictionaries spell in two ways, whatever the dialect, the usual one first.
///
/// What tells British from American spelling is left to `mixed-dialect`, words of two meanings (inquiry, program) to
/// the writer.
enum Doublets {
  static let pairs: [(usual: [UInt8], other: [UInt8])] = table.split { $0 == "\n" || $0 == "|" }.map { pair in
    let words = pair.split(separator: " ").map { Array($0.utf8) }
    return (words[0], words[1])
  }

  private static let table = """
    adviser advisor|advisers advisors|advisory advisery|protester protestor|protesters protestors|judgment judgement
    judgments judgements|acknowledgment acknowledgement|acknowledgments acknowledgements|focused focussed
    focusing focussing|benefited benefitted|benefiting benefitting|biased biassed|targeted targetted
    targeting targetting|budgeted budgetted|kidnapped kidnaped|kidnapper kidnaper|tsar czar|tsars czars|tsarist czarist
    mosquitoes mosquitos|volcanoes volcanos|tornadoes tornados|cargoes cargos|yogurt yoghurt|yogurts yoghurts
    doughnut donut|doughnuts donuts|dispatch despatch|dispatched despatched|dispatches despatches|gypsy gipsy
    gypsies gipsies|racket racquet|rackets racquets|likable likeable|sizable sizeable|movable moveable|lovable loveable
    usable useable|salable saleable|burqa burka|burqas burkas|hijab hejab|sheikh sheik|sheikhs sheiks|mullah mulla
    jihadist jihadi|jihadists jihadis|mujahideen mujahedin|madrasa madrassa|madrasas madrassas|halal hallal
    barbecue barbeque|barbecues barbeques|chilli chili|ruble rouble|rubles roubles|veranda verandah|verandas verandahs
    wagon waggon|wagons waggons|lasagne lasagna|omelette omelet|omelettes omelets|hummus houmous|caviar caviare
    dietitian dietician|dietitians dieticians|ambience ambiance|orangutan orang-utan|hiccup hiccough|hiccups hiccoughs
    café cafe|cafés cafes|cliché cliche|clichés cliches|façade facade|façades facades|fiancé fiance|fiancée fiancee
    naivety naïvety|naive naïve|protégé protege|protégés proteges|décor decor|déjà deja|bandanna bandana
    bandannas bandanas|whiz whizz|eyeing eying|ketchup catsup|artifact artefact|artifacts artefacts|dwarves dwarfs
    hoofs hooves|memento momento|mementos momentos|nosy nosey|pricey pricy|phony phoney|sherbet sherbert
    straitjacket straightjacket|taboo tabu|tidbit titbit|tidbits titbits|vendor vender|vendors venders
    """
}
