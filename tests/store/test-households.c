/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Households: who moves in, who leaves, what belongs to the home, and all of it taken back. */
#include "store/rg-store-households.h"

#include "store/rg-store-customers.h"
#include "store/rg-store-facts.h"

#include "rg-test-shop.h"

/* Two of one family, one of another, one who was merged into the first; nobody lives anywhere. */
static const char people[] =
    "INSERT INTO customer (id, uuid, name, family_name) VALUES "
    "  (1, randomblob(16), 'Åse Dahl', 'Dahl'), (2, randomblob(16), 'Ola Dahl', 'Dahl'), "
    "  (3, randomblob(16), 'Kim', ''), (5, randomblob(16), 'Bo', '');"
    "INSERT INTO customer (id, uuid, name, merged_into) VALUES (4, randomblob(16), 'Åse D', 1);"
    "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) VALUES "
    "  (randomblob(16), 1, 'phone', '900 00 001', '90000001'), "
    "  (randomblob(16), 2, 'phone', '900 00 001', '90000001');";

/* The second home, with an address of its own. */
static const char other_home[] =
    "INSERT INTO household (id, uuid, name) VALUES (9, randomblob(16), 'Kim and Bo');"
    "UPDATE customer SET household_id = 9 WHERE id IN (3, 5);"
    "INSERT INTO contact_point (uuid, household_id, kind, value, city) VALUES "
    "  (randomblob(16), 9, 'address', 'Storgata 3', 'Bergen');";

static gint64
share (RgTestShop *test, gint64 one, gint64 two, gint64 *action)
{
  const gint64 both[] = { one, two };
  g_autoptr (GError) error = NULL;
  gint64 household = -1;

  rg_store_share_household_sync (test->store, both, 2, &household, action, &error);
  g_assert_no_error (error);
  return household;
}

static gint64
leave (RgTestShop *test, gint64 customer)
{
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_store_leave_household_sync (test->store, customer, &action, &error);
  g_assert_no_error (error);
  return action;
}

/* "1:Dahl 2:Dahl 3:": who lives where. */
static void
assert_homes (RgTestShop *test, const char *expected)
{
  g_autofree char *homes = rg_test_shop_read (
      test, "SELECT group_concat(c.id || ':' || coalesce(h.name, ''), ' ' ORDER BY c.id) "
            "FROM customer AS c LEFT JOIN household AS h ON h.id = c.household_id "
            "WHERE c.merged_into IS NULL");

  g_assert_cmpstr (homes, ==, expected);
}

