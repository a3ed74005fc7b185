// Preloaded into a process (LD_PRELOAD), this is a disk that fails, fills up or is slow, as the process itself asks by
// opening a name that no file has. Only for tests.
//
//   /bad-disk/arm/N/TIMES/ERRNO/FOLDER   the N-th change of a file below FOLDER, and TIMES - 1 after it, fail with ERRNO
//   /bad-disk/slow/MILLISECONDS/FOLDER   every sync of a file below FOLDER takes so long
//   /bad-disk/calm                       a good disk again
//   /bad-disk/count                      is a file with "changes failed", counted since `arm`
//
// A change is a write, a sync, a truncation, or a name made, renamed or taken away.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FD 4096

static long from, until, changes, failed, slow_ms;
static int code;
static char root[PATH_MAX];
static char watched[MAX_FD];

static int below(const char *path) {
  size_t length = strlen(root);
  return length > 0 && path && strncmp(path, root, length) == 0;
}

static int fails(int counts) {
  if (!counts) return 0;
  changes++;
  if (from == 0 || changes < from || changes >= until) return 0;
  failed++;
  errno = code;
  return 1;
}

static int fails_fd(int fd) { return fails(fd >= 0 && fd < MAX_FD && watched[fd]); }

static int answer(void) {
  char text[64];
  int length = snprintf(text, sizeof text, "%ld %ld", changes, failed);
  int fd = memfd_create("count", 0);
  if (fd >= 0 && syscall(SYS_write, fd, text, length) == length) lseek(fd, 0, SEEK_SET);
  return fd;
}

static int ask(const char *what) {
  long n, times;
  int number, at = 0;
  if (strcmp(what, "count") == 0) return answer();
  from = until = slow_ms = 0;
  if (sscanf(what, "arm/%ld/%ld/%d%n", &n, &times, &number, &at) == 3) {
    from = n, until = n + times, code = number, changes = failed = 0;
    snprintf(root, sizeof root, "%s", what + at);
  } else if (sscanf(what, "slow/%ld%n", &slow_ms, &at) == 1) {
    snprintf(root, sizeof root, "%s", what + at);
  }
  errno = ENOENT;
  return -1;
}

static int open_watched(int dir, const char *path, int flags, mode_t mode) {
  struct stat st;
  if (strncmp(path, "/bad-disk/", 10) == 0) return ask(path + 10);
  int counts = below(path);
  if (counts && (flags & O_CREAT) && lstat(path, &st) != 0 && fails(1)) return -1;
  int fd = (int)syscall(SYS_openat, dir, path, flags, mode);
  // Watched from the start, for a process may open its files before it arms the disk.
  if (fd >= 0 && fd < MAX_FD) watched[fd] = counts;
  return fd;
}

#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list l; va_start(l, flags); mode = (mode_t)va_arg(l, int); va_end(l); }
int open(const char *path, int flags, ...) { MODE return open_watched(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_watched(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE return open_watched(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE return open_watched(dir, path, flags, mode); }

int close(int fd) {
  if (fd >= 0 && fd < MAX_FD) watched[fd] = 0;
  return (int)syscall(SYS_close, fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  if (fails_fd(fd)) {
    // A full disk takes a part of what it is given.
    if (code == ENOSPC && length > 1024) return (ssize_t)syscall(SYS_pwrite64, fd, bytes, length / 2, at);
    return -1;
  }
  return (ssize_t)syscall(SYS_pwrite64, fd, bytes, length, at);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }
ssize_t write(int fd, const void *bytes, size_t length) {
  return fails_fd(fd) ? -1 : (ssize_t)syscall(SYS_write, fd, bytes, length);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  return fails_fd(fd) ? -1 : (ssize_t)syscall(SYS_writev, fd, parts, count);
}
int ftruncate64(int fd, off64_t size) { return fails_fd(fd) ? -1 : (int)syscall(SYS_ftruncate, fd, size); }
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd) {
  if (slow_ms > 0 && fd >= 0 && fd < MAX_FD && watched[fd]) usleep((useconds_t)slow_ms * 1000);
  // A sync that fails has reached the disk or not; here it has not. One that works need not reach the real disk.
  return fails_fd(fd) ? -1 : 0;
}
int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }

int rename(const char *a, const char *b) {
  return fails(below(a) || below(b)) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 0);
}
int link(const char *a, const char *b) {
  return fails(below(b)) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, a, AT_FDCWD, b, 0);
}
int mkdir(const char *path, mode_t mode) { return fails(below(path)) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode); }
// Names can be taken away on a full disk, not on a failing one.
int unlinkat(int dir, const char *name, int flags) {
  return code != ENOSPC && fails(below(name)) ? -1 : (int)syscall(SYS_unlinkat, dir, name, flags);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
