/// The picture of a page, for a report that shows it.
package enum PageImage: Sendable {
  /// Its bytes, of a type such as `image/png`.
  case embedded(type: String, bytes: [UInt8])
  /// Too large to go into the report: where it is.
  case linked(path: String)
}
