/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dataset, read once and then followed. */
#include "store/rg-store-dataset.h"

#include "analysis/rg-activity.h"
#include "analysis/rg-spots.h"
#include "store/rg-dataset-beside.h"
#include "store/rg-dataset-entries.h"
#include "store/rg-dataset-own.h"
#include "store/rg-dataset-rows.h"
#include "store/rg-segment-hand.h"
#include "store/rg-store-postcodes.h"
#include "store/rg-store-private.h"

#include <malloc.h>
#include <string.h>

/* From so many new receipts on, in a hundred of the known ones, all are read anew. */
#define RG_RELOAD_PERCENT 50
#define RG_RELOAD_LEAST 20000

/* --- loading ------------------------------------------------------------------------------ */

static gboolean
rg_dataset_read_numbers (RgDb *db, gint64 *generation, gint64 *action, GError **error)
{
  return rg_db_get_int (db, "store.generation", generation, error) &&
         rg_db_get_int (db, "dataset.last-action", action, error);
}

/* Ledgers of people: those of base, with the customers read anew, or (base NULL) all of them. */
static gboolean
rg_dataset_load_entries (RgDb *db, RgDataset *dataset, const RgDataset *base,
                         GHashTable *customers, GError **error)
{
  for (guint i = 0; i < RG_ENTRY_SORTS; i++)
    {
      const RgEntries *entries =
        rg_dataset_entries_load (db, (RgEntrySort) i, base != NULL ? base->entries[i] : NULL,
                                 customers, error);

      if (entries == NULL)
        return FALSE;
      rg_dataset_set_entries (dataset, (RgEntrySort) i, entries);
    }
  return TRUE;
}

RgDataset *
rg_dataset_load (RgDb *db, gint64 *action, GError **error)
{
  g_autoptr (RgDatasetBuilder) builder = NULL;
  g_autoptr (RgDatasetRows) rows = NULL;
  g_autoptr (RgDatasetBeside) receipts = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) hands = NULL;
  const RgOwnColumn *activity;
  g_autoptr (RgPoints) points = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  gint64 generation;

  if (!rg_dataset_read_numbers (db, &generation, action, error))
    return NULL;
  builder = rg_dataset_builder_new (NULL, (guint64) generation);
  rows = rg_dataset_rows_new (db, builder, TRUE, error);
  if (rows == NULL || !rg_dataset_rows_put_names (rows, NULL, error) ||
      !rg_dataset_rows_put_segments (rows, error) ||
      (receipts = rg_dataset_beside_start (db, builder, generation, error)) == NULL ||
      !rg_dataset_rows_put_all_customers (rows, error) ||
      (own = rg_dataset_own_load (db, error)) == NULL ||
      (known = rg_dataset_known_load (db, NULL, NULL, error)) == NULL ||
      (hands = rg_segment_hands_load (db, error)) == NULL ||
      !rg_postcode_points_read (db, &points, error) ||
      !rg_dataset_beside_finish (receipts, rows, error) ||
      (activity = rg_dataset_activity_load (db, NULL, NULL, error)) == NULL)
    return NULL;
  dataset = rg_dataset_builder_finish (builder);
  rg_dataset_set_known (dataset, g_steal_pointer (&known));
  rg_dataset_set_own (dataset, g_steal_pointer (&own));
  rg_dataset_set_hands (dataset, g_steal_pointer (&hands));
  rg_dataset_set_activity (dataset, activity);
  rg_dataset_set_points (dataset, g_steal_pointer (&points));
  return rg_dataset_load_entries (db, dataset, NULL, NULL, error) ? g_steal_pointer (&dataset)
                                                                  : NULL;
}

/* What has changed since a generation. */
typedef struct {
  GHashTable *customers;
  GHashTable *ledgers; /* customers of whom only points or tickets are to be read */
  GHashTable *receipts;
  gboolean names;
  gboolean fields; /* what the shop's own fields are */
  gboolean segments;
  gboolean hands;
  gboolean points;
  gboolean zone;   /* of the shop: the days of what was written down may be others */
} RgStale;

#define RG_KEY(id) ((gpointer) (gintptr) (id))

