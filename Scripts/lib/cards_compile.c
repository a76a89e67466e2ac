// Compiles the front matter of the rule cards, so that no YAML is read at start.
//
//   cards_compile CARD... > cards.bin
//
// The cards come in the order in which they are embedded. Layout, numbers of 32 bits, little-endian: the number of
// cards; for each its hash (two numbers, see below), the place of its first node, the byte at which its body begins and
// the line of that byte; then the nodes and, at their end, the texts. A node is a kind (0 a scalar, 1 a sequence, 2 a
// mapping), its line and its column, then a scalar’s text as place and length, or the number of members and the members
// themselves; a mapping’s keys are scalars before their values. Places are bytes from the beginning. A card that cannot
// be compiled has no node: the text itself is then read, and what is wrong with it is said.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { SCALAR, SEQUENCE, MAPPING };

typedef struct {
  uint8_t *bytes;
  size_t count, room;
} Buffer;

static Buffer nodes, texts;

static void append(Buffer *buffer, const void *bytes, size_t count) {
  if (buffer->count + count > buffer->room) {
    buffer->room = (buffer->count + count) * 2;
    buffer->bytes = realloc(buffer->bytes, buffer->room);
    if (!buffer->bytes) exit(1);
  }
  if (count) memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
}

static void number(Buffer *buffer, size_t value) {
  uint32_t word = (uint32_t)value;
  append(buffer, &word, sizeof word);
}

/// As CardImage reads it: eight bytes a step.
static uint64_t hash(const uint8_t *bytes, size_t count) {
  uint64_t hash = count * 0x9E3779B97F4A7C15u;
  for (size_t at = 0; at < count; at += 8) {
    uint64_t chunk = 0;
    memcpy(&chunk, bytes + at, count - at < 8 ? count - at : 8);
    hash = (hash ^ chunk) * 0xA0761D6478BD642Fu;
    hash ^= hash >> 32;
  }
  return hash;
}

static void head(int kind, yaml_mark_t mark) {
  number(&nodes, kind);
  number(&nodes, mark.line + 2);
  number(&nodes, mark.column + 1);
}

/// Writes the node that begins with an event; 0 where it cannot be compiled, −1 where a collection ends.
static int node(yaml_parser_t *parser, yaml_event_t *event) {
  switch (event->type) {
    case YAML_SCALAR_EVENT:
      head(SCALAR, event->start_mark);
      number(&nodes, texts.count);
      number(&nodes, event->data.scalar.length);
      append(&texts, event->data.scalar.value, event->data.scalar.length);
      yaml_event_delete(event);
      return 1;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT: {
      int isMapping = event->type == YAML_MAPPING_START_EVENT;
      head(isMapping ? MAPPING : SEQUENCE, event->start_mark);
      yaml_event_delete(event);
      size_t place = nodes.count;
      uint32_t count = 0;
      number(&nodes, 0);
      for (;; count++) {
        yaml_event_t next;
        if (!yaml_parser_parse(parser, &next)) return 0;
        int found = node(parser, &next);
        if (found < 0) break;
        if (!found) return 0;
      }
      if (isMapping) count /= 2;
      memcpy(nodes.bytes + place, &count, sizeof count);
      return 1;
    }
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      yaml_event_delete(event);
      return -1;
    default:
      yaml_event_delete(event);
      return 0;
  }
}

static int document(const uint8_t *text, size_t count) {
  yaml_parser_t parser;
  yaml_event_t event;
  if (!yaml_parser_initialize(&parser)) exit(1);
  yaml_parser_set_input_string(&parser, text, count);
  int result = 0;
  while (yaml_parser_parse(&parser, &event)) {
    if (event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_START_EVENT) {
      yaml_event_delete(&event);
      continue;
    }
    result = node(&parser, &event) == 1;
    break;
  }
  yaml_parser_delete(&parser);
  return result;
}

static Buffer file(const char *path) {
  Buffer buffer = {0};
  FILE *stream = fopen(path, "rb");
  if (!stream) {
    perror(path);
    exit(1);
  }
  uint8_t chunk[1 << 16];
  for (size_t count; (count = fread(chunk, 1, sizeof chunk, stream)) > 0;) append(&buffer, chunk, count);
  fclose(stream);
  return buffer;
}

int main(int count, char **paths) {
  uint32_t *heads = calloc(5 * (size_t)count, sizeof *heads);
  uint32_t start = 4 + 20 * (uint32_t)(count - 1);
  for (int i = 1; i < count; i++) {
    Buffer card = file(paths[i]);
    append(&card, "", 1);
    card.count--;
    uint32_t *head = heads + 5 * (i - 1);
    uint64_t sum = hash(card.bytes, card.count);
    head[0] = (uint32_t)sum;
    head[1] = (uint32_t)(sum >> 32);
    char *close = strncmp((char *)card.bytes, "---\n", 4) == 0 ? strstr((char *)card.bytes + 3, "\n---\n") : NULL;
    if (close && !memchr(card.bytes, '\r', card.count)) {
      size_t end = (size_t)(close + 1 - (char *)card.bytes), before = nodes.count, written = texts.count;
      uint32_t line = 1;
      for (size_t at = 0; at < end + 4; at++) line += card.bytes[at] == '\n';
      head[2] = start + (uint32_t)nodes.count;
      head[3] = (uint32_t)end + 4;
      head[4] = line;
      if (!document(card.bytes + 4, end - 4)) {
        nodes.count = before;
        texts.count = written;
        head[2] = 0;
      }
    }
    free(card.bytes);
  }
  Buffer image = {0};
  number(&image, (size_t)count - 1);
  append(&image, heads, 20 * (size_t)(count - 1));
  append(&image, nodes.bytes, nodes.count);
  // Texts follow the nodes: their places are known only now.
  uint32_t shift = (uint32_t)image.count;
  for (size_t at = start; at < shift;) {
    uint32_t *words = (uint32_t *)(image.bytes + at);
    if (words[0] == SCALAR) words[3] += shift;
    at += words[0] == SCALAR ? 20 : 16;
  }
  append(&image, texts.bytes, texts.count);
  return fwrite(image.bytes, 1, image.count, stdout) == image.count ? 0 : 1;
}
