/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Room on a disk: how much there is, and what is kept back for a bad day. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes that may still be written in a folder, or -1 where nobody knows. */
gint64 rg_space_free (const char *folder);
/* RG_DB_ERROR_NO_ROOM, with both figures in the sentence, where fewer than `needed` bytes are free.
 * `path`: a file that may not be there yet. */
gboolean rg_space_check (const char *path, gint64 needed, GError **error);

/* The reserve: a file of 8 MB beside the shop's file. It is given up when the disk is full, so that
 * there is room to delete and to export. */
char *rg_reserve_dup_path (const char *shop_path);
/* Makes it where it is missing and there is room enough; TRUE where it is there. */
gboolean rg_reserve_make (const char *shop_path);
/* TRUE where there was one to give up. */
gboolean rg_reserve_release (const char *shop_path);

G_END_DECLS
