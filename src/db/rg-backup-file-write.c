/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writing the frames around a backup. */
#include "config.h"

#include "db/rg-backup-file-private.h"

#include "db/rg-backup-io.h"

#include <fcntl.h>
#include <unistd.h>

/* --- Plain ------------------------------------------------------------------------------------ */

/* The trailer but for the hashes of the blocks, which are its beginning already. */
static void
rg_trailer_finish (GByteArray *trailer, const RgBackupInfo *info, gint64 length)
{
  g_autofree char *text = rg_backup_info_to_text (info);
  guint8 tail[TAIL_SUMMED];
  guint8 hash[RG_SUM_SIZE];

  memcpy (tail, PLAIN_MAGIC, MAGIC_SIZE);
  rg_put_u64 (tail + MAGIC_SIZE, (guint64) length);
  rg_put_u32 (tail + MAGIC_SIZE + 8, (guint32) strlen (text));
  rg_put_u32 (tail + MAGIC_SIZE + 12, RG_BACKUP_BLOCK);
  g_byte_array_append (trailer, (const guint8 *) text, (guint) strlen (text));
  g_byte_array_append (trailer, tail, sizeof tail);
  rg_frame_sum (trailer->data, trailer->len, hash);
  g_byte_array_append (trailer, hash, sizeof hash);
}

static gboolean
rg_trailer_add_hashes (int fd, gint64 length, GByteArray *trailer, const char *path,
                       GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (RG_BACKUP_BLOCK);

  for (guint64 i = 0; i < rg_frame_n_blocks (length); i++)
    {
      gsize size = rg_frame_block_size (length, i);
      guint8 hash[RG_SUM_SIZE];
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !rg_io_read (fd, bytes, size, (gint64) i * RG_BACKUP_BLOCK, path, error))
        return FALSE;
      rg_frame_sum (bytes, size, hash);
      g_byte_array_append (trailer, hash, sizeof hash);
    }
  return TRUE;
}

gboolean
rg_backup_file_add_trailer (const char *path, const RgBackupInfo *info, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GByteArray) trailer = g_byte_array_new ();
  gint64 length;
  gboolean ok;
  int fd = rg_io_open (path, O_RDWR, error);

  if (fd < 0)
    return FALSE;
  rg_backup_use_gcrypt ();
  length = rg_io_size (fd);
  ok = rg_trailer_add_hashes (fd, length, trailer, path, cancellable, error);
  if (ok)
    {
      rg_trailer_finish (trailer, info, length);
      ok = lseek (fd, 0, SEEK_END) == length || rg_io_set_errno (error, EIO, path);
      ok = ok && rg_io_write (fd, trailer->data, trailer->len, path, error)
           && rg_io_flush (fd, path, error);
    }
  close (fd);
  return ok;
}

/* --- Encrypted -------------------------------------------------------------------------------- */

typedef struct
{
  guint8 header[HEADER_SIZE];
  gcry_cipher_hd_t cipher;
  gcry_md_hd_t hash;
  gint64 length;
  int plain;
  int target;
  const char *plain_path;
  const char *target_path;
} RgSealing;

/* The same for all backups of a shop, so that a folder of them needs one key; every file's own
 * random bytes make its keys its own. */
static void
rg_sealing_put_salt (guint8 *salt, const RgBackupInfo *info)
{
  guint8 hash[RG_SUM_SIZE];
  guint8 bytes[MAGIC_SIZE + RG_UUID_SIZE];

  memcpy (bytes, SEALED_MAGIC, MAGIC_SIZE);
  memcpy (bytes + MAGIC_SIZE, info->shop_uuid, RG_UUID_SIZE);
  rg_frame_sum (bytes, sizeof bytes, hash);
  memcpy (salt, hash, RG_BACKUP_SALT_SIZE);
}