static void
assert_search (RgTestShop *test, const char *word, const char *expected)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT coalesce(group_concat(customer_id, ' ' ORDER BY customer_id), '') "
                       "FROM customer_fact WHERE instr(search, '%s')", word);
  g_autofree char *found = rg_test_shop_read (test, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* The same phone is no error; who shares it is not the same person for that. */
static void
test_share (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *taken = NULL, *label = NULL, *points = NULL;
  gint64 first, second;

  rg_test_shop_write (test, "People", people);
  before = rg_test_shop_dump (test, TRUE);
  share (test, 4, 2, &first); /* by the one who was merged away */
  assert_homes (test, "1:Dahl 2:Dahl 3: 5:");
  label = rg_test_shop_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (label, ==, "Same Household: Åse Dahl, Ola Dahl");
  points = rg_test_shop_read (test, "SELECT count(*) FROM contact_point");
  g_assert_cmpstr (points, ==, "2");
  g_assert_cmpint (share (test, 2, 3, &second), >, 0);
  assert_homes (test, "1:Dahl 2:Dahl 3:Dahl 5:");

  rg_test_shop_take_back (test, second);
  assert_homes (test, "1:Dahl 2:Dahl 3: 5:");
  rg_test_shop_take_back (test, first);
  taken = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (taken, ==, before);
}

static void
test_nobody (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 gone[] = { 1, 4711 };
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_test_shop_write (test, "People", people);
  /* One and the same: nothing to share. */
  g_assert_cmpint (share (test, 1, 4, &action), ==, 0);
  g_assert_cmpint (action, ==, 0);
  g_assert_false (rg_store_share_household_sync (test->store, gone, 2, NULL, &action, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  assert_homes (test, "1: 2: 3: 5:");
  g_assert_cmpint (leave (test, 1), ==, 0);
}

/* Two homes become one, with everybody and everything in it. */
static void
test_two_homes (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *taken = NULL, *homes = NULL;
  gint64 action;

  rg_test_shop_write (test, "People", people);
  rg_test_shop_write (test, "Home", other_home);
  assert_search (test, "bergen", "3 5");
  share (test, 1, 2, NULL);
  before = rg_test_shop_dump (test, TRUE);
  share (test, 1, 3, &action);
  assert_homes (test, "1:Dahl 2:Dahl 3:Dahl 5:Dahl");
  homes = rg_test_shop_read (test, "SELECT count(*) FROM household");
  g_assert_cmpstr (homes, ==, "1");
  /* All of them are found by the address now. */
  assert_search (test, "bergen", "1 2 3 5");
  rg_test_shop_check (test);
  rg_test_shop_take_back (test, action);
  taken = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (taken, ==, before);
  assert_search (test, "bergen", "3 5");
}

/* The address stays with the home while anybody lives there. */
static void
test_leave (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *taken = NULL, *owner = NULL, *homes = NULL;
  gint64 first, last;

  rg_test_shop_write (test, "People", people);
  rg_test_shop_write (test, "Home", other_home);
  before = rg_test_shop_dump (test, TRUE);
  first = leave (test, 5);
  assert_homes (test, "1: 2: 3:Kim and Bo 5:");
  assert_search (test, "bergen", "3");
  last = leave (test, 3);
  assert_homes (test, "1: 2: 3: 5:");
  owner = rg_test_shop_read (test, "SELECT customer_id FROM contact_point WHERE city = 'Bergen'");
  g_assert_cmpstr (owner, ==, "3");
  homes = rg_test_shop_read (test, "SELECT count(*) FROM household");
  g_assert_cmpstr (homes, ==, "0");

  rg_test_shop_take_back (test, last);
  rg_test_shop_take_back (test, first);
  taken = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (taken, ==, before);
}

/* A home waits for whoever is deleted; nobody else waits for them in it. */
static void
test_delete (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *taken = NULL, *left = NULL, *gone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first, last, alone;

  rg_test_shop_write (test, "People", people);
  rg_test_shop_write (test, "Home", other_home);
  before = rg_test_shop_dump (test, TRUE);
  g_assert_true (rg_store_delete_customer_sync (test->store, 5, &first, &error));
  left = rg_test_shop_read (test, "SELECT count(*) FROM contact_point WHERE city = 'Bergen'");
  g_assert_cmpstr (left, ==, "1");
  g_assert_true (rg_store_delete_customer_sync (test->store, 3, &last, &error));
  rg_test_shop_take_back (test, last);
  alone = leave (test, 3);
  gone = rg_test_shop_read (test, "SELECT (SELECT count(*) FROM household) || "
                                  "(SELECT customer_id FROM contact_point WHERE city = 'Bergen')");
  g_assert_cmpstr (gone, ==, "03");
  rg_test_shop_take_back (test, alone);
  rg_test_shop_take_back (test, first);
  taken = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (taken, ==, before);
}

static void
test_rename (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 household, action;

  rg_test_shop_write (test, "People", people);
  household = share (test, 1, 2, NULL);
  g_assert_true (rg_store_rename_household_sync (test->store, household, " At Storgata ", &action,
                                                 &error));
  assert_homes (test, "1:At Storgata 2:At Storgata 3: 5:");
  rg_test_shop_take_back (test, action);
  assert_homes (test, "1:Dahl 2:Dahl 3: 5:");
  g_assert_true (rg_store_rename_household_sync (test->store, household, "Dahl", &action, &error));
  g_assert_cmpint (action, ==, 0);
  g_assert_false (rg_store_rename_household_sync (test->store, household, " ", NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (rg_store_rename_household_sync (test->store, household, "4111 1111 1111 1111",
                                                  NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

static gboolean
rebuild_in_thread (RgWrite *write, gpointer data, GError **error)
{
  rg_write_note_derived (write, "customer");
  return rg_facts_refresh_all (rg_write_get_db (write), error);
}

static char *
read_facts (RgTestShop *test)
{
  return rg_test_shop_read (test, "SELECT group_concat(customer_id || search, '/') FROM "
                                  "(SELECT * FROM customer_fact ORDER BY customer_id)");
}

/* What lists search in follows each change as if it were made anew. */
static void
test_facts (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", people);
  rg_test_shop_write (test, "Home", other_home);
  for (int step = 0; step < 4; step++)
    {
      g_autofree char *followed = NULL;
      g_autofree char *anew = NULL;
      g_autoptr (GError) error = NULL;

      if (step == 1)
        share (test, 1, 5, NULL);
      if (step == 2)
        rg_test_shop_write (test, "Moved", "UPDATE contact_point SET city = 'Oslo', "
                                           "value = 'Torget 1' WHERE household_id IS NOT NULL");
      if (step == 3)
        leave (test, 5);
      followed = read_facts (test);
      g_assert_true (rg_store_write_sync (test->store, "test", "Anew", rebuild_in_thread, NULL,
                                          NULL, NULL, &error));
      anew = read_facts (test);
      g_assert_cmpstr (followed, ==, anew);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/households/share", test_share);
  g_test_add_func ("/households/nobody", test_nobody);
  g_test_add_func ("/households/two-homes", test_two_homes);
  g_test_add_func ("/households/leave", test_leave);
  g_test_add_func ("/households/delete", test_delete);
  g_test_add_func ("/households/rename", test_rename);
  g_test_add_func ("/households/facts", test_facts);
  return g_test_run ();
}
