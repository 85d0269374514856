/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop as it was at the end of a day: what people were is read from the change log, going back
 * from the day that was read last; what they had bought is computed. */
#include "store/rg-past.h"

#include "analysis/rg-activity.h"
#include "analysis/rg-dataset-past.h"
#include "analysis/rg-own-column.h"
#include "store/rg-dataset-entries.h"
#include "store/rg-dataset-own.h"
#include "store/rg-dataset-rows.h"
#include "store/rg-past-rows.h"
#include "store/rg-segment-hand.h"
#include "store/rg-store-consent.h"

#define RG_KEY(id) ((gpointer) (gintptr) (id))

/* From which day on an entry of the permissions counts. */
typedef struct {
  RgDay day;
  guint channel;
  gint64 customer;
  gboolean alone; /* the only one of this customer on the channel */
} RgSaid;

struct _RgPast {
  RgDb *db;
  RgShop *shop;
  RgDataset *people;  /* what people were; its purchases are those of now */
  gint64 until;       /* all that was done after this instant has been taken back */
  RgDay day;          /* and all that was said after this day */
  GArray *made;       /* RgDay, by position: when they were written down */
  GArray *since;      /* RgDay, by position: that, or their first receipt */
  GHashTable *others; /* id -> day + G_MAXINT32 of those who have no position yet */
  GArray *said;       /* RgSaid, the latest first */
  guint n_said;       /* so many have been gone past */
  RgBitset *unsaid[RG_CHANNELS]; /* whose permission in `people` had not been said yet */
  RgDay *known;       /* what rg_past_known() makes of `people`; NULL: not made yet */
};

/* Takes them over. */
static void
rg_past_set_people (RgPast *past, RgDataset *people)
{
  g_clear_pointer (&past->people, rg_dataset_unref);
  past->people = people;
  g_clear_pointer (&past->known, g_free);
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      g_autoptr (RgBitset) before = past->unsaid[c];

      past->unsaid[c] = before != NULL ? rg_bitset_copy_resized (before, people->n_customers)
                                       : rg_bitset_new (people->n_customers);
    }
}

/* --- what is read once -------------------------------------------------------------------- */

static void
rg_past_note_made (RgPast *past, gint64 customer, RgDay day)
{
  const guint position = rg_dataset_find_customer (past->people, customer);

  if (position == RG_NOBODY)
    g_hash_table_insert (past->others, RG_KEY (customer), RG_KEY ((gint64) day + G_MAXINT32));
  else
    g_array_index (past->made, RgDay, position) = day;
}

static gboolean
rg_past_read_made (RgPast *past, const char *name, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (past->db, name, error);
  gint64 at = G_MININT64;
  RgDay day = RG_DAY_NONE;
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      if (rg_statement_get_int (rows, 1) != at)
        {
          at = rg_statement_get_int (rows, 1);
          day = rg_instant_day (at, past->shop->zone);
        }
      rg_past_note_made (past, rg_statement_get_int (rows, 0), day);
    }
  return step == RG_STEP_DONE;
}

static int
rg_said_compare (gconstpointer a, gconstpointer b)
{
  const RgSaid *first = a, *second = b;

  return (second->day > first->day) - (second->day < first->day);
}

static gboolean
rg_past_read_said (RgPast *past, RgDay from, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (past->db, "past.permissions", error);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, from);
  rg_statement_bind_int (rows, 2, rg_day_to_instant (from + 1, 0, past->shop->zone));
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgSaid said = {
        rg_statement_is_null (rows, 1)
          ? rg_instant_day (rg_statement_get_int (rows, 2), past->shop->zone)
          : (RgDay) rg_statement_get_int (rows, 1),
        RG_CHANNEL_POST,
        rg_statement_get_int (rows, 0),
        rg_statement_get_int (rows, 4) != 0,
      };
      RgChannel channel;

      if (rg_channel_from_id (rg_statement_get_text (rows, 3), &channel))
        said.channel = channel;
      else
        said.alone = FALSE;

      g_array_append_val (past->said, said);
    }
  g_array_sort (past->said, rg_said_compare);
  return step == RG_STEP_DONE;
}

