/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Copies of a shop's file that are proved to be good, and the way back from one.
 *
 * A copy is made beside its target under another name, opened again and checked: the pages
 * (quick_check), that each index says what its table says (rg-index-proof.h), the references
 * (foreign_key_check), and against the snapshot that was copied its pages, byte by byte, or of a
 * large one number and hash of the rows of each table. It is flushed, and what is on the disk is
 * read back, decrypted where it is encrypted, and must be that copy. Only then is it renamed into
 * place, so that whatever fails, an older backup stays as it is. rg-backup-file.h says what it
 * looks like.
 *
 * Restoring trusts no file. Where the schema is this program's own, word for word, the pages are
 * copied and then checked as those of a new backup are. Else the rows are copied by table and
 * column name into a fresh schema, and a table or a column that this program does not know is
 * refused. */
#pragma once

#include "db/rg-backup-file.h"
#include "db/rg-db.h"

G_BEGIN_DECLS

/* From 0 to 1. On the thread of the call. */
typedef void (*RgBackupProgress) (double share, gpointer data);

/* db is in a read transaction (a store's read function), or nobody writes meanwhile. `label` says
 * shop, name, counts and moment; the rest is filled in. key: NULL for a plain file. Blocks; may be
 * cancelled. */
gboolean rg_backup_make (RgDb *db, const char *target, const RgBackupInfo *label, RgBackupKey *key,
                         GCancellable *cancellable, GError **error);

/* Reads all of a backup, or of a shop's file as it is, and says whether it is whole and of a
 * version that this program reads. */
gboolean rg_backup_verify (const char *path, RgBackupKey *key, GCancellable *cancellable,
                           GError **error);

/* Makes a shop's file at target, where nothing may be, out of a backup (or a shop's file): its
 * enduring rows in this program's newest schema; derived ones are to be made anew. */
gboolean rg_backup_unpack (const char *backup, RgBackupKey *key, const char *target,
                           RgBackupProgress progress, gpointer data, GCancellable *cancellable,
                           GError **error);

/* Puts the file at `part` in the place of the shop's file, which nobody may have open (hold its
 * lock). What was there is kept beside it: *kept (may be NULL) is its new path, NULL where there
 * was nothing. On failure all is as before. */
gboolean rg_backup_put_in_place (const char *part, const char *path, char **kept, GError **error);

/* A private folder for files that are removed again; remove it with rg_backup_remove_folder(). */
char *rg_backup_make_folder (GError **error);
void rg_backup_remove_folder (const char *folder);
/* A database file and what may stand beside it. */
void rg_backup_remove (const char *path);

G_END_DECLS
