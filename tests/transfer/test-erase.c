/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Erased is erased: looked for byte by byte, after all that could bring a person back. */
#define _GNU_SOURCE /* memmem */
#include "rg-test-import.h"

#include "store/rg-store-backup.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-mentions.h"
#include "store/rg-store-tasks.h"
#include "store/rg-store-undo.h"

#include <glib/gstdio.h>
#include <string.h>

#define PEOPLE                                                                                     \
  "Customer number,Name,E-mail,Phone,Street,City,Tags,Post permission,Post permission on\n"        \
  "ZQ77141,Quixwell Zarqon,q.zarqon@example.org,+47 90 01 77 14,Zarqonveien 7,Vadsø,vip,yes,"      \
  "2026-01-05\n"                                                                                   \
  "18,Kari Moe,kari@example.org,+47 22 33 44 55,Storgata 3,Oslo,vip,yes,2026-01-05\n"
#define REFUSED "Customer number,Name,Birthday\nZQ77141,Quixwell Zarqon,Quixwell Zarqon\n"
#define SALES                                                                                      \
  "Receipt number,Date,SKU,Quantity,Price,Customer ID\n"                                           \
  "1,2026-01-05,A,1,10,ZQ77141\n2,2026-01-06,B,1,20,18\n"
#define LATER                                                                                      \
  "Receipt number,Date,SKU,Quantity,Price,Customer ID\n3,2026-03-05,A,1,10,ZQ77141\n"

/* Everything that is the person's alone. */
static const char *const words[] = {
  "Quixwell", "Zarqon", "q.zarqon", "ZQ77141", "90 01 77 14", "90017714", "Zarqonveien",
  "Quintessa", "likes zithers", "Ring about the zither",
};

static gint64
find (RgTestShop *test, const char *sql)
{
  g_autofree char *id = rg_test_shop_read (test, sql);

  return id != NULL ? g_ascii_strtoll (id, NULL, 10) : 0;
}

static void
assert_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_assert_cmpstr (text, ==, expected);
}

/* No file of the folder has any of the words in it, in whatever case SQLite keeps them. */
static void
assert_nowhere (RgTestShop *test)
{
  g_autoptr (GDir) folder = g_dir_open (test->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (!g_file_get_contents (path, &bytes, &length, NULL))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        {
          g_autofree char *folded = g_utf8_strdown (words[i], -1);
          if (memmem (bytes, length, words[i], strlen (words[i])) != NULL
              || memmem (bytes, length, folded, strlen (folded)) != NULL)
            g_error ("“%s” is still in %s", words[i], name);
        }
    }
}

