import Testing

@testable import Spelling

@Suite struct TableFieldsTests {
  @Test func readsRowsAndLeavesOutTheRest() {
    var fields = TableFields(Array("# head\na\t0.5:1\t2:-3.25\n\n#\nb\tc\nd\t7".utf8))
    var rows: [[String]] = []
    var numbers: [Double] = []
    while fields.nextRow() {
      rows.append([fields.text()])
      // What is not asked for of a row is passed over.
      if rows.last == ["b"] { continue }
      while let number = fields.decimal() { numbers.append(number) }
    }
    #expect(rows == [["a"], ["b"], ["d"]])
    #expect(numbers == [0.5, 1, 2, -3.25, 7])
  }

  @Test(arguments: ["0", "-0.1", "1.55", "3.222", "0.000123456789", "123456789012345", "1e-7", "0.1234567890123456789", "-12345678901234567890.5"])
  func numbersAreThoseOfTheStandardLibrary(_ text: String) {
    for end in ["", "\n", "\tx", ":1"] { #expect(number(text + end) == Double(text)) }
  }

  @Test(arguments: ["x", "1.2.3", "-"]) func otherTextIsNoNumber(_ text: String) {
    #expect(number(text) == nil)
  }

  private func number(_ text: String) -> Double? {
    var fields = TableFields(Array(text.utf8))
    _ = fields.nextRow()
    return fields.decimal()
  }
}
