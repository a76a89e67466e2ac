import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs another program to its end.
package enum Subprocess {
  package struct Outcome: Sendable {
    package let output: [UInt8]
    package let errors: [UInt8]
    package let status: Int32
  }

  /// - Parameters:
  ///   - arguments: the program, looked for in `PATH`, and what it is given
  ///   - input: what it reads from standard input
  ///   - environment: variables that it gets beside those of this process
  package static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws(FileError) -> Outcome {
    guard let program = program(arguments[0]) else { throw FileError(arguments[0], "no such program") }
    var pipes: [(read: Int32, write: Int32)] = []
    func closeAll() { for pipe in pipes { close(pipe.read); close(pipe.write) } }
    for _ in 0..<3 {
      guard let pipe = makePipe() else {
        closeAll()
        throw FileError.last(arguments[0])
      }
      pipes.append(pipe)
    }
    let process: pid_t
    do throws(FileError) {
      process = try spawn(program, arguments, environment, input: pipes[0].read, output: pipes[1].write, errors: pipes[2].write)
    } catch {
      closeAll()
      throw error
    }
    close(pipes[0].read)
    close(pipes[1].write)
    close(pipes[2].write)
    let (output, errors) = converse(input, to: pipes[0].write, from: pipes[1].read, pipes[2].read)
    var state: Int32 = 0
    while unsafe waitpid(process, &state, 0) < 0, errno == EINTR {}
    let signal = state & 0x7F
    return Outcome(output: output, errors: errors, status: signal == 0 ? (state >> 8) & 0xFF : 128 + signal)
  }

  /// Where a program is, by the folders of `PATH` that are named from the root: what lies in the current folder is never run.
  private static func program(_ name: String) -> String? {
    for folder in (environmentVariable("PATH") ?? "/usr/bin:/bin").split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      if DirectoryWalker.kind(of: path) == .file, unsafe access(FileName.system(path), X_OK) == 0 { return path }
    }
    return nil
  }

  private static func makePipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: [String: String], input: Int32, output: Int32, errors: Int32
  ) throws(FileError) -> pid_t {
    #if canImport(Glibc)
      var actions = unsafe posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var list = unsafe arguments.map { unsafe strdup(FileName.system($0)) } + [nil]
    defer { unsafe list.forEach { unsafe free($0) } }
    let variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") }
    defer { for variable in unsafe variables { unsafe free(variable) } }
    var all = unsafe variables
    var at = 0
    while let variable = unsafe environ[at] {
      let name = unsafe String(cString: variable).prefix { $0 != "=" }
      if environment[String(name)] == nil { unsafe all.append(variable) }
      at += 1
    }
    unsafe all.append(nil)
    var process: pid_t = 0
    let status = unsafe posix_spawn(&process, program, &actions, nil, &list, &all)
    guard status == 0 else {
      throw FileError(arguments[0], status == ENOENT ? "no such program" : unsafe String(cString: strerror(status)))
    }
    return process
  }

  /// Writes and reads at the same time, so that neither side waits for the other for ever. Closes all three.
  private static func converse(
    _ input: [UInt8], to writing: Int32, from output: Int32, _ errors: Int32
  ) -> (output: [UInt8], errors: [UInt8]) {
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    var places = [
      pollfd(fd: writing, events: Int16(POLLOUT), revents: 0), pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    var results: [[UInt8]] = [[], [], []]
    var written = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    func finish(_ i: Int) {
      close(places[i].fd)
      places[i].fd = -1
    }
    if input.isEmpty { finish(0) }
    while places.contains(where: { $0.fd >= 0 }) {
      guard unsafe poll(&places, nfds_t(places.count), -1) >= 0 || errno == EINTR else { break }
      for i in places.indices where places[i].fd >= 0 && places[i].revents != 0 {
        if i == 0 {
          let count = unsafe input.withUnsafeBytes { unsafe write(writing, $0.baseAddress! + written, input.count - written) }
          if count > 0 { written += count }
          if written == input.count || count < 0 && errno != EAGAIN && errno != EINTR { finish(0) }
        } else {
          let count = unsafe read(places[i].fd, &buffer, buffer.count)
          if count > 0 { results[i] += buffer[..<count] } else if count == 0 || errno != EINTR { finish(i) }
        }
      }
    }
    return (results[1], results[2])
  }
}
