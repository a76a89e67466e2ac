import Formats
import GalleyCore

/// What of the protocol a client understands.
package struct ClientCapabilities: Sendable {
  private(set) var encoding = PositionEncoding.utf16
  private(set) var pullsDiagnostics = false
  private(set) var refreshesDiagnostics = false
  private(set) var readsRelated = false
  private(set) var readsCodeDescription = false
  private(set) var readsData = false
  private(set) var readsTags: Set<Int> = []
  private(set) var versionsDiagnostics = false
  private(set) var resolvesEdits = false
  private(set) var readsPreferred = false
  private(set) var readsActionLiterals = false
  private(set) var readsDocumentChanges = false
  private(set) var nestsSymbols = false
  private(set) var readsMarkdown = false
  private(set) var showsProgress = false
  private(set) var giveConfiguration = false
  private(set) var registersWatchers = false
  private(set) var appliesEdits = false
  /// Addresses of explanations, by rule.
  var rulePages: [String: String] = [:]

  init() {}

  init(_ params: JSONValue) {
    let all = params["capabilities"] ?? .null
    func isTrue(_ value: JSONValue?) -> Bool { value?.bool == true }
    let text = all["textDocument"], workspace = all["workspace"]
    // Some clients count in bytes and do not say so; then their settings may.
    let offered =
      all.at("general", "positionEncodings")?.strings ?? params.at("initializationOptions", "positionEncoding")?.string.map { [$0] }
    encoding = .negotiated(offered ?? [])
    pullsDiagnostics = text?["diagnostic"]?.members != nil
    refreshesDiagnostics = isTrue(workspace?.at("diagnostics", "refreshSupport"))
    // The same abilities are told for both ways of getting findings.
    func diagnostics(_ key: String) -> JSONValue? {
      let pulled = pullsDiagnostics ? text?.at("diagnostic", key) : nil
      return pulled ?? text?.at("publishDiagnostics", key)
    }
    readsRelated = isTrue(diagnostics("relatedInformation"))
    readsCodeDescription = isTrue(diagnostics("codeDescriptionSupport"))
    readsData = isTrue(diagnostics("dataSupport"))
    readsTags = Set(diagnostics("tagSupport")?["valueSet"]?.array?.compactMap(\.integer) ?? [])
    versionsDiagnostics = isTrue(text?.at("publishDiagnostics", "versionSupport"))
    let action = text?["codeAction"]
    resolvesEdits =
      action?.at("resolveSupport", "properties")?.strings?.contains("edit") == true && isTrue(action?["dataSupport"])
    readsPreferred = isTrue(action?["isPreferredSupport"])
    readsActionLiterals = action?["codeActionLiteralSupport"] != nil
    readsDocumentChanges = isTrue(workspace?.at("workspaceEdit", "documentChanges"))
    nestsSymbols = isTrue(text?.at("documentSymbol", "hierarchicalDocumentSymbolSupport"))
    readsMarkdown = text?.at("hover", "contentFormat")?.strings?.first == "markdown"
    showsProgress = isTrue(all.at("window", "workDoneProgress"))
    giveConfiguration = isTrue(workspace?["configuration"])
    registersWatchers = isTrue(workspace?.at("didChangeWatchedFiles", "dynamicRegistration"))
    appliesEdits = isTrue(workspace?["applyEdit"])
  }
}
