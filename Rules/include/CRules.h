#ifndef GALLEY_RULES_H
#define GALLEY_RULES_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// A card or table of Rules/, embedded at build time; `path` is relative to Rules/.
typedef struct {
  const char *path;
  const uint8_t *bytes;
  size_t count;
} GalleyFile;

extern const GalleyFile galley_files[];
extern const size_t galley_file_count;

static inline const GalleyFile *galley_file_at(size_t i) { return &galley_files[i]; }

/// The front matter of the cards, compiled (see Scripts/lib/cards_compile.c).
extern const uint8_t galley_cards[];
static inline const uint8_t *galley_cards_start(void) { return galley_cards; }

/// The compiled names, sorted for binary search (see Rules/names/README.md).
extern const uint8_t galley_names[];
extern const size_t galley_names_count;
static inline const uint8_t *galley_names_start(void) { return galley_names; }

/// Offsets into the names by hash (see Scripts/lib/names_index.py).
extern const uint8_t galley_names_index[];
static inline const uint8_t *galley_names_index_start(void) { return galley_names_index; }

/// The compiled word classes (see Scripts/lib/lexicon_compile.py).
extern const uint8_t galley_lexicon[];

typedef struct {
  uint64_t key;
  uint32_t text;
  uint16_t length, set;
} GalleyLexiconSlot;

static inline uint32_t galley_lexicon_number(size_t i) { return ((const uint32_t *)galley_lexicon)[i]; }
static inline size_t galley_lexicon_slot_count(void) { return galley_lexicon_number(0); }
static inline const GalleyLexiconSlot *galley_lexicon_slot(size_t i) {
  return (const GalleyLexiconSlot *)(galley_lexicon + 16 + 32 * (size_t)galley_lexicon_number(1)) + i;
}

static inline const uint8_t *galley_lexicon_text(uint32_t at) { return galley_lexicon + at; }

/// The class set of a word, 0 where no class has it. `start` is the hash of its key.
static inline uint16_t galley_lexicon_find(uint64_t key, uint64_t start, const uint8_t *word, size_t count) {
  size_t mask = galley_lexicon_slot_count() - 1;
  for (size_t i = (size_t)start & mask;; i = (i + 1) & mask) {
    const GalleyLexiconSlot *slot = galley_lexicon_slot(i);
    if (slot->length == 0) return 0;
    if (slot->key == key && slot->length == count && (count <= 8 || memcmp(galley_lexicon + slot->text, word, count) == 0))
      return slot->set;
  }
}

/// Classes 64 × `part` and on of a class set, a bit for each.
static inline uint64_t galley_lexicon_bits(uint16_t set, size_t part) {
  return *(const uint64_t *)(galley_lexicon + 16 + 32 * (size_t)set + 8 * part);
}

/// What a thread’s own lists add to the compiled table; NULL where nothing does.
extern _Thread_local const void *galley_lexicon_extension;
static inline const void *galley_lexicon_extended(void) { return galley_lexicon_extension; }
static inline void galley_lexicon_extend(const void *extension) { galley_lexicon_extension = extension; }
#endif
