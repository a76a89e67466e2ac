import Formats
import GalleyCore
import Platform
import Spelling

/// Gathers the files that a run checks, each with what checks it. What cannot be set up is kept with the reason, and the
/// rest goes on.
struct InputCollector {
  let setups: Setups
  private(set) var inputs: [BatchRunner.Input] = []
  /// Files and folders that cannot be read.
  private(set) var failures: [FileReport] = []
  /// Files that are not checked because something else is wrong, which `faults` or `problems` name.
  private(set) var unchecked: [FileReport] = []
  /// What is wrong with configurations, cards and lists.
  private(set) var faults = FaultLog()
  /// What else keeps files from being checked, each once.
  private(set) var problems: [String] = []

  init(_ setups: Setups) { self.setups = setups }

  /// Whether nothing that was found is in the way of a check.
  var isSound: Bool { faults.isEmpty && problems.isEmpty }

  /// Takes in the files at a path: the file itself, or those that a walk through a folder finds.
  mutating func add(path name: String) {
    let isFolder = DirectoryWalker.kind(of: name) == .directory
    guard !skips(name, { try $0.skips(named: FilePath(name), isFolder: isFolder) }) else { return }
    guard isFolder else {
      do throws(InputError) {
        for file in try METS.files(at: name) ?? [name] { add(BatchRunner.Input.Place(name: file, path: file)) }
      } catch { fail(name, error.reason) }
      return
    }
    let paths = setups.paths
    var met: [any Error] = [], unreadable: [FileError] = []
    let found = DirectoryWalker.files(under: name) { path, isFolder in
      do { return try paths.skips(walked: path, isFolder: isFolder) } catch {
        // What lies there is not checked; the fault is told.
        met.append(error)
        return true
      }
    } unreadable: { unreadable.append($0) }
    for error in met { blame(error, name) }
    for error in unreadable { fail(error.path, error.reason) }
    for path in found { add(BatchRunner.Input.Place(name: path, path: path)) }
  }

  /// Takes in one text.
  /// - Parameter setUpAs: the path whose configuration counts, where that is not the name
  mutating func add(_ place: BatchRunner.Input.Place, bytes: [UInt8] = [], lines: ChangedLines? = nil) {
    do {
      var input = BatchRunner.Input(
        name: place.name, path: place.path, bytes: bytes, setup: try setups.setup(for: FilePath(place.name)))
      input.lines = lines
      inputs.append(input)
    } catch { blame(error, place.name) }
  }

  mutating func fail(_ path: String, _ reason: String) { failures.append(FileReport(path: path, failure: reason)) }

  /// Whether the policy leaves a path out; what is wrong with its configuration leaves it out, too.
  mutating func skips(_ name: String, _ judge: (PathPolicy) throws -> Bool) -> Bool {
    do { return try judge(setups.paths) } catch {
      blame(error, name)
      return true
    }
  }

  /// Notes why a path is not checked.
  mutating func blame(_ error: any Error, _ path: String) {
    let reason: String
    switch error {
    case let error as ConfigurationFaults:
      for fault in error.faults { faults.add(fault) }
      reason = Self.reason(error.faults)
    case let error as CardError:
      faults.add(error)
      reason = Self.reason([error])
    default:
      reason = "\((error as? Failure)?.message ?? "\(error)")"
      if !problems.contains(reason) { problems.append(reason) }
    }
    unchecked.append(FileReport(path: path, failure: reason))
  }

  private static func reason(_ faults: [CardError]) -> String {
    "not checked: \(faults.first?.file ?? "the configuration") has \(faults.count == 1 ? "a fault" : "\(faults.count) faults")"
  }

  /// Leaves out all that was gathered, for a reason that concerns all.
  mutating func blameAll(_ error: any Error, unless: String = ".") {
    let names = inputs.map(\.name)
    inputs = []
    for name in names.isEmpty ? [unless] : names { blame(error, name) }
  }

  /// Keeps each file once, by whatever names it was given.
  mutating func dropRepeated() {
    var seen: Set<FileIdentity> = []
    inputs.removeAll { input in
      guard let path = input.path, let identity = FileIdentity.of(path) else { return false }
      return !seen.insert(identity).inserted
    }
  }

  /// Stops where anything is wrong, for commands that have no report to put it into.
  func requireSound() throws {
    if !faults.isEmpty { throw ConfigurationFaults(faults.faults) }
    if let problem = problems.first { throw Failure(problem) }
  }
}
