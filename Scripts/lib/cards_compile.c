// Compiles the front matter of the rule cards, so that no YAML is read at start.
//
//   cards_compile CARD... > cards.bin
//
// The cards come in the order in which they are embedded. Layout, numbers of 32 bits, little-endian: the number of
// cards; for each its hash (two numbers, see below), the place of its first node, the byte at which its body begins, the
// line of that byte and the place of its words (0 where it has no sequences); then the nodes, the words and the texts. A
// node is a kind (0 a scalar, 1 a sequence, 2 a mapping), its line and its column, then a scalar’s text as place and
// length, or the number of members, the place of the node after the last of them, and the members themselves; a mapping’s
// keys are scalars before their values. Places are bytes from the beginning. A card that cannot be compiled has no node:
// the text itself is then read, and what is wrong with it is said.
//
// The words of a card are those that its sequences ask for: the numbers of sequences, of groups and of keys; the number of
// groups up to and with each sequence, the number of keys up to and with each group, and the keys (two numbers each, as
// Vocabulary.key has them). A text has a word of each group of a sequence that matches in it. The highest bit of a group
// says that its word follows that of the group before without another between.
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

static Buffer nodes, texts, words;
// Where the nodes begin.
static uint32_t origin;

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
      number(&nodes, 0);
      for (;; count++) {
        yaml_event_t next;
        if (!yaml_parser_parse(parser, &next)) return 0;
        int found = node(parser, &next);
        if (found < 0) break;
        if (!found) return 0;
      }
      if (isMapping) count /= 2;
      uint32_t end = origin + (uint32_t)nodes.count;
      memcpy(nodes.bytes + place, &count, sizeof count);
      memcpy(nodes.bytes + place + 4, &end, sizeof end);
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

/// A word of a node that is compiled, by its place.
static uint32_t word(size_t place, int index) {
  uint32_t value;
  memcpy(&value, nodes.bytes + (place - origin) + 4 * (size_t)index, sizeof value);
  return value;
}

static size_t after(size_t place) { return word(place, 0) == SCALAR ? place + 20 : word(place, 4); }

static const uint8_t *text(size_t place) { return texts.bytes + word(place, 3); }

static int is(size_t place, const char *key) {
  return word(place, 0) == SCALAR && word(place, 4) == strlen(key) && memcmp(text(place), key, strlen(key)) == 0;
}

/// The value of a key of a mapping; 0 where it has none.
static size_t value(size_t mapping, const char *key) {
  size_t at = mapping + 20;
  for (uint32_t i = 0; i < word(mapping, 3); i++, at = after(after(at)))
    if (is(at, key)) return after(at);
  return 0;
}

/// As Vocabulary.key has it: the bytes of a short word, FNV-1a of a longer one.
static void key(Buffer *keys, const uint8_t *bytes, size_t count) {
  uint64_t key = count > 8 ? 0xCBF29CE484222325u : 0;
  for (size_t i = 0; i < count; i++) key = count > 8 ? (key ^ bytes[i]) * 0x100000001B3u : key << 8 | bytes[i];
  append(keys, &key, sizeof key);
}

/// A word as it stands, and with curly apostrophes.
static void spellings(Buffer *keys, const uint8_t *bytes, size_t count) {
  key(keys, bytes, count);
  if (!memchr(bytes, '\'', count)) return;
  Buffer curly = {0};
  for (size_t i = 0; i < count; i++) bytes[i] == '\'' ? append(&curly, "\xE2\x80\x99", 3) : append(&curly, bytes + i, 1);
  key(keys, curly.bytes, curly.count);
  free(curly.bytes);
}

/// Whether each alternative begins with a lowercase letter and has nothing but ASCII in it: what is no word is told by its
/// first letter, a tag, a lemma, a shape, an ending, all negations.
static int is_plain(const uint8_t *bytes, size_t count) {
  int first = 1;
  for (size_t i = 0; i < count; i++) {
    if (bytes[i] >= 0x80 || (first && (bytes[i] < 'a' || bytes[i] > 'z')) || (bytes[i] >= 'A' && bytes[i] <= 'Z')) return 0;
    first = bytes[i] == '|';
  }
  return !first;
}

