import ArgumentParser
import GalleyCore
import Reports

extension Check {
  /// Reads the arguments of an ordinary check as the argument library would, which takes longer to look at its own
  /// types than checking an article does. Nil where anything else is asked or anything is wrong: then the library has
  /// its say.
  init?(plain arguments: some Sequence<String>) {
    var plain = PlainArguments()
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      guard argument.utf8.first == UInt8(ascii: "-"), argument != "-" else {
        plain.paths.append(argument)
        continue
      }
      var value: String?
      var name = argument[...]
      if let sign = argument.firstIndex(of: "=") { (name, value) = (argument[..<sign], String(argument[argument.index(after: sign)...])) }
      if value == nil, plain.setFlag(String(name)) { continue }
      guard let value = value ?? rest.next(), !value.hasPrefix("-") || value == "-", plain.set(String(name), value) else { return nil }
    }
    self.init(plain)
    do {
      try rules.validate()
      try reporting.validate()
      try git.validate()
      try validate()
    } catch { return nil }
  }

  /// Every option has its value: one that is only declared cannot be read.
  private init(_ plain: PlainArguments) {
    self.init()
    (rules, reporting, fixing, git) = (RuleOptions(plain), ReportingOptions(plain), FixOptions(plain), GitOptions(plain))
    (paths, stdinFilename, filesFrom, input, jobs, timings) =
      (plain.paths, plain.stdinFilename, plain.filesFrom, plain.input, plain.jobs, plain.timings)
    (exclude, forceExclude) = (plain.exclude, plain.forceExclude)
  }
}

/// The options of a check, with what holds where they are not given.
struct PlainArguments {
  fileprivate var paths: [String] = []
  fileprivate var stdinFilename = Check.unnamed, filesFrom: String?, input = InputChoice.auto, jobs: Int?, timings = false
  fileprivate var exclude: [String] = [], forceExclude = false
  fileprivate var select: String?, ignore: String?, language: [String] = [], packs: [String] = []
  fileprivate var wordFiles: [String] = [], nameFiles: [String] = [], config: String?, noConfig = false
  fileprivate var format: OutputFormat?, output: String?, level: LevelChoice?, failOn = SeverityChoice.warning
  fileprivate var quiet = false, statistics = false
  fileprivate var fix = false, unsafeFixes = false, diff = false
  fileprivate var staged = false

  /// False where there is no such flag.
  fileprivate mutating func setFlag(_ name: String) -> Bool {
    switch name {
    case "--diff": diff = true
    case "--fix": fix = true
    case "--force-exclude": forceExclude = true
    case "--no-config": noConfig = true
    case "--quiet": quiet = true
    case "--staged": staged = true
    case "--statistics": statistics = true
    case "--timings": timings = true
    case "--unsafe-fixes": unsafeFixes = true
    default: return false
    }
    return true
  }

  /// False where there is no such option, or it does not take such a value.
  fileprivate mutating func set(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--config": config = value
    case "--exclude": exclude.append(value)
    case "--fail-on": return Self.choose(value, &failOn)
    case "--files-from": filesFrom = value
    case "--format":
      format = OutputFormat(rawValue: value)
      return format != nil
    case "--ignore": ignore = value
    case "--input": return Self.choose(value, &input)
    case "--jobs":
      jobs = Int(value)
      return jobs != nil
    case "--language": language.append(value)
    case "--level":
      level = LevelChoice(rawValue: value)
      return level != nil
    case "--names": nameFiles.append(value)
    case "--output": output = value
    case "--rules": packs.append(value)
    case "--select": select = value
    case "--stdin-filename": stdinFilename = value
    case "--words": wordFiles.append(value)
    default: return false
    }
    return true
  }

  private static func choose<Choice: RawRepresentable<String>>(_ value: String, _ choice: inout Choice) -> Bool {
    guard let chosen = Choice(rawValue: value) else { return false }
    choice = chosen
    return true
  }
}

extension RuleOptions {
  fileprivate init(_ plain: PlainArguments) {
    self.init()
    (select, ignore, language, packs, wordFiles) = (plain.select, plain.ignore, plain.language, plain.packs, plain.wordFiles)
    (nameFiles, config, trusted, noConfig) = (plain.nameFiles, plain.config, [], plain.noConfig)
  }
}

extension ReportingOptions {
  fileprivate init(_ plain: PlainArguments) {
    self.init()
    (format, output, level, failOn, quiet, statistics) =
      (plain.format, plain.output, plain.level, plain.failOn, plain.quiet, plain.statistics)
    (template, color, columnUnit, maxPerRule, baseline, updateBaseline) = (nil, .auto, .scalar, nil, nil, false)
  }
}

extension FixOptions {
  fileprivate init(_ plain: PlainArguments) {
    self.init()
    (fix, unsafeFixes, annotate, diff) = (plain.fix, plain.unsafeFixes, false, plain.diff)
  }
}

extension GitOptions {
  fileprivate init(_ plain: PlainArguments) {
    self.init()
    (staged, since) = (plain.staged, nil)
  }
}
