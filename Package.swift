// swift-tools-version: 6.2
import PackageDescription

// `GALLEY_STATIC=1 swift build -c release --static-swift-stdlib` links the C libraries' archives instead of
// their shared objects. A `pkgConfig` name would win over the module map's link line, so it is left out then.
let isStatic = Context.environment["GALLEY_STATIC"] == "1"

func systemLibrary(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  isStatic
    ? .systemLibrary(name: name, path: "Sources/System/\(name)-static")
    : .systemLibrary(
      name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig,
      providers: [.apt([apt]), .brew([brew])])
}

// `GALLEY_COMMIT=… swift build` says what is built; only the answer of `galley version` depends on it.
let commit = Context.environment["GALLEY_COMMIT"] ?? ""

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Each access to a property of a class is checked in debug builds, which the tests run; in the released one that would cost a fiftieth.
  // Types come from accessors, which are called, instead of from mangled names, which each cold start would have to read.
  .unsafeFlags(["-enforce-exclusivity=unchecked", "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"], .when(configuration: .release)),
]

/// For what the program is made of: the standard library’s regular expressions would be 1.3 MB of it (Sources/Formats/Runs.swift).
let programSettings = settings + [.unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"])]

/// For what runs once in a start: small before fast.
let coldSettings = programSettings + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

let package = Package(
  name: "galley",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "galley", targets: ["GalleyCommand"])],
  dependencies: [
    // One version, so that a release is the same whenever it is built; Sources/Essentials stands in for what it asks of Foundation.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    systemLibrary("CCMarkGFM", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-extensions-dev", brew: "cmark-gfm"),
    systemLibrary("CGumbo", pkgConfig: "gumbo", apt: "libgumbo-dev", brew: "gumbo-parser"),
    systemLibrary("CHunspell", pkgConfig: "hunspell", apt: "libhunspell-dev", brew: "hunspell"),
    systemLibrary("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev", brew: "pcre2"),
    systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
    systemLibrary("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    .target(name: "CBuild", cSettings: [.define("GALLEY_COMMIT", to: "\"\(commit)\"")]),
    .target(name: "CUnicode", path: "Sources/CUnicode"),
    .target(name: "CFiles", path: "Sources/CFiles"),
    .target(
      name: "CRules", path: "Rules", sources: ["cards.c", "embed.c", "lexicon.c", "names.c"],
      publicHeadersPath: "include"),
    .target(
      name: "CSpellingData", path: "Rules/data", sources: ["embed.c"], publicHeadersPath: "include"),
    .target(name: "Formats", dependencies: ["CRules", "CYAML"], swiftSettings: programSettings),
    .target(name: "Platform", dependencies: ["CFiles", "CZlib", "Formats"], swiftSettings: programSettings),
    .target(name: "Spelling", dependencies: ["CHunspell", "CSpellingData"], swiftSettings: programSettings),
    .target(
      name: "GalleyCore",
      dependencies: [
        "Formats", "Platform", "Spelling", "CSpellingData", "CCMarkGFM", "CGumbo", "CPCRE2", "CRules", "CUnicode",
      ],
      swiftSettings: programSettings),
    .target(name: "Reports", dependencies: ["Formats", "GalleyCore", "Platform", "Spelling"], swiftSettings: programSettings),
    .target(
      name: "GalleyTesting", dependencies: ["Formats", "GalleyCore", "Platform", "Reports", "Spelling"], swiftSettings: settings),
    .target(name: "LanguageServer", dependencies: ["Formats", "GalleyCore", "Platform", "Reports", "Spelling"], swiftSettings: coldSettings),
    .executableTarget(
      name: "GalleyCommand",
      dependencies: [
        "CBuild", "Formats", "GalleyCore", "LanguageServer", "Platform", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: coldSettings),
    .executableTarget(name: "ContextBench", dependencies: ["Formats", "GalleyCore", "Platform", "Spelling"], swiftSettings: settings),
    .executableTarget(name: "GalleyFuzz", dependencies: ["Formats", "GalleyTesting", "Platform"], swiftSettings: settings),
    .executableTarget(name: "JudgementBench", dependencies: ["Formats", "GalleyCore", "Platform", "Spelling"], swiftSettings: settings),
    .executableTarget(name: "NamesBench", dependencies: ["Formats", "GalleyCore", "Platform", "Spelling"], swiftSettings: settings),
    .executableTarget(name: "SpellingBench", dependencies: ["Spelling"], swiftSettings: settings),
    .executableTarget(name: "TaggerBench", dependencies: ["Formats", "GalleyCore", "Platform", "Spelling"], swiftSettings: settings),
    .testTarget(name: "SpellingTests", dependencies: ["Spelling"], swiftSettings: settings),
    .testTarget(name: "CoreTests", dependencies: ["Formats", "GalleyCore", "GalleyTesting", "Platform", "Reports"], swiftSettings: settings),
    .testTarget(
      name: "LanguageServerTests", dependencies: ["Formats", "GalleyCore", "GalleyTesting", "LanguageServer", "Platform"], swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["Formats", "GalleyCommand", "GalleyCore", "GalleyTesting", "Platform", "Reports"],
      swiftSettings: settings),
  ],
  cLanguageStandard: .c2x
)
