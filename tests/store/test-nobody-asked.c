/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Nobody who did not allow it is in any output: shops in which people say and unsay things, files
 * state them, rows are merged and parted, deleted and erased, e-mails pass from one to another, and
 * any of it is taken back, before a list is fixed and after. A second opinion reads the ledger's
 * rows by themselves. Some messages name what each person left in the basket: to those alone who
 * allow it, when it goes out.
 *
 * REGULARS_PERMISSION_SHOPS=3000 does so in more of them. */
#include "rg-test-shop.h"

#include <stdlib.h>
#include <string.h>

#include "store/rg-campaign-request.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-suppression.h"
#include "store/rg-store-undo.h"

#define PEOPLE 8
#define STEPS 14
#define SHOPS_A_FILE 40

#define A_IMPORT \
  "INSERT INTO source (name) VALUES ('till'); INSERT INTO import (uuid, action_id, source_id, " \
  "kind, dialect, file_name, file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'customers', " \
  "'', 'people.csv', x'00', 0, '{}'); UPDATE shop SET country = 'NO'"

/* One random shop: the people from `first` on. */
typedef struct {
  RgTestShop *test;
  gint64 first;
  gint64 campaign;
  RgChannel channel;
  gboolean tailored;
  guint n_named; /* people to whom what they left was named */
  GArray *actions; /* gint64, to be taken back */
} World;

static gint64
somebody (const World *world)
{
  return world->first + g_test_rand_int_range (0, PEOPLE);
}

static void
done (World *world, gint64 action)
{
  if (action != 0)
    g_array_append_val (world->actions, action);
}

static void
write_sql (World *world, char *sql)
{
  g_autofree char *owned = sql;

  done (world, rg_test_shop_write (world->test, "Change", owned));
}

/* --- what happens --- */

static void
say (World *world)
{
  const RgConsentNew entry = {
    .customer = somebody (world),
    .channel = (RgChannel) g_test_rand_int_range (0, RG_N_ASKED),
    .granted = g_test_rand_int_range (0, 4) > 0,
    .effective_on = 20000 + g_test_rand_int_range (0, 5),
    .opt_in = g_test_rand_int_range (0, 5) == 0 ? RG_OPT_IN_ASKED : RG_OPT_IN_ONCE,
  };
  gint64 action = 0;

  g_assert_true (rg_store_set_permission_sync (world->test->store, &entry, &action, NULL));
  done (world, action);
}

static gboolean
import_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const World *world = data;
  const RgConsentNew entry = {
    .customer = somebody (world),
    .channel = (RgChannel) g_test_rand_int_range (0, RG_CHANNELS),
    .granted = g_test_rand_int_range (0, 3) > 0,
    .effective_on = 20000 + g_test_rand_int_range (0, 5),
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
import (World *world)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (world->test->store, "test", "Import", import_in_thread, world, NULL, NULL,
                       &error);
  g_assert_no_error (error);
}

/* A person is merged into an earlier one, so that there are no circles; or parted again. */
static void
merge (World *world)
{
  const gint64 one = somebody (world), two = somebody (world);

  if (g_test_rand_bit () && one != two)
    write_sql (world, g_strdup_printf ("UPDATE customer SET merged_into = %d WHERE id = %d AND "
                                       "erased_at IS NULL",
                                       (int) MIN (one, two), (int) MAX (one, two)));
  else
    write_sql (world, g_strdup_printf ("UPDATE customer SET merged_into = NULL WHERE id = %d",
                                       (int) one));
}

static void
delete_or_pass_on (World *world)
{
  if (g_test_rand_bit ())
    write_sql (world, g_strdup_printf ("UPDATE customer SET deleted_at = iif (deleted_at IS NULL, "
                                       "1, NULL) WHERE id = %d", (int) somebody (world)));
  else
    write_sql (world, g_strdup_printf ("UPDATE contact_point SET value = 'p%d@x', value_key = "
                                       "'p%d@x' WHERE kind = 'email' AND customer_id = %d",
                                       (int) world->first, (int) world->first,
                                       (int) somebody (world)));
}

