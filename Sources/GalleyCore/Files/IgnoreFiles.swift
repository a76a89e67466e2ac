/// The `.gitignore` files that count for a folder: its own and those of the folders around it, up to the repository’s.
struct IgnoreFiles {
  private var lists: [(depth: Int, globs: GlobList)] = []

  /// - Parameter root: the folder where a walk begins; ignore files around it count within a repository
  init(root: FilePath) {
    var top = root
    while !top.names.isEmpty, DirectoryWalker.kind(of: top.appending(".git").description) == .missing { top = top.folder }
    guard DirectoryWalker.kind(of: top.appending(".git").description) != .missing else { return }
    if let bytes = try? FileReader.read(top.description + "/.git/info/exclude") { add(bytes, depth: top.names.count) }
    for depth in top.names.count..<max(root.names.count, top.names.count) {
      enter(FilePath(names: Array(root.names[..<depth])))
    }
  }

  /// Takes in the ignore file of a folder on the way down.
  mutating func enter(_ folder: FilePath) {
    guard let bytes = try? FileReader.read(folder.description + "/.gitignore") else { return }
    add(bytes, depth: folder.names.count)
  }

  private mutating func add(_ bytes: [UInt8], depth: Int) {
    let globs = GlobList(lines: bytes)
    if !globs.isEmpty { lists.append((depth, globs)) }
  }

  /// Whether the nearest file that says something about this path says that it is ignored.
  func ignores(_ path: FilePath, isFolder: Bool) -> Bool {
    for list in lists.reversed() {
      if let verdict = list.globs.verdict(path.names[list.depth...], isFolder: isFolder) { return verdict }
    }
    return false
  }
}
