import Formats

/// Why git could not tell what was asked; one line that says what to do.
package struct GitError: Error, CustomStringConvertible {
  package let description: String
}

/// The git repository that the current folder lies in.
package struct GitRepository: Sendable {
  /// From the current folder up to the top of the working tree: nothing, or `../` and so on.
  private let up: String
  /// From the top down to the current folder: nothing, or `drafts/`.
  private let prefix: String

  /// - Parameter purpose: what needs git, for the message outside of a repository
  package init(for purpose: String) throws(GitError) {
    let outcome = try Self.git(["rev-parse", "--show-cdup", "--show-prefix"], for: purpose)
    let text = FileName.text(outcome.output)
    guard outcome.status == 0, let end = text.firstIndex(of: "\n") else {
      let reason = Self.reason(outcome)
      throw GitError(
        description: reason.contains("not a git repository")
          ? "\(purpose) needs a git repository; this folder is in none" : "\(purpose): \(reason)")
    }
    up = String(text[..<end])
    prefix = String(text[text.index(after: end)...].dropLast())
  }

  /// A file that git calls changed.
  package struct ChangedFile: Sendable {
    /// From the current folder.
    package let path: String
    /// The object that holds its content; nil for the file of the working tree.
    let object: String?
    /// From the top of the working tree, and the mode, where it is staged.
    var indexPath: String?
    var mode: String?
    /// Whether git converts its encoding, so that the lines are those of a text and not of bytes.
    package fileprivate(set) var isConverted = false
    /// 1-based; nil where all are new.
    package let lines: [ClosedRange<Int>]?

    init(path: String, object: String?, lines: [ClosedRange<Int>]?) {
      (self.path, self.object, self.lines) = (path, object, lines)
    }
  }

  /// Files with changes in the index, against the last commit or, before the first, against nothing.
  package func staged(_ paths: [String]) throws(GitError) -> [ChangedFile] {
    try changes(["--cached"], paths, for: "--staged", isStaged: true)
  }

  /// Files of the working tree with changes since a revision, those that git does not know yet among them.
  package func changed(since revision: String, _ paths: [String]) throws(GitError) -> [ChangedFile] {
    let found = try Self.git(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"], for: "--since")
    guard found.status == 0 else {
      throw GitError(description: "--since: git knows no commit “\(revision)”; “git log” lists them")
    }
    let commit = String(decoding: found.output.prefix { $0 != .lineFeed }, as: UTF8.self)
    var known = try changes([commit], paths, for: "--since", isStaged: false)
    let converted = try converted(known.map(\.path))
    for i in known.indices { known[i].isConverted = converted.contains(known[i].path) }
    let unknown = try run(
      ["ls-files", "--others", "--exclude-standard", "-z", "--"] + (paths.isEmpty ? [up.isEmpty ? "." : up] : paths), for: "--since")
    return known
      + unknown.split(separator: 0).map {
        ChangedFile(path: FileName.text($0), object: nil, lines: nil)
      }
  }

  /// Those of some files whose encoding git converts, as their attributes say.
  private func converted(_ paths: [String]) throws(GitError) -> Set<String> {
    guard !paths.isEmpty else { return [] }
    var names: [UInt8] = []
    for path in paths { names += FileName.bytes(path) + [0] }
    let fields = try run(["check-attr", "-z", "--stdin", "working-tree-encoding"], for: "--since", input: names)
      .split(separator: 0, omittingEmptySubsequences: false)
    // Path, attribute, value.
    let given = stride(from: 0, to: fields.count - 2, by: 3).filter { !["unspecified", "unset", "set"].contains(String(decoding: fields[$0 + 2], as: UTF8.self)) }
    return Set(given.map { FileName.text(fields[$0]) })
  }

  /// What the index holds of files, in their order.
  package func contents(of files: [ChangedFile]) throws(GitError) -> [[UInt8]] {
    guard !files.isEmpty else { return [] }
    let names = files.map { ($0.object ?? "") + "\n" }.joined()
    let bytes = try run(["cat-file", "--batch"], for: "--staged", input: Array(names.utf8))
    var contents: [[UInt8]] = []
    var at = 0
    for _ in files {
      // `<object> blob <size>`, the content, a line feed.
      guard let end = bytes[at...].firstIndex(of: .lineFeed),
        let size = Int(String(decoding: bytes[at..<end], as: UTF8.self).split(separator: " ").last ?? ""),
        end + size < bytes.count
      else { throw GitError(description: "--staged: git did not give what is staged") }
      contents.append(Array(bytes[(end + 1)..<(end + 1 + size)]))
      at = end + size + 2
    }
    return contents
  }

  private func changes(
    _ what: [String], _ paths: [String], for purpose: String, isStaged: Bool
  ) throws(GitError) -> [ChangedFile] {
    // Whatever the user's settings are: records, then one difference for each, without context.
    let output = try run(
      ["diff"] + what + [
        "--raw", "-z", "--patch", "--unified=0", "--inter-hunk-context=0", "--text", "--find-renames", "--no-abbrev",
        "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules", "--diff-filter=ACMR", "--",
      ] + paths, for: purpose)
    return GitDifference(output).files.filter(\.isRegular).map { file in
      var changed = ChangedFile(path: relative(file.path), object: isStaged ? file.object : nil, lines: file.lines)
      if isStaged { (changed.indexPath, changed.mode) = (file.path, file.mode) }
      return changed
    }
  }

  /// A path from the top of the working tree as one from the current folder.
  private func relative(_ path: String) -> String {
    path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : up + path
  }

  private func run(_ arguments: [String], for purpose: String, input: [UInt8] = []) throws(GitError) -> [UInt8] {
    let outcome = try Self.git(arguments, for: purpose, input: input)
    guard outcome.status == 0 else { throw GitError(description: "\(purpose): \(Self.reason(outcome))") }
    return outcome.output
  }

  package static func git(
    _ arguments: [String], for purpose: String, input: [UInt8] = []
  ) throws(GitError) -> Subprocess.Outcome {
    do throws(FileError) {
      return try Subprocess.run(
        ["git", "--literal-pathspecs", "--no-optional-locks"] + arguments, input: input, environment: harmless)
    } catch { throw GitError(description: "\(purpose) needs git: \(error.reason)") }
  }

  /// Settings with which git runs nothing that a repository names: no monitor, no hooks, no filters, no fetching.
  private static let harmless: [String: String] = {
    var settings = [("core.fsmonitor", "false"), ("core.hooksPath", "/dev/null")]
    let filters = try? Subprocess.run(
      ["git", "config", "--null", "--name-only", "--get-regexp", "^filter[.].*[.](clean|smudge|process|required)$"],
      environment: unfetched)
    for name in filters?.output.split(separator: 0) ?? [] {
      let name = String(decoding: name, as: UTF8.self)
      settings.append((name, name.hasSuffix(".required") ? "false" : ""))
    }
    var result = unfetched
    result["GIT_CONFIG_COUNT"] = "\(settings.count)"
    for (i, setting) in settings.enumerated() {
      result["GIT_CONFIG_KEY_\(i)"] = setting.0
      result["GIT_CONFIG_VALUE_\(i)"] = setting.1
    }
    return result
  }()

  private static let unfetched = ["GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"]

  /// Puts content into the index in the place of what is staged of a file.
  package func stage(_ bytes: [UInt8], as file: ChangedFile) throws(GitError) {
    guard let path = file.indexPath, let mode = file.mode else { throw GitError(description: "--staged: it is not in the index") }
    let object = try run(["hash-object", "-w", "--stdin"], for: "--staged", input: bytes).prefix { $0 != .lineFeed }
    let record = Array("\(mode) ".utf8) + object + [.tab] + FileName.bytes(path) + [0]
    _ = try run(["update-index", "-z", "--index-info"], for: "--staged", input: record)
  }

  /// What git said, in one line.
  private static func reason(_ outcome: Subprocess.Outcome) -> String {
    let line = String(decoding: outcome.errors.prefix { $0 != .lineFeed }, as: UTF8.self)
    if line.isEmpty { return "git failed with status \(outcome.status)" }
    return line.hasPrefix("fatal: ") ? String(line.dropFirst(7)) : line
  }
}
