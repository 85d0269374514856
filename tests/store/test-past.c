/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop on a past day says the same as it said on that day. */
#include "rg-test-dump.h"
#include "rg-test-shop.h"

#include "rules/rg-segment-count.h"
#include "store/rg-past.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-undo.h"

#include <stdlib.h>
#include <string.h>

#define UUID "randomblob (16)"
#define FIRST_DAY 20000
#define DAYS 40

#define TODAY "(SELECT max(sold_on) FROM receipt)"

/* The day stands in a table. */
static const char *const edits[] = {
  "INSERT INTO customer (uuid, name) VALUES (" UUID ", 'Person %d')",
  "UPDATE customer SET name = 'Renamed %d' WHERE id = %d",
  "UPDATE customer SET birth_year = 1970 + %d, birth_month = 5, birth_day = 7 WHERE id = %d",
  "UPDATE customer SET occupation = 'Work %d', interests = 'tea, x', children = 2 WHERE id = %d",
  "UPDATE customer SET merged_into = (SELECT min(id) FROM customer WHERE merged_into IS NULL "
  "AND deleted_at IS NULL) WHERE id = %d + 0 * %d AND id > (SELECT min(id) FROM customer) "
  "AND merged_into IS NULL AND deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM customer AS c "
  "WHERE c.merged_into = customer.id)",
  "UPDATE customer SET merged_into = NULL WHERE id >= %d + 0 * %d",
  "INSERT INTO segment_person (segment_id, customer_id, chosen, reason) SELECT s.id, c.id, "
  "%d %% 2, 'Reason' FROM segment AS s, customer AS c WHERE c.id %% 5 = %d %% 5 "
  "ON CONFLICT DO UPDATE SET chosen = excluded.chosen WHERE chosen <> excluded.chosen",
  "DELETE FROM segment_person WHERE customer_id = %d + 0 * %d",
  "UPDATE customer SET deleted_at = iif(deleted_at IS NULL, 1, NULL) WHERE id = %d + 0 * %d "
  "AND merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.merged_into = "
  "customer.id)",
  "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) "
  "SELECT " UUID ", id, 'email', 'p%d@example.org', 'x' FROM customer WHERE id = %d",
  "INSERT INTO contact_point (uuid, customer_id, kind, value, city, country, postcode) SELECT "
  UUID ", id, 'address', 'Street %d', 'Oslo', 'Norway', '0150' FROM customer WHERE id = %d",
  "UPDATE contact_point SET city = 'Bergen %d', preferred = 1 WHERE id = %d",
  "DELETE FROM contact_point WHERE id = %d + 0 * %d",
  "INSERT OR IGNORE INTO tag (uuid, name) VALUES (" UUID ", 'tag %d' || 0 * %d)",
  "INSERT OR IGNORE INTO customer_tag (customer_id, tag_id) SELECT c.id, t.id FROM customer AS c, "
  "tag AS t WHERE c.id %% 7 = %d %% 7 AND t.id = %d",
  "DELETE FROM customer_tag WHERE customer_id = %d + 0 * %d",
  "DELETE FROM tag WHERE id = %d + 0 * %d",
  "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at) "
  "SELECT " UUID ", id, 'post', %d %% 2, (SELECT max(sold_on) FROM receipt), 1 FROM customer "
  "WHERE id = %d",
  "INSERT INTO household (uuid, name) VALUES (" UUID ", 'Home %d' || 0 * %d)",
  "UPDATE customer SET household_id = (SELECT max(id) FROM household) WHERE id IN (%d, %d)",
  "INSERT INTO contact_point (uuid, household_id, kind, value, city) "
  "SELECT " UUID ", max(id), 'address', 'Home %d', 'Voss' FROM household WHERE %d > 0 "
  "HAVING max(id) IS NOT NULL",
  "INSERT INTO field_value (customer_id, field_id, part, text) SELECT c.id, f.id, 0, 'Word %d' "
  "FROM customer AS c, field AS f WHERE f.kind = 'text' AND c.id %% 5 = %d %% 5 "
  "ON CONFLICT DO UPDATE SET text = excluded.text",
  "INSERT INTO field_value (customer_id, field_id, part, number) SELECT c.id, f.id, 0, %d "
  "FROM customer AS c, field AS f WHERE f.kind = 'number' AND c.id %% 5 = %d %% 5 "
  "ON CONFLICT DO UPDATE SET number = excluded.number",
  "DELETE FROM field_value WHERE customer_id = %d + 0 * %d",
  "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at, "
  "lapses_on) SELECT " UUID ", id, 10 + %d, 'given', " TODAY ", 86400 * " TODAY " + 43200, "
  "iif(id %% 3, " TODAY " + 9, NULL) FROM customer WHERE id %% 4 = %d %% 4",
  "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at) "
  "SELECT " UUID ", id, -7 - %d, iif(id %% 2, 'spent', 'lapsed'), " TODAY ", 1 "
  "FROM customer WHERE id %% 6 = %d %% 6",
  "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at, "
  "reverses) SELECT " UUID ", customer_id, -points, 'reversal', effective_on, "
  "86400 * " TODAY " + 43200, id FROM points_entry WHERE id %% 7 = %d %% 7 + 0 * %d "
  "AND NOT EXISTS (SELECT 1 FROM points_entry AS e WHERE e.reverses = points_entry.id)",
  "INSERT INTO ticket (uuid, kind, customer_id, subject, opened_on) SELECT " UUID ", "
  "iif(id %% 2, 'service', 'enquiry'), id, 'Lid %d', " TODAY " FROM customer "
  "WHERE id %% 5 = %d %% 5",
  "UPDATE ticket SET state = 'closed', closed_on = " TODAY ", "
  "outcome = iif(kind = 'enquiry', 'won', '') WHERE id %% 3 = %d %% 3 + 0 * %d "
  "AND closed_on IS NULL",
  "UPDATE ticket SET state = 'open', closed_on = NULL, outcome = '' "
  "WHERE id %% 4 = %d %% 4 + 0 * %d",
  "DELETE FROM ticket WHERE id %% 9 = %d %% 9 + 0 * %d",
};

