/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers who may be one person twice. */
#include "store/rg-store-duplicates.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "base/rg-phone.h"
#include "store/rg-store-facts.h"

/* Columns of duplicates.people. */
enum {
  PERSON_ID,
  PERSON_MERGED,
  PERSON_NAME,
  PERSON_GIVEN,
  PERSON_FAMILY,
  PERSON_NUMBER,
  PERSON_YEAR,
  PERSON_MONTH,
  PERSON_DAY,
  PERSON_GENDER,
  PERSON_CARD,
  PERSON_HOUSEHOLD,
  PERSON_VISITS,
  PERSON_FIRST,
  PERSON_LAST,
};

/* Columns of duplicates.contacts. */
enum { CONTACT_OWNER, CONTACT_KIND, CONTACT_VALUE, CONTACT_KEY, CONTACT_POSTCODE, CONTACT_CITY };

/* Who was compared. */
typedef struct
{
  gint64 id;
  char *name;
  guint n_visits;
  gint64 household;
} RgCompared;

/* What one person is reached by, theirs and that of whoever was merged into them. */
typedef struct
{
  char *email[RG_PERSON_CONTACTS];
  char *phone[RG_PERSON_CONTACTS];
  char *street[RG_PERSON_ADDRESSES], *postcode[RG_PERSON_ADDRESSES], *city[RG_PERSON_ADDRESSES];
  guint n_emails, n_phones, n_addresses;
} RgReached;

typedef struct
{
  double least;
  RgDuplicates *duplicates;
  GArray *compared;     /* RgCompared, by number */
  GHashTable *merged;   /* id -> whom it was merged into; both as pointers */
  GHashTable *reached;  /* id -> RgReached */
  GHashTable *apart;    /* "a b", the living ones' ids */
  GPtrArray *pairs;     /* RgDuplicatePair */
} RgSearch;

void
rg_duplicate_pair_free (RgDuplicatePair *pair)
{
  g_free (pair->name[0]);
  g_free (pair->name[1]);
  g_free (pair);
}

static void
rg_compared_clear (gpointer data)
{
  g_free (((RgCompared *) data)->name);
}

static void
rg_reached_free (gpointer data)
{
  RgReached *reached = data;

  for (guint i = 0; i < RG_PERSON_CONTACTS; i++)
    {
      g_free (reached->email[i]);
      g_free (reached->phone[i]);
    }
  for (guint i = 0; i < RG_PERSON_ADDRESSES; i++)
    {
      g_free (reached->street[i]);
      g_free (reached->postcode[i]);
      g_free (reached->city[i]);
    }
  g_free (reached);
}

static RgSearch *
rg_search_new (double least)
{
  RgSearch *search = g_new0 (RgSearch, 1);

  search->least = least;
  search->duplicates = rg_duplicates_new ();
  search->compared = g_array_new (FALSE, FALSE, sizeof (RgCompared));
  g_array_set_clear_func (search->compared, rg_compared_clear);
  search->merged = g_hash_table_new (NULL, NULL);
  search->reached = g_hash_table_new_full (NULL, NULL, NULL, rg_reached_free);
  search->apart = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_duplicate_pair_free);
  return search;
}

static void
rg_search_free (gpointer data)
{
  RgSearch *search = data;

  rg_duplicates_free (search->duplicates);
  g_array_unref (search->compared);
  g_hash_table_unref (search->merged);
  g_hash_table_unref (search->reached);
  g_hash_table_unref (search->apart);
  g_clear_pointer (&search->pairs, g_ptr_array_unref);
  g_free (search);
}

/* --- reading ------------------------------------------------------------------------------ */

static gint64
rg_search_living (const RgSearch *search, gint64 id)
{
  gint64 next;

  while ((next = (gint64) (gintptr) g_hash_table_lookup (search->merged,
                                                         (gpointer) (gintptr) id)) != 0)
    id = next;
  return id;
}

