#include "CRules.h"

// Written by Scripts/pack; without it the cards themselves are read.
_Alignas(64) const uint8_t galley_cards[] = {
#if __has_embed("data/cards.bin")
#embed "data/cards.bin"
#else
0, 0, 0, 0
#endif
};