static void
add_task (RgTestShop *test, gint64 customer)
{
  g_autoptr (RgTask) task = rg_task_new ("Ring about the zither");
  g_autoptr (GError) error = NULL;

  task->customer = customer;
  rg_store_save_task_sync (test->store, task, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A life in the shop: imported, named otherwise and back, noted, written to, moved, merged. */
static gint64
make_person (RgTestShop *test)
{
  gint64 id;

  rg_test_import (test, "sales.csv", SALES, NULL);
  rg_test_import (test, "people.csv", PEOPLE, NULL);
  id = find (test, "SELECT id FROM customer WHERE name = 'Quixwell Zarqon'");
  rg_test_import (test, "refused.csv", REFUSED, NULL);
  add_task (test, id);
  rg_test_shop_write (test, "Edit of Quixwell Zarqon",
                      "UPDATE customer SET name = 'Quintessa Zarqon', note = 'likes zithers' "
                      "WHERE number = 'ZQ77141'");
  rg_test_shop_write (test, "Everybody Tagged, Quintessa Zarqon Too",
                      "UPDATE customer SET language = 'nb'");
  rg_test_shop_write (test, "Moved",
                      "UPDATE contact_point SET value = 'Zarqonveien 9' WHERE kind = 'address' AND "
                      "customer_id = (SELECT id FROM customer WHERE number = 'ZQ77141')");
  rg_test_shop_write (test, "Home",
                      "INSERT INTO household (uuid, name) VALUES (randomblob (16), 'Zarqon');"
                      "INSERT INTO contact_point (uuid, household_id, kind, value) "
                      "VALUES (randomblob (16), 1, 'address', 'Zarqonveien 11');"
                      "UPDATE customer SET household_id = 1 WHERE number = 'ZQ77141'");
  rg_test_shop_write (test, "Letter",
                      "INSERT INTO campaign (uuid, name, segment_text, created_on) "
                      "VALUES (randomblob (16), 'Spring', '', 20000);"
                      "INSERT INTO campaign_member (campaign_id, customer_id, state, name, "
                      "contact, body) SELECT 1, id, 'included', name, 'Zarqonveien 9', "
                      "'Dear Quintessa' FROM customer WHERE number = 'ZQ77141'");
  rg_test_shop_write (test, "Merge of Quixwell Zarqon and Another",
                      "INSERT INTO customer (uuid, name, merged_into) SELECT randomblob (16), "
                      "'Zarqon Q', id FROM customer WHERE number = 'ZQ77141'");
  return id;
}

static gint64
erase (RgTestShop *test, gint64 id)
{
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_store_erase_customer_sync (test->store, id, &action, &error);
  g_assert_no_error (error);
  g_assert_cmpint (action, !=, 0);
  return action;
}

static void
assert_stays_away (RgTestShop *test)
{
  assert_text (test, "SELECT count(*) FROM customer WHERE name <> ''", "1");
  assert_text (test, "SELECT count(*) FROM customer_fact", "1");
  assert_nowhere (test);
  rg_test_shop_check (test);
}

static void
test_nothing_left (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 id = make_person (test);

  erase (test, id);
  assert_stays_away (test);
  assert_text (test, "SELECT count(*) FROM receipt WHERE customer_id IS NOT NULL", "2");
  assert_text (test, "SELECT count(*) FROM consent", "2");
  assert_text (test, "SELECT group_concat(label, '/') FROM action WHERE kind = 'customer.erase'",
               "Customer Erased");
  assert_text (test, "SELECT label FROM action WHERE label LIKE 'Everybody%'",
               "Everybody Tagged, … Too");
  rg_test_shop_reopen (test);
  assert_stays_away (test);
}

/* The same files, and later ones, know nobody of that number, e-mail or phone any more. */
static void
test_imports (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgImportBatch) batch = NULL;
  RgImportSummary summary;
  gint64 id = make_person (test);

  erase (test, id);
  rg_test_import (test, "people.csv", PEOPLE "19,Q Z,q.zarqon@example.org,,,,,,\n"
                                             "20,Q Z,,+47 90 01 77 14,,,,,\n", &summary);
  g_assert_cmpuint (summary.customers_left_out, ==, 3);
  g_assert_cmpuint (summary.customers_created, ==, 0);
  rg_test_import (test, "later.csv", LATER, &summary);
  g_assert_cmpuint (summary.customers_left_out, ==, 1);
  assert_text (test, "SELECT customer_id FROM receipt WHERE number = '3'", "");
  assert_stays_away (test);
}

/* Nothing of History brings them back, and everybody else's goes back as before. */
static void
test_history (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 id = make_person (test);
  gint64 erased = erase (test, id);

  for (gint64 action = erased; action > 0; action--)
    {
      g_autoptr (GError) error = NULL;

      rg_store_take_back_sync (test->store, action, NULL, &error);
      if (error != NULL)
        g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
      if (action == erased)
        g_assert_nonnull (strstr (error->message, "erased"));
    }
  assert_text (test, "SELECT group_concat(name || language) FROM customer WHERE name <> ''", "");
  assert_text (test, "SELECT count(*) FROM import WHERE state = 'done'", "0");
  assert_text (test, "SELECT count(*) FROM customer WHERE erased_at IS NOT NULL", "2");
  assert_nowhere (test);
  rg_test_shop_check (test);
}

/* A backup that is older than the erasure is restored without the person. */
static void
test_restore (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL, *kept = NULL;
  gint64 id = make_person (test);

  backup = g_build_filename (g_get_tmp_dir (), "erase-test.backup", NULL);
  rg_store_backup_sync (test->store, backup, NULL, NULL, &error);
  g_assert_no_error (error);
  erase (test, id);
  rg_store_close (test->store);
  g_clear_object (&test->store);
  rg_store_restore_sync (backup, NULL, test->path, &kept, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (kept), ==, 0);
  g_assert_cmpint (g_remove (backup), ==, 0);
  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
  assert_stays_away (test);
}

/* Whoever comes back of their own will is a new customer, whom the till then finds again. */
static void
test_comes_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;
  gint64 id = make_person (test);

  erase (test, id);
  rg_store_erase_customer_sync (test->store, id, NULL, &error);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_set_str (&details->name, "Q Z");
  g_set_str (&details->email, "q.zarqon@example.org");
  rg_store_save_customer_sync (test->store, details, NULL, NULL, &error);
  g_assert_no_error (error);
  rg_test_import (test, "more.csv", "Customer number,Name,E-mail,City\n"
                                    "A1,Q Z,q.zarqon@example.org,Bergen\n", &summary);
  g_assert_cmpuint (summary.customers_left_out, ==, 0);
  g_assert_cmpuint (summary.customers_updated, ==, 1);
}

