/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The search over everything. Customers and products come from the dataset; segments and campaigns
 * are few, and are read. */
#include "store/rg-store-find.h"

#include "base/rg-fold.h"
#include "store/rg-campaign-counter.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-segments.h"

#include <string.h>

void
rg_found_free (RgFound *found)
{
  g_free (found->title);
  g_free (found->detail);
  g_free (found);
}

static RgFound *
rg_found_new (RgFoundKind kind, gint64 id, const char *title, const char *detail)
{
  RgFound *found = g_new0 (RgFound, 1);

  found->kind = kind;
  found->id = id;
  found->title = g_strdup (title);
  found->detail = g_strdup (detail);
  return found;
}

/* What is looked for: the folded text, and its words. */
typedef struct {
  char *folded;
  char **words;
  guint n_each;
  RgDay today;
} RgFindQuestion;

static gboolean
rg_find_matches (const RgFindQuestion *question, const char *folded)
{
  for (guint i = 0; question->words[i]; i++)
    if (!strstr (folded, question->words[i]))
      return FALSE;
  return TRUE;
}

/* --- names: those that begin with the text come first --- */

typedef struct {
  RgFound *found;
  gboolean begins;
  GBytes *key;
} RgFindName;

static void
rg_find_name_free (RgFindName *name)
{
  if (name->found)
    rg_found_free (name->found);
  g_bytes_unref (name->key);
  g_free (name);
}

static int
rg_find_name_compare (gconstpointer a, gconstpointer b)
{
  const RgFindName *x = *(RgFindName *const *) a;
  const RgFindName *y = *(RgFindName *const *) b;

  if (x->begins != y->begins)
    return x->begins ? -1 : 1;
  return g_bytes_compare (x->key, y->key);
}

static GPtrArray *
rg_find_names_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rg_find_name_free);
}

static void
rg_find_names_add (GPtrArray *names, const RgFindQuestion *question, RgFoundKind kind, gint64 id,
                   const char *title, const char *detail)
{
  g_autofree char *folded = rg_fold (title);
  RgFindName *name = g_new0 (RgFindName, 1);

  name->found = rg_found_new (kind, id, title, detail);
  name->begins = folded && g_str_has_prefix (folded, question->folded);
  name->key = rg_sort_key (title);
  g_ptr_array_add (names, name);
}

/* The best go into `all`. */
static void
rg_find_names_take (GPtrArray *names, const RgFindQuestion *question, GPtrArray *all)
{
  g_ptr_array_sort (names, rg_find_name_compare);
  for (guint i = 0; i < MIN (names->len, question->n_each); i++)
    g_ptr_array_add (all, g_steal_pointer (&((RgFindName *) names->pdata[i])->found));
}

/* --- customers --- */

/* "Oslo · Ask about the roasts": what is to be said to somebody at the counter is read by whoever
 * looks them up. NULL with an error. */
static char *
rg_find_dup_detail (RgDb *db, gint64 id, const char *city, RgDay today, GError **error)
{
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GString) detail = g_string_new (city);

  if (today == RG_DAY_NONE)
    return g_strdup (city);
  messages = rg_counter_messages_read (db, id, today, error);
  for (guint i = 0; messages != NULL && i < messages->len; i++)
    g_string_append_printf (detail, "%s%s", detail->len > 0 ? " · " : "",
                            ((RgCounterMessage *) messages->pdata[i])->text);
  return messages != NULL ? g_string_free_and_steal (g_steal_pointer (&detail)) : NULL;
}

static gboolean
rg_find_add_customer (RgDb *db, gint64 id, RgDay today, GPtrArray *all, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (RgCustomerSummary) summary = rg_customer_summary_read (db, id, &failure);
  g_autofree char *name = NULL, *detail = NULL;

  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!summary)
    return TRUE;
  name = rg_customer_dup_shown_name (summary->name, summary->number);
  detail = rg_find_dup_detail (db, id, summary->city, today, error);
  if (detail != NULL)
    g_ptr_array_add (all, rg_found_new (RG_FOUND_CUSTOMER, id, name, detail));
  return detail != NULL;
}

/* The n with the most visits out of `positions`, in that order; a short list is kept sorted while a
 * long one is walked once. */
static guint
rg_find_best (const RgDataset *dataset, const guint32 *positions, guint n_positions,
              guint32 *best, guint n)
{
  const guint32 *visits = rg_dataset_facts (dataset)->visits;
  guint n_best = 0;

  for (guint i = 0; i < n_positions; i++)
    {
      const guint32 position = positions[i];
      guint at;

      if (n_best == n && visits[position] <= visits[best[n - 1]])
        continue;
      for (at = n_best < n ? n_best++ : n - 1; at > 0 && visits[best[at - 1]] < visits[position];
           at--)
        best[at] = best[at - 1];
      best[at] = position;
    }
  return n_best;
}

static gboolean
rg_find_customers_in_dataset (RgDb *db, const RgDataset *dataset, const RgFindQuestion *question,
                              GPtrArray *all, GError **error)
{
  g_autoptr (RgBitset) found = rg_dataset_search (dataset, question->folded);
  g_autofree guint32 *best = g_new (guint32, question->n_each);
  guint n_positions;
  g_autofree guint32 *positions = rg_bitset_list (found, &n_positions);
  const guint n = rg_find_best (dataset, positions, n_positions, best, question->n_each);

  for (guint i = 0; i < n; i++)
    if (!rg_find_add_customer (db, rg_dataset_customer_id (dataset, best[i]), question->today,
                               all, error))
      return FALSE;
  return TRUE;
}

