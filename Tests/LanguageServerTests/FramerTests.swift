import LanguageServer
import Testing

@Suite struct FramerTests {
  private func events(_ pieces: [String]) -> [MessageFramer.Event] {
    var framer = MessageFramer()
    var found: [MessageFramer.Event] = []
    for piece in pieces {
      framer.append(piece.utf8)
      while let event = framer.next() { found.append(event) }
    }
    return found
  }

  private func bodies(_ pieces: [String]) -> [String] {
    events(pieces).compactMap { if case .message(let body) = $0 { String(decoding: body, as: UTF8.self) } else { nil } }
  }

  private let stream = "Content-Length: 2\r\n\r\n{}Content-Type: x\r\ncontent-length:7\r\n\r\n{\"a\":1}\r\nContent-Length: 4\n\nnull"

  @Test func messagesInOnePiece() { #expect(bodies([stream]) == ["{}", "{\"a\":1}", "null"]) }

  @Test func messagesByteByByte() { #expect(bodies(stream.map(String.init)) == ["{}", "{\"a\":1}", "null"]) }

  @Test(arguments: [
    "what is this?\r\n", "{\"jsonrpc\":\"2.0\"}\r\n\r\n", "Content-Length: many\r\n\r\n", "Content-Length: -3\r\n\r\n",
    "Content-Type: x\r\n\r\n", ": 3\r\n\r\n", String(repeating: "x", count: 9000), "}Content-Lenght: 3\r\n\r\n{}\n",
    "Content-Length: 999999999999999999999\r\n\r\n",
  ]) func garbageCostsItselfOnly(_ garbage: String) {
    let found = events([garbage, stream])
    #expect(bodies([garbage, stream]).suffix(3) == ["{}", "{\"a\":1}", "null"], "\(found)")
    #expect(found.contains { if case .malformed = $0 { true } else { false } })
  }

  @Test func aBodyThatIsTooLargeIsSkipped() {
    var framer = MessageFramer(largestBody: 1 << 16)
    framer.append("Content-Length: \((1 << 16) + 1)\r\n\r\n".utf8)
    #expect(framer.next().map { if case .malformed = $0 { true } else { false } } == true)
    let piece = [UInt8](repeating: 0x20, count: 1 << 14)
    for _ in 0..<4 {
      framer.append(piece)
      #expect(framer.next() == nil)
    }
    framer.append([0x20] + "Content-Length: 2\r\n\r\n{}".utf8)
    #expect(framer.next() == .message(Array("{}".utf8)))
  }
}