static void
write_tickets (RgTestShop *test)
{
  rg_test_shop_write (test, "Tickets",
                      "INSERT INTO ticket (uuid, customer_id, subject, text, opened_on) VALUES "
                      "(randomblob (16), 1, 'Åsa Lind wants her money back', '', 1), "
                      "(randomblob (16), 2, 'It is loose', 'Ask Åsa Lind', 1)");
}

/* Whoever erases somebody is told where others wrote of them: as written, or folded; whole words,
 * and nothing that goes with the person. */
static void
test_mentions (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) said = g_string_new (NULL);

  rg_test_shop_write (
      test, "Mentions",
      "INSERT INTO customer (id, uuid, name, note) VALUES "
      "  (1, randomblob (16), 'Åsa Lind', 'Åsa Lind herself'),"
      "  (2, randomblob (16), 'Bo Ek', 'Brother of asa lind, calls often'),"
      "  (3, randomblob (16), '王伟', ''), (4, randomblob (16), 'Ida Lindgren', 'Åsa Lindgren'),"
      "  (5, randomblob (16), 'Åsa L.', '');"
      "UPDATE customer SET merged_into = 1 WHERE id = 5;"
      "INSERT INTO contact_point (uuid, customer_id, kind, value) VALUES "
      "  (randomblob (16), 1, 'email', 'asa@example.org');"
      "INSERT INTO note (uuid, customer_id, kind, text, at) VALUES "
      "  (randomblob (16), 1, 'note', 'Åsa Lind called', 1),"
      "  (randomblob (16), 2, 'call', 'write to ASA@example.org instead', 1),"
      "  (randomblob (16), 4, 'note', '王伟的生日', 1);"
      "INSERT INTO task (uuid, what, customer_id, created_on) VALUES "
      "  (randomblob (16), 'Ring Åsa Lind', 1, 1), (randomblob (16), 'Flowers: Åsa Lind', NULL, 1);"
      "INSERT INTO tag (uuid, name) VALUES (randomblob (16), 'friends of Åsa L.');"
      "INSERT INTO field (id, uuid, name, kind, place) VALUES "
      "  (1, randomblob (16), 'Via', 'text', 1);"
      "INSERT INTO field_value (customer_id, field_id, part, text) VALUES (2, 1, 0, 'ÅSA LIND');"
      "INSERT INTO campaign (uuid, name, message, segment_text, created_on) VALUES "
      "  (randomblob (16), 'Spring', 'Greetings from Åsa Lind', '', 1);"
      "INSERT INTO message_template (id, uuid, name, channel, message, counter) VALUES "
      "  (1, randomblob (16), 'Kept', 'post', 'Hello', 'Ask for Åsa Lind');"
      "INSERT INTO template_version (template_id, number, name, message) VALUES "
      "  (1, 1, 'A', ''), (1, 2, 'B', 'As Åsa Lind says');"
      "INSERT INTO segment (uuid, name, text) VALUES (randomblob (16), 'Lind', "
      "  'name contains \"Åsa Lind\"');"
      "INSERT INTO customer_view (uuid, name, columns, sort, descending, search) VALUES "
      "  (randomblob (16), 'Family', '', 'name', 0, 'asa lind');");
  write_tickets (test);
  found = rg_store_mentions_sync (test->store, 1, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const RgMention *mention = g_ptr_array_index (found, i);

      g_string_append_printf (said, "%s %d: %s\n", rg_mention_kind_word (mention->kind),
                              (int) mention->id, mention->text);
    }
  g_assert_cmpstr (said->str, ==,
                   "note 2: write to ASA@example.org instead\n"
                   "customer 2: Brother of asa lind, calls often\n"
                   "field 2: ÅSA LIND\n"
                   "task 2: Flowers: Åsa Lind\n"
                   "ticket 2: It is loose Ask Åsa Lind\n"
                   "tag 1: friends of Åsa L.\n"
                   "campaign 1: Spring  Greetings from Åsa Lind\n"
                   "template 1: Kept  Hello   Ask for Åsa Lind\n"
                   "template 1: B  As Åsa Lind says\n"
                   "segment 1: Lind name contains \"Åsa Lind\"\n"
                   "view 1: Family asa lind\n");
  g_clear_pointer (&found, g_ptr_array_unref);
  found = rg_store_mentions_sync (test->store, 3, &error);
  g_assert_cmpuint (found->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erase/nothing-left", test_nothing_left);
  g_test_add_func ("/erase/mentions", test_mentions);
  g_test_add_func ("/erase/imports", test_imports);
  g_test_add_func ("/erase/history", test_history);
  g_test_add_func ("/erase/restore", test_restore);
  g_test_add_func ("/erase/comes-back", test_comes_back);
  return g_test_run ();
}
