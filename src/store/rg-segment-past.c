/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who was in a segment on past days. All days that one question needs are read in one go back. */
#include "store/rg-segment-past.h"

#include "analysis/rg-today.h"
#include "base/rg-i18n.h"
#include "rules/rg-stages.h"

static void
rg_segment_went_free (gpointer data)
{
  RgSegmentWent *went = data;

  g_free (went->name);
  g_array_unref (went->ids);
  g_free (went);
}

static void
rg_segment_moved_free (RgSegmentMoved *moved)
{
  g_array_unref (moved->joined);
  g_array_unref (moved->left);
  g_array_unref (moved->stayed);
  g_ptr_array_unref (moved->went);
  g_free (moved);
}

void
rg_segment_past_free (RgSegmentPast *past)
{
  g_clear_pointer (&past->months, g_array_unref);
  g_clear_pointer (&past->members, g_array_unref);
  g_clear_pointer (&past->moved, rg_segment_moved_free);
  g_free (past);
}

gboolean
rg_segment_past_check_day (const RgShop *shop, RgDay day, GError **error)
{
  g_autofree char *words = NULL;

  if (day <= rg_shop_get_day (shop))
    return TRUE;
  words = rg_day_format (day);
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               /* Translators: %s is a day. */
               _("%s is still to come: nobody can tell who will be in the segment."), words);
  return FALSE;
}

RgSegmentContext
rg_segment_past_context (const RgDataset *then, const RgShop *shop, RgDay day)
{
  return (RgSegmentContext) { .dataset = then, .today = rg_dataset_today (then, day),
                              .digits = shop->digits, .first_weekday = shop->first_weekday };
}

/* --- one day after the other -------------------------------------------------------------- */

/* A day that is asked for, and who was in. */
typedef struct {
  RgDay day;
  RgDataset *dataset;
  RgBitset *members;
} RgSegmentDay;

static void
rg_segment_day_clear (gpointer data)
{
  RgSegmentDay *one = data;

  g_clear_pointer (&one->dataset, rg_dataset_unref);
  g_clear_pointer (&one->members, rg_bitset_unref);
}

static void
rg_segment_day_count (RgSegmentDay *one, const RgNode *root, const RgShop *shop)
{
  const RgSegmentContext context = rg_segment_past_context (one->dataset, shop, one->day);

  one->members = rg_segment_evaluate (root, &context);
}

static RgSegmentOn
rg_segment_day_tell (const RgSegmentDay *one)
{
  return (RgSegmentOn) { one->day, rg_bitset_count (one->members), one->dataset->n_live };
}

/* --- coming and going --------------------------------------------------------------------- */

