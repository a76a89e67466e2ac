import ArgumentParser
import GalleyCore

/// Options that ask git what has changed.
struct GitOptions: ParsableArguments {
  @Flag(help: "Check what is staged in git, not the working tree; report staged lines only.")
  var staged = false
  @Option(help: ArgumentHelp("Report only lines changed since a commit.", valueName: "rev"))
  var since: String?

  var isOn: Bool { staged || since != nil }

  func validate() throws {
    if staged, since != nil { throw ValidationError("--staged and --since exclude each other") }
  }

  /// The changed files that galley reads, with the lines that count.
  /// - Parameters:
  ///   - paths: files and folders to look at; none is all of the repository
  ///   - setups: what checks each file, and which are left out
  ///   - reads: whether a file that was not named itself is read
  ///   - mends: whether the files are to be written
  ///   - failed: called for files that cannot be mended
  func inputs(
    _ paths: [String], _ setups: Setups, mends: Bool, reads: (String) -> Bool, failed: (FileError) -> Void
  ) throws -> (inputs: [BatchRunner.Input], stager: Stager?) {
    let repository = try GitRepository(for: staged ? "--staged" : "--since")
    let named = Set(paths.filter { DirectoryWalker.kind(of: $0) != .directory }.map(Self.plain))
    func isRead(_ file: GitRepository.ChangedFile) throws -> Bool {
      if named.contains(Self.plain(file.path)) { return true }
      return try reads(file.path) && !setups.excludes(file: FilePath(file.path))
    }
    if let since {
      return (try repository.changed(since: since, paths).filter(isRead).map { try Self.input($0, setups) }, nil)
    }
    let files = try repository.staged(paths).filter(isRead)
    var inputs: [BatchRunner.Input] = []
    for (file, bytes) in zip(files, try repository.contents(of: files)) {
      // What is staged is mended where it is also what stands in the working tree; then both are.
      if mends, (try? FileReader.read(file.path)) != bytes {
        failed(FileError(file.path, "the working tree has other content than is staged; stage it, or use --diff"))
        continue
      }
      var input = BatchRunner.Input(
        name: file.path, path: mends ? file.path : nil, bytes: bytes, setup: try setups.setup(for: FilePath(file.path)))
      input.lines = file.lines.map { ChangedLines($0, of: bytes) }
      inputs.append(input)
    }
    return (inputs, mends ? Stager(repository, files) : nil)
  }

  private static func input(_ file: GitRepository.ChangedFile, _ setups: Setups) throws -> BatchRunner.Input {
    var input = BatchRunner.Input(name: file.path, path: file.path, setup: try setups.setup(for: FilePath(file.path)))
    if let lines = file.lines {
      // What cannot be read now is reported when it is checked.
      guard let bytes = try? FileReader.read(file.path) else { return input }
      input.lines = ChangedLines(lines, of: bytes)
    }
    return input
  }

  private static func plain(_ path: String) -> String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
}

/// Stages what was mended of staged files.
struct Stager {
  private let repository: GitRepository
  private let files: [String: GitRepository.ChangedFile]

  init(_ repository: GitRepository, _ files: [GitRepository.ChangedFile]) {
    self.repository = repository
    self.files = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The report, failing where git did not take the mended content.
  func stage(_ report: FileReport) -> FileReport {
    guard let revision = report.mended?.revision, revision.isChanged, let file = files[report.path] else { return report }
    do throws(GitError) { try repository.stage(revision.bytes, as: file) } catch {
      return report.failing("mended in the working tree, but not staged: \(error.description)", keepsMended: true)
    }
    return report
  }
}
