import CYAML

/// A node of a YAML document, with its place in the file.
package indirect enum YAML: Sendable {
  case scalar(String, at: Position)
  case sequence([YAML], at: Position)
  case mapping([(key: String, keyAt: Position, value: YAML)], at: Position)

  package struct ParseError: Error {
    package let position: Position
    package let message: String
  }

  package var position: Position {
    switch self {
    case .scalar(_, let at), .sequence(_, let at), .mapping(_, let at): at
    }
  }
  package var string: String? { if case .scalar(let value, _) = self { value } else { nil } }
  package var sequence: [YAML]? { if case .sequence(let items, _) = self { items } else { nil } }
  package var mapping: [(key: String, keyAt: Position, value: YAML)]? {
    if case .mapping(let pairs, _) = self { pairs } else { nil }
  }
  package subscript(_ key: String) -> YAML? { mapping?.first { $0.key == key }?.value }
  /// A scalar, or a sequence of scalars.
  package var strings: [String]? {
    if let string { return [string] }
    guard let sequence else { return nil }
    let strings = sequence.compactMap(\.string)
    return strings.count == sequence.count ? strings : nil
  }

  /// Parses one document. Anchors, aliases and tags are refused: nothing here needs them, and bombs do.
  /// - Parameter firstLine: the line of the file on which `text` begins
  package static func parse(_ text: [UInt8], firstLine: Int = 1) throws(ParseError) -> YAML {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else {
      throw ParseError(position: Position(line: firstLine, column: 1), message: "out of memory")
    }
    defer { unsafe yaml_parser_delete(&parser) }
    let result: Result<YAML, ParseError> = unsafe text.withUnsafeBufferPointer { buffer in
      unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var builder = Builder(firstLine: firstLine)
      return Result { () throws(ParseError) -> YAML in try unsafe builder.document(&parser) }
    }
    return try result.get()
  }

  private struct Builder {
    let firstLine: Int
    var depth = 0

    mutating func document(_ parser: inout yaml_parser_t) throws(ParseError) -> YAML {
      while true {
        let event = try unsafe next(&parser)
        switch event {
        case .start(let at), .end(let at):
          if case .end = event { return .mapping([], at: at) }
        case .stop(let at): return .mapping([], at: at)
        default: return try unsafe node(event, &parser)
        }
      }
    }

    enum Event {
      case start(Position), end(Position), stop(Position)
      case scalar(String, Position)
      case sequence(Position), mapping(Position)
    }

    mutating func next(_ parser: inout yaml_parser_t) throws(ParseError) -> Event {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
        let mark = unsafe parser.problem_mark
        let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "cannot be read"
        throw ParseError(
          position: Position(line: firstLine + Int(mark.line), column: Int(mark.column) + 1), message: problem)
      }
      defer { unsafe yaml_event_delete(&event) }
      let mark = unsafe event.start_mark
      let at = Position(line: firstLine + Int(mark.line), column: Int(mark.column) + 1)
      switch unsafe event.type {
      case YAML_SCALAR_EVENT:
        let scalar = unsafe event.data.scalar
        guard let value = unsafe scalar.value else { return .scalar("", at) }
        let bytes = unsafe UnsafeBufferPointer(start: value, count: scalar.length)
        return unsafe .scalar(String(decoding: bytes, as: UTF8.self), at)
      case YAML_SEQUENCE_START_EVENT: return .sequence(at)
      case YAML_MAPPING_START_EVENT: return .mapping(at)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .stop(at)
      case YAML_DOCUMENT_END_EVENT, YAML_STREAM_END_EVENT: return .end(at)
      case YAML_ALIAS_EVENT: throw ParseError(position: at, message: "aliases are not supported")
      default: return .start(at)
      }
    }

    mutating func node(_ event: Event, _ parser: inout yaml_parser_t) throws(ParseError) -> YAML {
      depth += 1
      defer { depth -= 1 }
      switch event {
      case .scalar(let value, let at): return .scalar(value, at: at)
      case .sequence(let at):
        guard depth < 64 else { throw ParseError(position: at, message: "nested too deeply") }
        var items: [YAML] = []
        while true {
          let event = try unsafe next(&parser)
          if case .stop = event { return .sequence(items, at: at) }
          items.append(try unsafe node(event, &parser))
        }
      case .mapping(let at):
        guard depth < 64 else { throw ParseError(position: at, message: "nested too deeply") }
        var pairs: [(key: String, keyAt: Position, value: YAML)] = []
        var keys: Set<String> = []
        while true {
          let key = try unsafe next(&parser)
          if case .stop = key { return .mapping(pairs, at: at) }
          guard case .scalar(let name, let keyAt) = key else {
            throw ParseError(position: at, message: "a key must be a word")
          }
          guard keys.insert(name).inserted else {
            throw ParseError(position: keyAt, message: "“\(name)” is given twice")
          }
          let event = try unsafe next(&parser)
          pairs.append((name, keyAt, try unsafe node(event, &parser)))
        }
      case .start(let at), .end(let at), .stop(let at):
        throw ParseError(position: at, message: "a value is missing")
      }
    }
  }
}
