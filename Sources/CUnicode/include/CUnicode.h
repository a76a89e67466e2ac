#ifndef GALLEY_UNICODE_H
#define GALLEY_UNICODE_H
#include <stdint.h>

/// Classes of scalars, in the lower four bits of `galley_class`; the upper four name the script of a letter
/// (1 Latin, 2 Greek, 3 Cyrillic, 4 Armenian, 5 Hebrew, 6 Arabic, 7 CJK, 8 Hangul, … 15 any other).
enum {
  GALLEY_OTHER = 0, GALLEY_LOWER, GALLEY_UPPER, GALLEY_LETTER, GALLEY_MARK, GALLEY_DIGIT, GALLEY_SPACE,
  GALLEY_INVISIBLE, GALLEY_PUNCTUATION, GALLEY_SYMBOL, GALLEY_CONTROL
};

extern const uint16_t galley_class_index[];
extern const uint8_t galley_class_values[];
extern const uint16_t galley_lower_index[];
extern const uint8_t galley_lower_values[];
extern const int32_t galley_lower_deltas[];

static inline uint8_t galley_class(uint32_t c) {
  return c < 0x20000 ? galley_class_values[galley_class_index[c >> 7] * 128 + (c & 127)] : (c < 0x32000 ? 0x73 : 0);
}

static inline uint32_t galley_lower(uint32_t c) {
  return c < 0x20000 ? c + galley_lower_deltas[galley_lower_values[galley_lower_index[c >> 7] * 128 + (c & 127)]] : c;
}
#endif