static GArray *
rg_segment_list_ids (const RgDataset *dataset, const RgBitset *people)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = rg_bitset_next (people, 0); i < people->n_bits; i = rg_bitset_next (people, i + 1))
    {
      const gint64 id = rg_dataset_customer_id (dataset, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
rg_segment_moved_add (RgSegmentMoved *moved, RgWentKind kind, const char *name, GArray *ids)
{
  RgSegmentWent *went;

  if (ids->len == 0)
    {
      g_array_unref (ids);
      return;
    }
  went = g_new0 (RgSegmentWent, 1);
  went->kind = kind;
  went->name = g_strdup (name);
  went->ids = ids;
  g_ptr_array_add (moved->went, went);
}

static void
rg_segment_moved_add_segments (RgSegmentMoved *moved, const RgDataset *dataset,
                               const RgBitset *left, const RgShop *shop, gint64 id)
{
  RgSegmentContext context = rg_segment_past_context (dataset, shop, moved->to);
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();

  context.cache = cache;
  for (guint i = 0; i < dataset->segments.n; i++)
    {
      g_autoptr (RgNode) root = rg_segment_parse (dataset->segment_text[i], NULL, NULL);
      g_autoptr (RgBitset) people = NULL;

      if (root == NULL || rg_node_is_empty (root) || dataset->segments.id[i] == id)
        continue;
      people = rg_bitset_copy (left);
      {
        g_autoptr (RgBitset) members = rg_segment_evaluate (root, &context);

        rg_bitset_and (people, members);
      }
      rg_segment_moved_add (moved, RG_WENT_SEGMENT, dataset->segments.name[i],
                            rg_segment_list_ids (dataset, people));
    }
}

static void
rg_segment_moved_add_stages (RgSegmentMoved *moved, const RgDataset *dataset, const RgBitset *left)
{
  g_autofree guint8 *stages =
    rg_stages_of_dataset (dataset, rg_dataset_today (dataset, moved->to));

  for (RgStage stage = RG_STAGE_NONE; stage < RG_N_STAGES; stage++)
    {
      g_autoptr (RgBitset) people = rg_bitset_copy (left);
      const char *word = rg_stage_word (stage);

      for (guint i = rg_bitset_next (left, 0); i < left->n_bits; i = rg_bitset_next (left, i + 1))
        if (stages[i] != stage)
          rg_bitset_remove (people, i);
      rg_segment_moved_add (moved, RG_WENT_STAGE, *word != '\0' ? word : _("Never Bought Anything"),
                            rg_segment_list_ids (dataset, people));
    }
}

/* Who was in before, as they are at the later day; gone: those of whom nothing is left. */
static RgBitset *
rg_segment_carry (const RgSegmentDay *before, const RgDataset *dataset, GArray *gone)
{
  RgBitset *carried = rg_bitset_new (dataset->n_customers);
  const RgBitset *members = before->members;

  for (guint i = rg_bitset_next (members, 0); i < members->n_bits;
       i = rg_bitset_next (members, i + 1))
    {
      const gint64 id = rg_dataset_customer_id (before->dataset, i);
      const guint position = rg_dataset_find_customer (dataset, id);
      const guint now = position != RG_NOBODY ? rg_dataset_resolve (dataset, position) : RG_NOBODY;

      if (now != RG_NOBODY)
        rg_bitset_add (carried, now);
      else
        g_array_append_val (gone, id);
    }
  return carried;
}

static RgSegmentMoved *
rg_segment_moved_new (const RgSegmentDay *before, const RgSegmentDay *after, const RgShop *shop,
                      gint64 id)
{
  RgSegmentMoved *moved = g_new0 (RgSegmentMoved, 1);
  const RgDataset *dataset = after->dataset;
  GArray *gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgBitset) carried = rg_segment_carry (before, dataset, gone);
  g_autoptr (RgBitset) joined = rg_bitset_copy (after->members);
  g_autoptr (RgBitset) left = rg_bitset_copy (carried);
  g_autoptr (RgBitset) stayed = rg_bitset_copy (after->members);

  rg_bitset_and_not (joined, carried);
  rg_bitset_and_not (left, after->members);
  rg_bitset_and (stayed, carried);
  moved->from = before->day;
  moved->to = after->day;
  moved->before = rg_bitset_count (before->members);
  moved->after = rg_bitset_count (after->members);
  moved->joined = rg_segment_list_ids (dataset, joined);
  moved->left = rg_segment_list_ids (dataset, left);
  moved->stayed = rg_segment_list_ids (dataset, stayed);
  moved->went = g_ptr_array_new_with_free_func (rg_segment_went_free);
  rg_segment_moved_add_segments (moved, dataset, left, shop, id);
  rg_segment_moved_add_stages (moved, dataset, left);
  g_array_append_vals (moved->left, gone->data, gone->len);
  rg_segment_moved_add (moved, RG_WENT_GONE, _("Deleted"), gone);
  return moved;
}

/* --- a question --------------------------------------------------------------------------- */

static int
rg_segment_day_compare (gconstpointer a, gconstpointer b)
{
  const RgSegmentDay *first = a, *second = b;

  return (second->day > first->day) - (second->day < first->day);
}

static void
rg_segment_days_add (GArray *days, RgDay day)
{
  const RgSegmentDay one = { .day = day };

  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, RgSegmentDay, i).day == day)
      return;
  g_array_append_val (days, one);
}

static RgSegmentDay *
rg_segment_days_find (GArray *days, RgDay day)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, RgSegmentDay, i).day == day)
      return &g_array_index (days, RgSegmentDay, i);
  g_return_val_if_reached (NULL);
}

/* Today, and the last days of the months before; i counts back. */
static RgDay
rg_segment_month_day (RgDay today, guint i)
{
  return i == 0 ? today : rg_day_add_months (rg_day_month_start (today), 1 - (int) i) - 1;
}

/* The latest first. */
static GArray *
rg_segment_days_new (const RgSegmentPastQuery *query, RgDay today)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (RgSegmentDay));

  g_array_set_clear_func (days, rg_segment_day_clear);
  for (guint i = 0; i < query->months; i++)
    rg_segment_days_add (days, rg_segment_month_day (today, i));
  if (query->on != RG_DAY_NONE)
    rg_segment_days_add (days, query->on);
  if (query->from != RG_DAY_NONE)
    {
      rg_segment_days_add (days, query->from);
      rg_segment_days_add (days, query->to);
    }
  g_array_sort (days, rg_segment_day_compare);
  return days;
}