/* When somebody was written down who has no position yet. */
static RgDay
rg_past_find_other (const RgPast *past, gint64 customer)
{
  gpointer day;

  return g_hash_table_lookup_extended (past->others, RG_KEY (customer), NULL, &day)
           ? (RgDay) ((gint64) (gintptr) day - G_MAXINT32) : RG_DAY_NONE;
}

/* The first day that anything tells of whoever stands at the next positions. */
static void
rg_past_extend (RgPast *past)
{
  for (guint p = past->since->len; p < past->people->n_customers; p++)
    {
      const gint64 id = rg_dataset_customer_id (past->people, p);
      const RgDay first = rg_dataset_first_receipt (past->people, p);
      RgDay made = p < past->made->len ? g_array_index (past->made, RgDay, p) : RG_DAY_NONE;

      /* Whoever was deleted may still have a position. */
      if (made == RG_DAY_NONE)
        made = rg_past_find_other (past, id);
      if (p < past->made->len)
        g_array_index (past->made, RgDay, p) = made;
      else
        g_array_append_val (past->made, made);
      if (made != RG_DAY_NONE && first != RG_DAY_NONE)
        made = MIN (made, first);
      g_array_append_val (past->since, made);
    }
}

static gboolean
rg_past_read (RgPast *past, RgDay from, GError **error)
{
  for (guint p = 0; p < past->people->n_customers; p++)
    {
      const RgDay unknown = RG_DAY_NONE;

      g_array_append_val (past->made, unknown);
    }
  if (!rg_past_rows_begin (past->db, error) ||
      !rg_past_read_made (past, "past.made-by-imports", error) ||
      !rg_past_read_made (past, "past.made-by-hand", error) ||
      !rg_past_read_said (past, from, error))
    return FALSE;
  rg_past_extend (past);
  return TRUE;
}

RgPast *
rg_past_open (RgStore *store, const RgShop *shop, const RgDataset *now, RgDay from, GError **error)
{
  g_autoptr (RgPast) past = g_new0 (RgPast, 1);

  past->shop = rg_shop_copy (shop);
  rg_past_set_people (past, rg_dataset_ref (now));
  past->until = G_MAXINT64;
  past->day = G_MAXINT32;
  past->made = g_array_new (FALSE, FALSE, sizeof (RgDay));
  past->since = g_array_new (FALSE, FALSE, sizeof (RgDay));
  past->said = g_array_new (FALSE, FALSE, sizeof (RgSaid));
  past->others = g_hash_table_new (NULL, NULL);
  past->db = rg_db_open (rg_store_get_path (store),
                         rg_store_is_read_only (store) ? RG_DB_STILL : RG_DB_READ, error);
  if (past->db == NULL || !rg_db_exec (past->db, "BEGIN", "begin reading", error) ||
      !rg_past_read (past, from, error))
    return NULL;
  return g_steal_pointer (&past);
}

void
rg_past_free (RgPast *past)
{
  g_clear_pointer (&past->db, rg_db_close);
  rg_shop_free (past->shop);
  rg_dataset_unref (past->people);
  g_array_unref (past->made);
  g_array_unref (past->since);
  g_array_unref (past->said);
  for (guint c = 0; c < RG_CHANNELS; c++)
    g_clear_pointer (&past->unsaid[c], rg_bitset_unref);
  g_free (past->known);
  g_hash_table_unref (past->others);
  g_free (past);
}

/* --- permission --------------------------------------------------------------------------- */

typedef struct {
  RgPermission state[RG_CHANNELS];
  RgDay since[RG_CHANNELS];
} RgPastPermission;

/* Without what had not been said, or not been taken back. */
static void
rg_past_cut_ledger (RgPast *past, GArray *entries, RgDay day)
{
  guint kept = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const RgConsentEntry *entry = &g_array_index (entries, RgConsentEntry, i);
      const RgDay from = entry->reverses == 0
                           ? entry->effective_on
                           : rg_instant_day (entry->recorded_at, past->shop->zone);

      if (from <= day)
        g_array_index (entries, RgConsentEntry, kept++) = *entry;
    }
  g_array_set_size (entries, kept);
}

