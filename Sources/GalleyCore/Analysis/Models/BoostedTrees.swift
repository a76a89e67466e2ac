import Formats
import Spelling

/// A sum of small regression trees, fitted by gradient boosting (Friedman, “Greedy function approximation”, 2001): the log odds
/// of what they were fitted to tell. `Scripts/lib/boosted_trees.py` fits them and writes their rows.
struct BoostedTrees: Sendable, Equatable {
  private struct Node: BitwiseCopyable, Sendable, Equatable {
    /// What is asked for; `leaf` for nothing.
    let feature: UInt16
    /// How many nodes on the tree goes on where the feature exceeds the number; with the next one where it does not.
    var above: UInt16
    /// What the feature is compared with; what a leaf adds.
    let number: Float
  }

  private struct Tree: BitwiseCopyable, Sendable, Equatable {
    /// No less than what it and all after it can add.
    var most: Double
    let root: Int
  }

  private static let leaf = UInt16.max
  /// Questions from the root of a tree to a leaf, at most.
  private static let deepest = 32

  private var nodes: [Node] = []
  private var trees: [Tree] = []
  private var bias = 0.0

  /// Bytes of a tree and of a node where they are compiled.
  static let treeSize = MemoryLayout<Tree>.stride, nodeSize = MemoryLayout<Node>.stride

  /// Copies what `CompiledTrees` holds.
  @unsafe init(trees: UnsafeRawBufferPointer, nodes: UnsafeRawBufferPointer, bias: Double) {
    unsafe self.trees = Array(trees.bindMemory(to: Tree.self))
    unsafe self.nodes = Array(nodes.bindMemory(to: Node.self))
    self.bias = bias
  }

  /// Reads rows of `TreeTable`.
  /// - Parameter features: what the numbers in the rows stand for, as places among the values that are asked about
  /// - Throws: a `CardError` with the place of a row that means nothing
  init(_ rows: [UInt8], features: [UInt16], file: String, firstLine: Int) throws(CardError) {
    var fields = TableFields(rows)
    while fields.nextRow() {
      _ = fields.slice()
      let root = nodes.count
      let isRead = readNode(&fields, features, depth: 0)
      guard isRead, !fields.isInRow else {
        throw CardError(
          file, Position(line: firstLine + fields.line - 1, column: 1), "a row is a name and a tree, “feature:number” and its two branches, or “:number”")
      }
      // A tree of one leaf.
      if nodes.count == root + 1 { bias += Double(nodes.removeLast().number) } else { trees.append(Tree(most: 0, root: root)) }
    }
    var end = nodes.count, most = 0.0
    for tree in trees.indices.reversed() {
      let leaves = nodes[trees[tree].root..<end].lazy.filter { $0.feature == Self.leaf }
      most += leaves.map { Double($0.number) }.max() ?? 0
      trees[tree].most = most
      end = trees[tree].root
    }
  }

  private mutating func readNode(_ fields: inout TableFields, _ features: [UInt16], depth: Int) -> Bool {
    guard depth <= Self.deepest else { return false }
    if fields.passEmpty() {
      guard let number = fields.decimal() else { return false }
      nodes.append(Node(feature: Self.leaf, above: 0, number: Float(number)))
      return true
    }
    guard let feature = fields.decimal().flatMap({ Int(exactly: $0) }), features.indices.contains(feature), let number = fields.decimal()
    else { return false }
    let place = nodes.count
    nodes.append(Node(feature: features[feature], above: 0, number: Float(number)))
    guard readNode(&fields, features, depth: depth + 1), let above = UInt16(exactly: nodes.count - place) else { return false }
    nodes[place].above = above
    return readNode(&fields, features, depth: depth + 1)
  }

  /// What the trees make of the values of all features.
  /// - Parameter least: what is less need not be known exactly
  func logOdds(_ values: [Double], least: LogOdds = .impossible) -> LogOdds {
    let nodes = nodes.span, values = values.span
    var sum = bias
    for tree in trees {
      if sum + tree.most < least.value { return .impossible }
      var i = tree.root
      while nodes[i].feature != Self.leaf {
        i += values[Int(nodes[i].feature)] <= Double(nodes[i].number) ? 1 : Int(nodes[i].above)
      }
      sum += Double(nodes[i].number)
    }
    return LogOdds(sum)
  }

  /// Whether the log odds may reach `least`, whatever the features are that are not known.
  func mayReach(_ least: LogOdds, _ values: [Double], isKnown: [Bool]) -> Bool {
    var sum = bias
    for tree in trees {
      if sum + tree.most < least.value { return false }
      sum += most(tree.root, nodes.span, values.span, isKnown.span)
    }
    return sum >= least.value
  }

  private func most(_ root: Int, _ nodes: Span<Node>, _ values: Span<Double>, _ isKnown: Span<Bool>) -> Double {
    var i = root
    while true {
      let node = nodes[i]
      if node.feature == Self.leaf { return Double(node.number) }
      if !isKnown[Int(node.feature)] {
        return max(most(i + 1, nodes, values, isKnown), most(i + Int(node.above), nodes, values, isKnown))
      }
      i += values[Int(node.feature)] <= Double(node.number) ? 1 : Int(node.above)
    }
  }
}
