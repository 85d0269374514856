/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A disk that takes its time, for a program that is started with this library before the others:
 * on all threads but the first, nothing is flushed while the file that REGULARS_SLOW_DISK names is
 * there, nor written into a file by write(), as files for others are. */
#define _GNU_SOURCE

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAUSE_US 10000

static void
hold (void)
{
  const char *held = getenv ("REGULARS_SLOW_DISK");

  while (held != NULL && gettid () != getpid () && access (held, F_OK) == 0)
    usleep (PAUSE_US);
}

static int
flush (int fd, long call)
{
  hold ();
  return (int) syscall (call, fd);
}

/* Threads wake each other with the same call. */
ssize_t
write (int fd, const void *bytes, size_t n)
{
  struct stat facts;

  if (fstat (fd, &facts) == 0 && S_ISREG (facts.st_mode))
    hold ();
  return syscall (SYS_write, fd, bytes, n);
}

int
fsync (int fd)
{
  return flush (fd, SYS_fsync);
}

int
fdatasync (int fd)
{
  return flush (fd, SYS_fdatasync);
}
