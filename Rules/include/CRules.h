#ifndef GALLEY_RULES_H
#define GALLEY_RULES_H
#include <stddef.h>
#include <stdint.h>

/// A card or table of Rules/, embedded at build time; `path` is relative to Rules/.
typedef struct {
  const char *path;
  const uint8_t *bytes;
  size_t count;
} GalleyFile;

extern const GalleyFile galley_files[];
extern const size_t galley_file_count;

static inline const GalleyFile *galley_file_at(size_t i) { return &galley_files[i]; }

/// The compiled names, sorted for binary search (see Rules/names/README.md).
extern const uint8_t galley_names[];
extern const size_t galley_names_count;
static inline const uint8_t *galley_names_start(void) { return galley_names; }

/// Offsets into the names by hash, little-endian (see Scripts/lib/names_index.py).
extern const uint8_t galley_names_index[];
extern const size_t galley_names_slots;
static inline uint32_t galley_names_slot(size_t i) {
  const uint8_t *at = galley_names_index + 4 * i;
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}
#endif
