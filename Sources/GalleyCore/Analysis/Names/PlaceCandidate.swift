/// What speaks for and against a lone place, or the people of one, standing where another of the document belongs.
package struct PlaceEvidence {
  /// Index into the inventory's mentions.
  package let mention: Int
  package let candidate: PlaceCandidate
  /// “Danish” for “Russian”, not Denmark for Russia.
  package let isDemonym: Bool
  package let features: FeatureVector<PlaceFeature>
}

/// A place that a document names again and again, or the people of one, with what all its mentions have in common.
package struct PlaceCandidate {
  package let name: String
  /// Mentions in the form that may have been intended: of the place, or of its people.
  package let mentions: [Int]
  let rank: PlaceEntity.Rank
  let countries: [Country]
  let regions: [String]
  let sentences: [Int]
  /// Where the other form stands.
  let otherSentences: [Int]
  let otherParagraphs: Set<Int>
  let nextWords: Set<[UInt8]>
  let previousWords: Set<[UInt8]>
  let nextPairs: Set<[UInt8]>
  let previousPairs: Set<[UInt8]>
  let frames: Set<Int>
  let isEverPossessive: Bool
  /// Content words around its mentions.
  let context: Set<[UInt8]>
  /// Share of mentions that speak for other countries.
  let otherCountries: Double
}
