/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reading and importing texts, for tests. */
#include "rg-test-import.h"

#include "transfer/rg-import-recall.h"

#include <string.h>

/* store: whose own fields and staff the columns may mean; or NULL. */
static RgImportBatch *
read_for (RgStore *store, const char *name, const char *text, gssize length, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (
    text, length < 0 ? (gssize) strlen (text) : length, NULL);
  g_autoptr (RgImportFile) file = rg_import_file_read_stream (stream, name, NULL, error);
  g_autoptr (RgMapping) mapping = NULL;
  const RgPlanContext context = { "NOK", 2, NULL };
  RgImportBatch *batch;

  if (file == NULL)
    return NULL;
  mapping = rg_mapping_new (file->text, NULL, -1, error);
  if (mapping == NULL ||
      (store != NULL && !rg_import_recall (store, mapping, NULL, NULL, NULL, error)))
    return NULL;
  batch = rg_import_plan_read (mapping, &context, NULL, NULL, NULL, error);
  if (batch != NULL)
    rg_import_file_sign (file, batch);
  return batch;
}

RgImportBatch *
rg_test_read (const char *name, const char *text, gssize length, GError **error)
{
  return read_for (NULL, name, text, length, error);
}

gint64
rg_test_import_batch (RgTestShop *test, const RgImportBatch *batch, RgImportSummary *summary)
{
  g_autoptr (GError) error = NULL;
  RgImportSummary check = { 0 }, done = { 0 };
  gint64 action;

  rg_store_check_import_sync (test->store, batch, &check, NULL, &error);
  g_assert_no_error (error);
  rg_store_import_sync (test->store, batch, NULL, NULL, NULL, &done, &error);
  g_assert_no_error (error);
  action = done.action_id;
  if (summary != NULL)
    *summary = done;
  done.import_id = done.action_id = 0;
  g_assert_cmpmem (&check, sizeof check, &done, sizeof done);
  rg_test_shop_check (test);
  return action;
}

gint64
rg_test_import (RgTestShop *test, const char *name, const char *text, RgImportSummary *summary)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch = read_for (test->store, name, text, -1, &error);

  g_assert_no_error (error);
  return rg_test_import_batch (test, batch, summary);
}
