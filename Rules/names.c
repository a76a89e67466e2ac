#include "CRules.h"

_Alignas(64) const uint8_t galley_names[] = {
#embed "data/names.tsv" if_empty(10)
};
const size_t galley_names_count = sizeof galley_names;

_Alignas(64) const uint8_t galley_names_index[] = {
#embed "data/names.idx" if_empty(0)
};
