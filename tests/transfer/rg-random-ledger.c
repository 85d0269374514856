/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "rg-random-ledger.h"

#include <stdlib.h>

#include "store/rg-store-basis.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-suppression.h"
#include "store/rg-store-undo.h"

#define SHOP \
  "INSERT INTO source (name) VALUES ('till'); INSERT INTO import (uuid, action_id, source_id, " \
  "kind, dialect, file_name, file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'customers', " \
  "'', 'people.csv', x'00', 0, '{}'); UPDATE shop SET country = 'NO'; INSERT INTO product (uuid, " \
  "code, name) VALUES (randomblob (16), 'K', 'Kettle');"

static int
dice (int from, int to)
{
  return g_test_rand_int_range (from, to + 1);
}

void
rg_ledger_shop_init (RgTestShop *test)
{
  g_autoptr (GString) sql = g_string_new (SHOP);

  g_string_append_printf (sql, "INSERT INTO setting (name, value) VALUES "
                               "('budget-one-an-address', '%d');", dice (0, 1));
  for (int channel = 0; channel < RG_CHANNELS; channel++)
    if (dice (0, 2) == 0)
      g_string_append_printf (sql, "INSERT INTO permission_basis (channel, basis, decided_at) "
                                   "VALUES ('%s', 'not-no', 0);",
                              rg_channel_get_id ((RgChannel) channel));
  rg_test_shop_write (test, "Shop", sql->str);
  /* What the shop decided is read when it is opened. */
  rg_test_shop_reopen (test);
}

/* owner: a column and its value. */
static void
add_contacts (GString *sql, const char *owner, int id, char letter, int number)
{
  g_autofree char *phone = g_strdup_printf ("+4740%06d", number);
  g_autofree char *key = rg_contact_dup_key ("phone", phone, "NO");

  g_string_append_printf (
    sql, "INSERT INTO contact_point (uuid, %s, kind, value, value_key) VALUES (randomblob (16), "
    "%d, 'email', '%c%d@x', '%c%d@x'), (randomblob (16), %d, 'phone', '%s', '%s'); INSERT INTO "
    "contact_point (uuid, %s, kind, value, postcode, city) VALUES (randomblob (16), %d, "
    "'address', 'Street %d', '0155', 'Oslo');",
    owner, id, letter, number, letter, number, id, phone, key, owner, id, number);
}

static gint64
somebody (const RgLedgerWorld *world)
{
  return world->first + dice (0, RG_LEDGER_PEOPLE - 1);
}

static void
done (RgLedgerWorld *world, gint64 action)
{
  if (action != 0)
    g_array_append_val (world->actions, action);
}

/* Takes the statement. */
static void
write_sql (RgLedgerWorld *world, char *sql)
{
  g_autofree char *owned = sql;

  done (world, rg_test_shop_write (world->test, "Change", owned));
}

static void
say (RgLedgerWorld *world)
{
  const RgConsentNew entry = {
    .customer = somebody (world),
    .channel = (RgChannel) dice (0, RG_N_ASKED - 1),
    .granted = dice (0, 3) > 0,
    .effective_on = 20000 + dice (0, 4),
    .opt_in = dice (0, 4) == 0 ? RG_OPT_IN_ASKED : RG_OPT_IN_ONCE,
  };
  gint64 action = 0;

  g_assert_true (rg_store_set_permission_sync (world->test->store, &entry, &action, NULL));
  done (world, action);
}

static gboolean
import_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgLedgerWorld *world = data;
  const RgConsentNew entry = {
    .customer = somebody (world),
    .channel = (RgChannel) dice (0, RG_CHANNELS - 1),
    .granted = dice (0, 2) > 0,
    .effective_on = 20000 + dice (0, 4),
    .how = RG_CONSENT_HOW_IMPORT,
    .import = 1,
  };
  gboolean recorded;

  rg_write_note_table (write, "consent");
  return rg_write_set_bulk (write, TRUE, error)
         && rg_consent_append_import (write, &entry, &recorded, error)
         && rg_consent_refresh_all (rg_write_get_db (write), error);
}

static void
import (RgLedgerWorld *world)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (world->test->store, "test", "Import", import_in_thread, world, NULL, NULL,
                       &error);
  g_assert_no_error (error);
}