static gboolean
rg_find_customers (RgDb *db, RgDataset *dataset, const RgFindQuestion *question, GPtrArray *all,
                   GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (dataset)
    return rg_find_customers_in_dataset (db, dataset, question, all, error);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!rg_customers_source.read_matches (db, NULL, question->folded, ids, error))
    return FALSE;
  for (guint i = 0; i < MIN (ids->len, question->n_each); i++)
    if (!rg_find_add_customer (db, g_array_index (ids, gint64, i), question->today, all,
                               error))
      return FALSE;
  return TRUE;
}

/* --- the others --- */

static gboolean
rg_find_segments (RgDb *db, const RgFindQuestion *question, GPtrArray *all, GError **error)
{
  g_autoptr (GPtrArray) segments = rg_segments_read (db, error);
  g_autoptr (GPtrArray) names = rg_find_names_new ();

  if (!segments)
    return FALSE;
  for (guint i = 0; i < segments->len; i++)
    {
      const RgSavedSegment *segment = segments->pdata[i];
      g_autofree char *folded = rg_fold (segment->name);

      if (folded && rg_find_matches (question, folded))
        rg_find_names_add (names, question, RG_FOUND_SEGMENT, segment->id, segment->name, "");
    }
  rg_find_names_take (names, question, all);
  return TRUE;
}

static gboolean
rg_find_tickets (RgDb *db, const RgFindQuestion *question, GPtrArray *all, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "tickets.subjects", error);
  g_autoptr (GPtrArray) names = rg_find_names_new ();
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const char *subject = rg_statement_get_text (rows, 1);
      g_autofree char *folded = rg_fold (subject);

      if (folded != NULL && rg_find_matches (question, folded))
        rg_find_names_add (names, question, RG_FOUND_TICKET, rg_statement_get_int (rows, 0),
                           subject, rg_statement_get_text (rows, 2));
    }
  rg_find_names_take (names, question, all);
  return step == RG_STEP_DONE;
}

static gboolean
rg_find_campaigns (RgDb *db, const RgFindQuestion *question, GPtrArray *all, GError **error)
{
  g_autoptr (GPtrArray) campaigns = rg_campaigns_read (db, error);
  g_autoptr (GPtrArray) names = rg_find_names_new ();

  if (!campaigns)
    return FALSE;
  for (guint i = 0; i < campaigns->len; i++)
    {
      const RgCampaign *campaign = campaigns->pdata[i];
      g_autofree char *folded = rg_fold (campaign->name);

      if (folded && rg_find_matches (question, folded))
        rg_find_names_add (names, question, RG_FOUND_CAMPAIGN, campaign->id, campaign->name,
                           campaign->segment_name);
    }
  rg_find_names_take (names, question, all);
  return TRUE;
}

static void
rg_find_products (const RgDataset *dataset, const RgFindQuestion *question, GPtrArray *all)
{
  const RgProducts *products = &dataset->products;
  g_autoptr (GPtrArray) names = rg_find_names_new ();

  for (guint i = 0; i < products->names.n; i++)
    {
      const gboolean has_name = *products->names.name[i] != '\0';

      if (rg_find_matches (question, products->names.folded[i]) ||
          g_str_equal (products->folded_code[i], question->folded))
        rg_find_names_add (names, question, RG_FOUND_PRODUCT, products->names.id[i],
                           has_name ? products->names.name[i] : products->code[i],
                           has_name ? products->code[i] : "");
    }
  rg_find_names_take (names, question, all);
}

GPtrArray *
rg_find (RgDb *db, RgDataset *dataset, const char *text, guint n_each, RgDay today,
         GError **error)
{
  g_autofree char *folded = rg_fold (text);
  g_auto (GStrv) words = folded ? g_strsplit (folded, " ", -1) : NULL;
  const RgFindQuestion question = { folded, words, n_each, today };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_found_free);

  if (!folded || *folded == '\0' || n_each == 0)
    return g_steal_pointer (&all);
  if (!rg_find_customers (db, dataset, &question, all, error) ||
      !rg_find_segments (db, &question, all, error) ||
      !rg_find_campaigns (db, &question, all, error))
    return NULL;
  if (dataset)
    rg_find_products (dataset, &question, all);
  return rg_find_tickets (db, &question, all, error) ? g_steal_pointer (&all) : NULL;
}

/* --- off the main thread --- */

typedef struct {
  RgDataset *dataset; /* or NULL */
  char *text;
  guint n_each;
  RgDay today;
  GPtrArray *found;
} RgFindJob;

static void
rg_find_job_free (gpointer data)
{
  RgFindJob *job = data;

  g_clear_pointer (&job->dataset, rg_dataset_unref);
  g_clear_pointer (&job->found, g_ptr_array_unref);
  g_free (job->text);
  g_free (job);
}

static gboolean
rg_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgFindJob *job = data;

  job->found = rg_find (db, job->dataset, job->text, job->n_each, job->today, error);
  return job->found != NULL;
}

void
rg_store_find_async (RgStore *store, const char *text, guint n_each, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  RgFindJob *job = g_new0 (RgFindJob, 1);

  job->dataset = rg_store_get_dataset (store);
  job->text = g_strdup (text);
  job->n_each = n_each;
  job->today = rg_shop_get_day (rg_store_get_shop (store));
  rg_store_read_async (store, RG_READER_ROWS, rg_find_in_thread, job, rg_find_job_free,
                       cancellable, callback, user_data);
}

GPtrArray *
rg_store_find_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgFindJob *job = rg_store_read_get_data (result);

  return rg_store_read_finish (store, result, error) ? g_steal_pointer (&job->found) : NULL;
}
