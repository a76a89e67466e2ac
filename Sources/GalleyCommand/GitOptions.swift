import ArgumentParser
import GalleyCore
import Platform

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
  ///   - fixes: whether the files are to be written
  func collect(_ paths: [String], into found: inout InputCollector, fixes: Bool) throws -> Stager? {
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
        let lines = file.lines.flatMap { lines in (try? FileReader.read(file.path)).map { ChangedLines(lines, of: $0, isConverted: file.isConverted) } }
        found.add(BatchRunner.Input.Place(name: file.path, path: file.path), lines: lines)
      }
      return nil
    }
    let files = try repository.staged(paths).filter(isRead)
    for (file, bytes) in zip(files, try repository.contents(of: files)) {
      found.add(
        BatchRunner.Input.Place(name: file.path, path: nil), bytes: bytes, lines: file.lines.map { ChangedLines($0, of: bytes) })
    }
    return fixes ? Stager(repository, files, found.inputs) : nil
  }

  private static func plain(_ path: String) -> String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
}

/// Writes what was fixed of staged files into the working tree and the index, or into neither.
struct Stager {
  private let repository: GitRepository
  private let files: [String: (file: GitRepository.ChangedFile, input: BatchRunner.Input)]

  init(_ repository: GitRepository, _ files: [GitRepository.ChangedFile], _ inputs: [BatchRunner.Input]) {
    self.repository = repository
    let byName = Dictionary(inputs.map { ($0.name, $0) }) { first, _ in first }
    self.files = Dictionary(files.compactMap { file in byName[file.path].map { (file.path, (file, $0)) } }) { first, _ in first }
  }

  /// The report; where the lines that were fixed stand otherwise in the working tree, that of what is staged, failing.
  func stage(_ report: FileReport, _ runner: BatchRunner) -> FileReport {
    guard let revision = report.fixed?.revision, revision.isChanged, let (file, input) = files[report.path] else { return report }
    do throws(FileError) {
      let (tree, identity) = try FileReader.readWithIdentity(file.path)
      guard let fixed = revision.applied(to: tree) else {
        throw FileError(file.path, "the working tree has other lines than are staged where it would be fixed; stage them, or use --diff")
      }
      try FileWriter.replace(file.path, with: fixed, ifStill: identity)
    } catch { return runner.check(input, input.bytes, input.lines).failing(error.reason) }
    do throws(GitError) { try repository.stage(revision.bytes, as: file) } catch {
      return report.failing("fixed in the working tree, but not staged: \(error.description)", keepsFixed: true)
    }
    return report
  }
}
