/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop that a call of regularsctl works on. */
#include "config.h"

#include "ctl/rg-ctl-private.h"

#include "base/rg-i18n.h"
#include "store/rg-store-dataset.h"

char *
rg_ctl_dup_default_store (void)
{
  return g_build_filename (g_get_user_data_dir (), "regulars", "shop.regulars", NULL);
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
    ctl->store_path = g_build_filename (g_get_user_data_dir (), "regulars", "sample.regulars",
                                        NULL);
  return ctl->store_path;
}

RgStore *
rg_ctl_get_store (RgCtl *ctl, GError **error)
{
  const char *path = rg_ctl_get_store_path (ctl);

  if (ctl->store != NULL)
    return ctl->store;
  if (ctl->open_store != NULL && g_str_equal (rg_store_get_path (ctl->open_store), path))
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
  ctl->store = rg_store_open (path, error);
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
rg_ctl_set_open_store (RgCtl *ctl, RgStore *store)
{
  g_set_object (&ctl->open_store, store);
}