/* Whoever was merged into another has none. */
static gboolean
rg_past_read_permission (RgPast *past, guint position, RgDay day, RgPastPermission *permission,
                         GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (RgConsentEntry));
  RgChannelPermission now[RG_N_ASKED];
  g_autofree guint32 *parts = NULL;
  guint n = 0;

  if (rg_bitset_get (past->people->live, position))
    parts = rg_dataset_merged (past->people, position, &n);
  for (guint i = 0; i < n; i++)
    if (!rg_consent_read_own (past->db, rg_dataset_customer_id (past->people, parts[i]), entries,
                              error))
      return FALSE;
  rg_past_cut_ledger (past, entries, day);
  rg_permission_replay ((const RgConsentEntry *) (gpointer) entries->data, entries->len, now);
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      permission->state[c] = now[c].state;
      permission->since[c] = 0;
      for (guint i = 0; now[c].state != RG_PERMISSION_UNKNOWN && i < entries->len; i++)
        if (g_array_index (entries, RgConsentEntry, i).id == now[c].entry)
          permission->since[c] = g_array_index (entries, RgConsentEntry, i).effective_on;
    }
  return TRUE;
}

/* Whoever said one thing only, and is nobody else, had said nothing before: no need to ask. */
static gboolean
rg_past_unsay (RgPast *past, const RgSaid *said)
{
  const guint position = rg_dataset_find_customer (past->people, said->customer);
  g_autofree guint32 *parts = NULL;
  guint n = 0;

  if (!said->alone || position == RG_NOBODY || !rg_bitset_get (past->people->live, position))
    return FALSE;
  if (rg_dataset_has_merged (past->people))
    parts = rg_dataset_merged (past->people, position, &n);
  if (n > 1)
    return FALSE;
  rg_bitset_add (past->unsaid[said->channel], position);
  return TRUE;
}

/* Positions of those who said something since, and of those whom it may concern otherwise. */
static GHashTable *
rg_past_find_asked (RgPast *past, GHashTable *customers, RgDay day)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  GHashTable *asked = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer id;

  for (; past->n_said < past->said->len; past->n_said++)
    {
      const RgSaid *said = &g_array_index (past->said, RgSaid, past->n_said);

      if (said->day <= day)
        break;
      if (!rg_past_unsay (past, said))
        g_hash_table_add (ids, RG_KEY (said->customer));
    }
  g_hash_table_iter_init (&iter, customers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, id);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const guint position = rg_dataset_find_customer (past->people, (gint64) (gintptr) id);
      const guint root =
        position != RG_NOBODY ? rg_dataset_resolve (past->people, position) : RG_NOBODY;

      if (root == RG_NOBODY)
        continue;
      g_hash_table_add (asked, GUINT_TO_POINTER (position));
      g_hash_table_add (asked, GUINT_TO_POINTER (root));
    }
  return asked;
}

static gboolean
rg_past_go_back_permissions (RgPast *past, GHashTable *customers, RgDay day, GError **error)
{
  g_autoptr (GHashTable) asked = rg_past_find_asked (past, customers, day);
  g_autoptr (RgDatasetBuilder) builder = NULL;
  GHashTableIter iter;
  gpointer position;

  if (g_hash_table_size (asked) == 0)
    return TRUE;
  builder = rg_dataset_builder_new (past->people, past->people->generation);
  g_hash_table_iter_init (&iter, asked);
  while (g_hash_table_iter_next (&iter, &position, NULL))
    {
      const guint at = GPOINTER_TO_UINT (position);
      RgPastPermission permission;

      if (!rg_past_read_permission (past, at, day, &permission, error))
        return FALSE;
      rg_dataset_builder_set_permission (builder, rg_dataset_customer_id (past->people, at),
                                         permission.state, permission.since);
      for (guint c = 0; c < RG_CHANNELS; c++)
        rg_bitset_remove (past->unsaid[c], at);
    }
  rg_past_set_people (past, rg_dataset_builder_finish (builder));
  return TRUE;
}

/* --- people ------------------------------------------------------------------------------- */

/* Everybody who lives in a home whose contact points changed, and whoever somebody was merged
 * into. */