static const char *const segments[] = {
  "visits at least 2 in last 10 days",
  "all (visits at least 1; permission post is yes)",
  "any (city is \"Oslo\"; tag is \"tag 3\"; chosen for \"Hand\")",
  "none (last visit in last 7 days); spend at least 20",
  "any (points balance at least 15; lapsing points at least 1 in next 7 days)",
  "last points spent in last 7 days; none (last points got in last 2 days)",
  "any (open tickets at least 1 before last 3 days; closed enquiries at least 1 in last 9 days)",
};

static void
set_clock (RgDay day, int hour)
{
  g_autofree char *iso = rg_day_format_iso (day);
  g_autofree char *now = g_strdup_printf ("%sT%02d:00:00+01:00", iso, hour);

  g_setenv ("REGULARS_NOW", now, TRUE);
}

/* The sales of a day, with people nobody knew, and with tags and addresses of some they did. */
static gboolean
import_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (
    sql,
    "INSERT OR IGNORE INTO source (name) VALUES ('till');"
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) VALUES (" UUID ", %" G_GINT64_FORMAT ", 1, 'sales', 'x', 'x.csv', x'00', 1, '{}');"
    "INSERT OR IGNORE INTO location (uuid, code, name) VALUES (" UUID ", 'l', 'Place');"
    "INSERT OR IGNORE INTO product (uuid, code, name) VALUES (" UUID ", 'p', 'Thing');"
    "INSERT INTO customer (uuid, number, import_id) SELECT " UUID ", 'n', max(id) FROM import;"
    "INSERT INTO contact_point (uuid, customer_id, kind, value, city, import_id) SELECT " UUID ", "
    "(SELECT max(id) FROM customer), 'address', 'Here', 'Oslo', max(id) FROM import;"
    "INSERT OR IGNORE INTO customer_tag (customer_id, tag_id, import_id) SELECT c.id, t.id, "
    "(SELECT max(id) FROM import) FROM customer AS c, tag AS t WHERE c.id %% 9 = %d AND t.id = %d;"
    "INSERT INTO contact_point (uuid, customer_id, kind, value, import_id) SELECT " UUID ", id, "
    "'phone', '123', (SELECT max(id) FROM import) FROM customer WHERE id = %d;",
    rg_write_get_action (write), g_test_rand_int_range (0, 9), g_test_rand_int_range (1, 5),
    g_test_rand_int_range (1, 25));
  for (gint n = g_test_rand_int_range (1, 8); n > 0; n--)
    {
      const int amount = g_test_rand_int_range (-500, 5000);

      g_string_append_printf (
        sql,
        "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, "
        "sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
        "SELECT " UUID ", 1, 1, '', hex(randomblob(8)), '', %d, 0, "
        "(SELECT id FROM customer WHERE id = %d), 0, %d, %d, 1, max(id) FROM import;"
        "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
        "unit_price_micro, net_minor) SELECT max(id), 1, 1, %d, 1000, 0, %d FROM receipt;"
        "INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, quantity_milli, "
        "import_id) SELECT " UUID ", id, 1, 'viewed', %d, 1000, (SELECT max(id) FROM import) "
        "FROM customer WHERE id = %d;",
        *(const RgDay *) data, g_test_rand_int_range (1, 25), amount, amount,
        g_test_rand_int_range (0, 2), amount, *(const RgDay *) data,
        g_test_rand_int_range (1, 25));
    }
  rg_write_note_table (write, "receipt");
  return rg_write_set_bulk (write, TRUE, error) && rg_db_exec (db, sql->str, "import", error) &&
         rg_write_set_bulk (write, FALSE, error);
}

