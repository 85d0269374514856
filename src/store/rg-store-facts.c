/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What lists sort and search by, kept beside the customers. */
#include "store/rg-store-facts.h"

#include "base/rg-date.h"
#include "base/rg-fold.h"
#include "model/rg-shown-name.h"
#include "store/rg-store-contacts.h"

/* Above this many customers, and one in so many of all, one pass over everything is quicker than
 * one look-up each. */
#define RG_FACTS_FEW 5000
#define RG_FACTS_SHARE 5

typedef struct
{
  gint64 visits;
  RgDay first_on;
  RgDay last_on;
  gint64 spend_minor;
} RgPurchases;

/* The locale of the stored keys; the user's where there are none yet. */
static gboolean
rg_facts_read_locale (RgDb *db, char **locale, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "facts.locale", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  step = rg_statement_step (row, error);
  *locale = g_strdup (step == RG_STEP_ROW ? rg_statement_get_text (row, 0) : rg_sort_locale ());
  return step != RG_STEP_ERROR;
}

GBytes *
rg_facts_dup_sort_key (RgDb *db, const char *name, GError **error)
{
  g_autofree char *locale = NULL;

  return rg_facts_read_locale (db, &locale, error) ? rg_sort_key_in (locale, name) : NULL;
}

static gboolean
rg_facts_insert (RgDb *db, const char *locale, gint64 id, const char *shown, const char *words,
                 const RgPurchases *purchases, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "facts.insert", error);
  g_autoptr (GBytes) key = rg_sort_key_in (locale, shown);
  g_autofree char *search = rg_fold (words);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  rg_statement_bind_blob (statement, 2, g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  rg_statement_bind_text (statement, 3, search != NULL ? search : "");
  rg_statement_bind_int (statement, 4, purchases->visits);
  if (purchases->first_on != RG_DAY_NONE)
    {
      rg_statement_bind_int (statement, 5, purchases->first_on);
      rg_statement_bind_int (statement, 6, purchases->last_on);
    }
  rg_statement_bind_int (statement, 7, purchases->spend_minor);
  return rg_statement_run (statement, error);
}

/* Columns: name, given name, family name, number, card number, from `column` on. */
static char *
rg_facts_begin_words (RgStatement *row, int column, GString *words)
{
  char *shown = rg_shown_name (rg_statement_get_text (row, column),
                               rg_statement_get_text (row, column + 1),
                               rg_statement_get_text (row, column + 2),
                               rg_statement_get_text (row, column + 3));

  g_string_assign (words, shown);
  g_string_append_printf (words, " %s %s", rg_statement_get_text (row, column + 3),
                          rg_statement_get_text (row, column + 4));
  return shown;
}

/* --- A few customers -------------------------------------------------------------------------- */

static gboolean
rg_facts_read_purchases (RgDb *db, gint64 id, RgPurchases *purchases, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "facts.purchases", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  purchases->visits = rg_statement_get_int (row, 0);
  purchases->first_on = rg_statement_get_day (row, 1);
  purchases->last_on = (RgDay) rg_statement_get_int (row, 2);
  purchases->spend_minor = rg_statement_get_int (row, 3);
  return TRUE;
}

void
rg_facts_append_contact (GString *words, RgStatement *row, int first)
{
  const char *kind = rg_statement_get_text (row, first);

  if (g_str_equal (kind, RG_CONTACT_ADDRESS))
    {
      g_string_append_printf (words, " %s", rg_statement_get_text (row, first + 3));
      return;
    }
  g_string_append_printf (words, " %s", rg_statement_get_text (row, first + 1));
  if (!g_str_equal (kind, RG_CONTACT_EMAIL))
    g_string_append_printf (words, " %s", rg_statement_get_text (row, first + 2));
}

/* name: of the contact points of a customer, or of a home, or of what came with a merge. */
static gboolean
rg_facts_add_contacts (RgDb *db, const char *name, gint64 id, GString *words, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, name, error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    rg_facts_append_contact (words, rows, 0);
  return step == RG_STEP_DONE;
}

static gboolean
rg_facts_run_with_id (RgDb *db, const char *name, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  return rg_statement_run (statement, error);
}

static gboolean
rg_facts_write_one (RgDb *db, const char *locale, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "facts.words", error);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *shown = NULL;
  RgPurchases purchases;
  RgStep step;

  if (row == NULL || !rg_facts_run_with_id (db, "facts.delete", id, error))
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  if (step != RG_STEP_ROW)
    return step == RG_STEP_DONE;
  shown = rg_facts_begin_words (row, 0, words);
  return rg_facts_add_contacts (db, "facts.contact-words", id, words, error) &&
         rg_facts_add_contacts (db, "facts.also-words", id, words, error) &&
         rg_facts_read_purchases (db, id, &purchases, error) &&
         rg_facts_insert (db, locale, id, shown, words->str, &purchases, error);
}

