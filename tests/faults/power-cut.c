// Preloaded into a process (LD_PRELOAD), this notes everything that the process does to the files below PC_DIR, in order,
// in the file PC_LOG, and what it writes to its standard output: that is what it acknowledged. Only for tests.
//
// An entry: 1 byte what, 8 bytes inode, 8 bytes offset or size, 4 bytes length, then so many bytes (little-endian).
// c create (path) · w write · t truncate · s sync of a file · d sync of a folder (path) · r rename, l link (path NUL path)
// u unlink (path) · m mkdir (path) · x rmdir (path) · a acknowledged
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FD 4096

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static struct { int kind; uint64_t ino; char *path; } table[MAX_FD]; // kind 1: file, 2: folder
static uint64_t fresh[MAX_FD]; // inodes of new files that nothing was written to as far as was seen

__attribute__((constructor)) static void begin(void) {
  const char *dir = getenv("PC_DIR"), *log = getenv("PC_LOG");
  if (!dir || !log) return;
  snprintf(root, sizeof root, "%s", dir);
  root_length = strlen(root);
  log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  unsetenv("LD_PRELOAD"); // what the process itself starts is not noted
}

static void note(char what, uint64_t ino, uint64_t at, const void *bytes, uint32_t length) {
  unsigned char head[21];
  head[0] = (unsigned char)what;
  memcpy(head + 1, &ino, 8);
  memcpy(head + 9, &at, 8);
  memcpy(head + 17, &length, 4);
  struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, length}};
  if (syscall(SYS_writev, log_fd, parts, 2) != (long)(sizeof head + length)) abort();
}

static void note_path(char what, uint64_t ino, const char *path) {
  note(what, ino, 0, path, (uint32_t)strlen(path));
}

static int inside(const char *path) {
  return log_fd >= 0 && path && strncmp(path, root, root_length) == 0 &&
         (path[root_length] == '/' || path[root_length] == 0);
}

// Node closes files by the bare system call, so a number may mean another file by now.
static int noted(int fd) {
  struct stat st;
  if (log_fd < 0 || fd < 0 || fd >= MAX_FD || !table[fd].kind) return 0;
  if (fstat(fd, &st) == 0 && st.st_ino == table[fd].ino && !S_ISFIFO(st.st_mode) && !S_ISSOCK(st.st_mode)) return 1;
  table[fd].kind = 0;
  return 0;
}

static uint64_t *find_fresh(uint64_t ino) {
  for (int i = 0; i < MAX_FD; i++) if (fresh[i] == ino) return &fresh[i];
  return NULL;
}

static void written(uint64_t ino) {
  uint64_t *found = find_fresh(ino);
  if (found) *found = 0;
}

// A new file that the kernel itself filled (a copy) has content, and no write was seen: noted when it is next touched.
static void settle(const char *path) {
  struct stat st;
  if (lstat(path, &st) || !S_ISREG(st.st_mode) || st.st_size == 0 || !find_fresh(st.st_ino)) return;
  int copy = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  char *bytes = malloc((size_t)st.st_size);
  if (copy < 0 || !bytes || syscall(SYS_pread64, copy, bytes, st.st_size, 0) != st.st_size) abort();
  note('w', st.st_ino, 0, bytes, (uint32_t)st.st_size);
  written(st.st_ino);
  free(bytes);
  syscall(SYS_close, copy);
}

static void opened(int fd, const char *path, int flags, int was_there) {
  struct stat st;
  if (fd < 0 || fd >= MAX_FD || fstat(fd, &st)) return;
  table[fd].kind = S_ISDIR(st.st_mode) ? 2 : 1;
  table[fd].ino = st.st_ino;
  free(table[fd].path);
  table[fd].path = strdup(path);
  if (!was_there) {
    uint64_t *slot = find_fresh(st.st_ino) ? find_fresh(st.st_ino) : find_fresh(0);
    if (slot) *slot = st.st_ino;
    note_path('c', st.st_ino, path);
  }
  else if (flags & O_TRUNC) note('t', st.st_ino, 0, "", 0);
}

static int is_there(const char *path) {
  struct stat st;
  return lstat(path, &st) == 0;
}

static int open_noted(int dir, const char *path, int flags, mode_t mode) {
  if (!inside(path)) {
    int other = (int)syscall(SYS_openat, dir, path, flags, mode);
    if (other >= 0 && other < MAX_FD) table[other].kind = 0;
    return other;
  }
  pthread_mutex_lock(&lock);
  int was_there = is_there(path);
  if (was_there) settle(path);
  int fd = (int)syscall(SYS_openat, dir, path, flags, mode);
  opened(fd, path, flags, was_there);
  pthread_mutex_unlock(&lock);
  return fd;
}

