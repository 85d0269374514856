/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Keyed hashes of what would tell a person again. */
#include "store/rg-keyed-hashes.h"

#include <string.h>

struct _RgKeyedHashes
{
  guint8 secret[RG_HASH_SIZE];
  GHashTable *hashes; /* GBytes */
};

gboolean
rg_keyed_hash_read_secret (RgDb *db, guint8 secret[RG_HASH_SIZE], GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "erase.secret", error);
  const void *bytes;
  gsize length;

  if (row == NULL || rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  bytes = rg_statement_get_blob (row, 0, &length);
  memcpy (secret, bytes, MIN (length, RG_HASH_SIZE));
  return TRUE;
}

void
rg_keyed_hash (const guint8 secret[RG_HASH_SIZE], const char *kind, const char *text,
               guint8 hash[RG_HASH_SIZE])
{
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, secret, RG_HASH_SIZE);
  gsize length = RG_HASH_SIZE;

  g_hmac_update (hmac, (const guchar *) kind, -1);
  g_hmac_update (hmac, (const guchar *) "\n", 1);
  g_hmac_update (hmac, (const guchar *) text, -1);
  g_hmac_get_digest (hmac, hash, &length);
  g_hmac_unref (hmac);
}

static gboolean
rg_keyed_hashes_fill (RgKeyedHashes *hashes, RgDb *db, const char *statement, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, statement, error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gsize length;
      const void *hash = rg_statement_get_blob (rows, 0, &length);

      g_hash_table_add (hashes->hashes, g_bytes_new (hash, length));
    }
  return step == RG_STEP_DONE;
}

RgKeyedHashes *
rg_keyed_hashes_read (RgDb *db, const char *statement, GError **error)
{
  g_autoptr (RgKeyedHashes) hashes = g_new0 (RgKeyedHashes, 1);

  hashes->hashes = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                          (GDestroyNotify) g_bytes_unref, NULL);
  if (!rg_keyed_hash_read_secret (db, hashes->secret, error)
      || !rg_keyed_hashes_fill (hashes, db, statement, error))
    return NULL;
  return g_steal_pointer (&hashes);
}

void
rg_keyed_hashes_free (RgKeyedHashes *hashes)
{
  if (hashes == NULL)
    return;
  g_hash_table_unref (hashes->hashes);
  g_free (hashes);
}

gboolean
rg_keyed_hashes_is_empty (const RgKeyedHashes *hashes)
{
  return g_hash_table_size (hashes->hashes) == 0;
}

gboolean
rg_keyed_hashes_have (const RgKeyedHashes *hashes, const char *kind, const char *text)
{
  g_autoptr (GBytes) bytes = NULL;
  guint8 hash[RG_HASH_SIZE];

  if (rg_keyed_hashes_is_empty (hashes) || *text == '\0')
    return FALSE;
  rg_keyed_hash (hashes->secret, kind, text, hash);
  bytes = g_bytes_new (hash, sizeof hash);
  return g_hash_table_contains (hashes->hashes, bytes);
}
