private import CSpellingData

/// The built-in models that are trees, as `Scripts/lib/trees_compile.py` compiles them; it describes the format.
///
/// Their features have the numbers that they have in the program, which a test assures.
enum CompiledTrees {
  private static let header = 8, record = 32

  /// A model; nil where there is none of that name.
  /// - Parameter table: relative to Rules/
  static func model(_ name: String, of table: String) -> BoostedTrees? {
    let image = unsafe UnsafeRawBufferPointer(start: galley_trees(), count: Int(galley_trees_size))
    let wanted = Array("\(table)\t\(name)".utf8)
    let count = unsafe Int(image.load(as: UInt64.self))
    for at in stride(from: header, to: header + count * record, by: record) {
      func number(_ field: Int) -> Int { unsafe Int(image.load(fromByteOffset: at + 4 * field, as: UInt32.self)) }
      func part(_ field: Int, of size: Int) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(rebasing: image[number(field)..<number(field) + size * number(field + 1)])
      }
      guard number(1) == wanted.count, unsafe part(0, of: 1).elementsEqual(wanted) else { continue }
      return unsafe BoostedTrees(
        trees: part(2, of: BoostedTrees.treeSize), nodes: part(4, of: BoostedTrees.nodeSize),
        bias: image.load(fromByteOffset: at + 24, as: Double.self))
    }
    return nil
  }
}