static void
never_again (World *world)
{
  gint64 action = 0;

  if (g_test_rand_int_range (0, 3) > 0)
    rg_store_suppress_customer_sync (world->test->store, somebody (world), NULL, &action, NULL);
  else
    rg_store_lift_suppression_sync (world->test->store, somebody (world), &action, NULL);
  done (world, action);
}

/* Some cannot be: later things stand in the way. */
static void
take_back (World *world)
{
  gint64 action = 0;

  if (world->actions->len == 0)
    return;
  rg_store_take_back_sync (
      world->test->store,
      g_array_index (world->actions, gint64,
                     g_test_rand_int_range (0, (gint32) world->actions->len)),
      &action, NULL);
  done (world, action);
}

static void
happen (World *world, int steps)
{
  for (int i = 0; i < steps; i++)
    switch (g_test_rand_int_range (0, 20))
      {
      case 0:
      case 1:
        merge (world);
        break;
      case 2:
        delete_or_pass_on (world);
        break;
      case 3:
        never_again (world);
        break;
      case 4:
        if (g_test_rand_int_range (0, 4) == 0)
          rg_store_erase_customer_sync (world->test->store, somebody (world), NULL, NULL);
        break;
      case 5:
      case 6:
      case 7:
        take_back (world);
        break;
      case 8:
      case 9:
      case 10:
        import (world);
        break;
      default:
        say (world);
      }
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

typedef struct {
  World *world;
  GArray *people; /* gint64 */
  const char *channel;
} Looking;

static int
read_opinion (RgDb *db, gint64 living, const char *channel)
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

static char *
read_one (RgDb *db, char *sql)
{
  g_autofree char *owned = sql;
  g_autoptr (RgStatement) row = rg_db_prepare (db, owned, NULL);

  return rg_statement_step (row, NULL) == RG_STEP_ROW ? g_strdup (rg_statement_get_text (row, 0))
                                                      : NULL;
}

/* Whether what they left in the basket goes out to them. */
static gboolean
is_named (RgDb *db, const World *world, int id)
{
  g_autofree char *body = read_one (db, g_strdup_printf (
      "SELECT body FROM campaign_member WHERE campaign_id = %d AND customer_id = %d",
      (int) world->campaign, id));

  return strstr (body, "Kettle") != NULL;
}

/* Nobody who is out of the shop, said no or nothing, or has the e-mail of somebody who asked never
 * to be contacted; and nobody twice. */
static gboolean
look_in_thread (RgDb *db, gpointer data, GError **error)
{
  const Looking *looking = data;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < looking->people->len; i++)
    {
      const int id = (int) g_array_index (looking->people, gint64, i);
      g_autofree char *living = read_one (db, g_strdup_printf (
          "WITH RECURSIVE up (id, next) AS (SELECT id, merged_into FROM customer WHERE id = %d "
          "UNION SELECT c.id, c.merged_into FROM up JOIN customer AS c ON c.id = up.next) "
          "SELECT id FROM up WHERE next IS NULL", id));
      g_autofree char *gone = read_one (db, g_strdup_printf (
          "SELECT 1 FROM customer WHERE id IN (%d) AND coalesce (erased_at, deleted_at) IS NOT "
          "NULL", id));

      g_assert_null (gone);
      g_assert_cmpint (read_opinion (db, atoi (living), looking->channel), ==, 1);
      if (is_named (db, looking->world, id))
        looking->world->n_named++;
      if (looking->world->tailored || is_named (db, looking->world, id))
        g_assert_cmpint (read_opinion (db, atoi (living), "tailored"), ==, 1);
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&living)));
    }
  return TRUE;
}

/* --- outputs --- */

