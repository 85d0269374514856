/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files, for backups. */
#include "config.h"

#include "db/rg-backup-io.h"

#include "base/rg-i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES (1024 * 1024)

gboolean
rg_io_set_errno (GError **error, int code, const char *path)
{
  /* Translators: %1$s is the path of a file, %2$s what the system says about it. */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("%1$s: %2$s"), path,
               g_strerror (code));
  return FALSE;
}

int
rg_io_open (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0600);

  if (fd < 0)
    rg_io_set_errno (error, errno, path);
  return fd;
}

gint64
rg_io_size (int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 ? (gint64) info.st_size : 0;
}

gboolean
rg_io_read (int fd, void *bytes, gsize length, gint64 at, const char *path, GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = pread (fd, (char *) bytes + done, length - done, (off_t) (at + (gint64) done));
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return rg_io_set_errno (error, errno, path);
      if (n == 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, _("%1$s: %2$s"), path,
                       _("the file is cut short"));
          return FALSE;
        }
      done += (gsize) n;
    }
  return TRUE;
}

gboolean
rg_io_write (int fd, const void *bytes, gsize length, const char *path, GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = write (fd, (const char *) bytes + done, length - done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return rg_io_set_errno (error, errno, path);
      done += (gsize) n;
    }
  return TRUE;
}

gboolean
rg_io_flush (int fd, const char *path, GError **error)
{
  if (fsync (fd) != 0)
    return rg_io_set_errno (error, errno, path);
  /* What is read next is what the disk has, not what memory remembers. A file system that cannot
   * do that reads from memory. */
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  return TRUE;
}

gboolean
rg_io_flush_path (const char *path, int flags, GError **error)
{
  int fd = rg_io_open (path, flags, error);
  gboolean ok = fd >= 0 && rg_io_flush (fd, path, error);

  if (fd >= 0)
    close (fd);
  return ok;
}

gboolean
rg_io_read_through (const char *path, GError **error)
{
  g_autofree char *bytes = g_malloc (READ_BYTES);
  int fd = rg_io_open (path, O_RDONLY, error);
  gssize n = -1;

  if (fd < 0)
    return FALSE;
  do
    n = read (fd, bytes, READ_BYTES);
  while (n > 0 || (n < 0 && errno == EINTR));
  if (n < 0)
    rg_io_set_errno (error, errno, path);
  close (fd);
  return n == 0;
}

gboolean
rg_io_flush_folder (const char *folder, GError **error)
{
  int fd = rg_io_open (folder, O_RDONLY | O_DIRECTORY, error);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd < 0)
    return FALSE;
  /* Folders of some networks and sticks cannot be flushed. */
  if (!ok && (errno == EINVAL || errno == ENOTSUP || errno == ENOSYS))
    ok = TRUE;
  if (!ok)
    rg_io_set_errno (error, errno, folder);
  close (fd);
  return ok;
}

gboolean
rg_io_rename (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) != 0)
    return rg_io_set_errno (error, errno, to);
  return rg_io_flush_folder (folder, error);
}

gboolean
rg_io_make_folder (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!g_str_equal (parent, folder) && !rg_io_make_folder (parent, error))
    return FALSE;
  if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
    return rg_io_set_errno (error, errno, folder);
  return rg_io_flush_folder (parent, error);
}
