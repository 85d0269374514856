/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What reading and writing a backup's frame share; rg-backup-file.h says what stands where. */
#pragma once

#include "db/rg-backup-file.h"

#include <gcrypt.h>
#include <string.h>

G_BEGIN_DECLS

#define MAGIC_SIZE 16
#define PLAIN_MAGIC "RegularsBackup1\n"
#define SEALED_MAGIC "RegularsSealed1\n"
#define TAIL_SIZE 64
#define TAIL_SUMMED 32
#define HEADER_SIZE 168
#define HEADER_BOUND 120  /* what the keys are bound to */
#define HEADER_SUMMED 136
#define CHECK_SIZE 16
#define TAG_SIZE 16
#define NONCE_SIZE 12
#define MOST_TEXT (16 * 1024 * 1024)

/* Places in the encrypted form's header. */
enum {
  AT_MADE = 16,
  AT_SHOP = 24,
  AT_SALT = 40,
  AT_PASSES = 56,
  AT_MEMORY = 60,
  AT_LANES = 64,
  AT_BLOCK = 68,
  AT_RANDOM = 72,
  AT_LENGTH = 104,
  AT_TEXT = 112,
};

static inline guint32
rg_get_u32 (const guint8 *bytes)
{
  guint32 value;
  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_LE (value);
}

static inline guint64
rg_get_u64 (const guint8 *bytes)
{
  guint64 value;
  memcpy (&value, bytes, sizeof value);
  return GUINT64_FROM_LE (value);
}

static inline void
rg_put_u32 (guint8 *bytes, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (bytes, &value, sizeof value);
}

static inline void
rg_put_u64 (guint8 *bytes, guint64 value)
{
  value = GUINT64_TO_LE (value);
  memcpy (bytes, &value, sizeof value);
}

static inline void
rg_frame_sum (const void *bytes, gsize length, guint8 hash[RG_SUM_SIZE])
{
  gcry_md_hash_buffer (GCRY_MD_SHA256, hash, bytes, length);
}

static inline guint64
rg_frame_n_blocks (gint64 length)
{
  return ((guint64) length + RG_BACKUP_BLOCK - 1) / RG_BACKUP_BLOCK;
}

static inline gsize
rg_frame_block_size (gint64 length, guint64 block)
{
  return (gsize) MIN ((guint64) RG_BACKUP_BLOCK, (guint64) length - block * RG_BACKUP_BLOCK);
}

/* The key of a file for `word`, out of its header and the passphrase. */
gboolean rg_sealed_derive (const guint8 *header, RgBackupKey *key, const char *word,
                           guint8 *derived, GError **error);
/* *cipher: to be closed. */
gboolean rg_sealed_start_cipher (const guint8 *header, RgBackupKey *key, gcry_cipher_hd_t *cipher,
                                 GError **error);
/* Binds the next chunk to the file, its number, and whether anything comes after it. */
void rg_sealed_begin_chunk (gcry_cipher_hd_t cipher, const guint8 *header, guint64 number,
                            gboolean last);

G_END_DECLS