static gboolean
fix (World *world)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) save = NULL, request = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (world->test->store, NULL);
  gint64 everybody[PEOPLE];

  for (int i = 0; i < PEOPLE; i++)
    everybody[i] = world->first + i;
  world->channel = g_test_rand_bit () ? RG_CHANNEL_POST : RG_CHANNEL_EMAIL;
  world->tailored = g_test_rand_int_range (0, 4) == 0;
  campaign->channel = world->channel;
  g_set_str (&campaign->name, "Campaign");
  g_set_str (&campaign->message,
             g_test_rand_bit () ? "Hello" : "Dear {{name}},\n{{products left|}}");
  g_set_str (&campaign->segment_text, world->tailored ? "looked at anything in last 30 days" : "");
  save = rg_campaign_request_save (campaign);
  g_assert_true (rg_campaign_request_run (save, world->test->store, NULL));
  world->campaign = rg_campaign_request_get_id (save);
  request = rg_campaign_request_fix (world->campaign, campaign->segment_text, everybody, PEOPLE);
  rg_campaign_request_set_dataset (request, dataset);
  /* Refused where nobody would get it. */
  return rg_campaign_request_run (request, world->test->store, NULL);
}

/* How many are in the output. */
static guint
output (World *world)
{
  g_autoptr (RgCampaignRequest) request = rg_campaign_request_begin_output (world->campaign);
  g_autoptr (GError) error = NULL;
  Looking looking = { world, NULL, rg_channel_get_id (world->channel) };

  rg_campaign_request_run (request, world->test->store, &error);
  g_assert_no_error (error);
  looking.people = rg_campaign_request_get_people (request);
  rg_store_read_sync (world->test->store, RG_READER_ROWS, look_in_thread, &looking, NULL, &error);
  g_assert_no_error (error);
  return looking.people->len;
}

static void
add_people (World *world)
{
  g_autofree char *first = rg_test_shop_read (world->test,
                                              "SELECT coalesce (max(id), 0) + 1 FROM customer");

  world->first = g_ascii_strtoll (first, NULL, 10);
  for (int i = 0; i < PEOPLE; i++)
    {
      const int id = (int) world->first + i;
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Person %d'); INSERT INTO "
          "contact_point (uuid, customer_id, kind, value, value_key) VALUES (randomblob (16), %d, "
          "'email', 'p%d@x', 'p%d@x'); INSERT INTO contact_point (uuid, customer_id, kind, value, "
          "postcode, city) VALUES (randomblob (16), %d, 'address', 'Street %d', '0155', 'Oslo');"
          "INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, quantity_milli) "
          "VALUES (randomblob (16), %d, 1, 'left', %d, 1000)",
          id, id, id, id, id, id, id, rg_shop_get_day (rg_store_get_shop (world->test->store)));

      rg_test_shop_write (world->test, "Person", sql);
    }
}

static guint
live (RgTestShop *test, guint *n_named)
{
  g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (gint64));
  World world = { .test = test, .actions = actions };
  guint n = 0;

  add_people (&world);
  for (int i = 0; i < PEOPLE; i++)
    say (&world);
  happen (&world, STEPS);
  if (!fix (&world))
    return 0;
  n += output (&world);
  happen (&world, STEPS);
  n += output (&world);
  *n_named += world.n_named;
  return n;
}

static void
test_outputs (void)
{
  const char *wanted = g_getenv ("REGULARS_PERMISSION_SHOPS");
  const guint n_shops = wanted != NULL ? (guint) atoi (wanted) : 60;
  g_autoptr (RgTestShop) test = NULL;
  guint n = 0, n_named = 0;

  for (guint i = 0; i < n_shops; i++)
    {
      if (i % SHOPS_A_FILE == 0)
        {
          g_clear_pointer (&test, rg_test_shop_free);
          test = rg_test_shop_new ();
          rg_test_shop_write (test, "Import", A_IMPORT);
          rg_test_shop_write (test, "Product", "INSERT INTO product (uuid, code, name) VALUES "
                                               "(randomblob (16), 'K', 'Kettle')");
        }
      n += live (test, &n_named);
    }
  g_test_message ("%u shops, %u people in their outputs, of %u what they left", n_shops, n,
                  n_named);
  /* It would find nobody where nobody gets anything. */
  g_assert_cmpuint (n_named, >, 0);
  g_assert_cmpuint (n, >, n_shops);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nobody-asked/outputs", test_outputs);
  return g_test_run ();
}