static gboolean
rg_search_read_merged (RgSearch *search, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "duplicates.people", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (rg_statement_get_int (rows, PERSON_MERGED) != 0)
      g_hash_table_insert (search->merged,
                           (gpointer) (gintptr) rg_statement_get_int (rows, PERSON_ID),
                           (gpointer) (gintptr) rg_statement_get_int (rows, PERSON_MERGED));
  return step == RG_STEP_DONE;
}

static void
rg_search_take_contact (RgReached *reached, RgStatement *row)
{
  const char *kind = rg_statement_get_text (row, CONTACT_KIND);
  const char *key = rg_statement_get_text (row, CONTACT_KEY);
  guint n = reached->n_addresses;

  if (*kind == 'e' && *key != '\0' && reached->n_emails < RG_PERSON_CONTACTS)
    reached->email[reached->n_emails++] = g_strdup (key);
  else if (*kind == 'p' && *key != '\0' && reached->n_phones < RG_PERSON_CONTACTS)
    reached->phone[reached->n_phones++] = g_strdup (key);
  else if (*kind == 'a' && n < RG_PERSON_ADDRESSES)
    {
      reached->street[n] = g_strdup (rg_statement_get_text (row, CONTACT_VALUE));
      reached->postcode[n] = g_strdup (rg_statement_get_text (row, CONTACT_POSTCODE));
      reached->city[n] = g_strdup (rg_statement_get_text (row, CONTACT_CITY));
      reached->n_addresses++;
    }
}

static gboolean
rg_search_read_contacts (RgSearch *search, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "duplicates.contacts", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gpointer id = (gpointer) (gintptr) rg_search_living (
        search, rg_statement_get_int (rows, CONTACT_OWNER));
      RgReached *reached = g_hash_table_lookup (search->reached, id);

      if (reached == NULL)
        g_hash_table_insert (search->reached, id, reached = g_new0 (RgReached, 1));
      rg_search_take_contact (reached, rows);
    }
  return step == RG_STEP_DONE;
}

static void
rg_search_set_reached (RgPerson *person, const RgReached *reached)
{
  for (guint i = 0; i < RG_PERSON_CONTACTS; i++)
    {
      person->email[i] = reached->email[i];
      person->phone[i] = reached->phone[i];
    }
  for (guint i = 0; i < RG_PERSON_ADDRESSES; i++)
    {
      person->address[i].street = reached->street[i];
      person->address[i].postcode = reached->postcode[i];
      person->address[i].city = reached->city[i];
    }
}

static void
rg_search_take_person (RgSearch *search, RgStatement *row)
{
  const gint64 id = rg_statement_get_int (row, PERSON_ID);
  const RgReached *reached =
    g_hash_table_lookup (search->reached, (gpointer) (gintptr) id);
  RgCompared compared = {
    id,
    rg_customer_dup_shown_name (rg_statement_get_text (row, PERSON_NAME),
                                rg_statement_get_text (row, PERSON_NUMBER)),
    (guint) rg_statement_get_int (row, PERSON_VISITS), rg_statement_get_int (row, PERSON_HOUSEHOLD)
  };
  RgPerson person = {
    .name = rg_statement_get_text (row, PERSON_NAME),
    .given_name = rg_statement_get_text (row, PERSON_GIVEN),
    .family_name = rg_statement_get_text (row, PERSON_FAMILY),
    .birth_year = (int) rg_statement_get_int (row, PERSON_YEAR),
    .birth_month = (int) rg_statement_get_int (row, PERSON_MONTH),
    .birth_day = (int) rg_statement_get_int (row, PERSON_DAY),
    .gender = rg_statement_get_text (row, PERSON_GENDER),
    .card = rg_statement_get_text (row, PERSON_CARD),
    .household = compared.household,
    .n_visits = compared.n_visits,
    .first_on = (RgDay) rg_statement_get_int (row, PERSON_FIRST),
    .last_on = (RgDay) rg_statement_get_int (row, PERSON_LAST),
  };

  if (reached != NULL)
    rg_search_set_reached (&person, reached);
  rg_duplicates_add (search->duplicates, &person);
  g_array_append_val (search->compared, compared);
}

