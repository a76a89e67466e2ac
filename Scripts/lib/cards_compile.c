// Compiles the front matter of the rule cards, so that no YAML is read at start.
//
//   cards_compile CARD... > cards.bin
//
// The cards come in the order in which they are embedded. Layout, numbers of 32 bits, little-endian: the number of
// cards and the place of the index; for each card its hash (two numbers, see below), the place of its first node, the byte
// at which its body begins, the line of that byte and the number of its first sequence plus one (0 where it has none); then
// the nodes, the index and the texts. A node is a kind (0 a scalar, 1 a sequence, 2 a mapping), its line and its column,
// then a scalar’s text as place and length, or the number of members, the place of the node after the last of them, and the
// members themselves; a mapping’s keys are scalars before their values. Places are bytes from the beginning. A card that
// cannot be compiled has no node: the text itself is then read, and what is wrong with it is said.
//
// The index says which sequences, numbered through all cards, may match at which words: the number of slots, a power of
// two, the place of the lists and the number of sequences; a hash for each slot, 0 where it is free (open addressing with
// linear probing, from the lowest bits), and for each slot 16 bits, the number of its list; a number for each sequence, 1
// where it is in the index; and the lists: how many there are plus one, where each begins among the entries and the last
// ends, and the entries, a sequence times 256 and the item whose token the first word is. Hashes are of two words in a row
// or of a single one, as SequenceIndex has them. Each sequence is listed under those of its words that should be rarest.
#include <math.h>
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
static uint64_t key(const uint8_t *bytes, size_t count) {
  uint64_t key = count > 8 ? 0xCBF29CE484222325u : 0;
  for (size_t i = 0; i < count; i++) key = count > 8 ? (key ^ bytes[i]) * 0x100000001B3u : key << 8 | bytes[i];
  return key;
}