/* Only those days keep their dataset that somebody asks more of than a number. */
static gboolean
rg_segment_days_read (GArray *days, RgPast *past, const RgNode *root, const RgShop *shop,
                      const RgSegmentPastQuery *query, GArray *counts, GCancellable *cancellable,
                      GError **error)
{
  for (guint i = 0; i < days->len; i++)
    {
      RgSegmentDay *one = &g_array_index (days, RgSegmentDay, i);
      RgSegmentOn on;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      one->dataset = rg_past_get (past, one->day, error);
      if (one->dataset == NULL)
        return FALSE;
      rg_segment_day_count (one, root, shop);
      on = rg_segment_day_tell (one);
      g_array_append_val (counts, on);
      if (one->day != query->on && one->day != query->from && one->day != query->to)
        rg_segment_day_clear (one);
    }
  return TRUE;
}

static GArray *
rg_segment_take_months (const GArray *counts, guint months, RgDay today)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (RgSegmentOn));

  for (guint i = months; i-- > 0;)
    for (guint k = 0; k < counts->len; k++)
      if (g_array_index (counts, RgSegmentOn, k).day == rg_segment_month_day (today, i))
        g_array_append_val (list, g_array_index (counts, RgSegmentOn, k));
  return list;
}

RgSegmentPast *
rg_segment_past_read (RgStore *store, const RgShop *shop, const RgDataset *now, const RgNode *root,
                      const RgSegmentPastQuery *query, GCancellable *cancellable, GError **error)
{
  const RgDay today = rg_shop_get_counting_day (shop, now);
  g_autoptr (GArray) days = rg_segment_days_new (query, today);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (RgSegmentOn));
  g_autoptr (RgPast) past = NULL;
  RgSegmentPast *answer;

  g_return_val_if_fail (days->len > 0, NULL);
  past = rg_past_open (store, shop, now, g_array_index (days, RgSegmentDay, days->len - 1).day,
                       error);
  if (past == NULL ||
      !rg_segment_days_read (days, past, root, shop, query, counts, cancellable, error))
    return NULL;
  answer = g_new0 (RgSegmentPast, 1);
  if (query->months > 0)
    answer->months = rg_segment_take_months (counts, query->months, today);
  if (query->on != RG_DAY_NONE)
    {
      const RgSegmentDay *on = rg_segment_days_find (days, query->on);

      answer->members = rg_segment_list_ids (on->dataset, on->members);
    }
  if (query->from != RG_DAY_NONE)
    answer->moved = rg_segment_moved_new (rg_segment_days_find (days, query->from),
                                          rg_segment_days_find (days, query->to), shop,
                                          query->id);
  return answer;
}

/* --- from pages --------------------------------------------------------------------------- */

typedef struct {
  RgNode *root;
  RgShop *shop;
  RgDataset *dataset;
  RgSegmentPastQuery query;
} RgSegmentPastJob;

static void
rg_segment_past_job_free (gpointer data)
{
  RgSegmentPastJob *job = data;

  rg_node_free (job->root);
  rg_shop_free (job->shop);
  g_clear_pointer (&job->dataset, rg_dataset_unref);
  g_free (job);
}

static void
rg_segment_past_in_thread (GTask *task, gpointer store, gpointer data, GCancellable *cancellable)
{
  const RgSegmentPastJob *job = data;
  GError *error = NULL;
  RgSegmentPast *past = rg_segment_past_read (store, job->shop, job->dataset, job->root,
                                              &job->query, cancellable, &error);

  if (past != NULL)
    g_task_return_pointer (task, past, (GDestroyNotify) rg_segment_past_free);
  else
    g_task_return_error (task, error);
}

void
rg_segment_past_async (RgStore *store, const RgNode *root, const RgSegmentPastQuery *query,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  RgSegmentPastJob *job = g_new0 (RgSegmentPastJob, 1);

  job->root = rg_node_copy (root);
  job->shop = rg_shop_copy (rg_store_get_shop (store));
  job->dataset = rg_store_get_dataset (store);
  job->query = *query;
  g_task_set_task_data (task, job, rg_segment_past_job_free);
  if (job->dataset == NULL)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                                     "The shop is still being read.");
  else
    g_task_run_in_thread (task, rg_segment_past_in_thread);
}

RgSegmentPast *
rg_segment_past_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
