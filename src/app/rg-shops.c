/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the shops of this computer are. */
#include "app/rg-shops.h"

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

static char *
rg_shops_dup_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), RG_DATA_FOLDER, name, NULL);
}

char *
rg_shops_dup_own_path (GSettings *settings)
{
  g_autofree char *chosen = g_settings_get_string (settings, "shop-file");

  return *chosen ? g_steal_pointer (&chosen) : rg_shops_dup_path ("shop.regulars");
}

char *
rg_shops_dup_sample_path (void)
{
  return rg_shops_dup_path ("sample.regulars");
}

char *
rg_shops_dup_first_path (GSettings *settings)
{
  g_autofree char *own = rg_shops_dup_own_path (settings);
  g_autofree char *sample = rg_shops_dup_sample_path ();

  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&own);
  if (g_file_test (sample, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&sample);
  return NULL;
}

gboolean
rg_shops_make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}
