#ifndef GALLEY_BUILD_H
#define GALLEY_BUILD_H

// What a build knows of itself.

/// The commit that was built, abbreviated; empty where the build was not told.
const char *galley_commit(void);
/// Rules/data/sources.tsv.
const unsigned char *galley_data_sources(void);
extern const unsigned long galley_data_sources_size;

#endif
