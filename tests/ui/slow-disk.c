/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A disk that takes its time, for a program that is started with this library before the others:
 * on all threads but the first, nothing is flushed while the file that REGULARS_SLOW_DISK names is
 * there. */
#define _GNU_SOURCE

#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAUSE_US 10000

static int
flush (int fd, long call)
{
  const char *held = getenv ("REGULARS_SLOW_DISK");

  while (held != NULL && gettid () != getpid () && access (held, F_OK) == 0)
    usleep (PAUSE_US);
  return (int) syscall (call, fd);
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