static gboolean
rg_search_read_people (RgSearch *search, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "duplicates.people", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (rg_statement_get_int (rows, PERSON_MERGED) == 0)
      rg_search_take_person (search, rows);
  return step == RG_STEP_DONE;
}

static char *
rg_search_dup_key (gint64 a, gint64 b)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, MIN (a, b), MAX (a, b));
}

static gboolean
rg_search_read_apart (RgSearch *search, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "duplicates.not-same", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_hash_table_add (search->apart,
                      rg_search_dup_key (rg_search_living (search, rg_statement_get_int (rows, 0)),
                                         rg_search_living (search,
                                                           rg_statement_get_int (rows, 1))));
  return step == RG_STEP_DONE;
}

static gboolean
rg_search_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSearch *search = data;

  return rg_search_read_merged (search, db, error) &&
         rg_search_read_contacts (search, db, error) &&
         rg_search_read_people (search, db, error) && rg_search_read_apart (search, db, error);
}

/* --- counting ----------------------------------------------------------------------------- */

static gboolean
rg_search_keep_going (double share, gpointer data)
{
  return data == NULL || !g_cancellable_is_cancelled (data);
}

/* People of one household were told apart by whoever put them there. */
static gboolean
rg_search_wants (const RgSearch *search, const RgPair *pair)
{
  const RgCompared *a = &g_array_index (search->compared, RgCompared, pair->a);
  const RgCompared *b = &g_array_index (search->compared, RgCompared, pair->b);
  g_autofree char *key = rg_search_dup_key (a->id, b->id);

  return !g_hash_table_contains (search->apart, key) &&
         (a->household == 0 || a->household != b->household || pair->same >= RG_SAME_LIKELY);
}

static void
rg_search_add_pair (RgSearch *search, const RgPair *found)
{
  RgDuplicatePair *pair = g_new0 (RgDuplicatePair, 1);
  const RgCompared *people[2] = { &g_array_index (search->compared, RgCompared, found->a),
                                  &g_array_index (search->compared, RgCompared, found->b) };
  const guint first = people[1]->n_visits > people[0]->n_visits;

  rg_duplicates_compare (search->duplicates, found->a, found->b, pair->facts);
  pair->same = found->same;
  pair->home = found->home;
  for (guint i = 0; i < 2; i++)
    {
      pair->id[i] = people[i ^ first]->id;
      pair->name[i] = g_strdup (people[i ^ first]->name);
      pair->n_visits[i] = people[i ^ first]->n_visits;
    }
  g_ptr_array_add (search->pairs, pair);
}

static gboolean
rg_search_count (RgSearch *search, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) found = rg_duplicates_find (search->duplicates, search->least,
                                                 rg_search_keep_going, cancellable);

  if (found == NULL)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
  for (guint i = 0; i < found->len; i++)
    if (rg_search_wants (search, &g_array_index (found, RgPair, i)))
      rg_search_add_pair (search, &g_array_index (found, RgPair, i));
  return TRUE;
}

GPtrArray *
rg_store_find_duplicates_sync (RgStore *store, double least, GCancellable *cancellable,
                               GError **error)
{
  RgSearch *search = rg_search_new (least);
  GPtrArray *pairs = NULL;

  if (rg_store_read_sync (store, RG_READER_REPORT, rg_search_read_in_thread, search, cancellable,
                          error) &&
      rg_search_count (search, cancellable, error))
    pairs = g_steal_pointer (&search->pairs);
  rg_search_free (search);
  return pairs;
}

