/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What making and restoring backups share. */
#pragma once

#include "db/rg-backup.h"

G_BEGIN_DECLS

/* An open connection to a file of a version that this program reads, or NULL. */
RgDb *rg_backup_open_known (const char *path, RgDbMode mode, GError **error);
/* An open connection to a file that is whole, or NULL. mode: one that reads. */
RgDb *rg_backup_open_checked (const char *path, RgDbMode mode, GError **error);
/* A file that was filled just now, whose rows are compared anyway: its pages and references. */
gboolean rg_backup_check_fresh (const char *path, GError **error);
/* The sums of the tables of a file that is whole, or NULL. own_schema: its schema is one of this
 * program's, for which there is a cheaper proof. */
GPtrArray *rg_backup_read_checked (const char *path, RgDbMode mode, gboolean own_schema,
                                   GCancellable *cancellable, GError **error);
/* Refuses, in the name of `path`, where the sums differ. */
gboolean rg_backup_compare (GPtrArray *expected, GPtrArray *sums, gboolean enduring_only,
                            const char *path, GError **error);

/* The pages of a snapshot as one file by itself, not flushed yet: without a log beside it, it can
 * be carried away. mark: RG_DB_BACKUP_MARK where it is not to be opened as a shop, since the first
 * change would make it worthless; else RG_DB_SHOP_MARK. */
gboolean rg_backup_write (RgDb *db, const char *path, const char *mark, GCancellable *cancellable,
                          GError **error);

G_END_DECLS
