import ArgumentParser
import Formats
import GalleyCore
import Platform
import Spelling

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
struct Galley: ParsableCommand {
  static let version = Version.number

  static let configuration = CommandConfiguration(
    commandName: "galley",
    abstract: "The proofreader’s compiler: reports what must not be published.",
    discussion: """
      Reads articles and OCR output and prints one line for each defect, as compilers do:
      path:line:column: severity: message [rule]

      Exit status: 0 nothing found, 1 findings, 2 something could not be read or done.
      """,
    version: Version.line,
    subcommands: [
      Check.self, Fix.self, Explain.self, Rules.self, TestRules.self, Learn.self, OCRReport.self, Initialise.self, ShowConfiguration.self,
      HouseWords.self, WriteBaseline.self, Inspect.self, Hook.self, Worker.self, LanguageServerCommand.self,
      Version.self,
    ],
    defaultSubcommand: Check.self)

  /// Synchronous: the work is done on the first thread, which an asynchronous `main` would leave idle.
  static func main() {
    occupyStandardDescriptors()
    ignoreBrokenPipes()
    do {
      if var check = checkCommand(FileName.arguments.dropFirst()) { return try check.run() }
      var command = try parseAsRoot(Array(FileName.arguments.dropFirst()))
      try command.run()
    } catch let status as ExitCode {
      leave(status.rawValue)
    } catch let error as Failure {
      complain(error.message)
      exit(withError: ExitCode(2))
    } catch let error as CardError {
      report([error])
      exit(withError: ExitCode(2))
    } catch let error as ConfigurationFaults {
      report(error.faults)
      exit(withError: ExitCode(2))
    } catch let error as LexiconError {
      complain("\(error)")
      exit(withError: ExitCode(2))
    } catch let error as FileError {
      complain(error.description)
      exit(withError: ExitCode(2))
    } catch let error as GitError {
      complain(error.description)
      exit(withError: ExitCode(2))
    } catch {
      // ArgumentParser's own usage errors leave with 64; the contract says 2.
      let code = exitCode(for: error)
      guard code == .validationFailure else { exit(withError: error) }
      complain(message(for: error), keepsLines: true)
      exit(withError: ExitCode(2))
    }
  }
}

extension Galley {
  /// Reads the arguments of a check without building the tree of all commands, which takes longer than checking an
  /// article does. Nil where another command is meant or anything is wrong: then the whole parser has its say.
  private static func checkCommand(_ arguments: ArraySlice<String>) -> Check? {
    var arguments = arguments
    if let first = arguments.first, isCommandName(first) {
      guard first == "check" else { return nil }
      arguments.removeFirst()
    }
    return Check(plain: arguments) ?? (try? Check.parseAsRoot(Array(arguments)) as? Check)
  }

  /// Most first arguments are paths and options, which no command is named like.
  private static func isCommandName(_ argument: String) -> Bool {
    guard argument.utf8.first != UInt8(ascii: "-"), argument.utf8.allSatisfy({ $0 &- 0x61 < 26 || $0 == 0x2D }) else { return false }
    return argument == "help" || configuration.subcommands.contains { $0.configuration.commandName == argument }
  }
}

extension Galley {
  /// What to say about a first argument that is a command’s name misspelled or invented: no file, and like none. Nil
  /// for everything else.
  static func unknownCommand(_ name: String) -> String? {
    let looksLikeCommand = !name.isEmpty && name.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x2D }
    guard looksLikeCommand, DirectoryWalker.kind(of: name) == .missing else { return nil }
    let commands = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    let hint = nearest(name, in: commands).map { "; did you mean “\($0)”?" } ?? " (“galley --help” lists the commands)"
    return "no file or command “\(name)”\(hint)"
  }
}

/// Ends the process; the argument library would first ask what its help says of the status.
private func leave(_ status: Int32) -> Never { exit(status) }

private func report(_ faults: [CardError]) {
  var log = FaultLog()
  for fault in faults { log.add(fault) }
  try? FaultPrinter.print(log)
}

/// Something that prevents a run; the message says what to do next.
struct Failure: Error {
  let message: String
  init(_ message: String) { self.message = message }
}

/// Prints a line about galley itself on standard error.
/// - Parameter keepsLines: the message has several lines
func complain(_ message: String, keepsLines: Bool = false) {
  var stream = OutputStream.standardError
  try? stream.write("galley: \(printable(message, keepsLines: keepsLines))\n")
}
