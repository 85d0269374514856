/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reading, writing and flushing files, with sentences where it fails. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sets "PATH: what the system says"; always FALSE. */
gboolean rg_io_set_errno (GError **error, int code, const char *path);

/* -1 with an error. flags as for open(2); a new file is for its owner alone. */
int rg_io_open (const char *path, int flags, GError **error);
gint64 rg_io_size (int fd);
/* All of it or FALSE; less than that in the file is G_IO_ERROR_PARTIAL_INPUT. */
gboolean rg_io_read (int fd, void *bytes, gsize length, gint64 at, const char *path,
                     GError **error);
gboolean rg_io_write (int fd, const void *bytes, gsize length, const char *path, GError **error);
/* On the disk when it returns, and the next read comes from there. */
gboolean rg_io_flush (int fd, const char *path, GError **error);
/* Reads all of a file once, in order: whoever reads here and there afterwards waits for no disk. */
gboolean rg_io_read_through (const char *path, GError **error);
gboolean rg_io_flush_path (const char *path, int flags, GError **error);
/* The names in the folder are on the disk when it returns, as far as its file system can. */
gboolean rg_io_flush_folder (const char *folder, GError **error);
/* The new name is on the disk when it returns. */
gboolean rg_io_rename (const char *from, const char *to, GError **error);
/* The folder, with those that it lies in, is there and on the disk when it returns; a new one is
 * for its owner alone. */
gboolean rg_io_make_folder (const char *folder, GError **error);

G_END_DECLS
