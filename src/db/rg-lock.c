/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The lock beside a shop's file. */
#define _GNU_SOURCE /* F_OFD_SETLK */
#include "config.h"

#include "db/rg-lock.h"

#include "base/rg-i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT_BYTES 512

struct _RgLock
{
  int fd;
  char *path;
  char *bus_name;
};

/* The same for every way to name the file. */
static char *
rg_lock_dup_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *whole = realpath (path, NULL);
  char *real_folder = realpath (folder, NULL);
  char *lock;

  if (whole != NULL)
    lock = g_strconcat (whole, ".lock", NULL);
  else
    lock = g_strdup_printf ("%s/%s.lock", real_folder != NULL ? real_folder : folder, name);
  free (whole);
  free (real_folder);
  return lock;
}

static gboolean
rg_lock_is_at (int fd, const char *path)
{
  struct stat open_file, there;

  return fstat (fd, &open_file) == 0 && stat (path, &there) == 0
         && open_file.st_dev == there.st_dev && open_file.st_ino == there.st_ino;
}

static int
rg_lock_try (int fd)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &whole) == 0 ? 0 : errno;
}

static gboolean
rg_lock_write (RgLock *lock, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d\n%s\n", (int) getpid (), lock->bus_name);
  gsize length = strlen (text);

  if (ftruncate (lock->fd, 0) == 0 && pwrite (lock->fd, text, length, 0) == (gssize) length)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", lock->path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
rg_lock_set_error (GError **error, int code, const char *path)
{
  if (code == EAGAIN || code == EACCES)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                         _("Another program has this shop open. Close it there first."));
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path,
                 g_strerror (code));
  return FALSE;
}

/* Whoever gives the lock up removes the file, so the one that was opened here may be gone by the
 * time that it is locked: then again. */
static gboolean
rg_lock_open (RgLock *lock, GError **error)
{
  for (;;)
    {
      lock->fd = g_open (lock->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (lock->fd < 0)
        return rg_lock_set_error (error, errno == EACCES ? EPERM : errno, lock->path);
      int code = rg_lock_try (lock->fd);
      if (code == 0 && rg_lock_is_at (lock->fd, lock->path))
        return TRUE;
      g_close (lock->fd, NULL);
      lock->fd = -1;
      if (code != 0)
        return rg_lock_set_error (error, code, lock->path);
    }
}

RgLock *
rg_lock_take (const char *path, GError **error)
{
  RgLock *lock = g_new0 (RgLock, 1);

  lock->path = rg_lock_dup_path (path);
  lock->bus_name = g_strdup ("");
  if (rg_lock_open (lock, error) && rg_lock_write (lock, error))
    return lock;
  rg_lock_release (lock);
  return NULL;
}

gboolean
rg_lock_set_bus_name (RgLock *lock, const char *bus_name, GError **error)
{
  g_set_str (&lock->bus_name, bus_name);
  return rg_lock_write (lock, error);
}

void
rg_lock_release (RgLock *lock)
{
  if (lock == NULL)
    return;
  if (lock->fd >= 0)
    {
      g_unlink (lock->path);
      g_close (lock->fd, NULL);
    }
  g_free (lock->bus_name);
  g_free (lock->path);
  g_free (lock);
}

static RgLockHolder *
rg_lock_read_holder (int fd)
{
  char text[TEXT_BYTES] = "";
  RgLockHolder *holder = g_new0 (RgLockHolder, 1);
  gssize n = pread (fd, text, sizeof text - 1, 0);
  g_auto (GStrv) lines = NULL;

  text[MAX (n, 0)] = '\0';
  lines = g_strsplit (text, "\n", 3);
  holder->pid = lines[0] != NULL ? atoi (lines[0]) : 0;
  holder->bus_name = g_strdup (lines[0] != NULL && lines[1] != NULL ? lines[1] : "");
  return holder;
}

RgLockHolder *
rg_lock_find_holder (const char *path)
{
  g_autofree char *lock_path = rg_lock_dup_path (path);
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  RgLockHolder *holder = NULL;
  int fd = g_open (lock_path, O_RDWR | O_CLOEXEC, 0);

  if (fd < 0)
    return NULL;
  /* Only asks: a lock taken here for a moment would refuse somebody else. */
  if (fcntl (fd, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK)
    holder = rg_lock_read_holder (fd);
  g_close (fd, NULL);
  return holder;
}

void
rg_lock_holder_free (RgLockHolder *holder)
{
  g_free (holder->bus_name);
  g_free (holder);
}
