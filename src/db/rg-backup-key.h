/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A passphrase, and the keys that are made from it with Argon2id (RFC 9106).
 *
 * Making a key takes about a third of a second on purpose. The salt is the same in all encrypted
 * backups of a shop, so one RgBackupKey opens a whole folder with one such wait. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RG_BACKUP_SALT_SIZE 16
#define RG_BACKUP_KEY_SIZE 32

/* Any thread; immutable but for its cache, which has a lock. */
typedef struct _RgBackupKey RgBackupKey;

typedef struct
{
  guint32 passes;
  guint32 memory_kib;
  guint32 lanes;
} RgKeyCost;

RgBackupKey *rg_backup_key_new (const char *passphrase);
RgBackupKey *rg_backup_key_ref (RgBackupKey *key);
/* What the last reference leaves in memory is wiped. */
void rg_backup_key_unref (RgBackupKey *key);
/* The same passphrase, and nothing derived yet. */
RgBackupKey *rg_backup_key_copy (RgBackupKey *key);

/* What new backups are made with. */
const RgKeyCost *rg_backup_key_cost (void);
/* Refuses a cost that no backup of this program has. Blocks. */
gboolean rg_backup_key_derive (RgBackupKey *key, const guint8 salt[RG_BACKUP_SALT_SIZE],
                               const RgKeyCost *cost, guint8 derived[RG_BACKUP_KEY_SIZE],
                               GError **error);

/* libgcrypt, made ready; before any other call of it. */
void rg_backup_use_gcrypt (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackupKey, rg_backup_key_unref)

G_END_DECLS