#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list l; va_start(l, flags); mode = (mode_t)va_arg(l, int); va_end(l); }
int open(const char *path, int flags, ...) { MODE return open_noted(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_noted(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE return open_noted(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE return open_noted(dir, path, flags, mode); }

int close(int fd) {
  if (fd == log_fd && fd >= 0) return 0;
  if (fd >= 0 && fd < MAX_FD) table[fd].kind = 0;
  return (int)syscall(SYS_close, fd);
}

static ssize_t write_noted(int fd, const void *bytes, size_t length, off64_t at) {
  pthread_mutex_lock(&lock);
  ssize_t done = (ssize_t)syscall(SYS_pwrite64, fd, bytes, length, at);
  if (done > 0) note('w', table[fd].ino, (uint64_t)at, bytes, (uint32_t)done), written(table[fd].ino);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  if (noted(fd)) return write_noted(fd, bytes, length, at);
  return (ssize_t)syscall(SYS_pwrite64, fd, bytes, length, at);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length) {
  if (log_fd >= 0 && fd == 1) note('a', 0, 0, bytes, (uint32_t)length);
  if (!noted(fd)) return (ssize_t)syscall(SYS_write, fd, bytes, length);
  pthread_mutex_lock(&lock);
  struct stat st;
  int append = fcntl(fd, F_GETFL) & O_APPEND;
  off64_t at = append && fstat(fd, &st) == 0 ? st.st_size : lseek(fd, 0, SEEK_CUR);
  ssize_t done = (ssize_t)syscall(SYS_write, fd, bytes, length);
  if (done > 0) note('w', table[fd].ino, (uint64_t)at, bytes, (uint32_t)done), written(table[fd].ino);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (!noted(fd) && !(log_fd >= 0 && fd == 1)) return (ssize_t)syscall(SYS_writev, fd, parts, count);
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
    if (done < 0) return total ? total : done;
    total += done;
  }
  return total;
}

int ftruncate64(int fd, off64_t size) {
  pthread_mutex_lock(&lock);
  int result = (int)syscall(SYS_ftruncate, fd, size);
  if (result == 0 && noted(fd)) note('t', table[fd].ino, (uint64_t)size, "", 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int sync_noted(int fd, int data_only) {
  pthread_mutex_lock(&lock);
  // Nothing in these runs needs the real disk: what counts is that the process asked.
  if (noted(fd) && table[fd].kind == 1) settle(table[fd].path), note('s', table[fd].ino, 0, "", 0);
  else if (noted(fd)) note_path('d', table[fd].ino, table[fd].path);
  pthread_mutex_unlock(&lock);
  return noted(fd) ? 0 : (int)syscall(data_only ? SYS_fdatasync : SYS_fsync, fd);
}
int fsync(int fd) { return sync_noted(fd, 0); }
int fdatasync(int fd) { return sync_noted(fd, 1); }

static int pair_noted(char what, const char *from, const char *to, int result) {
  char both[2 * PATH_MAX];
  if (result == 0 && (inside(from) || inside(to)))
    note(what, 0, 0, both, (uint32_t)snprintf(both, sizeof both, "%s%c%s", from, 0, to));
  return result;
}
int rename(const char *from, const char *to) {
  pthread_mutex_lock(&lock);
  if (inside(from)) settle(from);
  int result = pair_noted('r', from, to, (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
  pthread_mutex_unlock(&lock);
  return result;
}
int link(const char *from, const char *to) {
  pthread_mutex_lock(&lock);
  if (inside(from)) settle(from);
  int result = pair_noted('l', from, to, (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
  pthread_mutex_unlock(&lock);
  return result;
}

static int path_noted(char what, const char *path, int result) {
  if (result == 0 && inside(path)) note_path(what, 0, path);
  return result;
}
int unlinkat(int dir, const char *name, int flags) {
  char path[PATH_MAX];
  if (dir != AT_FDCWD && name[0] != '/' && noted(dir)) snprintf(path, sizeof path, "%s/%s", table[dir].path, name);
  else snprintf(path, sizeof path, "%s", name);
  pthread_mutex_lock(&lock);
  int result = path_noted(flags & AT_REMOVEDIR ? 'x' : 'u', path, (int)syscall(SYS_unlinkat, dir, name, flags));
  pthread_mutex_unlock(&lock);
  return result;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  struct stat st;
  if (lstat(path, &st)) return -1;
  return unlinkat(AT_FDCWD, path, S_ISDIR(st.st_mode) ? AT_REMOVEDIR : 0);
}
int mkdir(const char *path, mode_t mode) {
  pthread_mutex_lock(&lock);
  int result = path_noted('m', path, (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode));
  pthread_mutex_unlock(&lock);
  return result;
}
