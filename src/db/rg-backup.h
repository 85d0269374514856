/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Copies of a shop's file that are known to be good, and the way back from one.
 *
 * A copy is made beside its target under another name, flushed, opened again and checked: the
 * structure (integrity_check), the references (foreign_key_check), and the rows of each table
 * against those of the snapshot that was copied. Only then is it renamed into place, so that
 * whatever fails, an older backup stays as it is. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

/* db is in a read transaction (a store's read function) or idle. Blocks; may be cancelled. */
gboolean rg_backup_make (RgDb *db, const char *target, GCancellable *cancellable, GError **error);

/* Whether the file is a whole shop of a version that this program reads. */
gboolean rg_backup_verify (const char *path, GError **error);

/* Puts a copy of a verified backup in the place of the shop's file, which nobody may have open
 * (hold its lock). What was there is kept beside it: *kept (may be NULL) is its new path, NULL
 * where there was nothing. On failure all is as before. */
gboolean rg_backup_restore (const char *backup, const char *path, char **kept, GError **error);

G_END_DECLS
