/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reading and writing the frames around a backup. */
#include "config.h"

#include "db/rg-backup-file-private.h"

#include "base/rg-i18n.h"
#include "db/rg-backup-io.h"
#include "db/rg-db-error.h"
#include "db/rg-migrate.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _RgBackupFile
{
  RgBackupInfo *info;
  int fd;
  gint64 length;      /* of the SQLite file */
  guint32 text_length;
  guint8 *hashes;     /* plain: of the blocks */
  guint8 header[HEADER_SIZE];
  gcry_cipher_hd_t cipher; /* encrypted and opened */
};

static gboolean
rg_backup_file_set_broken (const char *path, GError **error)
{
  g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_CORRUPT,
               /* Translators: %s is the path of a file. */
               _("%s is no longer what it was when the backup was made. Do not use it; take "
                 "another backup."),
               path);
  return FALSE;
}

/* --- Encryption ------------------------------------------------------------------------------- */

gboolean
rg_sealed_derive (const guint8 *header, RgBackupKey *key, const char *word, guint8 *derived,
                  GError **error)
{
  const RgKeyCost cost = { rg_get_u32 (header + AT_PASSES), rg_get_u32 (header + AT_MEMORY),
                           rg_get_u32 (header + AT_LANES) };
  guint8 master[RG_BACKUP_KEY_SIZE];
  gcry_md_hd_t hmac;

  if (!rg_backup_key_derive (key, header + AT_SALT, &cost, master, error))
    return FALSE;
  gcry_md_open (&hmac, GCRY_MD_SHA256, GCRY_MD_FLAG_HMAC);
  gcry_md_setkey (hmac, master, sizeof master);
  gcry_md_write (hmac, word, strlen (word));
  gcry_md_write (hmac, header, HEADER_BOUND);
  memcpy (derived, gcry_md_read (hmac, GCRY_MD_SHA256), RG_BACKUP_KEY_SIZE);
  gcry_md_close (hmac);
  explicit_bzero (master, sizeof master);
  return TRUE;
}

gboolean
rg_sealed_start_cipher (const guint8 *header, RgBackupKey *key, gcry_cipher_hd_t *cipher,
                        GError **error)
{
  guint8 chunks[RG_BACKUP_KEY_SIZE];

  if (!rg_sealed_derive (header, key, "chunks", chunks, error))
    return FALSE;
  gcry_cipher_open (cipher, GCRY_CIPHER_AES256, GCRY_CIPHER_MODE_GCM, 0);
  gcry_cipher_setkey (*cipher, chunks, sizeof chunks);
  explicit_bzero (chunks, sizeof chunks);
  return TRUE;
}

/* What a chunk is bound to: the file, its place, and whether anything comes after it. */
void
rg_sealed_begin_chunk (gcry_cipher_hd_t cipher, const guint8 *header, guint64 number,
                       gboolean last)
{
  guint8 nonce[NONCE_SIZE] = { 0 };
  guint8 bound[RG_SUM_SIZE + 9];

  rg_put_u64 (nonce, number);
  rg_frame_sum (header, HEADER_SIZE, bound);
  rg_put_u64 (bound + RG_SUM_SIZE, number);
  bound[RG_SUM_SIZE + 8] = last ? 1 : 0;
  gcry_cipher_reset (cipher);
  gcry_cipher_setiv (cipher, nonce, sizeof nonce);
  gcry_cipher_authenticate (cipher, bound, sizeof bound);
}

/* bytes: room for the chunk and its tag. */
static gboolean
rg_sealed_read_chunk (RgBackupFile *file, guint64 number, guint8 *bytes, gsize length, gint64 at,
                      GError **error)
{
  const gboolean last = number == rg_frame_n_blocks (file->length);

  if (!rg_io_read (file->fd, bytes, length + TAG_SIZE, at, file->info->path, error))
    return FALSE;
  rg_sealed_begin_chunk (file->cipher, file->header, number, last);
  return (gcry_cipher_decrypt (file->cipher, bytes, length, NULL, 0) == 0
          && gcry_cipher_checktag (file->cipher, bytes + length, TAG_SIZE) == 0)
         || rg_backup_file_set_broken (file->info->path, error);
}

/* --- Opening ---------------------------------------------------------------------------------- */

static gboolean
rg_backup_file_take_text (RgBackupFile *file, const guint8 *text, GError **error)
{
  if (!rg_backup_info_parse (file->info, (const char *) text, file->text_length))
    return rg_backup_file_set_broken (file->info->path, error);
  file->info->state = file->info->schema > rg_migrate_newest () ? RG_BACKUP_TOO_NEW
                                                                : RG_BACKUP_WHOLE;
  return TRUE;
}

