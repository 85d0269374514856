/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Passphrases and what Argon2id makes of them. */
#include "config.h"

#include "db/rg-backup-key.h"

#include "base/rg-i18n.h"
#include "db/rg-db-error.h"

#include <gcrypt.h>
#include <string.h>

/* A hostile header must not make the program take all memory, or all day. */
#define MOST_PASSES 16
#define MOST_MEMORY_KIB (1024 * 1024)
#define MOST_LANES 16

typedef struct
{
  guint8 salt[RG_BACKUP_SALT_SIZE];
  RgKeyCost cost;
  guint8 derived[RG_BACKUP_KEY_SIZE];
} RgDerivedKey;

struct _RgBackupKey
{
  gatomicrefcount ref_count;
  char *passphrase;
  GMutex lock;
  GArray *derived; /* under `lock` */
};

void
rg_backup_use_gcrypt (void)
{
  static gsize ready = 0;

  if (!g_once_init_enter (&ready))
    return;
  gcry_check_version (NULL);
  if (!gcry_control (GCRYCTL_INITIALIZATION_FINISHED_P))
    {
      gcry_control (GCRYCTL_DISABLE_SECMEM, 0);
      gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
    }
  g_once_init_leave (&ready, 1);
}

static void
rg_derived_key_clear (gpointer data)
{
  explicit_bzero (data, sizeof (RgDerivedKey));
}

RgBackupKey *
rg_backup_key_new (const char *passphrase)
{
  RgBackupKey *key = g_new0 (RgBackupKey, 1);

  g_atomic_ref_count_init (&key->ref_count);
  g_mutex_init (&key->lock);
  key->passphrase = g_strdup (passphrase);
  key->derived = g_array_new (FALSE, FALSE, sizeof (RgDerivedKey));
  g_array_set_clear_func (key->derived, rg_derived_key_clear);
  return key;
}

RgBackupKey *
rg_backup_key_ref (RgBackupKey *key)
{
  g_atomic_ref_count_inc (&key->ref_count);
  return key;
}

void
rg_backup_key_unref (RgBackupKey *key)
{
  if (key == NULL || !g_atomic_ref_count_dec (&key->ref_count))
    return;
  explicit_bzero (key->passphrase, strlen (key->passphrase));
  g_free (key->passphrase);
  g_array_unref (key->derived);
  g_mutex_clear (&key->lock);
  g_free (key);
}

RgBackupKey *
rg_backup_key_copy (RgBackupKey *key)
{
  return rg_backup_key_new (key->passphrase);
}

const RgKeyCost *
rg_backup_key_cost (void)
{
  static const RgKeyCost cost = { 3, 128 * 1024, 1 };

  return &cost;
}

static gboolean
rg_key_cost_is_sane (const RgKeyCost *cost)
{
  return cost->passes >= 1 && cost->passes <= MOST_PASSES && cost->lanes >= 1
         && cost->lanes <= MOST_LANES && cost->memory_kib >= 8 * cost->lanes
         && cost->memory_kib <= MOST_MEMORY_KIB;
}

static gcry_error_t
rg_key_argon2id (const char *passphrase, const guint8 *salt, const RgKeyCost *cost, guint8 *derived)
{
  const unsigned long parameters[] = { RG_BACKUP_KEY_SIZE, cost->passes, cost->memory_kib,
                                       cost->lanes };
  gcry_kdf_hd_t kdf;
  gcry_error_t code = gcry_kdf_open (&kdf, GCRY_KDF_ARGON2, GCRY_KDF_ARGON2ID, parameters,
                                    G_N_ELEMENTS (parameters), passphrase, strlen (passphrase),
                                    salt, RG_BACKUP_SALT_SIZE, NULL, 0, NULL, 0);

  if (code != 0)
    return code;
  code = gcry_kdf_compute (kdf, NULL);
  if (code == 0)
    code = gcry_kdf_final (kdf, RG_BACKUP_KEY_SIZE, derived);
  gcry_kdf_close (kdf);
  return code;
}

static const RgDerivedKey *
rg_backup_key_find (RgBackupKey *key, const guint8 *salt, const RgKeyCost *cost)
{
  for (guint i = 0; i < key->derived->len; i++)
    {
      const RgDerivedKey *known = &g_array_index (key->derived, RgDerivedKey, i);
      if (memcmp (known->salt, salt, RG_BACKUP_SALT_SIZE) == 0
          && memcmp (&known->cost, cost, sizeof *cost) == 0)
        return known;
    }
  return NULL;
}

gboolean
rg_backup_key_derive (RgBackupKey *key, const guint8 salt[RG_BACKUP_SALT_SIZE],
                      const RgKeyCost *cost, guint8 derived[RG_BACKUP_KEY_SIZE], GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&key->lock);
  const RgDerivedKey *known = rg_backup_key_find (key, salt, cost);
  RgDerivedKey fresh = { .cost = *cost };
  gcry_error_t code;

  if (known == NULL)
    {
      rg_backup_use_gcrypt ();
      code = rg_key_cost_is_sane (cost)
               ? rg_key_argon2id (key->passphrase, salt, cost, fresh.derived)
               : gcry_error (GPG_ERR_INV_DATA);
      if (code != 0)
        {
          g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_CORRUPT,
                       /* Translators: %s is from the library for encryption, in English. */
                       _("No key can be made from the passphrase (%s)."), gcry_strerror (code));
          return FALSE;
        }
      memcpy (fresh.salt, salt, RG_BACKUP_SALT_SIZE);
      g_array_append_val (key->derived, fresh);
      explicit_bzero (&fresh, sizeof fresh);
      known = &g_array_index (key->derived, RgDerivedKey, key->derived->len - 1);
    }
  memcpy (derived, known->derived, RG_BACKUP_KEY_SIZE);
  return TRUE;
}