static gboolean
rg_facts_refresh_one (RgDb *db, const char *locale, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "facts.resolve", error);
  gint64 living = 0;
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ERROR)
    return FALSE;
  if (step == RG_STEP_ROW)
    living = rg_statement_get_int (row, 0);
  if (living != id && !rg_facts_run_with_id (db, "facts.delete", id, error))
    return FALSE;
  return living == 0 || rg_facts_write_one (db, locale, living, error);
}

gboolean
rg_facts_wants_all (RgDb *db, gsize n, gboolean *all, GError **error)
{
  gint64 n_all = 0;

  *all = FALSE;
  if (n <= RG_FACTS_FEW)
    return TRUE;
  if (!rg_db_get_int (db, "facts.count", &n_all, error))
    return FALSE;
  *all = (gint64) n * RG_FACTS_SHARE > n_all;
  return TRUE;
}

gboolean
rg_facts_refresh (RgDb *db, const gint64 *customers, gsize n_customers, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree char *locale = NULL;
  gboolean all;

  for (gsize i = 0; i < n_customers; i++)
    g_hash_table_add (seen, (gpointer) &customers[i]);
  if (!rg_facts_wants_all (db, g_hash_table_size (seen), &all, error))
    return FALSE;
  if (all)
    return rg_facts_refresh_all (db, error);
  if (!rg_facts_read_locale (db, &locale, error))
    return FALSE;
  for (gsize i = 0; i < n_customers; i++)
    if (g_hash_table_lookup (seen, &customers[i]) == &customers[i] &&
        !rg_facts_refresh_one (db, locale, customers[i], error))
      return FALSE;
  return TRUE;
}

/* --- Everyone --------------------------------------------------------------------------------- */

/* By customer id, which is dense enough to be an index. */
typedef struct
{
  GArray *living;    /* gint64: who the customer is part of; 0 where there is none */
  GArray *purchases; /* RgPurchases */
  GHashTable *joined; /* ids that others were merged into */
} RgEveryone;

static gint64 *
rg_everyone_living (RgEveryone *everyone, gint64 id)
{
  return &g_array_index (everyone->living, gint64, id);
}

static gint64
rg_everyone_resolve (RgEveryone *everyone, gint64 id)
{
  gint64 next = *rg_everyone_living (everyone, id);

  while (next != id && next != 0)
    {
      id = next;
      next = *rg_everyone_living (everyone, id);
    }
  return next;
}

static gboolean
rg_everyone_read_customers (RgDb *db, const char *name, RgEveryone *everyone, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, name, error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);

      g_array_set_size (everyone->living, (guint) id + 1);
      *rg_everyone_living (everyone, id) =
          rg_statement_is_null (rows, 6) ? id : rg_statement_get_int (rows, 6);
      if (!rg_statement_is_null (rows, 6))
        g_hash_table_add (everyone->joined, (gpointer) (gintptr) rg_statement_get_int (rows, 6));
    }
  g_array_set_size (everyone->purchases, everyone->living->len);
  for (guint i = 0; i < everyone->purchases->len; i++)
    g_array_index (everyone->purchases, RgPurchases, i).first_on = RG_DAY_NONE;
  return step == RG_STEP_DONE;
}

static void
rg_purchases_add (RgPurchases *purchases, RgDay day, gboolean visit, gint64 spend_minor)
{
  purchases->spend_minor += spend_minor;
  if (!visit)
    return;
  if (purchases->first_on == RG_DAY_NONE || day < purchases->first_on)
    purchases->first_on = day;
  if (purchases->visits == 0 || day > purchases->last_on)
    purchases->last_on = day;
  purchases->visits++;
}

static gboolean
rg_everyone_read_receipts (RgDb *db, const char *name, RgEveryone *everyone, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, name, error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_everyone_resolve (everyone, rg_statement_get_int (rows, 0));

      rg_purchases_add (&g_array_index (everyone->purchases, RgPurchases, id),
                        (RgDay) rg_statement_get_int (rows, 1),
                        rg_statement_get_int (rows, 2) != 0, rg_statement_get_int (rows, 3));
    }
  return step == RG_STEP_DONE;
}