static void
rg_search_count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgSearch *search = data;
  g_autoptr (GError) error = NULL;

  if (rg_search_count (search, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&search->pairs),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
rg_search_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (rg_store_read_finish (RG_STORE (source), result, &error))
    g_task_run_in_thread (task, rg_search_count_in_thread);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_find_duplicates_async (RgStore *store, double least, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  RgSearch *search = rg_search_new (least);

  g_task_set_source_tag (task, rg_store_find_duplicates_async);
  g_task_set_task_data (task, search, rg_search_free);
  rg_store_read_async (store, RG_READER_REPORT, rg_search_read_in_thread, search, NULL,
                       cancellable, rg_search_read_cb, task);
}

GPtrArray *
rg_store_find_duplicates_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- telling apart ------------------------------------------------------------------------ */

static gboolean
rg_apart_in_thread (RgWrite *write, gpointer data, GError **error)
{
  gint64 *ids = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) insert = rg_db_statement (db, "duplicates.tell-apart", error);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *label = NULL;

  if (insert == NULL || !rg_customer_read_living (db, &ids[0], &a, error) ||
      !rg_customer_read_living (db, &ids[1], &b, error))
    return FALSE;
  if (a == NULL || b == NULL || ids[0] == ids[1])
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                           _("One of these customers is not there any more."));
      return FALSE;
    }
  /* Translators: in History; two customers who turned out to be two people. */
  label = g_strdup_printf (_("%s and %s Are Not the Same Person"), a, b);
  rg_write_set_label (write, label);
  rg_statement_bind_int (insert, 1, MIN (ids[0], ids[1]));
  rg_statement_bind_int (insert, 2, MAX (ids[0], ids[1]));
  return rg_statement_run (insert, error);
}

gboolean
rg_store_tell_apart_sync (RgStore *store, gint64 a, gint64 b, gint64 *action_id, GError **error)
{
  gint64 ids[2] = { a, b };

  return rg_store_write_sync (store, "customer.not-same", "", rg_apart_in_thread, ids, NULL,
                              action_id, error);
}

void
rg_store_tell_apart_async (RgStore *store, gint64 a, gint64 b, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  gint64 ids[2] = { a, b };

  rg_store_write_async (store, "customer.not-same", "", rg_apart_in_thread,
                        g_memdup2 (ids, sizeof ids), g_free, NULL, callback, user_data);
}

/* --- while typing ------------------------------------------------------------------------- */

static gboolean
rg_similar_by_contact (RgDb *db, const char *kind, const char *key, gint64 but, gint64 *id,
                       GError **error)
{
  g_autoptr (RgStatement) row = NULL;
  RgStep step;

  if (*key == '\0')
    return TRUE;
  row = rg_db_statement (db, "duplicates.by-contact", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, kind);
  rg_statement_bind_text (row, 2, key);
  rg_statement_bind_int (row, 3, but);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *id = rg_statement_get_int (row, 0);
  return step != RG_STEP_ERROR;
}

static gboolean
rg_similar_by_name (RgDb *db, const char *name, gint64 but, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) row = NULL;
  g_autoptr (GBytes) key = NULL;
  RgStep step;

  if (*name == '\0')
    return TRUE;
  row = rg_db_statement (db, "duplicates.by-name", error);
  key = rg_facts_dup_sort_key (db, name, error);
  if (row == NULL || key == NULL)
    return FALSE;
  rg_statement_bind_blob (row, 1, g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  rg_statement_bind_int (row, 2, but);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *id = rg_statement_get_int (row, 0);
  return step != RG_STEP_ERROR;
}

gboolean
rg_similar_read (RgDb *db, const RgCustomerDetails *details, const char *country, gint64 *id,
                 char **name, RgSimilarBy *by, GError **error)
{
  g_autofree char *email = rg_fold (details->email);
  g_autofree char *phone = rg_phone_key (details->phone, country);

  *id = 0;
  *name = NULL;
  *by = RG_SIMILAR_EMAIL;
  if (!rg_similar_by_contact (db, "email", email != NULL ? email : "", details->id, id, error))
    return FALSE;
  if (*id == 0)
    {
      *by = RG_SIMILAR_PHONE;
      if (!rg_similar_by_contact (db, "phone", phone, details->id, id, error))
        return FALSE;
    }
  if (*id == 0)
    {
      *by = RG_SIMILAR_NAME;
      if (!rg_similar_by_name (db, details->name, details->id, id, error))
        return FALSE;
    }
  return *id == 0 || rg_customer_read_living (db, id, name, error);
}