/* A person is merged into an earlier one, so that there are no circles; or parted again. */
static void
merge (RgLedgerWorld *world)
{
  const int one = (int) somebody (world), two = (int) somebody (world);

  if (dice (0, 1) && one != two)
    write_sql (world, g_strdup_printf ("UPDATE customer SET merged_into = %d WHERE id = %d AND "
                                       "erased_at IS NULL", MIN (one, two), MAX (one, two)));
  else
    write_sql (world, g_strdup_printf ("UPDATE customer SET merged_into = NULL WHERE id = %d",
                                       one));
}

/* Deleted, or there again; with another e-mail; at home with others, or not. */
static void
change (RgLedgerWorld *world)
{
  const int who = (int) somebody (world), first = (int) world->first;

  switch (dice (0, 3))
    {
    case 0:
      write_sql (world, g_strdup_printf ("UPDATE customer SET deleted_at = iif (deleted_at IS "
                                         "NULL, 1, NULL) WHERE id = %d", who));
      break;
    case 1:
      write_sql (world, g_strdup_printf ("UPDATE contact_point SET value = 'p%d@x', value_key = "
                                         "'p%d@x' WHERE kind = 'email' AND customer_id = %d",
                                         first, first, who));
      break;
    case 2:
      write_sql (world, g_strdup_printf ("DELETE FROM contact_point WHERE customer_id = %d AND "
                                         "kind = '%s'", who, dice (0, 1) ? "email" : "phone"));
      break;
    default:
      write_sql (world, g_strdup_printf ("UPDATE customer SET household_id = iif (household_id "
                                         "IS NULL, (SELECT max (id) FROM household), NULL) "
                                         "WHERE id = %d", who));
    }
}

static void
never_again (RgLedgerWorld *world)
{
  gint64 action = 0;

  if (dice (0, 2) > 0)
    rg_store_suppress_customer_sync (world->test->store, somebody (world), NULL, &action, NULL);
  else
    rg_store_lift_suppression_sync (world->test->store, somebody (world), &action, NULL);
  done (world, action);
}

/* Some cannot be: later things stand in the way. */
static void
take_back (RgLedgerWorld *world)
{
  gint64 action = 0;

  if (world->actions->len == 0)
    return;
  rg_store_take_back_sync (
      world->test->store,
      g_array_index (world->actions, gint64, dice (0, (int) world->actions->len - 1)), &action,
      NULL);
  done (world, action);
}

void
rg_ledger_world_happen (RgLedgerWorld *world, int steps)
{
  static void (*const things[]) (RgLedgerWorld *) = {
    merge, merge, change, change, never_again, take_back, take_back, take_back,
    import, import, say, say, say, say, say, say, say,
  };

  for (int i = 0; i < steps; i++)
    if (dice (0, 80) == 0)
      rg_store_erase_customer_sync (world->test->store, somebody (world), NULL, NULL);
    else
      things[dice (0, G_N_ELEMENTS (things) - 1)](world);
}

void
rg_ledger_world_init (RgLedgerWorld *world, RgTestShop *test)
{
  g_autofree char *first = rg_test_shop_read (test, "SELECT coalesce (max (id), 0) + 1 "
                                                    "FROM customer");
  g_autofree char *home = rg_test_shop_read (test, "SELECT coalesce (max (seq), 0) + 1 FROM "
                                                   "sqlite_sequence WHERE name = 'household'");
  g_autoptr (GString) sql = g_string_new ("INSERT INTO household (uuid, name) VALUES (randomblob "
                                          "(16), 'Home');");

  *world = (RgLedgerWorld) { .test = test, .first = g_ascii_strtoll (first, NULL, 10),
                             .actions = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  add_contacts (sql, "household_id", atoi (home), 'h', 500000 + atoi (home));
  for (int i = 0; i < RG_LEDGER_PEOPLE; i++)
    {
      const int id = (int) world->first + i;
      const gboolean at_home = dice (0, 1) == 0;

      g_string_append_printf (
        sql, "INSERT INTO customer (uuid, name, given_name, family_name, household_id) VALUES "
        "(randomblob (16), 'Person %d', 'Person', '%d', %s); INSERT INTO activity (uuid, "
        "customer_id, product_id, kind, day_on, quantity_milli) VALUES (randomblob (16), %d, 1, "
        "'left', %d, 1000);", id, id, at_home ? home : "NULL", id,
        rg_shop_get_day (rg_store_get_shop (test->store)));
      /* Who has none of their own is reached at home. */
      if (dice (0, 9) > (at_home ? 6 : 0))
        add_contacts (sql, "customer_id", id, 'p', id);
    }
  rg_test_shop_write (test, "People", sql->str);
  for (int i = 0; i < 2 * RG_LEDGER_PEOPLE; i++)
    say (world);
}

void
rg_ledger_world_clear (RgLedgerWorld *world)
{
  g_clear_pointer (&world->actions, g_array_unref);
}

/* --- the second opinion --- */

typedef struct {
  gint64 id, reverses;
  gboolean granted, hand, never;
  char order[64]; /* day, moment, id */
} Entry;

/* An entry is gone where something that is not gone takes it back. */
static gboolean
is_gone (GArray *entries, gint64 id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->reverses == id && !is_gone (entries, entry->id))
        return TRUE;
    }
  return FALSE;
}

