#define _GNU_SOURCE
#include "CFiles.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/xattr.h>

int galley_open_nameless(const char *folder) { return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); }

int galley_name(int descriptor, const char *path) {
  char source[64];
  snprintf(source, sizeof source, "/proc/self/fd/%d", descriptor);
  return linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

// The whole answer of a call that is asked for the length first; NULL with `errno` where it fails.
static char *names_of(const char *path, int descriptor, ssize_t *length) {
  for (;;) {
    ssize_t size = path ? listxattr(path, NULL, 0) : flistxattr(descriptor, NULL, 0);
    if (size < 0) return NULL;
    char *names = malloc(size + 1);
    if (!names) return NULL;
    *length = path ? listxattr(path, names, size) : flistxattr(descriptor, names, size);
    if (*length >= 0) return names;
    free(names);
    if (errno != ERANGE) return NULL;
  }
}

static char *value_of(const char *path, int descriptor, const char *name, ssize_t *length) {
  for (;;) {
    ssize_t size = path ? getxattr(path, name, NULL, 0) : fgetxattr(descriptor, name, NULL, 0);
    if (size < 0) return NULL;
    char *value = malloc(size + 1);
    if (!value) return NULL;
    *length = path ? getxattr(path, name, value, size) : fgetxattr(descriptor, name, value, size);
    if (*length >= 0) return value;
    free(value);
    if (errno != ERANGE) return NULL;
  }
}

static int copy_one(const char *path, int descriptor, const char *name) {
  ssize_t old_length, new_length;
  char *old = value_of(path, -1, name, &old_length);
  if (!old) return errno == ENODATA ? 0 : -1;
  // What the system has set by itself need not be set, which it may forbid.
  char *new = value_of(NULL, descriptor, name, &new_length);
  int result = 0;
  if (!new || new_length != old_length || memcmp(new, old, old_length)) result = fsetxattr(descriptor, name, old, old_length, 0);
  int error = errno;
  free(old);
  free(new);
  errno = error;
  return result;
}

int galley_copy_attributes(const char *path, int descriptor, char failed[256]) {
  ssize_t old_length = 0, new_length = 0;
  char *old = names_of(path, -1, &old_length);
  if (!old) return errno == ENOTSUP || errno == ENOSYS ? 0 : -1;
  char *new = names_of(NULL, descriptor, &new_length);
  int result = 0;
  const char *name = "";
  for (ssize_t at = 0; at < old_length && result == 0; at += strlen(old + at) + 1) {
    name = old + at;
    result = copy_one(path, descriptor, name);
  }
  // A folder hands down an access list: what the file did not have it does not get.
  for (ssize_t at = 0; new && at < new_length && result == 0; at += strlen(new + at) + 1) {
    ssize_t length;
    char *value = value_of(path, -1, new + at, &length);
    if (!value && errno == ENODATA && !strncmp(new + at, "system.", 7)) {
      name = new + at;
      result = fremovexattr(descriptor, name);
    }
    free(value);
  }
  if (result != 0) snprintf(failed, 256, "%s", name);
  int error = errno;
  free(old);
  free(new);
  errno = error;
  return result;
}

#else
#include <copyfile.h>

int galley_open_nameless(const char *folder) {
  (void)folder;
  errno = ENOTSUP;
  return -1;
}

int galley_name(int descriptor, const char *path) {
  (void)descriptor, (void)path;
  errno = ENOTSUP;
  return -1;
}

int galley_copy_attributes(const char *path, int descriptor, char failed[256]) {
  int source = open(path, O_RDONLY | O_CLOEXEC);
  if (source < 0) return -1;
  int result = fcopyfile(source, descriptor, NULL, COPYFILE_XATTR | COPYFILE_ACL);
  int error = errno;
  close(source);
  if (result != 0) snprintf(failed, 256, "of this file");
  errno = error;
  return result;
}
#endif
