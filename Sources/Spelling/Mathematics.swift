#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package func log10Of(_ value: Double) -> Double { log10(value) }
package func tenToThe(_ exponent: Double) -> Double { pow(10, exponent) }
/// The logistic function.
package func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
