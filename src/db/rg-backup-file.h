/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The two forms that a backup has on the disk. Numbers are little endian.
 *
 * Plain: an SQLite file that any SQLite tool opens (its application id is "RgBk"), and a trailer
 * after its last page, which SQLite does not look at:
 *
 *   the SHA-256 of each block of RG_BACKUP_BLOCK bytes of the SQLite file, in order
 *   what rg_backup_info_to_text() says
 *   64 bytes: "RegularsBackup1\n", u64 length of the SQLite file, u32 length of the text,
 *             u32 RG_BACKUP_BLOCK, SHA-256 of the trailer up to here
 *
 * Encrypted: a header, and then chunks of AES-256-GCM, each followed by its tag of 16 bytes:
 *
 *   168 bytes: "RegularsSealed1\n", i64 when it was made, 16 bytes the shop's uuid, 16 bytes salt,
 *              u32 passes, u32 KiB and u32 lanes of Argon2id, u32 RG_BACKUP_BLOCK, 32 random
 *              bytes, u64 length of the SQLite file, u32 length of the text, u32 0,
 *              16 bytes that only the right passphrase gives, SHA-256 of the header up to here
 *   chunk 0: the text; chunks 1, 2, …: the blocks of the SQLite file
 *
 * The master key is Argon2id of passphrase and salt. Keys of this file are HMAC-SHA-256 of a word
 * and the header's first 120 bytes under the master key: "check" gives the 16 bytes, "chunks" the
 * key of the chunks. A chunk's nonce is its number; it is bound to the hash of the header, its
 * number and whether it is the last, so that nothing can be cut off, put in another order or taken
 * from another file. In both forms a change of any bit is found. */
#pragma once

#include "db/rg-backup-info.h"
#include "db/rg-backup-key.h"

G_BEGIN_DECLS

#define RG_BACKUP_BLOCK (1 << 20)
#define RG_BACKUP_SUFFIX ".regulars-backup"

typedef struct _RgBackupFile RgBackupFile;

/* Checks the frame, and reads what the file says about itself. NULL with RG_DB_ERROR_CORRUPT where
 * the frame is broken, RG_DB_ERROR_NOT_A_SHOP where it is no backup. A NULL or wrong key gives a
 * file whose info has the state RG_BACKUP_LOCKED. */
RgBackupFile *rg_backup_file_open (const char *path, RgBackupKey *key, GError **error);
void rg_backup_file_free (RgBackupFile *file);
const RgBackupInfo *rg_backup_file_get_info (RgBackupFile *file);
/* Reads and checks all of it. target: where the SQLite file goes, or NULL. `hash` (may be NULL)
 * gets its SHA-256. RG_DB_ERROR_PASSPHRASE where the file is locked. */
gboolean rg_backup_file_read (RgBackupFile *file, const char *target, guint8 *hash,
                              GCancellable *cancellable, GError **error);

/* Adds the trailer to the SQLite file at path. */
gboolean rg_backup_file_add_trailer (const char *path, const RgBackupInfo *info,
                                     GCancellable *cancellable, GError **error);
/* Writes the SQLite file `plain` encrypted to `target`; `hash` gets the SHA-256 of what it read. */
gboolean rg_backup_file_seal (const char *plain, const char *target, const RgBackupInfo *info,
                              RgBackupKey *key, guint8 hash[RG_SUM_SIZE],
                              GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackupFile, rg_backup_file_free)

G_END_DECLS