/// As SequenceIndex has it, of two words in a row, or of one where the second is 0.
static uint32_t pair_hash(uint64_t first, uint64_t second) {
  unsigned __int128 wide = (unsigned __int128)(first ^ (second * 0x9E3779B97F4A7C15u + (second >> 29))) * 0x9E3779B97F4A7C15u;
  return (uint32_t)((uint64_t)(wide >> 64) ^ (uint64_t)wide) | 1;
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

/// Alternatives of a token of a sequence: `start` is null where it does not have to be there, or names not only words.
typedef struct {
  const uint8_t *start, *end;
} Words;

/// The next alternative; moves past it.
static uint64_t next_word(Words *words, size_t *length) {
  const uint8_t *bar = memchr(words->start, '|', (size_t)(words->end - words->start));
  if (!bar) bar = words->end;
  uint64_t found = key(words->start, *length = (size_t)(bar - words->start));
  words->start = bar + 1;
  return found;
}

/// How often one of some words may be expected: the shorter, the more frequent.
static double frequency(Words words) {
  double sum = 0;
  while (words.start < words.end) {
    size_t length;
    next_word(&words, &length);
    sum += pow(4, -(double)length);
  }
  return sum;
}

/// The words that a token between two spaces names.
static Words named(const uint8_t *start, const uint8_t *end) {
  if (start < end && *start == '(') start++;
  if (start < end && end[-1] == ')') end--;
  if (end - start > 1 && strchr("?*+", end[-1])) return (Words){0};
  while (start < end) {
    const uint8_t *part = memchr(start, '&', (size_t)(end - start));
    if (!part) part = end;
    if (is_plain(start, (size_t)(part - start))) return (Words){start, part};
    start = part + 1;
  }
  return (Words){0};
}

typedef struct {
  uint32_t hash, entry;
} Posting;

static Posting *postings;
static size_t posting_count, posting_room;

static void post(uint32_t hash, uint32_t sequence, int item) {
  if (posting_count == posting_room) {
    postings = realloc(postings, (posting_room = posting_room * 2 + 1024) * sizeof *postings);
    if (!postings) exit(1);
  }
  postings[posting_count++] = (Posting){hash, sequence << 8 | (uint32_t)item};
}

/// Lists a sequence under the rarest of its words: two in a row, or one where there are no two.
/// - Returns: 0 where it names none
static int post_sequence(uint32_t sequence, const uint8_t *at, const uint8_t *end) {
  Words before = {0}, first = {0}, second = {0};
  double least = 0;
  int item = 0, best = 0;
  for (; at < end; item++) {
    const uint8_t *stop = memchr(at, ' ', (size_t)(end - at));
    if (!stop) stop = end;
    Words words = named(at, stop);
    at = stop + 1;
    if (words.start) {
      double expected = frequency(words) * (before.start ? frequency(before) : 1);
      // Two in a row are rarer than any one.
      int isBetter = !first.start || (before.start ? !second.start || expected < least : !second.start && expected < least);
      if (isBetter) {
        least = expected;
        best = before.start ? item - 1 : item;
        first = before.start ? before : words;
        second = before.start ? words : (Words){0};
      }
    }
    before = words;
  }
  if (!first.start || item > 255) return 0;
  size_t length;
  while (first.start < first.end) {
    uint64_t one = next_word(&first, &length);
    if (!second.start) post(pair_hash(one, 0), sequence, best);
    for (Words rest = second; rest.start < rest.end;) post(pair_hash(one, next_word(&rest, &length)), sequence, best);
  }
  return 1;
}

/// By sequence: 1 where the index has it.
static Buffer indexed;

/// Takes the sequences of a card into the index; 0 where it has none.
static int sequences(size_t card) {
  size_t list = word(card, 0) == MAPPING ? value(card, "sequences") : 0;
  if (!list || word(list, 0) != SEQUENCE) return 0;
  size_t at = list + 20;
  for (uint32_t i = 0, count = word(list, 3); i < count; i++, at = after(at)) {
    size_t match = word(at, 0) == MAPPING ? value(at, "match") : at;
    int isScalar = match && word(match, 0) == SCALAR;
    number(&indexed, isScalar ? (size_t)post_sequence((uint32_t)(indexed.count / 4), text(match), text(match) + word(match, 4)) : 0);
  }
  return 1;
}

static int in_order(const void *a, const void *b) {
  const Posting *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/// The number of a list of entries; the same for the same list.
static uint16_t list_number(Buffer *starts, Buffer *entries, const Posting *first, size_t count) {
  Buffer list = {0};
  for (size_t i = 0; i < count; i++)
    if (!i || first[i].entry != first[i - 1].entry) number(&list, first[i].entry);
  uint32_t number_of_lists = (uint32_t)(starts->count / 4), found = number_of_lists;
  for (uint32_t i = 0; i < number_of_lists; i++) {
    uint32_t from, to = (uint32_t)(entries->count / 4);
    memcpy(&from, starts->bytes + 4 * i, sizeof from);
    if (i + 1 < number_of_lists) memcpy(&to, starts->bytes + 4 * (i + 1), sizeof to);
    if (4 * (size_t)(to - from) == list.count && !memcmp(entries->bytes + 4 * from, list.bytes, list.count)) found = i;
  }
  if (found == number_of_lists) {
    number(starts, entries->count / 4);
    append(entries, list.bytes, list.count);
  }
  free(list.bytes);
  if (found > UINT16_MAX) {
    fprintf(stderr, "cards_compile: too many lists of sequences\n");
    exit(1);
  }
  return (uint16_t)found;
}

/// Writes the index.
/// - Parameter place: where it begins
static void write_index(Buffer *image, uint32_t place) {
  qsort(postings, posting_count, sizeof *postings, in_order);
  uint32_t slots = 16;
  while (slots < posting_count * 3 / 2) slots *= 2;
  uint32_t *hashes = calloc(slots, sizeof *hashes);
  uint16_t *numbers = calloc(slots, sizeof *numbers);
  Buffer starts = {0}, entries = {0};
  for (size_t i = 0, end; i < posting_count; i = end) {
    for (end = i; end < posting_count && postings[end].hash == postings[i].hash;) end++;
    uint32_t slot = (postings[i].hash >> 1) & (slots - 1);
    while (hashes[slot]) slot = (slot + 1) & (slots - 1);
    hashes[slot] = postings[i].hash;
    numbers[slot] = list_number(&starts, &entries, postings + i, end - i);
  }
  number(&starts, entries.count / 4);
  number(image, slots);
  number(image, place + 12 + 6 * slots + indexed.count);
  number(image, indexed.count / 4);
  append(image, hashes, 4 * (size_t)slots);
  append(image, numbers, 2 * (size_t)slots);
  append(image, indexed.bytes, indexed.count);
  number(image, starts.count / 4);
  append(image, starts.bytes, starts.count);
  append(image, entries.bytes, entries.count);
  free(hashes);
  free(numbers);
  free(starts.bytes);
  free(entries.bytes);
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
  origin = 8 + 4 * HEAD * (uint32_t)(count - 1);
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
      size_t first = indexed.count / 4;
      if (!document(card.bytes + 4, end - 4)) {
        nodes.count = before;
        texts.count = written;
        head[2] = 0;
      } else if (sequences(head[2])) {
        head[5] = 1 + (uint32_t)first;
      }
    }
    free(card.bytes);
  }
  Buffer image = {0};
  uint32_t end = origin + (uint32_t)nodes.count;
  number(&image, (size_t)count - 1);
  number(&image, end);
  append(&image, heads, 4 * HEAD * (size_t)(count - 1));
  append(&image, nodes.bytes, nodes.count);
  write_index(&image, end);
  uint32_t shift = (uint32_t)image.count;
  for (size_t at = origin; at < end; at += 20) {
    uint32_t *node = (uint32_t *)(image.bytes + at);
    if (node[0] == SCALAR) node[3] += shift;
  }
  append(&image, texts.bytes, texts.count);
  return fwrite(image.bytes, 1, image.count, stdout) == image.count ? 0 : 1;
}
