#include "CRules.h"

_Thread_local const void *galley_lexicon_extension = NULL;

_Alignas(64) const uint8_t galley_lexicon[] = {
#embed "data/lexicon.bin"
};
