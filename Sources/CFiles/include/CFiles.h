// What Swift’s module of the C library leaves out: extended attributes, and files without a name.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Opens a file in a folder that has no name yet and vanishes with its last descriptor; -1 where that cannot be.
int galley_open_nameless(const char *folder);

/// Gives a nameless file a name; -1 with `errno` where that fails.
int galley_name(int descriptor, const char *path);

/// Makes the extended attributes, access lists among them, those of the file at `path`; -1 with `errno` where one
/// cannot be kept, whose name stands then in `failed`.
int galley_copy_attributes(const char *path, int descriptor, char failed[256]);