/* all, contact_words: the customers, and their contact points in the same order. */
static gboolean
rg_everyone_write (RgDb *db, const char *locale, RgEveryone *everyone, const char *all,
                   const char *contact_words, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, all, error);
  g_autoptr (RgStatement) contacts = rg_db_statement (db, contact_words, error);
  g_autoptr (GString) words = g_string_new (NULL);
  RgStep contact, step;

  if (rows == NULL || contacts == NULL)
    return FALSE;
  contact = rg_statement_step (contacts, error);
  while (contact != RG_STEP_ERROR && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);
      gint64 home = rg_statement_get_int (rows, 8);
      gboolean gone = !rg_statement_is_null (rows, 6) || rg_statement_get_int (rows, 7) != 0;
      g_autofree char *shown = rg_facts_begin_words (rows, 1, words);

      for (; contact == RG_STEP_ROW && rg_statement_get_int (contacts, 0) <= id;
           contact = rg_statement_step (contacts, error))
        if (rg_statement_get_int (contacts, 0) == id)
          rg_facts_append_contact (words, contacts, 1);
      if (gone)
        continue;
      if ((home != 0 && !rg_facts_add_contacts (db, "facts.home-words", home, words, error)) ||
          (g_hash_table_contains (everyone->joined, (gpointer) (gintptr) id) &&
           !rg_facts_add_contacts (db, "facts.also-words", id, words, error)) ||
          !rg_facts_insert (db, locale, id, shown, words->str,
                            &g_array_index (everyone->purchases, RgPurchases, id), error))
        return FALSE;
    }
  return contact != RG_STEP_ERROR && step == RG_STEP_DONE;
}

static gboolean
rg_facts_set_locale (RgDb *db, const char *locale, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "facts.set-locale", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, locale);
  return rg_statement_run (statement, error);
}

static void
rg_everyone_init (RgEveryone *everyone)
{
  everyone->living = g_array_new (FALSE, TRUE, sizeof (gint64));
  everyone->purchases = g_array_new (FALSE, TRUE, sizeof (RgPurchases));
  everyone->joined = g_hash_table_new (NULL, NULL);
}

static void
rg_everyone_clear (RgEveryone *everyone)
{
  g_array_unref (everyone->living);
  g_array_unref (everyone->purchases);
  g_hash_table_unref (everyone->joined);
}

static gboolean
rg_facts_refresh_all_in (RgDb *db, const char *locale, GError **error)
{
  RgEveryone everyone;
  gboolean ok;

  rg_everyone_init (&everyone);
  ok = rg_db_run (db, "facts.delete-all", error) &&
       rg_everyone_read_customers (db, "facts.all-customers", &everyone, error) &&
       rg_everyone_read_receipts (db, "facts.all-receipts", &everyone, error) &&
       rg_everyone_write (db, locale, &everyone, "facts.all-customers", "facts.all-contacts",
                          error) &&
       rg_facts_set_locale (db, locale, error);
  rg_everyone_clear (&everyone);
  return ok;
}

gboolean
rg_facts_refresh_stale (RgDb *db, GError **error)
{
  g_autofree char *locale = NULL;
  RgEveryone everyone;
  gboolean ok;

  if (!rg_facts_read_locale (db, &locale, error))
    return FALSE;
  rg_everyone_init (&everyone);
  ok = rg_db_run (db, "facts.delete-stale", error) &&
       rg_everyone_read_customers (db, "facts.stale-customers", &everyone, error) &&
       rg_everyone_read_receipts (db, "facts.stale-receipts", &everyone, error) &&
       rg_everyone_write (db, locale, &everyone, "facts.stale-customers", "facts.stale-contacts",
                          error);
  rg_everyone_clear (&everyone);
  return ok;
}

gboolean
rg_facts_refresh_all (RgDb *db, GError **error)
{
  g_autofree char *locale = NULL;

  return rg_facts_read_locale (db, &locale, error) && rg_facts_refresh_all_in (db, locale, error);
}

static gboolean
rg_facts_follow_locale_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autofree char *locale = NULL;

  if (!rg_facts_read_locale (db, &locale, error))
    return FALSE;
  if (g_str_equal (locale, rg_sort_locale ()))
    return TRUE;
  if (!rg_facts_refresh_all_in (db, rg_sort_locale (), error))
    return FALSE;
  rg_write_note_derived (write, "customer");
  return TRUE;
}

void
rg_store_follow_locale (RgStore *store)
{
  if (rg_store_is_read_only (store))
    return;
  rg_store_write_async (store, "derived", "", rg_facts_follow_locale_in_thread, NULL, NULL, NULL,
                        NULL, NULL);
}
