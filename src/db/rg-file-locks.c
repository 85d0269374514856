/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* SQLite's calls of fcntl(), with the one kind of lock put in the place of the other. */
#define _GNU_SOURCE /* F_OFD_SETLK */
#include "db/rg-file-locks.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>

static int
rg_file_locks_command (int command)
{
  switch (command)
    {
    case F_SETLK:
      return F_OFD_SETLK;
    case F_SETLKW:
      return F_OFD_SETLKW;
    default:
      return F_OFD_GETLK;
    }
}

static int
rg_file_locks_fcntl (int fd, int command, ...)
{
  va_list arguments;
  int result;

  va_start (arguments, command);
  if (command == F_SETLK || command == F_SETLKW || command == F_GETLK)
    {
      struct flock *lock = va_arg (arguments, struct flock *);

      lock->l_pid = 0; /* else the kernel refuses */
      result = fcntl (fd, rg_file_locks_command (command), lock);
    }
  else
    result = fcntl (fd, command, va_arg (arguments, int));
  va_end (arguments);
  return result;
}

void
rg_file_locks_install (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_vfs *vfs = sqlite3_vfs_find ("unix");
  if (vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) rg_file_locks_fcntl) != SQLITE_OK)
    g_error ("SQLite cannot be told how to lock");
  g_once_init_leave (&done, 1);
}