static gboolean
rg_past_widen (RgPast *past, RgPastTouched *touched, GError **error)
{
  g_autoptr (RgStatement) members = rg_db_statement (past->db, "past.household", error);
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (touched->customers);
  GHashTableIter iter;
  gpointer home;

  if (members == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const guint position =
        rg_dataset_find_customer (past->people, (gint64) (gintptr) ids->pdata[i]);
      const guint root =
        position != RG_NOBODY ? rg_dataset_resolve (past->people, position) : RG_NOBODY;

      if (root != RG_NOBODY)
        g_hash_table_add (touched->customers,
                          RG_KEY (rg_dataset_customer_id (past->people, root)));
    }
  g_hash_table_iter_init (&iter, touched->homes);
  while (g_hash_table_iter_next (&iter, &home, NULL))
    {
      RgStep step;

      rg_statement_reset (members);
      rg_statement_bind_int (members, 1, (gint64) (gintptr) home);
      while ((step = rg_statement_step (members, error)) == RG_STEP_ROW)
        g_hash_table_add (touched->customers, RG_KEY (rg_statement_get_int (members, 0)));
      if (step != RG_STEP_DONE)
        return FALSE;
    }
  return TRUE;
}

/* The receipts of somebody who is not there now stand under nobody. */
static gboolean
rg_past_put_receipts (RgPast *past, RgDatasetRows *rows, gint64 customer, GError **error)
{
  const guint position = rg_dataset_find_customer (past->people, customer);
  g_autoptr (RgStatement) receipts = NULL;
  RgStep step;

  if (position != RG_NOBODY && rg_dataset_customer_exists (past->people, position))
    return TRUE;
  receipts = rg_db_statement (past->db, "past.receipts", error);
  if (receipts == NULL)
    return FALSE;
  rg_statement_bind_int (receipts, 1, customer);
  while ((step = rg_statement_step (receipts, error)) == RG_STEP_ROW)
    if (!rg_dataset_rows_put_receipt (rows, rg_statement_get_int (receipts, 0), error))
      return FALSE;
  return step == RG_STEP_DONE;
}

static gboolean
rg_past_put_people (RgPast *past, RgDatasetBuilder *builder, RgPastTouched *touched,
                    GError **error)
{
  g_autoptr (RgDatasetRows) rows = rg_dataset_rows_new_past (past->db, builder, error);
  GHashTableIter iter;
  gpointer id;

  if (rows == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, touched->customers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!rg_dataset_rows_put_customer (rows, (gint64) (gintptr) id, error) ||
        !rg_past_put_receipts (past, rows, (gint64) (gintptr) id, error))
      return FALSE;
  g_hash_table_iter_init (&iter, touched->tagged);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (touched->customers, id) &&
        !rg_dataset_rows_put_tags_of (rows, (gint64) (gintptr) id, error))
      return FALSE;
  return TRUE;
}

/* The points of whoever was read anew; and whose tickets alone changed, theirs. */
static gboolean
rg_past_set_entries (RgPast *past, RgDataset *people, RgPastTouched *touched, GError **error)
{
  GHashTable *whose[RG_ENTRY_SORTS] = {
    [RG_ENTRIES_POINTS] = touched->customers,
    [RG_ENTRIES_TICKETS] = touched->owners,
  };

  for (guint i = 0; i < RG_ENTRY_SORTS; i++)
    {
      const RgEntries *entries = rg_dataset_entries_load (
        past->db, (RgEntrySort) i, past->people->entries[i], whose[i], error);

      if (entries == NULL)
        return FALSE;
      rg_dataset_set_entries (people, (RgEntrySort) i, entries);
    }
  return TRUE;
}

/* Columns beside the customers' own. */
static gboolean
rg_past_set_columns (RgPast *past, RgDataset *people, RgPastTouched *touched, GError **error)
{
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) hands = NULL;
  const RgOwnColumn *activity;
  GHashTableIter iter;
  gpointer id;

  known = rg_dataset_known_load (past->db, past->people, touched->customers, error);
  if (known == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, touched->customers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (touched->owners, id);
  own = rg_dataset_own_load_next (past->db, past->people, touched->owners, error);
  hands = own != NULL && touched->hands ? rg_segment_hands_load (past->db, error) : NULL;
  if (own == NULL || (touched->hands && hands == NULL))
    return FALSE;
  activity = rg_dataset_activity_load (past->db, past->people->activity, touched->owners, error);
  if (activity == NULL)
    return FALSE;
  rg_dataset_set_known (people, g_steal_pointer (&known));
  rg_dataset_set_own (people, g_steal_pointer (&own));
  if (hands != NULL)
    rg_dataset_set_hands (people, g_steal_pointer (&hands));
  rg_dataset_set_activity (people, activity);
  return rg_past_set_entries (past, people, touched, error);
}