static gboolean
rg_backup_file_open_plain (RgBackupFile *file, const guint8 *tail, GError **error)
{
  const char *path = file->info->path;
  guint8 hash[RG_SUM_SIZE];
  gint64 trailer_size;
  gsize hashes_size;

  file->length = (gint64) rg_get_u64 (tail + MAGIC_SIZE);
  file->text_length = rg_get_u32 (tail + MAGIC_SIZE + 8);
  if (file->length <= 0 || file->length > file->info->size || file->text_length > MOST_TEXT
      || rg_get_u32 (tail + MAGIC_SIZE + 12) != RG_BACKUP_BLOCK)
    return rg_backup_file_set_broken (path, error);
  hashes_size = rg_frame_n_blocks (file->length) * RG_SUM_SIZE;
  trailer_size = (gint64) (hashes_size + file->text_length + TAIL_SIZE);
  if (file->length + trailer_size != file->info->size)
    return rg_backup_file_set_broken (path, error);
  file->hashes = g_malloc ((gsize) trailer_size);
  if (!rg_io_read (file->fd, file->hashes, (gsize) trailer_size, file->length, path, error))
    return FALSE;
  rg_frame_sum (file->hashes, (gsize) trailer_size - RG_SUM_SIZE, hash);
  if (memcmp (hash, tail + TAIL_SUMMED, RG_SUM_SIZE) != 0)
    return rg_backup_file_set_broken (path, error);
  return rg_backup_file_take_text (file, file->hashes + hashes_size, error);
}

static gboolean
rg_sealed_unlock (RgBackupFile *file, RgBackupKey *key, GError **error)
{
  g_autofree guint8 *text = NULL;
  guint8 check[RG_BACKUP_KEY_SIZE];

  if (key == NULL)
    return TRUE;
  if (!rg_sealed_derive (file->header, key, "check", check, error))
    return FALSE;
  /* The header's own sum is right: so it is the passphrase that is not. */
  if (memcmp (check, file->header + HEADER_BOUND, CHECK_SIZE) != 0)
    return TRUE;
  if (!rg_sealed_start_cipher (file->header, key, &file->cipher, error))
    return FALSE;
  text = g_malloc (file->text_length + TAG_SIZE);
  return rg_sealed_read_chunk (file, 0, text, file->text_length, HEADER_SIZE, error)
         && rg_backup_file_take_text (file, text, error);
}

static gboolean
rg_backup_file_open_sealed (RgBackupFile *file, RgBackupKey *key, GError **error)
{
  const guint8 *header = file->header;
  guint8 hash[RG_SUM_SIZE];
  guint64 chunks, size;

  file->info->encrypted = TRUE;
  file->info->state = RG_BACKUP_LOCKED;
  if (!rg_io_read (file->fd, file->header, HEADER_SIZE, 0, file->info->path, error))
    return FALSE;
  rg_frame_sum (header, HEADER_SUMMED, hash);
  if (memcmp (hash, header + HEADER_SUMMED, RG_SUM_SIZE) != 0
      || rg_get_u32 (header + AT_BLOCK) != RG_BACKUP_BLOCK)
    return rg_backup_file_set_broken (file->info->path, error);
  file->info->at = (gint64) rg_get_u64 (header + AT_MADE);
  memcpy (file->info->shop_uuid, header + AT_SHOP, RG_UUID_SIZE);
  file->length = (gint64) rg_get_u64 (header + AT_LENGTH);
  file->text_length = rg_get_u32 (header + AT_TEXT);
  if (file->length <= 0 || file->length > file->info->size || file->text_length > MOST_TEXT)
    return rg_backup_file_set_broken (file->info->path, error);
  chunks = rg_frame_n_blocks (file->length) + 1;
  size = HEADER_SIZE + file->text_length + (guint64) file->length + chunks * TAG_SIZE;
  if (size != (guint64) file->info->size)
    return rg_backup_file_set_broken (file->info->path, error);
  return rg_sealed_unlock (file, key, error);
}

/* A copy that lost its trailer still says what it was. */
static gboolean
rg_backup_file_was_plain (const guint8 *head)
{
  return memcmp (head, "SQLite format 3", MAGIC_SIZE) == 0
         && memcmp (head + 68, RG_DB_BACKUP_MARK, 4) == 0;
}

