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

  /// Takes in the changed files that galley reads, with the lines that count.
  /// - Parameters:
  ///   - paths: files and folders to look at; none is all of the repository
  ///   - mends: whether the files are to be written
  func collect(_ paths: [String], into found: inout InputCollector, mends: Bool) throws -> Stager? {
    let repository = try GitRepository(for: staged ? "--staged" : "--since")
    let named = Set(paths.filter { DirectoryWalker.kind(of: $0) != .directory }.map(Self.plain))
    let places = paths.map { FilePath($0) }
    func isRead(_ file: GitRepository.ChangedFile) -> Bool {
      guard named.contains(Self.plain(file.path)) || DirectoryWalker.reads(file.path) else { return false }
      return !found.skips(file.path) { try $0.skips(changed: FilePath(file.path), named: places) }
    }
    if let since {
      for file in try repository.changed(since: since, paths) where isRead(file) {
        // What cannot be read now is reported when it is checked.
        let lines = file.lines.flatMap { lines in (try? FileReader.read(file.path)).map { ChangedLines(lines, of: $0) } }
        found.add(BatchRunner.Input.Place(name: file.path, path: file.path), lines: lines)
      }
      return nil
    }
    let files = try repository.staged(paths).filter(isRead)
    for (file, bytes) in zip(files, try repository.contents(of: files)) {
      // What is staged is mended where it is also what stands in the working tree; then both are.
      if mends, (try? FileReader.read(file.path)) != bytes {
        found.fail(file.path, "the working tree has other content than is staged; stage it, or use --diff")
        continue
      }
      found.add(
        BatchRunner.Input.Place(name: file.path, path: mends ? file.path : nil), bytes: bytes,
        lines: file.lines.map { ChangedLines($0, of: bytes) })
    }
    return mends ? Stager(repository, files) : nil
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