/* 1 yes, 0 no, -1 nothing. */
static int
decide (GArray *entries)
{
  const Entry *hand = NULL;
  int file = -1;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->reverses != 0 || is_gone (entries, entry->id))
        continue;
      if (entry->never)
        return 0;
      if (!entry->hand)
        file = file == 0 || !entry->granted ? 0 : 1;
      else if (hand == NULL || g_strcmp0 (entry->order, hand->order) > 0)
        hand = entry;
    }
  return hand != NULL ? hand->granted : file;
}

static int
read_decision (RgDb *db, gint64 living, const char *channel)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE part (id) AS (VALUES (%d) UNION SELECT c.id FROM part JOIN customer AS c ON "
      "c.merged_into = part.id) SELECT e.id, coalesce (reverses, 0), granted AND opt_in <> "
      "'asked', import_id IS NULL, how = 'suppression', printf ('%%08d %%012d %%08d', "
      "effective_on, recorded_at, e.id) FROM part JOIN consent AS e ON e.customer_id = part.id "
      "WHERE channel = '%s'", (int) living, channel);
  g_autoptr (RgStatement) row = rg_db_prepare (db, sql, NULL);

  while (rg_statement_step (row, NULL) == RG_STEP_ROW)
    {
      Entry entry = { rg_statement_get_int (row, 0),      rg_statement_get_int (row, 1),
                      rg_statement_get_int (row, 2) != 0, rg_statement_get_int (row, 3) != 0,
                      rg_statement_get_int (row, 4) != 0, "" };

      g_strlcpy (entry.order, rg_statement_get_text (row, 5), sizeof entry.order);
      g_array_append_val (entries, entry);
    }
  return decide (entries);
}

/* 0 where nobody is there any more. */
static gint64
read_living (RgDb *db, gint64 customer)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE up (id, next) AS (SELECT id, merged_into FROM customer WHERE id = %d UNION "
      "SELECT c.id, c.merged_into FROM up JOIN customer AS c ON c.id = up.next) SELECT id FROM "
      "customer WHERE id = (SELECT id FROM up WHERE next IS NULL) AND deleted_at IS NULL AND "
      "erased_at IS NULL", (int) customer);
  g_autoptr (RgStatement) row = rg_db_prepare (db, sql, NULL);

  return rg_statement_step (row, NULL) == RG_STEP_ROW ? rg_statement_get_int (row, 0) : 0;
}

void
rg_ledger_ask (RgDb *db, gint64 customer, RgChannel channel, RgLedgerOpinion *opinion)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM permission_basis WHERE channel = '%s' AND "
                                          "basis = 'not-no'", rg_channel_get_id (channel));
  g_autoptr (RgStatement) not_no = rg_db_prepare (db, sql, NULL);
  const gint64 living = read_living (db, customer);
  const int said = read_decision (db, living, rg_channel_get_id (channel));

  *opinion = (RgLedgerOpinion) {
    .living = living,
    .may = living != 0
           && (said == 1 || (said < 0 && rg_statement_step (not_no, NULL) == RG_STEP_ROW)),
    .tailored = read_decision (db, living, "tailored") == 1,
  };
}