static gboolean
rg_backup_file_open_frame (RgBackupFile *file, RgBackupKey *key, GError **error)
{
  const char *path = file->info->path;
  guint8 head[100] = { 0 };
  guint8 tail[TAIL_SIZE] = { 0 };

  file->info->size = rg_io_size (file->fd);
  if (file->info->size >= HEADER_SIZE
      && (!rg_io_read (file->fd, head, sizeof head, 0, path, error)
          || !rg_io_read (file->fd, tail, TAIL_SIZE, file->info->size - TAIL_SIZE, path, error)))
    return FALSE;
  if (memcmp (head, SEALED_MAGIC, MAGIC_SIZE) == 0)
    return rg_backup_file_open_sealed (file, key, error);
  if (memcmp (tail, PLAIN_MAGIC, MAGIC_SIZE) == 0)
    return rg_backup_file_open_plain (file, tail, error);
  if (rg_backup_file_was_plain (head) || g_str_has_suffix (path, RG_BACKUP_SUFFIX))
    return rg_backup_file_set_broken (path, error);
  g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP,
               /* Translators: %s is the path of a file. */
               _("%s is no backup that Regulars made."), path);
  return FALSE;
}

RgBackupFile *
rg_backup_file_open (const char *path, RgBackupKey *key, GError **error)
{
  g_autoptr (RgBackupFile) file = g_new0 (RgBackupFile, 1);

  rg_backup_use_gcrypt ();
  file->info = rg_backup_info_new ();
  file->info->path = g_strdup (path);
  file->fd = rg_io_open (path, O_RDONLY, error);
  if (file->fd < 0 || !rg_backup_file_open_frame (file, key, error))
    return NULL;
  return g_steal_pointer (&file);
}

void
rg_backup_file_free (RgBackupFile *file)
{
  if (file == NULL)
    return;
  if (file->fd >= 0)
    close (file->fd);
  if (file->cipher != NULL)
    gcry_cipher_close (file->cipher);
  rg_backup_info_free (file->info);
  g_free (file->hashes);
  g_free (file);
}

const RgBackupInfo *
rg_backup_file_get_info (RgBackupFile *file)
{
  return file->info;
}

/* --- Reading ---------------------------------------------------------------------------------- */

static gboolean
rg_backup_file_read_block (RgBackupFile *file, guint64 block, guint8 *bytes, gsize length,
                           GError **error)
{
  guint8 hash[RG_SUM_SIZE];
  gint64 at = (gint64) block * RG_BACKUP_BLOCK;

  if (file->info->encrypted)
    {
      at += HEADER_SIZE + file->text_length + (gint64) (block + 1) * TAG_SIZE;
      return rg_sealed_read_chunk (file, block + 1, bytes, length, at, error);
    }
  if (!rg_io_read (file->fd, bytes, length, at, file->info->path, error))
    return FALSE;
  rg_frame_sum (bytes, length, hash);
  return memcmp (hash, file->hashes + block * RG_SUM_SIZE, RG_SUM_SIZE) == 0
         || rg_backup_file_set_broken (file->info->path, error);
}

static gboolean
rg_backup_file_read_blocks (RgBackupFile *file, int target, const char *target_path,
                            gcry_md_hd_t hash, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (RG_BACKUP_BLOCK + TAG_SIZE);

  for (guint64 i = 0; i < rg_frame_n_blocks (file->length); i++)
    {
      gsize length = rg_frame_block_size (file->length, i);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !rg_backup_file_read_block (file, i, bytes, length, error)
          || (target >= 0 && !rg_io_write (target, bytes, length, target_path, error)))
        return FALSE;
      if (hash != NULL)
        gcry_md_write (hash, bytes, length);
    }
  return TRUE;
}

gboolean
rg_backup_file_read (RgBackupFile *file, const char *target, guint8 *hash,
                     GCancellable *cancellable, GError **error)
{
  gcry_md_hd_t md = NULL;
  gboolean ok;
  int fd = -1;

  if (file->info->state == RG_BACKUP_LOCKED)
    {
      g_set_error_literal (error, RG_DB_ERROR, RG_DB_ERROR_PASSPHRASE,
                           _("The backup is encrypted, and this is not its passphrase."));
      return FALSE;
    }
  if (target != NULL && (fd = rg_io_open (target, O_WRONLY | O_CREAT | O_EXCL, error)) < 0)
    return FALSE;
  if (hash != NULL)
    gcry_md_open (&md, GCRY_MD_SHA256, 0);
  ok = rg_backup_file_read_blocks (file, fd, target, md, cancellable, error);
  if (hash != NULL)
    memcpy (hash, gcry_md_read (md, GCRY_MD_SHA256), RG_SUM_SIZE);
  gcry_md_close (md);
  if (fd >= 0)
    close (fd);
  return ok;
}