static gboolean
rg_past_go_back_people (RgPast *past, RgPastTouched *touched, GError **error)
{
  g_autoptr (RgDatasetBuilder) builder = NULL;
  g_autoptr (RgDataset) people = NULL;

  if (rg_past_touched_is_empty (touched))
    return TRUE;
  if (!rg_past_widen (past, touched, error))
    return FALSE;
  builder = rg_dataset_builder_new (past->people, past->people->generation);
  for (guint i = 0; i < touched->tags->len; i++)
    {
      const RgPastTag *tag = touched->tags->pdata[i];

      rg_dataset_builder_put_tag (builder, tag->id, tag->name);
    }
  if (!rg_past_put_people (past, builder, touched, error))
    return FALSE;
  people = rg_dataset_builder_finish (builder);
  if (!rg_past_set_columns (past, people, touched, error))
    return FALSE;
  rg_past_set_people (past, g_steal_pointer (&people));
  rg_past_extend (past);
  return TRUE;
}

/* --- imports ------------------------------------------------------------------------------ */

typedef struct {
  RgPast *past;
  RgDay day;
} RgPastImport;

/* Before the import's day. */
static gboolean
rg_past_was_there (gint64 customer, gpointer data)
{
  const RgPastImport *import = data;
  const guint position = rg_dataset_find_customer (import->past->people, customer);

  return (position != RG_NOBODY ? g_array_index (import->past->made, RgDay, position)
                                : rg_past_find_other (import->past, customer)) < import->day;
}

static gboolean
rg_past_leave_imports (RgPast *past, gint64 after, RgPastTouched *touched, GError **error)
{
  g_autoptr (RgStatement) imports = rg_db_statement (past->db, "past.imports", error);
  RgStep step = RG_STEP_ERROR;

  if (imports == NULL)
    return FALSE;
  rg_statement_bind_int (imports, 1, after);
  rg_statement_bind_int (imports, 2, past->until);
  while ((step = rg_statement_step (imports, error)) == RG_STEP_ROW)
    {
      RgPastImport import = { past, rg_instant_day (rg_statement_get_int (imports, 1),
                                                    past->shop->zone) };

      if (!rg_past_rows_leave_import (past->db, rg_statement_get_int (imports, 0),
                                      rg_past_was_there, &import, touched, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* --- a day -------------------------------------------------------------------------------- */

static const RgDay *
rg_past_known (RgPast *past)
{
  RgDay *known = past->known;

  if (known != NULL)
    return known;
  known = past->known = g_memdup2 (past->since->data, past->since->len * sizeof (RgDay));

  for (guint first = 0; first < past->people->n_customers; first += RG_CHUNK_SIZE)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (past->people, first >> RG_CHUNK_BITS);
      RgDay joined[RG_CHUNK_SIZE];
      const guint n = MIN (RG_CHUNK_SIZE, past->people->n_customers - first);

      rg_day_column_read (&chunk->joined, n, joined);
      for (guint i = 0; i < n; i++)
        known[first + i] = joined[i] != RG_DAY_NONE ? MIN (joined[i], known[first + i])
                                                    : known[first + i];
    }
  return known;
}

RgDataset *
rg_past_get (RgPast *past, RgDay day, GError **error)
{
  const gint64 after = rg_day_to_instant (day + 1, 0, past->shop->zone) - 1;
  g_autoptr (RgPastTouched) touched = rg_past_touched_new ();

  g_return_val_if_fail (day <= past->day, NULL);
  if (after < past->until)
    {
      if (!rg_past_rows_go_back (past->db, after, past->until, touched, error) ||
          !rg_past_leave_imports (past, after, touched, error) ||
          !rg_past_go_back_people (past, touched, error) ||
          !rg_past_go_back_permissions (past, touched->customers, day, error))
        return NULL;
      past->until = after;
    }
  past->day = day;
  return rg_dataset_as_of (past->people, day, rg_past_known (past), past->unsaid);
}