static gboolean
rg_sealing_make_header (RgSealing *sealing, const RgBackupInfo *info, gsize text_length,
                        RgBackupKey *key, GError **error)
{
  const RgKeyCost *cost = rg_backup_key_cost ();
  guint8 check[RG_BACKUP_KEY_SIZE];
  guint8 *header = sealing->header;

  memcpy (header, SEALED_MAGIC, MAGIC_SIZE);
  rg_put_u64 (header + AT_MADE, (guint64) info->at);
  memcpy (header + AT_SHOP, info->shop_uuid, RG_UUID_SIZE);
  rg_sealing_put_salt (header + AT_SALT, info);
  rg_put_u32 (header + AT_PASSES, cost->passes);
  rg_put_u32 (header + AT_MEMORY, cost->memory_kib);
  rg_put_u32 (header + AT_LANES, cost->lanes);
  rg_put_u32 (header + AT_BLOCK, RG_BACKUP_BLOCK);
  gcry_randomize (header + AT_RANDOM, AT_LENGTH - AT_RANDOM, GCRY_STRONG_RANDOM);
  rg_put_u64 (header + AT_LENGTH, (guint64) sealing->length);
  rg_put_u32 (header + AT_TEXT, (guint32) text_length);
  if (!rg_sealed_derive (header, key, "check", check, error))
    return FALSE;
  memcpy (header + HEADER_BOUND, check, CHECK_SIZE);
  rg_frame_sum (header, HEADER_SUMMED, header + HEADER_SUMMED);
  return rg_sealed_start_cipher (header, key, &sealing->cipher, error);
}

/* bytes: has room for the tag. */
static gboolean
rg_sealing_write_chunk (RgSealing *sealing, guint64 number, guint8 *bytes, gsize length,
                        GError **error)
{
  rg_sealed_begin_chunk (sealing->cipher, sealing->header, number,
                         number == rg_frame_n_blocks (sealing->length));
  gcry_cipher_encrypt (sealing->cipher, bytes, length, NULL, 0);
  gcry_cipher_gettag (sealing->cipher, bytes + length, TAG_SIZE);
  return rg_io_write (sealing->target, bytes, length + TAG_SIZE, sealing->target_path, error);
}

static gboolean
rg_sealing_write_blocks (RgSealing *sealing, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (RG_BACKUP_BLOCK + TAG_SIZE);

  for (guint64 i = 0; i < rg_frame_n_blocks (sealing->length); i++)
    {
      gsize size = rg_frame_block_size (sealing->length, i);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !rg_io_read (sealing->plain, bytes, size, (gint64) i * RG_BACKUP_BLOCK,
                          sealing->plain_path, error))
        return FALSE;
      gcry_md_write (sealing->hash, bytes, size);
      if (!rg_sealing_write_chunk (sealing, i + 1, bytes, size, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_sealing_run (RgSealing *sealing, const RgBackupInfo *info, RgBackupKey *key,
                GCancellable *cancellable, GError **error)
{
  g_autofree char *text = rg_backup_info_to_text (info);
  gsize length = strlen (text);
  g_autofree guint8 *chunk = g_malloc (length + TAG_SIZE);

  memcpy (chunk, text, length);
  sealing->length = rg_io_size (sealing->plain);
  return rg_sealing_make_header (sealing, info, length, key, error)
         && rg_io_write (sealing->target, sealing->header, HEADER_SIZE, sealing->target_path, error)
         && rg_sealing_write_chunk (sealing, 0, chunk, length, error)
         && rg_sealing_write_blocks (sealing, cancellable, error)
         && rg_io_flush (sealing->target, sealing->target_path, error);
}

gboolean
rg_backup_file_seal (const char *plain, const char *target, const RgBackupInfo *info,
                     RgBackupKey *key, guint8 hash[RG_SUM_SIZE], GCancellable *cancellable,
                     GError **error)
{
  RgSealing sealing = { .plain_path = plain, .target_path = target, .target = -1 };
  gboolean ok;

  rg_backup_use_gcrypt ();
  sealing.plain = rg_io_open (plain, O_RDONLY, error);
  if (sealing.plain < 0)
    return FALSE;
  sealing.target = rg_io_open (target, O_WRONLY | O_CREAT | O_EXCL, error);
  gcry_md_open (&sealing.hash, GCRY_MD_SHA256, 0);
  ok = sealing.target >= 0 && rg_sealing_run (&sealing, info, key, cancellable, error);
  memcpy (hash, gcry_md_read (sealing.hash, GCRY_MD_SHA256), RG_SUM_SIZE);
  gcry_md_close (sealing.hash);
  if (sealing.cipher != NULL)
    gcry_cipher_close (sealing.cipher);
  if (sealing.target >= 0)
    close (sealing.target);
  close (sealing.plain);
  return ok;
}
