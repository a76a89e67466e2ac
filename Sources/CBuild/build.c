#include "build.h"

#ifndef GALLEY_COMMIT
#define GALLEY_COMMIT ""
#endif

const char *galley_commit(void) { return GALLEY_COMMIT; }

static const unsigned char sources[] = {
#embed "../../Rules/data/sources.tsv"
};
const unsigned long galley_data_sources_size = sizeof sources;
const unsigned char *galley_data_sources(void) { return sources; }
