import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What git ignores in a folder: by its own `.gitignore` and those of the folders around it, up to the repository’s, by
/// the repository’s `info/exclude` and by the user’s `core.excludesFile`, the nearest first.
struct IgnoreFiles {
  private var lists: [(depth: Int, globs: GlobList)] = []
  /// Ignore files that were met at the beginning and cannot be read.
  private(set) var faults: [FileError] = []

  /// - Parameter root: the folder where a walk begins; ignore files around it count within a repository
  init(root: FilePath) {
    var top = root
    while !top.names.isEmpty, DirectoryWalker.kind(of: top.appending(".git").description) == .missing { top = top.folder }
    guard DirectoryWalker.kind(of: top.appending(".git").description) != .missing else {
      if let fault = enter(root) { faults.append(fault) }
      return
    }
    for list in [Self.userList, Self.sharedFolder(top).appending("info").appending("exclude")] as [FilePath?] {
      if let list, let fault = take(list, depth: top.names.count) { faults.append(fault) }
    }
    for depth in top.names.count...max(root.names.count, top.names.count) {
      if let fault = enter(FilePath(names: Array(root.names[..<depth]))) { faults.append(fault) }
    }
  }

  /// What the user ignores everywhere, as git is configured; without a setting where git looks.
  private static let userList: FilePath? = {
    if let outcome = try? GitRepository.git(["config", "--type=path", "--get", "core.excludesFile"], for: "core.excludesFile"),
      outcome.status == 0
    {
      let path = String(decoding: outcome.output.prefix { $0 != .lineFeed }, as: UTF8.self)
      return path.isEmpty ? nil : FilePath(path)
    }
    func variable(_ name: String) -> String? {
      guard let value = unsafe getenv(name), unsafe value[0] != 0 else { return nil }
      return unsafe String(cString: value)
    }
    let settings = variable("XDG_CONFIG_HOME") ?? variable("HOME").map { $0 + "/.config" }
    return settings.map { FilePath($0 + "/git/ignore") }
  }()

  /// The folder of the repository that all its working trees share: `.git`, or where the file `.git` points.
  private static func sharedFolder(_ top: FilePath) -> FilePath {
    let place = top.appending(".git")
    func line(_ path: FilePath) -> String? {
      guard DirectoryWalker.kind(of: path.description) == .file, let bytes = try? FileReader.read(path.description) else { return nil }
      return String(decoding: bytes.prefix { $0 != .lineFeed && $0 != .carriageReturn }, as: UTF8.self)
    }
    guard let pointer = line(place), pointer.hasPrefix("gitdir: ") else { return place }
    let folder = FilePath(String(pointer.dropFirst(8)), in: top)
    return line(folder.appending("commondir")).map { FilePath($0, in: folder) } ?? folder
  }

  /// Takes in the ignore file of a folder on the way down.
  /// - Returns: why it cannot be read, if it is there
  mutating func enter(_ folder: FilePath) -> FileError? { take(folder.appending(".gitignore"), depth: folder.names.count) }

  private mutating func take(_ list: FilePath, depth: Int) -> FileError? {
    let path = list.description
    // A folder or a pipe of that name says nothing.
    guard FileFacts.isRegular(path) else { return nil }
    do throws(FileError) {
      let globs = GlobList(lines: try FileReader.read(path, most: FileReader.largestConfiguration))
      if !globs.isEmpty { lists.append((depth, globs)) }
      return nil
    } catch { return FileError(list.shown, "what it ignores is not left out: \(error.reason)") }
  }

  /// Whether the nearest file that says something about this path says that it is ignored.
  func ignores(_ path: FilePath, isFolder: Bool) -> Bool {
    for list in lists.reversed() {
      if let verdict = list.globs.verdict(path.names[list.depth...], isFolder: isFolder) { return verdict }
    }
    return false
  }
}
