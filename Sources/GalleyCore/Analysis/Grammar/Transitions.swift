/// What it costs that one part of speech follows another, in tenths of −log₁₀ of its likelihood: a plain statement of
/// English word order, set by hand. What is not listed costs `Transitions.usual`.
enum Transitions {
  static let usual = 10

  static func price(_ left: Tag, _ right: Tag) -> Int { Int(table[Int(left.rawValue) * count + Int(right.rawValue)]) }
  /// At the beginning of a sentence.
  static func price(first tag: Tag) -> Int { price(.other, tag) }

  private static let count = Tag.allCases.count
  private static let table: [UInt8] = {
    var table = [UInt8](repeating: UInt8(usual), count: count * count)
    for (left, rights) in rules {
      for (right, price) in rights { table[Int(left.rawValue) * count + Int(right.rawValue)] = UInt8(price) }
    }
    return table
  }()

  private static let rules: [Tag: [Tag: Int]] = [
    .determiner: [
      .noun: 2, .adjective: 4, .name: 6, .number: 9, .gerund: 14, .past: 14, .adverb: 13, .determiner: 14, .base: 26, .third: 28,
      .modal: 25, .be: 20, .have: 25, .pronoun: 24, .preposition: 14, .to: 24, .subordinator: 24, .conjunction: 20, .other: 13,
    ],
    .adjective: [
      .noun: 2, .adjective: 9, .preposition: 9, .other: 7, .conjunction: 9, .to: 9, .name: 10, .base: 22, .third: 22, .past: 18,
      .gerund: 14, .determiner: 20, .pronoun: 22, .be: 16, .modal: 19, .have: 20, .subordinator: 12, .adverb: 14, .number: 15,
    ],
    .noun: [
      .other: 4, .preposition: 5, .noun: 8, .be: 9, .conjunction: 10, .past: 9, .third: 10, .base: 12, .modal: 11, .have: 12, .to: 10,
      .subordinator: 10, .adverb: 12, .adjective: 18, .determiner: 16, .pronoun: 16, .gerund: 14, .name: 14, .number: 16, .not: 18,
    ],
    .name: [
      .name: 4, .other: 4, .preposition: 8, .noun: 8, .past: 8, .third: 9, .be: 10, .have: 11, .modal: 11, .conjunction: 9, .base: 17,
      .to: 13, .adverb: 13, .number: 12, .gerund: 18, .adjective: 17, .determiner: 19, .pronoun: 20, .subordinator: 13,
    ],
    .pronoun: [
      .be: 6, .past: 6, .modal: 7, .base: 7, .third: 8, .have: 8, .other: 8, .adverb: 9, .preposition: 9, .to: 9, .noun: 18,
      .determiner: 14,
      .adjective: 15, .gerund: 13, .subordinator: 13, .pronoun: 16, .name: 20, .conjunction: 12, .not: 12, .number: 18,
    ],
    .adverb: [
      .adjective: 8, .past: 8, .base: 9, .third: 9, .adverb: 9, .other: 7, .preposition: 8, .determiner: 9, .gerund: 10, .noun: 16, .to: 10,
      .number: 10, .pronoun: 10, .be: 11, .modal: 12, .have: 12, .conjunction: 12, .subordinator: 9, .name: 13,
    ],
    .base: [
      .determiner: 5, .noun: 8, .preposition: 7, .adjective: 9, .pronoun: 8, .other: 9, .to: 8, .adverb: 8, .name: 10, .subordinator: 8,
      .gerund: 11, .past: 15, .base: 18, .third: 26, .number: 11, .be: 18, .modal: 22, .have: 22, .conjunction: 12,
    ],
    .third: [
      .determiner: 5, .noun: 9, .preposition: 7, .adjective: 9, .pronoun: 8, .other: 9, .to: 7, .adverb: 8, .name: 10, .subordinator: 7,
      .gerund: 11, .past: 16, .base: 22, .third: 28, .number: 11, .be: 22, .modal: 24, .have: 24, .conjunction: 13,
    ],
    .past: [
      .preposition: 5, .determiner: 6, .other: 7, .noun: 10, .adjective: 11, .pronoun: 9, .to: 7, .adverb: 8, .name: 9, .subordinator: 7,
      .gerund: 12, .past: 17, .base: 24, .third: 28, .number: 11, .be: 22, .modal: 24, .have: 24, .conjunction: 12,
    ],
    .gerund: [
      .determiner: 5, .preposition: 6, .noun: 6, .adjective: 9, .pronoun: 9, .other: 8, .to: 8, .adverb: 9, .name: 10, .subordinator: 9,
      .base: 22, .third: 18, .past: 17, .gerund: 18, .be: 15, .modal: 17, .have: 19, .number: 12, .conjunction: 11,
    ],
    .modal: [
      .base: 3, .be: 5, .have: 6, .not: 6, .adverb: 8, .pronoun: 9, .determiner: 15, .noun: 19, .past: 22, .third: 26, .gerund: 24,
      .adjective: 20, .name: 14, .preposition: 18, .other: 13,
    ],
    .be: [
      .past: 5, .determiner: 6, .adjective: 6, .preposition: 7, .gerund: 6, .adverb: 7, .not: 8, .noun: 9, .be: 11, .to: 9, .pronoun: 10,
      .other: 10, .number: 11, .name: 12, .subordinator: 10, .base: 24, .third: 26, .modal: 26, .have: 24, .conjunction: 15,
    ],
    .have: [
      .past: 4, .be: 6, .determiner: 6, .adverb: 7, .to: 8, .noun: 10, .adjective: 11, .not: 8, .pronoun: 11, .number: 11, .have: 10,
      .base: 24,
      .third: 26, .gerund: 17, .modal: 26, .preposition: 13, .other: 14, .name: 16,
    ],
    .preposition: [
      .determiner: 4, .noun: 6, .name: 6, .adjective: 8, .gerund: 8, .pronoun: 8, .number: 7, .adverb: 13, .past: 19, .base: 24, .third: 28,
      .modal: 28, .be: 22, .have: 24, .preposition: 13, .to: 22, .subordinator: 10, .other: 13, .conjunction: 18,
    ],
    .subordinator: [
      .determiner: 5, .pronoun: 4, .noun: 8, .name: 8, .adjective: 11, .be: 7, .past: 9, .third: 8, .modal: 9, .have: 9, .base: 10, .to: 11,
      .adverb: 10, .number: 11, .gerund: 13, .preposition: 11, .other: 11, .subordinator: 15,
    ],
    .conjunction: [
      .determiner: 7, .noun: 7, .adjective: 8, .name: 8, .pronoun: 8, .past: 8, .base: 9, .third: 10, .gerund: 10, .adverb: 9,
      .preposition: 9,
      .number: 10, .modal: 13, .be: 12, .have: 13, .subordinator: 10, .to: 10, .other: 11, .not: 13,
    ],
    .number: [
      .noun: 3, .other: 6, .number: 8, .adjective: 8, .preposition: 8, .name: 9, .conjunction: 11, .to: 12, .past: 14, .base: 20,
      .third: 18,
      .be: 12, .have: 14, .modal: 14, .gerund: 17, .adverb: 12, .determiner: 18, .pronoun: 18,
    ],
    .to: [
      .base: 3, .be: 4, .have: 6, .determiner: 24, .noun: 24, .adverb: 12, .not: 14, .past: 24, .third: 30, .gerund: 30, .name: 26,
      .adjective: 26,
      .pronoun: 26, .number: 26, .modal: 20, .other: 16, .preposition: 26, .to: 30, .conjunction: 24, .subordinator: 24,
    ],
    .not: [
      .base: 8, .past: 8, .be: 8, .determiner: 8, .adjective: 8, .adverb: 8, .preposition: 9, .to: 9, .gerund: 9, .noun: 11, .other: 11,
      .have: 10, .third: 14, .name: 13, .pronoun: 12,
    ],
    .other: [
      .determiner: 5, .pronoun: 6, .name: 5, .noun: 7, .conjunction: 7, .preposition: 7, .adverb: 7, .adjective: 9, .subordinator: 7,
      .other: 6,
      .past: 11, .base: 12, .third: 13, .gerund: 10, .number: 8, .be: 11, .modal: 12, .have: 12, .to: 12, .not: 12,
    ],
  ]
}
