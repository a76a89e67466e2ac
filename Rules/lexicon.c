#include "CRules.h"

_Alignas(64) const uint8_t galley_lexicon[] = {
#embed "data/lexicon.bin"
};