static void
rg_stale_add (GHashTable *ids, gint64 id)
{
  if (id != 0)
    g_hash_table_add (ids, RG_KEY (id));
}

/* All ids that a statement with one parameter gives. */
static gboolean
rg_stale_add_all (RgDb *db, const char *name, gint64 parameter, GHashTable *ids, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);
  RgStep step = RG_STEP_ERROR;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, parameter);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    rg_stale_add (ids, rg_statement_get_int (statement, 0));
  return step == RG_STEP_DONE;
}

static gboolean
rg_stale_is_name (const char *table)
{
  static const char *const tables[] = { "category", "location", "product", "tag" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (table, tables[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Tables whose rows belong to people and say nothing that is counted. A list that is fixed has
 * thousands of them, none of whom has to be read again. */
static gboolean
rg_stale_says_nothing (const char *table)
{
  static const char *const tables[] = { "campaign_member", "coupon", "discount", "response" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (table, tables[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
rg_stale_is_ledger (const char *table)
{
  return strcmp (table, "points_entry") == 0 || strcmp (table, "ticket") == 0;
}

enum { ROW_TABLE, ROW_KEY, ROW_OWNER_BEFORE, ROW_OWNER, ROW_HOME_BEFORE, ROW_HOME, ROW_MERGED };

static gboolean
rg_stale_read_rows (RgDb *db, gint64 action, RgStale *stale, GHashTable *homes, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "dataset.changed-rows", error);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, action);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const char *table = rg_statement_get_text (rows, ROW_TABLE);
      gint64 key = rg_statement_get_int (rows, ROW_KEY);

      if (rg_stale_says_nothing (table))
        continue;
      if (rg_stale_is_ledger (table))
        {
          rg_stale_add (stale->ledgers, rg_statement_get_int (rows, ROW_OWNER_BEFORE));
          rg_stale_add (stale->ledgers, rg_statement_get_int (rows, ROW_OWNER));
          continue;
        }
      stale->names |= rg_stale_is_name (table);
      stale->fields |= strcmp (table, "field") == 0 || strcmp (table, "field_choice") == 0;
      stale->segments |= strcmp (table, "segment") == 0;
      stale->hands |= strcmp (table, "segment_person") == 0;
      /* The shop's address and country are read with them. */
      stale->points |= strcmp (table, "postcode_set") == 0 || strcmp (table, "shop") == 0;
      stale->zone |= strcmp (table, "shop") == 0;
      if (strcmp (table, "customer") == 0)
        rg_stale_add (stale->customers, key);
      else if (strcmp (table, "receipt") == 0)
        rg_stale_add (stale->receipts, key);
      else if (strcmp (table, "contact_point") == 0)
        {
          rg_stale_add (homes, rg_statement_get_int (rows, ROW_HOME_BEFORE));
          rg_stale_add (homes, rg_statement_get_int (rows, ROW_HOME));
        }
      rg_stale_add (stale->customers, rg_statement_get_int (rows, ROW_OWNER_BEFORE));
      rg_stale_add (stale->customers, rg_statement_get_int (rows, ROW_OWNER));
      rg_stale_add (stale->customers, rg_statement_get_int (rows, ROW_MERGED));
    }
  return step == RG_STEP_DONE;
}

/* Rows that an import made are not logged one by one; they carry its id. */
static gboolean
rg_stale_read_imports (RgDb *db, gint64 action, RgStale *stale, GError **error)
{
  g_autoptr (RgStatement) imports = rg_db_statement (db, "dataset.imports", error);
  RgStep step = RG_STEP_ERROR;

  if (imports == NULL)
    return FALSE;
  rg_statement_bind_int (imports, 1, action);
  while ((step = rg_statement_step (imports, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (imports, 0);

      stale->names = TRUE;
      if (!rg_stale_add_all (db, "dataset.import-receipts", id, stale->receipts, error) ||
          !rg_stale_add_all (db, "dataset.import-customers", id, stale->customers, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_stale_add_from_each (RgDb *db, const char *name, GHashTable *from, GHashTable *to,
                        GError **error)
{
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (from);

  for (guint i = 0; i < ids->len; i++)
    if (!rg_stale_add_all (db, name, (gint64) (gintptr) ids->pdata[i], to, error))
      return FALSE;
  return TRUE;
}

/* Also those who share a changed home, and whom the changed ones became: permission stands
 * there. */
static gboolean
rg_stale_read (RgDb *db, gint64 action, RgStale *stale, GError **error)
{
  g_autoptr (GHashTable) homes = g_hash_table_new (NULL, NULL);

  return rg_stale_read_rows (db, action, stale, homes, error) &&
         rg_stale_read_imports (db, action, stale, error) &&
         rg_stale_add_all (db, "dataset.past-receipts", action, stale->receipts, error) &&
         rg_stale_add_from_each (db, "dataset.household-customers", homes, stale->customers,
                                 error) &&
         rg_stale_add_from_each (db, "dataset.root", stale->customers, stale->customers, error);
}

static gboolean
rg_stale_put_each (RgDatasetRows *rows, GHashTable *ids,
                   gboolean (*put) (RgDatasetRows *, gint64, GError **), GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!put (rows, (gint64) (gintptr) id, error))
      return FALSE;
  return TRUE;
}

/* Whoever was read anew has their ledgers read anew, too. */
static gboolean
rg_stale_put_entries (RgDb *db, RgDataset *dataset, const RgDataset *base, const RgStale *stale,
                      GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, stale->customers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (stale->ledgers, id);
  return rg_dataset_load_entries (db, dataset, stale->zone ? NULL : base, stale->ledgers, error);
}

static RgDataset *
rg_dataset_load_stale (RgDb *db, const RgDataset *base, const RgStale *stale, gint64 generation,
                       GError **error)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (base, (guint64) generation);
  g_autoptr (RgDatasetRows) rows = rg_dataset_rows_new (db, builder, FALSE, error);
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) hands = NULL;
  g_autoptr (RgPoints) points = NULL;
  const RgOwnColumn *activity;
  g_autoptr (RgDataset) dataset = NULL;

  if (rows == NULL || (stale->names && !rg_dataset_rows_put_names (rows, base, error)) ||
      (stale->segments && !rg_dataset_rows_put_segments (rows, error)) ||
      !rg_stale_put_each (rows, stale->customers, rg_dataset_rows_put_customer, error) ||
      !rg_stale_put_each (rows, stale->receipts, rg_dataset_rows_put_receipt, error))
    return NULL;
  own = stale->fields ? rg_dataset_own_load (db, error)
                      : rg_dataset_own_load_next (db, base, stale->customers, error);
  hands = stale->hands ? rg_segment_hands_load (db, error) : NULL;
  if (own == NULL || (stale->hands && hands == NULL) ||
      (stale->points && !rg_postcode_points_read (db, &points, error)) ||
      (known = rg_dataset_known_load (db, base, stale->customers, error)) == NULL ||
      (activity = rg_dataset_activity_load (db, base->activity, stale->customers, error)) == NULL)
    return NULL;
  dataset = rg_dataset_builder_finish (builder);
  rg_dataset_set_known (dataset, g_steal_pointer (&known));
  rg_dataset_set_own (dataset, g_steal_pointer (&own));
  if (hands != NULL)
    rg_dataset_set_hands (dataset, g_steal_pointer (&hands));
  rg_dataset_set_activity (dataset, activity);
  if (stale->points)
    rg_dataset_set_points (dataset, g_steal_pointer (&points));
  return rg_stale_put_entries (db, dataset, base, stale, error) ? g_steal_pointer (&dataset) : NULL;
}

RgDataset *
rg_dataset_load_next (RgDb *db, const RgDataset *base, gint64 *action, GError **error)
{
  g_autoptr (GHashTable) customers = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) ledgers = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) receipts = g_hash_table_new (NULL, NULL);
  RgStale stale = { .customers = customers, .ledgers = ledgers, .receipts = receipts };
  gint64 since = *action;
  gint64 generation;
  guint64 known = base->sales[0]->n_receipts;

  if (!rg_dataset_read_numbers (db, &generation, action, error))
    return NULL;
  if ((guint64) generation == base->generation)
    return rg_dataset_ref (base);
  if (!rg_stale_read (db, since, &stale, error))
    return NULL;
  if (g_hash_table_size (receipts) > RG_RELOAD_LEAST &&
      g_hash_table_size (receipts) * (guint64) 100 > known * RG_RELOAD_PERCENT)
    return rg_dataset_load (db, action, error);
  return rg_dataset_load_stale (db, base, &stale, generation, error);
}

/* --- following ---------------------------------------------------------------------------- */

typedef struct {
  RgStore *store; /* outlives its reader, which runs this */
  GError **error; /* NULL: nobody waits */
  gboolean ok;
} RgFollowJob;

/* Takes the file's state over in one snapshot. */
static RgDataset *
rg_follow_read (RgDb *db, const RgDataset *base, gint64 *action, GError **error)
{
  RgDataset *next = NULL;

  if (!rg_db_exec (db, "BEGIN", "begin reading", error))
    return NULL;
  next = base != NULL ? rg_dataset_load_next (db, base, action, error)
                      : rg_dataset_load (db, action, error);
  rg_db_exec (db, "ROLLBACK", "end reading", NULL);
  return next;
}

/* On the report reader, one at a time. After it, everything that was committed before it began
 * is in the store's dataset. */
static gboolean
rg_follow_once (RgDb *db, RgStore *store, GError **error)
{
  g_autoptr (RgDataset) base = NULL;
  RgDataset *next;
  gint64 action;

  g_mutex_lock (&store->lock);
  store->dataset_pending = FALSE;
  base = store->dataset != NULL ? rg_dataset_ref (store->dataset) : NULL;
  action = store->dataset_action;
  g_mutex_unlock (&store->lock);
  rg_db_set_cancellable (db, store->dataset_cancellable);
  next = rg_follow_read (db, base, &action, error);
  rg_db_set_cancellable (db, NULL);
  if (next == NULL)
    return FALSE;
  if (next != base && rg_dataset_wants_fold (next))
    {
      RgDataset *folded = rg_dataset_fold (next);

      rg_dataset_unref (next);
      next = folded;
    }
  g_mutex_lock (&store->lock);
  store->dataset_action = action;
  g_mutex_unlock (&store->lock);
  if (next == base || g_cancellable_is_cancelled (store->dataset_cancellable))
    rg_dataset_unref (next);
  else
    rg_store_take_dataset (store, next);
  /* What was built on the way, as much again as the dataset, goes back to the system. */
  malloc_trim (0);
  return TRUE;
}

static void
rg_follow_in_thread (RgDb *db, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* The next commit, and whoever waits for the dataset, tries again. */
  if (rg_follow_once (db, data, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  rg_store_mind_damage (data, db, error);
  g_warning ("The shop’s sales could not be read: %s", error->message);
}

/* With the lock held. */
static void
rg_store_push_follow (RgStore *store)
{
  if (!store->dataset_follows || store->dataset_pending)
    return;
  store->dataset_pending = TRUE;
  rg_worker_push (store->readers[RG_READER_REPORT], rg_follow_in_thread, store);
}

void
rg_store_start_dataset (RgStore *store)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->lock);

  if (store->dataset_follows || store->dataset_stopped ||
      store->readers[RG_READER_REPORT] == NULL)
    return;
  store->dataset_follows = TRUE;
  rg_store_push_follow (store);
}

void
rg_store_follow_change (RgStore *store)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->lock);

  rg_store_push_follow (store);
}

void
rg_store_stop_dataset (RgStore *store)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->lock);

  store->dataset_follows = FALSE;
  store->dataset_stopped = TRUE;
  g_cancellable_cancel (store->dataset_cancellable);
}

static void
rg_follow_now_in_thread (RgDb *db, gpointer data)
{
  RgFollowJob *job = data;

  job->ok = rg_follow_once (db, job->store, job->error);
}

RgDataset *
rg_store_dup_dataset_sync (RgStore *store, GError **error)
{
  RgFollowJob job = { store, error, FALSE };

  rg_store_start_dataset (store);
  rg_worker_run (store->readers[RG_READER_REPORT], rg_follow_now_in_thread, &job);
  return job.ok ? rg_store_get_dataset (store) : NULL;
}
