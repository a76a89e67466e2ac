#include "spelling_data.h"

_Alignas(64) const unsigned char galley_unigrams_bytes[] = {
#embed "unigrams.bin"
};
const unsigned long galley_unigrams_size = sizeof galley_unigrams_bytes;

_Alignas(64) const unsigned char galley_bigrams_bytes[] = {
#embed "bigrams.bin"
};
const unsigned long galley_bigrams_size = sizeof galley_bigrams_bytes;
