/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counting off the main thread. */
#include "pages/rg-segment-counter.h"


typedef struct {
  RgNode *root;
  RgDataset *dataset;
  RgRuleCache *cache;
  RgDay today;
  int digits;
  int first_weekday;
} RgCountJob;

static void
rg_count_job_free (gpointer data)
{
  RgCountJob *job = data;

  rg_node_free (job->root);
  g_clear_pointer (&job->dataset, rg_dataset_unref);
  rg_rule_cache_unref (job->cache);
  g_free (job);
}

static void
rg_count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgCountJob *job = data;
  RgSegmentContext context = { job->dataset, job->today, job->digits,
                                     job->first_weekday, job->cache };

  g_task_return_pointer (task, rg_segment_count (job->root, &context),
                         (GDestroyNotify) rg_segment_result_free);
}

void
rg_segment_count_async (RgStore *store, const RgNode *root, RgRuleCache *cache,
                        GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const RgShop *shop = rg_store_get_shop (store);
  RgCountJob *job = g_new0 (RgCountJob, 1);

  job->root = rg_node_copy (root);
  job->dataset = rg_store_get_dataset (store);
  job->cache = rg_rule_cache_ref (cache);
  job->today = rg_shop_get_counting_day (shop, job->dataset);
  job->digits = shop->digits;
  job->first_weekday = shop->first_weekday;
  g_task_set_task_data (task, job, rg_count_job_free);
  if (job->dataset == NULL)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                                     "The shop is still being read.");
  else
    g_task_run_in_thread (task, rg_count_in_thread);
}

RgSegmentResult *
rg_segment_count_finish (GAsyncResult *result, RgDataset **dataset, GError **error)
{
  const RgCountJob *job = g_task_get_task_data (G_TASK (result));

  if (dataset != NULL)
    *dataset = job->dataset != NULL ? rg_dataset_ref (job->dataset) : NULL;
  return g_task_propagate_pointer (G_TASK (result), error);
}
