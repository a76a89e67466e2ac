import Synchronization

/// Leaves out what a baseline knows, and keeps account of what of it is still found.
package final class KnownFindings: FindingFilter {
  private let baseline: Baseline
  /// What the run found of it in the files that were checked, each as it was at last.
  private let confirmed = Mutex<[String: [Baseline.Entry]]>([:])

  package init(_ baseline: Baseline) { self.baseline = baseline }

  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    strike(from: &found, pass.document, reporting: pass.reporting)
  }

  /// Takes out the findings that are known.
  /// - Parameter reporting: ids of the rules that looked; nobody knows whether what others found is still there
  package func strike(from found: inout [Diagnostic], _ document: Document, reporting: Set<String>) {
    let entries = found.map { Baseline.entry($0, document) }
    var left = baseline.entries(for: document.source.path, found: entries)
    var kept: [Baseline.Entry] = []
    var isKnown = [Bool](repeating: false, count: found.count)
    // The same place first; then, for what is left, the same text among other words.
    for isExact in [true, false] {
      for (i, entry) in entries.enumerated() where !isKnown[i] {
        let match = left.firstIndex {
          $0.count > 0 && (isExact ? $0.fingerprint == entry.fingerprint : $0.rule == entry.rule && $0.text == entry.text)
        }
        guard let match else { continue }
        isKnown[i] = true
        left[match].count -= 1
        Baseline.count(entry, in: &kept)
      }
    }
    kept += left.filter { $0.count > 0 && !reporting.contains($0.rule) }
    let key = baseline.key(document.source.path)
    confirmed.withLock { [kept] in $0[key] = kept }
    found = zip(found, isKnown).compactMap { $1 ? nil : $0 }
  }

  /// What is left of the baseline: of files that were checked what was found again, of others everything while they exist.
  package func shrunk() -> Baseline { confirmed.withLock { baseline.keeping($0) } }
}
