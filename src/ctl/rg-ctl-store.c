/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop that a call of regularsctl works on. */
#include "config.h"

#include "ctl/rg-ctl-private.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "store/rg-store-backup.h"
#include "store/rg-store-dataset.h"

#include <sys/stat.h>

#define PATIENCE_SECONDS 2

char *
rg_ctl_dup_default_store (void)
{
  return g_build_filename (g_get_user_data_dir (), RG_DATA_FOLDER, "shop.regulars", NULL);
}

const char *
rg_ctl_get_store_path (RgCtl *ctl)
{
  if (ctl->store_path == NULL)
    ctl->store_path = rg_ctl_dup_default_store ();
  return ctl->store_path;
}

const char *
rg_ctl_get_sample_path (RgCtl *ctl)
{
  if (ctl->store_path == NULL)
    ctl->store_path = g_build_filename (g_get_user_data_dir (), RG_DATA_FOLDER, "sample.regulars",
                                        NULL);
  return ctl->store_path;
}

static gboolean
rg_ctl_is_same_file (const char *one, const char *two)
{
  struct stat a, b;

  return stat (one, &a) == 0 && stat (two, &b) == 0 && a.st_dev == b.st_dev
         && a.st_ino == b.st_ino;
}

/* Another regularsctl is as a rule done in a moment. */
static RgStore *
rg_ctl_open_patiently (const char *path, GError **error)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (GError) wrong = NULL;
      RgStore *store = rg_store_open (path, &wrong);
      if (store != NULL)
        return store;
      if (!g_error_matches (wrong, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED)
          || g_get_monotonic_time () > until)
        {
          g_propagate_error (error, g_steal_pointer (&wrong));
          return NULL;
        }
      g_usleep (50000);
    }
}

RgStore *
rg_ctl_get_store (RgCtl *ctl, GError **error)
{
  const char *path = rg_ctl_get_store_path (ctl);

  if (ctl->store != NULL)
    return ctl->store;
  if (ctl->open_store != NULL && rg_ctl_is_same_file (rg_store_get_path (ctl->open_store), path))
    {
      ctl->store = g_object_ref (ctl->open_store);
      return ctl->store;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                   /* Translators: %s is the path of a file. */
                   _("There is no shop at %s. Make one with “regularsctl init”, or name another "
                     "with --store."),
                   path);
      return NULL;
    }
  ctl->store = rg_ctl_open_patiently (path, error);
  return ctl->store;
}

void
rg_ctl_take_store (RgCtl *ctl, RgStore *store)
{
  g_clear_object (&ctl->store);
  ctl->store = store;
}

RgDataset *
rg_ctl_dup_dataset (RgCtl *ctl, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);

  return store != NULL ? rg_store_dup_dataset_sync (store, error) : NULL;
}

void
rg_ctl_keep_backup (RgCtl *ctl, RgStore *store)
{
  g_autoptr (GError) error = NULL;

  if (store == ctl->open_store || rg_store_keep_backup_sync (store, NULL, NULL, &error))
    return;
  g_autofree char *words = rg_error_text (error);
  /* Translators: %s is a sentence that says why. */
  rg_ctl_say (ctl, _("The import is done, but no backup could be made. %s"), words);
}

void
rg_ctl_set_open_store (RgCtl *ctl, RgStore *store)
{
  g_set_object (&ctl->open_store, store);
}
