#ifndef GALLEY_SPELLING_DATA_H
#define GALLEY_SPELLING_DATA_H

// The tables of the speller and the tagger, embedded as read-only data: they cost nothing until a page of them is read.
// Every address is aligned to 64 bytes.

extern const unsigned char galley_unigrams_bytes[];
extern const unsigned long galley_unigrams_size;
extern const unsigned char galley_bigrams_bytes[];
extern const unsigned long galley_bigrams_size;
extern const unsigned char galley_rare_words_bytes[];
extern const unsigned long galley_rare_words_size;
extern const unsigned char galley_unmistakable_bytes[];
extern const unsigned long galley_unmistakable_size;
extern const unsigned char galley_tagger_bytes[];
extern const unsigned long galley_tagger_size;
extern const unsigned char galley_language_model_bytes[];
extern const unsigned long galley_language_model_size;
extern const unsigned char galley_foreign_words_bytes[];
extern const unsigned long galley_foreign_words_size;
extern const unsigned char galley_languages_bytes[];
extern const unsigned long galley_languages_size;
extern const unsigned char galley_english_words_bytes[];
extern const unsigned long galley_english_words_size;
extern const unsigned char galley_english_candidates_bytes[];
extern const unsigned long galley_english_candidates_size;
extern const unsigned char galley_trees_bytes[];
extern const unsigned long galley_trees_size;
extern const unsigned char galley_typing_table_bytes[];
extern const unsigned long galley_typing_table_size;
extern const unsigned char galley_slip_table_bytes[];
extern const unsigned long galley_slip_table_size;
extern const unsigned char galley_ranking_table_bytes[];
extern const unsigned long galley_ranking_table_size;
extern const unsigned char galley_ocr_table_bytes[];
extern const unsigned long galley_ocr_table_size;
extern const unsigned char galley_corrections_table_bytes[];
extern const unsigned long galley_corrections_table_size;
extern const unsigned char galley_charsets_bytes[];
extern const unsigned long galley_charsets_size;

static inline const void *galley_unigrams(void) { return galley_unigrams_bytes; }
static inline const void *galley_bigrams(void) { return galley_bigrams_bytes; }
static inline const void *galley_rare_words(void) { return galley_rare_words_bytes; }
static inline const void *galley_unmistakable(void) { return galley_unmistakable_bytes; }
static inline const void *galley_tagger(void) { return galley_tagger_bytes; }
static inline const void *galley_language_model(void) { return galley_language_model_bytes; }
static inline const void *galley_foreign_words(void) { return galley_foreign_words_bytes; }
static inline const void *galley_languages(void) { return galley_languages_bytes; }
static inline const void *galley_english_words(void) { return galley_english_words_bytes; }
static inline const void *galley_english_candidates(void) { return galley_english_candidates_bytes; }
static inline const void *galley_trees(void) { return galley_trees_bytes; }
static inline const void *galley_typing_table(void) { return galley_typing_table_bytes; }
static inline const void *galley_slip_table(void) { return galley_slip_table_bytes; }
static inline const void *galley_ranking_table(void) { return galley_ranking_table_bytes; }
static inline const void *galley_ocr_table(void) { return galley_ocr_table_bytes; }
static inline const void *galley_corrections_table(void) { return galley_corrections_table_bytes; }
static inline const void *galley_charsets(void) { return galley_charsets_bytes; }

// Has the memory at an address fetched, which is read soon.
static inline void galley_prefetch(unsigned long address) { __builtin_prefetch((const void *)address); }

#endif
