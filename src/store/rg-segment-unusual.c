/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved segments on the past weeks, all of them on each day that is gone back to. */
#include "store/rg-segment-unusual.h"

#include "store/rg-segment-past.h"

/* One segment on its way back. */
typedef struct {
  guint index;     /* of the dataset's segments */
  RgNode *root;
  guint counts[RG_UNUSUAL_WEEKS]; /* the last one is now */
  RgBitset *now, *then;           /* of the last two */
} RgWeeks;

static void
rg_weeks_free (gpointer data)
{
  RgWeeks *weeks = data;

  rg_node_free (weeks->root);
  g_clear_pointer (&weeks->now, rg_bitset_unref);
  g_clear_pointer (&weeks->then, rg_bitset_unref);
  g_free (weeks);
}

static void
rg_unusual_free (gpointer data)
{
  RgUnusual *unusual = data;

  g_free (unusual->name);
  g_array_unref (unusual->ids);
  g_free (unusual);
}

static GPtrArray *
rg_weeks_of_dataset (const RgDataset *dataset)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (rg_weeks_free);

  for (guint i = 0; i < dataset->segments.n; i++)
    {
      RgNode *root = rg_segment_parse (dataset->segment_text[i], NULL, NULL);
      RgWeeks *weeks;

      if (root == NULL)
        continue;
      weeks = g_new0 (RgWeeks, 1);
      weeks->index = i;
      weeks->root = root;
      g_ptr_array_add (list, weeks);
    }
  return list;
}

/* week: back from now. */
static void
rg_weeks_count (GPtrArray *list, const RgDataset *then, const RgShop *shop, RgDay day, guint week)
{
  RgSegmentContext context = rg_segment_past_context (then, shop, day);
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();

  context.cache = cache;
  for (guint i = 0; i < list->len; i++)
    {
      RgWeeks *weeks = list->pdata[i];
      RgBitset *members = rg_segment_evaluate (weeks->root, &context);

      weeks->counts[RG_UNUSUAL_WEEKS - 1 - week] = rg_bitset_count (members);
      if (week == 0)
        weeks->now = rg_bitset_ref (members);
      else if (week == 1)
        weeks->then = rg_bitset_ref (members);
      rg_bitset_unref (members);
    }
}

/* Positions of the past are those of now, and perhaps more. */
static GArray *
rg_weeks_list_moved (const RgWeeks *weeks, const RgDataset *now, gboolean grew)
{
  g_autoptr (RgBitset) after = rg_bitset_copy_resized (weeks->now, now->n_customers);
  g_autoptr (RgBitset) before = rg_bitset_copy_resized (weeks->then, now->n_customers);
  RgBitset *moved = grew ? after : before;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  rg_bitset_and_not (moved, grew ? before : after);
  for (guint i = rg_bitset_next (moved, 0); i < moved->n_bits; i = rg_bitset_next (moved, i + 1))
    {
      const gint64 id = rg_dataset_customer_id (now, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

static RgUnusual *
rg_unusual_new (const RgWeeks *weeks, const RgDataset *now)
{
  RgUnusual *unusual = g_new0 (RgUnusual, 1);

  unusual->id = now->segments.id[weeks->index];
  unusual->name = g_strdup (now->segments.name[weeks->index]);
  unusual->before = weeks->counts[RG_UNUSUAL_WEEKS - 2];
  unusual->after = weeks->counts[RG_UNUSUAL_WEEKS - 1];
  unusual->usual = rg_usual_judge (weeks->counts, RG_UNUSUAL_WEEKS);
  unusual->ids = rg_weeks_list_moved (weeks, now, unusual->after > unusual->before);
  return unusual;
}

static int
rg_unusual_order (gconstpointer a, gconstpointer b)
{
  const RgUnusual *first = *(RgUnusual *const *) a;
  const RgUnusual *second = *(RgUnusual *const *) b;
  const int by = ABS ((int) second->after - (int) second->before) -
                 ABS ((int) first->after - (int) first->before);

  return by != 0 ? by : g_utf8_collate (first->name, second->name);
}

GPtrArray *
rg_segments_unusual_read (RgStore *store, const RgShop *shop, const RgDataset *now, gboolean all,
                          GCancellable *cancellable, GError **error)
{
  const RgDay today = rg_shop_get_counting_day (shop, now);
  g_autoptr (GPtrArray) list = rg_weeks_of_dataset (now);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (rg_unusual_free);
  g_autoptr (RgPast) past = NULL;

  if (list->len == 0)
    return g_steal_pointer (&found);
  past = rg_past_open (store, shop, now, today - 7 * (RG_UNUSUAL_WEEKS - 1), error);
  for (guint week = 0; past != NULL && week < RG_UNUSUAL_WEEKS; week++)
    {
      const RgDay day = today - 7 * (RgDay) week;
      g_autoptr (RgDataset) then = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (then = rg_past_get (past, day, error)) == NULL)
        return NULL;
      rg_weeks_count (list, then, shop, day, week);
    }
  for (guint i = 0; past != NULL && i < list->len; i++)
    {
      RgUnusual *unusual = rg_unusual_new (list->pdata[i], now);

      if (all || unusual->usual.unusual)
        g_ptr_array_add (found, unusual);
      else
        rg_unusual_free (unusual);
    }
  g_ptr_array_sort (found, rg_unusual_order);
  return past != NULL ? g_steal_pointer (&found) : NULL;
}

/* --- from pages --------------------------------------------------------------------------- */

typedef struct {
  RgShop *shop;
  RgDataset *dataset;
} RgUnusualJob;

static void
rg_unusual_job_free (gpointer data)
{
  RgUnusualJob *job = data;

  rg_shop_free (job->shop);
  g_clear_pointer (&job->dataset, rg_dataset_unref);
  g_free (job);
}

static void
rg_segments_unusual_in_thread (GTask *task, gpointer store, gpointer data,
                               GCancellable *cancellable)
{
  const RgUnusualJob *job = data;
  GError *error = NULL;
  GPtrArray *found =
    rg_segments_unusual_read (store, job->shop, job->dataset, FALSE, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
rg_segments_unusual_async (RgStore *store, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  RgUnusualJob *job = g_new0 (RgUnusualJob, 1);

  job->shop = rg_shop_copy (rg_store_get_shop (store));
  job->dataset = rg_store_get_dataset (store);
  g_task_set_task_data (task, job, rg_unusual_job_free);
  if (job->dataset == NULL)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                                     "The shop is still being read.");
  else
    g_task_run_in_thread (task, rg_segments_unusual_in_thread);
}

GPtrArray *
rg_segments_unusual_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
