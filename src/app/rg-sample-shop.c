/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes the sample shop's file. */
#include "app/rg-sample-shop.h"

#include <glib/gstdio.h>

#include "app/rg-shops.h"
#include "store/rg-store-sample.h"
#include "transfer/rg-sample.h"

/* Under another name until it is whole: half a sample shop is never opened. */
static gboolean
rg_sample_shop_make (const char *path, GError **error)
{
  RgSampleOptions options = { .n_customers = RG_SAMPLE_CUSTOMERS, .seed = RG_SAMPLE_SEED };
  g_autofree char *partial = g_strconcat (path, ".new", NULL);
  g_autoptr (RgSampleData) data = NULL;
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GFile) from = g_file_new_for_path (partial);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  if (!rg_shops_make_folder (path, error))
    return FALSE;
  g_unlink (partial);
  rg_sample_until_now (&options);
  data = rg_sample_make (&options);
  store = rg_store_create_sample (partial, data, error);
  if (!store)
    return FALSE;
  rg_store_close (store);
  return g_file_move (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

static void
rg_sample_shop_make_in_thread (GTask *task, gpointer source, gpointer data,
                               GCancellable *cancellable)
{
  GError *error = NULL;

  if (rg_sample_shop_make (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rg_sample_shop_make_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, rg_sample_shop_make_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, rg_sample_shop_make_in_thread);
}

gboolean
rg_sample_shop_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
