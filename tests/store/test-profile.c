/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One customer in full: receipts of whoever was merged into them, the home's contact points, and
 * the sums that the page shows. */
#include "store/rg-store-profile.h"

#include "rg-test-shop.h"

/* Åse (1) and Kim (2) share a home; Åse D. (3) was merged into Åse. Days are 2026-11-… */
static const char people[] =
    "INSERT INTO source (id, name) VALUES (1, 'till');"
    "INSERT INTO location (id, uuid, code, name) VALUES (1, randomblob(16), '', 'Torggata');"
    "INSERT INTO import (id, uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "  summary) SELECT 1, randomblob(16), max(id), 1, 'sales', 'x', 'x.csv', x'00', 0, '{}' "
    "  FROM action;"
    "INSERT INTO household (id, uuid, name) VALUES (1, randomblob(16), 'Dahl');"
    "INSERT INTO customer (id, uuid, name, number, household_id) VALUES "
    "  (1, randomblob(16), 'Åse Dahl', '1', 1), (2, randomblob(16), '', '13085', 1);"
    "INSERT INTO customer (id, uuid, name, merged_into) VALUES (3, randomblob(16), 'Åse D.', 1);"
    "INSERT INTO contact_point (uuid, customer_id, household_id, kind, value, postcode, city) "
    "VALUES (randomblob(16), NULL, 1, 'address', 'Storgata 3', '0181', 'Oslo'), "
    "  (randomblob(16), 1, NULL, 'email', 'ase@example.com', '', '');"
    "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
    "  customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) VALUES "
    "  (randomblob(16), 1, 1, '', '1', '', 20760, 0, 1, 0, 1000, 1000, 2, 1),"
    "  (randomblob(16), 1, 1, '', '2', '', 20770, 0, 3, 0, 500, 500, 1, 1),"
    "  (randomblob(16), 1, 1, '', '3', '', 20775, 0, 1, 0, -300, -300, 0, 1),"
    "  (randomblob(16), 1, 1, '', '4', '', 20400, 0, 3, 0, 7000, 7000, 1, 1);";

typedef struct
{
  gint64 id;
  RgProfile *profile;
} Read;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Read *read = data;

  read->profile = rg_profile_read (db, read->id, "NO", error);
  return TRUE;
}

static RgProfile *
read_profile (RgTestShop *test, gint64 id)
{
  Read read = { .id = id };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  return read.profile;
}

static void
test_merged (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (RgProfile) profile = NULL;
  g_autoptr (GArray) days = NULL;
  const RgProfilePurchase *newest;

  rg_test_shop_write (test, "People", people);
  /* Asked for by the one who was merged away. */
  profile = read_profile (test, 3);
  g_assert_nonnull (profile);
  g_assert_cmpint (profile->details->id, ==, 1);
  g_assert_cmpuint (profile->purchases->len, ==, 4);
  newest = profile->purchases->pdata[0];
  g_assert_cmpint (newest->day, ==, 20775);
  g_assert_cmpstr (newest->location, ==, "Torggata");
  g_assert_cmpint (rg_profile_get_total (profile), ==, 8200);
  /* A receipt of returns alone is no visit. */
  days = rg_profile_dup_visit_days (profile);
  g_assert_cmpuint (days->len, ==, 3);
  g_assert_cmpint (g_array_index (days, RgDay, 0), ==, 20400);
  g_assert_cmpint (g_array_index (days, RgDay, 2), ==, 20770);
  rg_test_shop_free (test);
}

static void
test_home (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (RgProfile) ase = NULL;
  g_autoptr (RgProfile) kim = NULL;
  const RgProfileContact *contact;

  rg_test_shop_write (test, "People", people);
  ase = read_profile (test, 1);
  g_assert_cmpuint (ase->contacts->len, ==, 2);
  contact = ase->contacts->pdata[0];
  g_assert_cmpstr (contact->text, ==, "ase@example.com");
  g_assert_false (contact->point->of_home);
  contact = ase->contacts->pdata[1];
  g_assert_cmpstr (contact->text, ==, "Storgata 3\n0181 Oslo");
  g_assert_true (contact->point->of_home);
  /* The one who was merged away is no member of the home any more. */
  g_assert_cmpuint (ase->home.members->len, ==, 1);
  g_assert_cmpstr (((RgProfileMember *) ase->home.members->pdata[0])->name, ==, "Customer 13085");
  g_assert_cmpstr (ase->home.name, ==, "Dahl");
  g_assert_cmpint (ase->home.spend_minor, ==, 8200);
  kim = read_profile (test, 2);
  g_assert_cmpuint (kim->purchases->len, ==, 0);
  g_assert_cmpuint (kim->contacts->len, ==, 1);
  rg_test_shop_free (test);
}

static void
test_months (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (RgProfile) profile = NULL;
  RgDay days[3];
  double sums[3];

  rg_test_shop_write (test, "People", people);
  profile = read_profile (test, 1);
  /* 20760 is 3 November 2026. */
  rg_profile_sum_months (profile, 20778, 3, days, sums);
  g_assert_cmpint (days[0], ==, rg_day_from_ymd (2026, 9, 1));
  g_assert_cmpint (days[2], ==, rg_day_from_ymd (2026, 11, 1));
  g_assert_cmpfloat (sums[0] + sums[1], ==, 0);
  g_assert_cmpfloat (sums[2], ==, 1200);
  rg_test_shop_free (test);
}

static void
test_nobody (void)
{
  RgTestShop *test = rg_test_shop_new ();

  g_assert_null (read_profile (test, 4711));
  rg_test_shop_free (test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/merged", test_merged);
  g_test_add_func ("/profile/home", test_home);
  g_test_add_func ("/profile/months", test_months);
  g_test_add_func ("/profile/nobody", test_nobody);
  return g_test_run ();
}