/// Adds a group for each token of a sequence that has to be there and names nothing but words.
static void groups(Buffer *ends, Buffer *keys, const uint8_t *at, const uint8_t *end) {
  // The tokens so far, and the last of them that has a group.
  int tokens = 0, last_plain = -1;
  for (; at < end; tokens++) {
    const uint8_t *stop = memchr(at, ' ', (size_t)(end - at));
    if (!stop) stop = end;
    const uint8_t *start = at, *last = stop;
    at = stop + 1;
    if (start < last && *start == '(') start++;
    if (start < last && last[-1] == ')') last--;
    if (last - start > 1 && strchr("?*+", last[-1])) continue;
    while (start < last) {
      const uint8_t *part = memchr(start, '&', (size_t)(last - start));
      if (!part) part = last;
      if (is_plain(start, (size_t)(part - start))) {
        for (const uint8_t *word = start; word < part;) {
          const uint8_t *bar = memchr(word, '|', (size_t)(part - word));
          if (!bar) bar = part;
          spellings(keys, word, (size_t)(bar - word));
          word = bar + 1;
        }
        number(ends, keys->count / 8 | (last_plain >= 0 && last_plain == tokens - 1 ? 0x80000000u : 0));
        last_plain = tokens;
      }
      start = part + 1;
    }
  }
}

/// Writes the words of a card’s sequences; 0 where it has none.
static int sequences(size_t card) {
  size_t list = word(card, 0) == MAPPING ? value(card, "sequences") : 0;
  if (!list || word(list, 0) != SEQUENCE) return 0;
  Buffer counts = {0}, ends = {0}, keys = {0};
  uint32_t count = word(list, 3);
  size_t at = list + 20;
  for (uint32_t i = 0; i < count; i++, at = after(at)) {
    size_t match = word(at, 0) == MAPPING ? value(at, "match") : at;
    if (match && word(match, 0) == SCALAR) groups(&ends, &keys, text(match), text(match) + word(match, 4));
    number(&counts, ends.count / 4);
  }
  number(&words, count);
  number(&words, ends.count / 4);
  number(&words, keys.count / 8);
  append(&words, counts.bytes, counts.count);
  append(&words, ends.bytes, ends.count);
  append(&words, keys.bytes, keys.count);
  free(counts.bytes);
  free(ends.bytes);
  free(keys.bytes);
  return 1;
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
  enum { HEAD = 6 };
  uint32_t *heads = calloc(HEAD * (size_t)count, sizeof *heads);
  origin = 4 + 4 * HEAD * (uint32_t)(count - 1);
  for (int i = 1; i < count; i++) {
    Buffer card = file(paths[i]);
    append(&card, "", 1);
    card.count--;
    uint32_t *head = heads + HEAD * (i - 1);
    uint64_t sum = hash(card.bytes, card.count);
    head[0] = (uint32_t)sum;
    head[1] = (uint32_t)(sum >> 32);
    char *close = strncmp((char *)card.bytes, "---\n", 4) == 0 ? strstr((char *)card.bytes + 3, "\n---\n") : NULL;
    if (close && !memchr(card.bytes, '\r', card.count)) {
      size_t end = (size_t)(close + 1 - (char *)card.bytes), before = nodes.count, written = texts.count;
      uint32_t line = 1;
      for (size_t at = 0; at < end + 4; at++) line += card.bytes[at] == '\n';
      head[2] = origin + (uint32_t)nodes.count;
      head[3] = (uint32_t)end + 4;
      head[4] = line;
      size_t place = words.count;
      if (!document(card.bytes + 4, end - 4)) {
        nodes.count = before;
        texts.count = written;
        head[2] = 0;
      } else if (sequences(head[2])) {
        head[5] = 1 + (uint32_t)place;
      }
    }
    free(card.bytes);
  }
  Buffer image = {0};
  number(&image, (size_t)count - 1);
  // Words and texts follow the nodes: their places are known only now.
  uint32_t first = origin + (uint32_t)nodes.count;
  for (int i = 0; i < count - 1; i++)
    if (heads[HEAD * i + 5]) heads[HEAD * i + 5] += first - 1;
  append(&image, heads, 4 * HEAD * (size_t)(count - 1));
  append(&image, nodes.bytes, nodes.count);
  append(&image, words.bytes, words.count);
  uint32_t shift = (uint32_t)image.count;
  for (size_t at = origin; at < first; at += 20) {
    uint32_t *node = (uint32_t *)(image.bytes + at);
    if (node[0] == SCALAR) node[3] += shift;
  }
  append(&image, texts.bytes, texts.count);
  return fwrite(image.bytes, 1, image.count, stdout) == image.count ? 0 : 1;
}
