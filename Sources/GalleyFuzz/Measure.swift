import GalleyTesting

/// Runs each shape at two sizes, between an empty text before them: `Scripts/complexity` counts the instructions.
enum Measure {
  static func run(size: Int) throws {
    for shape in Shapes.all {
      // The first one of all makes what all share.
      var bytes: [Int] = []
      for size in [0, size, 4 * size] { bytes.append(try Shapes.measure(shape, size: size)) }
      print("shape \(bytes[1]) \(bytes[2]) \(shape.name)")
    }
  }
}
