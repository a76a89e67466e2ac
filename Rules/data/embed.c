#include "spelling_data.h"

_Alignas(64) const unsigned char galley_unigrams_bytes[] = {
#embed "unigrams.bin"
};
const unsigned long galley_unigrams_size = sizeof galley_unigrams_bytes;

_Alignas(64) const unsigned char galley_bigrams_bytes[] = {
#embed "bigrams.bin"
};
const unsigned long galley_bigrams_size = sizeof galley_bigrams_bytes;

_Alignas(64) const unsigned char galley_rare_words_bytes[] = {
#embed "rare.bin"
};
const unsigned long galley_rare_words_size = sizeof galley_rare_words_bytes;

// As Scripts/build-misreadings writes it, with what is built without it.
_Alignas(64) const unsigned char galley_unmistakable_bytes[] = {
#if __has_embed("unmistakable.bin")
#embed "unmistakable.bin"
#else
0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
#endif
};
const unsigned long galley_unmistakable_size = sizeof galley_unmistakable_bytes;

_Alignas(64) const unsigned char galley_tagger_bytes[] = {
#embed "tagger.bin"
};
const unsigned long galley_tagger_size = sizeof galley_tagger_bytes;

_Alignas(64) const unsigned char galley_language_model_bytes[] = {
#embed "language-model.bin"
};
const unsigned long galley_language_model_size = sizeof galley_language_model_bytes;

_Alignas(64) const unsigned char galley_foreign_words_bytes[] = {
#embed "foreign.bin"
};
const unsigned long galley_foreign_words_size = sizeof galley_foreign_words_bytes;

_Alignas(64) const unsigned char galley_languages_bytes[] = {
#embed "languages.bin"
};
const unsigned long galley_languages_size = sizeof galley_languages_bytes;

// The indexes of the English dictionaries, as Scripts/build-index writes them; without them every machine compiles its own.
_Alignas(64) const unsigned char galley_english_words_bytes[] = {
#if __has_embed("english-words.bin")
#embed "english-words.bin"
#else
0
#endif
};
const unsigned long galley_english_words_size = sizeof galley_english_words_bytes;

_Alignas(64) const unsigned char galley_english_candidates_bytes[] = {
#if __has_embed("english-candidates.bin")
#embed "english-candidates.bin"
#else
0
#endif
};
const unsigned long galley_english_candidates_size = sizeof galley_english_candidates_bytes;

_Alignas(64) const unsigned char galley_trees_bytes[] = {
#embed "trees.bin"
};
const unsigned long galley_trees_size = sizeof galley_trees_bytes;

_Alignas(64) const unsigned char galley_typing_table_bytes[] = {
#embed "../model/typing.tsv"
};
const unsigned long galley_typing_table_size = sizeof galley_typing_table_bytes;

_Alignas(64) const unsigned char galley_slip_table_bytes[] = {
#embed "../model/slips.tsv"
};
const unsigned long galley_slip_table_size = sizeof galley_slip_table_bytes;

_Alignas(64) const unsigned char galley_ranking_table_bytes[] = {
#embed "../model/ranking.tsv"
};
const unsigned long galley_ranking_table_size = sizeof galley_ranking_table_bytes;

_Alignas(64) const unsigned char galley_ocr_table_bytes[] = {
#embed "../model/ocr.tsv"
};
const unsigned long galley_ocr_table_size = sizeof galley_ocr_table_bytes;

_Alignas(64) const unsigned char galley_corrections_table_bytes[] = {
#embed "../model/corrections.tsv"
};
const unsigned long galley_corrections_table_size = sizeof galley_corrections_table_bytes;

_Alignas(64) const unsigned char galley_charsets_bytes[] = {
#embed "charsets.tsv"
};
const unsigned long galley_charsets_size = sizeof galley_charsets_bytes;
