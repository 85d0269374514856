/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A report on its way to a page. */
#include "pages/rg-report.h"

#include "charts/rg-make-up-report.h"
#include "store/rg-store-segments.h"

typedef struct {
  RgDataset *dataset;
  RgShop *shop;
  char *segment;
  RgReportChoice choice;
  GArray *targets;
  guint point;
  int bar;
} RgReportMaking;

static void
rg_report_making_free (gpointer data)
{
  RgReportMaking *making = data;

  rg_dataset_unref (making->dataset);
  rg_shop_free (making->shop);
  g_clear_pointer (&making->targets, g_array_unref);
  g_free (making->segment);
  g_free (making);
}

/* Of the segment; NULL: everybody. */
static RgBitset *
rg_report_making_members (const RgReportMaking *making)
{
  return making->segment != NULL
           ? rg_segment_evaluate_text (making->dataset, making->shop, making->segment) : NULL;
}

void
rg_report_made_free (RgReportMade *made)
{
  rg_chart_free (made->chart);
  g_free (made->sentence);
  g_free (made->meaning);
  g_free (made);
}

static void
rg_report_make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgReportMaking *making = data;
  RgReportChoice *choice = &making->choice;
  RgReportMade *made = g_new0 (RgReportMade, 1);
  g_autoptr (RgBitset) members = rg_report_making_members (making);

  choice->customers = members;
  made->last_day = making->dataset->last_day;
  made->chart = rg_report_chart (making->dataset, choice);
  made->sentence = rg_report_sentence (making->dataset, choice);
  made->meaning = rg_report_meaning (choice);
  g_task_return_pointer (task, made, (GDestroyNotify) rg_report_made_free);
}

static RgReportMaking *
rg_report_making_new (RgStore *store, const RgReportChoice *choice, const char *segment)
{
  RgReportMaking *making = g_new0 (RgReportMaking, 1);

  making->dataset = rg_store_get_dataset (store);
  making->shop = rg_shop_copy (rg_store_get_shop (store));
  making->segment = g_strdup (segment);
  making->choice = *choice;
  making->choice.currency = making->shop->currency;
  making->choice.first_weekday = making->shop->first_weekday;
  making->choice.basis = (RgMakeUpBasis) { rg_shop_get_counting_day (making->shop, making->dataset),
                                           making->shop->country, making->shop->address };
  if (choice->targets != NULL)
    making->targets = g_array_ref ((GArray *) choice->targets);
  return making;
}

void
rg_report_make_async (RgStore *store, const RgReportChoice *choice, const char *segment,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_task_data (task, rg_report_making_new (store, choice, segment),
                        rg_report_making_free);
  g_task_run_in_thread (task, rg_report_make_in_thread);
}

RgReportMade *
rg_report_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the people behind a point --- */

static void
rg_report_people_in_thread (GTask *task, gpointer source, gpointer data,
                            GCancellable *cancellable)
{
  RgReportMaking *making = data;
  g_autoptr (RgBitset) members = rg_report_making_members (making);

  making->choice.customers = members;
  g_task_return_pointer (task,
                         rg_make_up_report_people (making->dataset, &making->choice,
                                                   making->point, making->bar),
                         (GDestroyNotify) rg_bitset_unref);
}

void
rg_report_people_async (RgStore *store, const RgReportChoice *choice, const char *segment,
                        guint point, int bar, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  RgReportMaking *making = rg_report_making_new (store, choice, segment);

  making->point = point;
  making->bar = bar;
  g_task_set_task_data (task, making, rg_report_making_free);
  g_task_run_in_thread (task, rg_report_people_in_thread);
}

RgBitset *
rg_report_people_finish (GAsyncResult *result, RgDataset **dataset)
{
  const RgReportMaking *making = g_task_get_task_data (G_TASK (result));

  *dataset = rg_dataset_ref (making->dataset);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