static void
import_day (RgTestShop *test, RgDay day)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (test->store, "import", "Import", import_in_thread, &day, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* --- what was seen ------------------------------------------------------------------------ */

typedef struct {
  char *said;
  char *members[G_N_ELEMENTS (segments)];
} Seen;

static char *
list_members (const RgDataset *dataset, const char *text, RgDay day)
{
  const RgSegmentContext context = { .dataset = dataset, .today = day, .digits = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, &error);
  g_autoptr (RgBitset) members = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  members = rg_segment_evaluate (root, &context);
  for (guint i = rg_bitset_next (members, 0); i < members->n_bits;
       i = rg_bitset_next (members, i + 1))
    {
      guint at = 0;
      const gint64 id = rg_dataset_customer_id (dataset, i);

      while (at < ids->len && g_array_index (ids, gint64, at) < id)
        at++;
      g_array_insert_val (ids, at, id);
    }
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, "%d ", (int) g_array_index (ids, gint64, i));
  return g_string_free (out, FALSE);
}

static void
see (Seen *seen, const RgDataset *dataset, RgDay day)
{
  seen->said = rg_test_dump (dataset, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    seen->members[i] = list_members (dataset, segments[i], day);
}

static void
seen_clear (Seen *seen)
{
  g_free (seen->said);
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    g_free (seen->members[i]);
}

static void
assert_same (const Seen *now, const Seen *then, RgDay day)
{
  g_auto (GStrv) a = g_strsplit (now->said, "\n", -1);
  g_auto (GStrv) b = g_strsplit (then->said, "\n", -1);

  for (guint i = 0; a[i] != NULL && b[i] != NULL; i++)
    if (strcmp (a[i], b[i]) != 0)
      g_error ("day %d: “%s” is not “%s”", day, a[i], b[i]);
  g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    g_assert_cmpstr (now->members[i], ==, then->members[i]);
}

/* --- days --------------------------------------------------------------------------------- */

static void
live_a_day (RgTestShop *test, RgDay day, gint64 *newest)
{
  import_day (test, day);
  for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *what = NULL;
      gint64 action = 0;

      set_clock (day, 8 + n);
      if (g_test_rand_int_range (0, 6) > 0 || *newest == 0)
        action = rg_test_shop_random_edit (test, edits, G_N_ELEMENTS (edits), &what);
      else if (!rg_store_take_back_sync (test->store, *newest, &action, &error))
        g_assert_true (error->domain == RG_STORE_ERROR);
      *newest = action != 0 ? action : *newest;
    }
}

static void
test_days (void)
{
  const char *wanted = g_getenv ("REGULARS_PAST_ROUNDS");
  const guint rounds = wanted != NULL ? (guint) atoi (wanted) : 3;

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (RgTestShop) test = rg_test_shop_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (RgDataset) last = NULL;
      g_autoptr (RgPast) past = NULL;
      Seen seen[DAYS] = { 0 };
      gint64 newest = 0;

      set_clock (FIRST_DAY - 1, 9);
      rg_test_shop_add_field (test, RG_OWN_TEXT, "Words", "");
      rg_test_shop_add_field (test, RG_OWN_NUMBER, "Number", "");
      rg_test_shop_write (test, "Segment", "INSERT INTO segment (uuid, name, text) VALUES (" UUID
                                           ", 'Hand', 'chosen for \"Hand\"')");
      for (int i = 0; i < DAYS; i++)
        {
          g_autoptr (RgDataset) dataset = NULL;

          set_clock (FIRST_DAY + i, 8);
          live_a_day (test, FIRST_DAY + i, &newest);
          dataset = rg_store_dup_dataset_sync (test->store, &error);
          g_assert_no_error (error);
          see (&seen[i], dataset, FIRST_DAY + i);
        }
      last = rg_store_dup_dataset_sync (test->store, &error);
      past = rg_past_open (test->store, rg_store_get_shop (test->store), last, FIRST_DAY, &error);
      g_assert_no_error (error);
      for (int i = DAYS - 1; i >= 0; i -= g_test_rand_int_range (1, 5))
        {
          g_autoptr (RgDataset) dataset = rg_past_get (past, FIRST_DAY + i, &error);
          Seen now = { 0 };

          g_assert_no_error (error);
          see (&now, dataset, FIRST_DAY + i);
          assert_same (&now, &seen[i], FIRST_DAY + i);
          seen_clear (&now);
        }
      for (int i = 0; i < DAYS; i++)
        seen_clear (&seen[i]);
    }
  g_unsetenv ("REGULARS_NOW");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/past/days", test_days);
  return g_test_run ();
}
