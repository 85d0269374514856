/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Room on a disk. */
#include "config.h"

#include "db/rg-space.h"

#include "base/rg-i18n.h"
#include "db/rg-db-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define RESERVE_BYTES (8 * 1024 * 1024)
/* With less than this left beside it, the reserve would be what fills the disk. */
#define RESERVE_NEEDS (64 * 1024 * 1024)

gint64
rg_space_free (const char *folder)
{
  struct statvfs info;

  if (statvfs (folder, &info) != 0)
    return -1;
  return (gint64) info.f_bavail * (gint64) info.f_frsize;
}

gboolean
rg_space_check (const char *path, gint64 needed, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *has = NULL;
  g_autofree char *wants = NULL;
  gint64 there = rg_space_free (folder);

  if (there < 0 || there >= needed)
    return TRUE;
  has = g_format_size ((guint64) there);
  wants = g_format_size ((guint64) needed);
  g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_NO_ROOM,
               /* Translators: %1$s and %2$s are sizes such as "120 MB", %3$s is a folder. */
               _("%1$s are needed, and %2$s are free in %3$s. Nothing was changed; make some room "
                 "and try again."),
               wants, has, folder);
  return FALSE;
}

char *
rg_reserve_dup_path (const char *shop_path)
{
  return g_strconcat (shop_path, ".reserve", NULL);
}

gboolean
rg_reserve_make (const char *shop_path)
{
  g_autofree char *path = rg_reserve_dup_path (shop_path);
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;
  gboolean whole;
  int fd;

  if (g_stat (path, &info) == 0 && info.st_size >= RESERVE_BYTES)
    return TRUE;
  if (rg_space_free (folder) < RESERVE_NEEDS)
    return FALSE;
  fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  /* Blocks that are really there: a hole in a file holds no room. */
  whole = posix_fallocate (fd, 0, RESERVE_BYTES) == 0;
  close (fd);
  if (!whole)
    g_remove (path);
  return whole;
}

gboolean
rg_reserve_release (const char *shop_path)
{
  g_autofree char *path = rg_reserve_dup_path (shop_path);

  return g_remove (path) == 0;
}
