/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two customers become one, live on, and are parted again with what is theirs. */
#include "rg-test-import.h"

#include "store/rg-store-bulk.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-merge.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-profile.h"
#include "store/rg-store-tags.h"
#include "store/rg-store-tickets.h"
#include "store/rg-store-undo.h"

#include <stdlib.h>
#include <string.h>

#define PEOPLE                                                                                     \
  "Customer number,Name,E-mail,Phone,Street,City,Tags,Birthday,Card number,Post permission,"       \
  "Post permission on\n"                                                                           \
  "17,Åse Dahl,ase@example.org,+47 90 01 77 14,Storgata 7,Oslo,vip,,,yes,2026-01-05\n"             \
  "18,Aase Dahl,aase.dahl@example.com,+47 90 01 77 15,Storgata 7,Oslo,wool,1971-03-14,C-18,,\n"    \
  "19,Kari Moe,kari@example.org,+47 22 33 44 55,Lillegata 3,Bergen,vip,,,no,2026-01-06\n"
#define NEWER                                                                                      \
  "Customer number,Name,E-mail,Birthday\n17,Åse Dahl,ase@example.org,\n"                           \
  "18,Åse B. Dahl,aase@new.example.com,1971-03-14\n"
#define SALES                                                                                      \
  "Receipt number,Date,SKU,Quantity,Price,Customer ID,Category\n"                                 \
  "1,2026-01-05,A,1,10,17,Wool\n2,2026-01-06,B,1,20,18,Yarn\n3,2026-01-07,B,2,20,19,Yarn\n"
#define LATER                                                                                      \
  "Receipt number,Date,SKU,Quantity,Price,Customer ID\n"                                           \
  "4,2026-03-05,A,1,10,17\n5,2026-03-06,A,1,10,18\n6,2026-03-07,A,1,10,18\n"

static void
assert_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_same (const char *before, const char *after)
{
  g_auto (GStrv) was = g_strsplit (before, "\n", -1);
  g_auto (GStrv) now = g_strsplit (after, "\n", -1);

  for (guint i = 0; was[i] != NULL || now[i] != NULL; i++)
    g_assert_cmpstr (was[i], ==, now[i]);
}

static gint64
find (RgTestShop *test, const char *number)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT customer_id FROM customer_identity WHERE external_id = '%s'", number);
  g_autofree char *id = rg_test_shop_read (test, sql);

  return id != NULL ? g_ascii_strtoll (id, NULL, 10) : 0;
}

static gint64
merge (RgTestShop *test, const char *stays, const char *goes, const RgKeep *keep)
{
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_store_merge_sync (test->store, find (test, stays), find (test, goes), keep, NULL, &action,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (action, >, 0);
  return action;
}

typedef struct
{
  gint64 id;
  RgProfile *profile;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->profile = rg_profile_read (db, reading->id, "NO", error);
  return reading->profile != NULL;
}

static RgProfile *
read_profile (RgTestShop *test, gint64 id)
{
  g_autoptr (GError) error = NULL;
  Reading reading = { id, NULL };

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  return reading.profile;
}

static guint
count_found (RgTestShop *test, const char *words)
{
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, NULL);
  g_autoptr (RgBitset) found = NULL;

  found = rg_dataset_search (dataset, words);
  return rg_bitset_count (found);
}

/* --- */

static void
test_one_of_two (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RgProfile) profile = NULL;
  g_autoptr (RgProfile) other = NULL;
  gint64 action;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  rg_test_import (test, "sales.csv", SALES, NULL);
  before = rg_test_shop_dump (test, TRUE);
  action = merge (test, "17", "18", NULL);
  profile = read_profile (test, find (test, "17"));
  other = read_profile (test, find (test, "18"));
  g_assert_cmpint (other->details->id, ==, profile->details->id);
  g_assert_cmpstr (profile->details->name, ==, "Åse Dahl");
  g_assert_cmpint (profile->details->birth_year, ==, 1971);
  g_assert_cmpstr (profile->details->email, ==, "ase@example.org");
  /* Two e-mails, two phones, and the address that both have. */
  g_assert_cmpuint (profile->contacts->len, ==, 5);
  g_assert_cmpuint (profile->tags->len, ==, 2);
  g_assert_cmpuint (profile->purchases->len, ==, 2);
  g_assert_cmpuint (profile->also->len, ==, 1);
  g_assert_true (profile->permissions[RG_CHANNEL_POST].state == RG_PERMISSION_YES);
  assert_text (test, "SELECT count(*) FROM customer_fact", "2");
  assert_text (test, "SELECT visits FROM customer_fact WHERE search LIKE '%aase.dahl%'", "2");
  g_assert_cmpuint (count_found (test, "aase.dahl@example.com"), ==, 1);
  g_assert_cmpuint (count_found (test, "aase"), ==, 1);
  assert_text (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
               "Aase Dahl Merged into Åse Dahl");
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  assert_same (before, after);
  g_assert_cmpuint (count_found (test, "dahl"), ==, 2);
  rg_test_shop_check (test);
}

static void
test_chosen (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RgProfile) profile = NULL;
  RgKeep keep[RG_N_MERGE_FIELDS] = { 0 };
  gint64 action;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  before = rg_test_shop_dump (test, TRUE);
  keep[RG_MERGE_NAME] = keep[RG_MERGE_EMAIL] = keep[RG_MERGE_CARD] = RG_KEEP_SECOND;
  action = merge (test, "17", "18", keep);
  profile = read_profile (test, find (test, "17"));
  g_assert_cmpstr (profile->details->name, ==, "Aase Dahl");
  g_assert_cmpstr (profile->details->email, ==, "aase.dahl@example.com");
  g_assert_cmpstr (profile->details->phone, ==, "+47 90 01 77 14");
  g_assert_cmpint (profile->details->birth_month, ==, 0);
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  assert_same (before, after);
}

static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) twice = NULL;
  g_autoptr (GError) nobody = NULL;
  gint64 ase;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  ase = find (test, "17");
  g_assert_false (rg_store_merge_sync (test->store, ase, ase, NULL, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  merge (test, "17", "18", NULL);
  g_assert_false (rg_store_merge_sync (test->store, find (test, "18"), ase, NULL, NULL, NULL,
                                       &twice));
  g_assert_error (twice, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_merge_sync (test->store, ase, 999, NULL, NULL, NULL, &nobody));
  g_assert_error (nobody, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

/* Days later: purchases under both till numbers, edits by hand, a newer list of customers. */
static void
test_parted_later (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgProfile) profile = NULL;
  g_autoptr (RgProfile) ase = NULL;
  g_autoptr (RgProfile) aase = NULL;
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  rg_test_import (test, "sales.csv", SALES, NULL);
  action = merge (test, "17", "18", NULL);
  rg_test_shop_reopen (test);
  rg_test_import (test, "later.csv", LATER, NULL);
  rg_test_import (test, "newer.csv", NEWER, NULL);
  profile = read_profile (test, find (test, "18"));
  g_assert_cmpuint (profile->purchases->len, ==, 5);
  g_assert_cmpstr (profile->details->name, ==, "Åse Dahl");
  g_set_str (&profile->details->note, "Likes grey wool");
  g_set_str (&profile->details->phone, "+47 90 01 77 16");
  rg_store_save_customer_sync (test->store, profile->details, NULL, NULL, &error);
  g_assert_no_error (error);
  rg_store_tag_customer_sync (test->store, profile->details->id, "mail", TRUE, NULL, &error);
  g_assert_no_error (error);
  rg_test_shop_take_back (test, action);
  ase = read_profile (test, find (test, "17"));
  aase = read_profile (test, find (test, "18"));
  g_assert_cmpint (ase->details->id, !=, aase->details->id);
  g_assert_cmpuint (ase->purchases->len, ==, 2);
  g_assert_cmpuint (aase->purchases->len, ==, 3);
  g_assert_cmpstr (ase->details->note, ==, "Likes grey wool");
  g_assert_cmpstr (ase->details->phone, ==, "+47 90 01 77 16");
  g_assert_cmpint (ase->details->birth_year, ==, 0);
  g_assert_cmpuint (ase->tags->len, ==, 2);
  g_assert_cmpstr (aase->details->name, ==, "Åse B. Dahl");
  g_assert_cmpstr (aase->details->email, ==, "aase@new.example.com");
  g_assert_cmpstr (aase->details->phone, ==, "+47 90 01 77 15");
  g_assert_cmpstr (aase->details->note, ==, "");
  g_assert_cmpint (aase->details->birth_year, ==, 1971);
  rg_test_shop_check (test);
}

/* Somebody changed since what the merge had chosen: their edit is named, and nothing happens. */
static void
test_in_the_way (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) blocked = NULL;
  gint64 action, edit;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  action = merge (test, "17", "18", NULL);
  profile = read_profile (test, find (test, "17"));
  profile->details->birth_year = 1972;
  rg_store_save_customer_sync (test->store, profile->details, NULL, &edit, &error);
  g_assert_no_error (error);
  g_assert_false (rg_store_take_back_sync (test->store, action, NULL, &blocked));
  g_assert_error (blocked, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (blocked->message, "Edit of Åse Dahl"));
  rg_test_shop_take_back (test, edit);
  rg_test_shop_take_back (test, action);
  rg_test_shop_check (test);
}

/* The card of somebody merged is known: what is bought with it is theirs. */
static void
test_known_by_card (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 action;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  action = merge (test, "17", "18", NULL);
  rg_test_import (test, "web.csv",
                  "Customer number,Name,Tags,Card number\n21,Aase Dahl,silk,C-18\n", NULL);
  rg_test_shop_take_back (test, action);
  g_assert_cmpint (find (test, "21"), ==, find (test, "18"));
}

/* A contact that is corrected stays whose it is. */
static void
test_corrected (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  action = merge (test, "17", "18", NULL);
  profile = read_profile (test, find (test, "17"));
  for (guint i = 0; i < profile->contacts->len; i++)
    {
      RgContact *point = ((RgProfileContact *) profile->contacts->pdata[i])->point;

      if (!g_str_equal (point->value, "aase.dahl@example.com"))
        continue;
      g_set_str (&point->value, "dahl@example.com");
      rg_store_save_contact_sync (test->store, point, NULL, &error);
      g_assert_no_error (error);
    }
  rg_test_shop_take_back (test, action);
  assert_text (test,
               "SELECT i.external_id FROM contact_point AS p JOIN customer_identity AS i "
               "ON i.customer_id = p.customer_id WHERE p.value = 'dahl@example.com'", "18");
}

/* Of the shop's own fields too one of two values is chosen. */
static void
test_own_fields (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgOwnField) field = rg_own_field_new (RG_OWN_TEXT, "Yarn");
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gint64 id, action, ase, aase;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  ase = find (test, "17");
  aase = find (test, "18");
  rg_store_save_own_field_sync (test->store, field, &id, NULL, &error);
  g_assert_no_error (error);
  rg_store_set_own_value_sync (test->store, &ase, 1, id, "mohair", NULL, &error);
  rg_store_set_own_value_sync (test->store, &aase, 1, id, "merino", NULL, &error);
  g_assert_no_error (error);
  before = rg_test_shop_dump (test, TRUE);
  g_array_append_val (own, id);
  rg_store_merge_sync (test->store, ase, aase, NULL, own, &action, &error);
  g_assert_no_error (error);
  assert_text (test, "SELECT group_concat(text) FROM field_value", "merino,merino");
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  assert_same (before, after);
}

/* A tag that was renamed and then became part of another is meant by each name that it had. */
static void
test_tags_remembered (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  rg_store_save_tag_sync (test->store, 1, "gold", "yellow", NULL, &error);
  g_assert_no_error (error);
  rg_test_import (test, "web.csv", "Customer number,Name,Tags\n21,Bo Ek,vip\n", NULL);
  assert_text (test, "SELECT count(*) FROM customer_tag WHERE tag_id = 1", "3");
  rg_store_merge_tags_sync (test->store, 2, 1, NULL, &error);
  g_assert_no_error (error);
  rg_test_import (test, "web.csv", "Customer number,Name,Tags\n22,Ida Li,vip\n23,Kim Lie,gold\n",
                  NULL);
  assert_text (test, "SELECT group_concat(name) FROM tag", "wool");
  assert_text (test, "SELECT count(*) FROM customer_tag WHERE tag_id = 2", "6");
}

/* --- everything, in any order --- */

#define LIVING "customer WHERE merged_into IS NULL"

static gboolean
try_take_back (RgTestShop *test, GArray *actions, guint at)
{
  g_autoptr (GError) error = NULL;

  if (!rg_store_take_back_sync (test->store, g_array_index (actions, gint64, at), NULL, &error))
    {
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
      g_test_message ("%" G_GINT64_FORMAT ": %s", g_array_index (actions, gint64, at),
                      error->message);
      return FALSE;
    }
  g_test_message ("%" G_GINT64_FORMAT " taken back", g_array_index (actions, gint64, at));
  g_array_remove_index (actions, at);
  return TRUE;
}

static void
note_last (RgTestShop *test, GArray *actions)
{
  g_autofree char *last = rg_test_shop_read (test, "SELECT max(id) FROM action");
  gint64 id = g_ascii_strtoll (last, NULL, 10);

  if (actions->len == 0 || g_array_index (actions, gint64, actions->len - 1) != id)
    g_array_append_val (actions, id);
}

/* Any of the ids that stand in such rows; 0 where there are none. */
static gint64
find_any (RgTestShop *test, const char *from)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM %s", from);
  g_autofree char *n = rg_test_shop_read (test, count);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s LIMIT 1 OFFSET %d", from,
                                          g_test_rand_int_range (0, MAX (atoi (n), 1)));
  g_autofree char *id = rg_test_shop_read (test, sql);

  return id != NULL ? g_ascii_strtoll (id, NULL, 10) : 0;
}

static void
merge_any (RgTestShop *test)
{
  RgKeep keep[RG_N_MERGE_FIELDS];
  gint64 stays = find_any (test, LIVING), goes = find_any (test, LIVING);

  for (guint i = 0; i < RG_N_MERGE_FIELDS; i++)
    keep[i] = g_test_rand_bit () ? RG_KEEP_SECOND : RG_KEEP_FIRST;
  rg_store_merge_sync (test->store, stays, goes, g_test_rand_bit () ? keep : NULL, NULL, NULL,
                       NULL);
}

/* A tag renamed, coloured, merged, deleted. */
static void
edit_any_tag (RgTestShop *test)
{
  gint64 tag = find_any (test, "tag"), other = find_any (test, "tag");
  g_autofree char *name = g_strdup_printf ("renamed %d", g_test_rand_int_range (0, 4));

  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      rg_store_save_tag_sync (test->store, tag, name, g_test_rand_bit () ? "blue" : "", NULL, NULL);
      break;
    case 1:
      rg_store_merge_tags_sync (test->store, tag, other, NULL, NULL);
      break;
    default:
      rg_store_delete_tag_sync (test->store, tag, NULL, NULL);
      break;
    }
}

/* Somebody wants something, or hears what became of it. */
static void
edit_any_ticket (RgTestShop *test)
{
  g_autoptr (RgTicket) ticket =
    rg_ticket_new (g_test_rand_bit () ? RG_TICKET_ENQUIRY : RG_TICKET_SERVICE, "It is loose");
  gint64 any = find_any (test, "ticket");

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
    case 1:
      ticket->customer = find_any (test, LIVING);
      ticket->receipt = find_any (test, "receipt");
      g_set_str (&ticket->product_name, g_test_rand_bit () ? "A" : "");
      rg_store_save_ticket_sync (test->store, ticket, NULL, NULL, NULL);
      break;
    case 2:
      rg_store_close_ticket_sync (test->store, any, RG_TICKET_WON, "Mended", NULL, NULL);
      break;
    case 3:
      rg_store_reopen_ticket_sync (test->store, any, NULL, NULL);
      break;
    default:
      rg_store_delete_ticket_sync (test->store, any, NULL, NULL);
      break;
    }
}

/* Something done to a selection. */
static void
edit_many (RgTestShop *test)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgBulk) bulk = NULL;
  int what = g_test_rand_int_range (0, 4);

  for (int i = 0; i < 3; i++)
    {
      gint64 id = find_any (test, LIVING);

      g_array_append_val (ids, id);
    }
  if (what < 2)
    bulk = rg_bulk_new_tag (ids, g_test_rand_bit () ? "vip" : "many", what == 0);
  else if (what == 2)
    bulk = rg_bulk_new_fact (ids, RG_BULK_INTERESTS, g_test_rand_bit () ? "wool" : "");
  else
    bulk = rg_bulk_new_delete (ids);
  rg_store_bulk_sync (test->store, bulk, NULL, NULL, NULL);
}

/* What a morning may bring. */
static void
do_anything (RgTestShop *test)
{
  static const char *const edits[] = {
    "UPDATE customer SET note = note || 'x' WHERE merged_into IS NULL",
    "UPDATE customer SET language = 'nb' WHERE merged_into IS NULL",
    "INSERT INTO tag (uuid, name) VALUES (randomblob (16), hex (randomblob (8)))",
    "INSERT OR IGNORE INTO customer_tag (customer_id, tag_id) SELECT c.id, (SELECT max(id) FROM "
    "tag) FROM customer AS c WHERE c.merged_into IS NULL AND EXISTS (SELECT 1 FROM tag)",
    "DELETE FROM customer_tag WHERE tag_id = (SELECT min(tag_id) FROM customer_tag)",
    "UPDATE contact_point SET value = value || 'y' WHERE id % 3 = 0",
    "INSERT INTO contact_point (uuid, customer_id, kind, value) SELECT randomblob (16), max(id), "
    "'email', 'e' FROM customer HAVING max(id) IS NOT NULL",
    "INSERT OR IGNORE INTO not_same (customer_id, other_customer_id) SELECT min(id), max(id) FROM "
    "customer HAVING min(id) < max(id)",
    "INSERT INTO note (uuid, customer_id, kind, text, at) SELECT randomblob (16), min(id), 'note', "
    "'n', 1 FROM customer HAVING min(id) IS NOT NULL",
    "DELETE FROM note WHERE id = (SELECT min(id) FROM note)",
    "INSERT OR IGNORE INTO segment (uuid, name, text) SELECT randomblob (16), min(id), "
    "'tag is \"' || name || '\"' FROM tag HAVING min(id) IS NOT NULL",
    "INSERT OR IGNORE INTO segment_person (segment_id, customer_id, chosen, reason) SELECT s.id, "
    "c.id, c.id % 2, 'r' FROM segment AS s, customer AS c WHERE c.id % 3 = 0",
    "DELETE FROM segment_person WHERE customer_id = (SELECT max(customer_id) FROM segment_person)",
    "INSERT INTO task (uuid, what, customer_id, created_on) SELECT randomblob (16), 't', max(id), "
    "1 FROM customer HAVING max(id) IS NOT NULL",
    "DELETE FROM task WHERE id = (SELECT min(id) FROM task)",
    "DELETE FROM not_same WHERE customer_id = (SELECT min(customer_id) FROM not_same)",
    "UPDATE customer SET merged_into = NULL WHERE merged_into IS NOT NULL",
    "INSERT INTO household (uuid, name) VALUES (randomblob (16), 'h')",
    "UPDATE customer SET household_id = (SELECT max(id) FROM household) WHERE id % 2 = 0",
    "UPDATE product SET category_id = NULL WHERE category_id IS NOT NULL",
  };
  static const char *const files[] = { PEOPLE, SALES, LATER, NEWER };
  const int n_edits = (int) G_N_ELEMENTS (edits);
  int what = g_test_rand_int_range (0, n_edits + 15);

  if (what < n_edits)
    rg_test_shop_write (test, "Everybody Edited", edits[what]);
  else if (what < n_edits + 3)
    merge_any (test);
  else if (what < n_edits + 6)
    edit_any_tag (test);
  else if (what < n_edits + 9)
    edit_many (test);
  else if (what < n_edits + 12)
    edit_any_ticket (test);
  else
    rg_test_import (test, "again.csv", files[g_test_rand_int_range (0, G_N_ELEMENTS (files))],
                    NULL);
}

static void
test_everything_back (gconstpointer data)
{
  const gboolean in_reverse = GPOINTER_TO_INT (data);
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *end = NULL;
  g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (gint64));

  rg_test_import (test, "people.csv", PEOPLE, NULL);
  note_last (test, actions);
  rg_test_import (test, "sales.csv", SALES, NULL);
  note_last (test, actions);
  for (int i = 0; i < 25; i++)
    {
      do_anything (test);
      note_last (test, actions);
    }
  for (int i = 0; !in_reverse && i < 60 && actions->len > 0; i++)
    try_take_back (test, actions, (guint) g_test_rand_int_range (0, (int) actions->len));
  /* Whatever is left goes from the newest, past what stands in the way of it. */
  for (guint stuck = 0; actions->len > 0 && stuck < actions->len;)
    stuck = try_take_back (test, actions, actions->len - 1 - stuck) ? 0 : stuck + 1;
  g_assert_cmpuint (actions->len, ==, 0);
  end = rg_test_shop_dump (test, TRUE);
  assert_same (empty, end);
  rg_test_shop_check (test);
}

int
main (int argc, char **argv)
{
  const char *rounds = g_getenv ("REGULARS_MERGE_ROUNDS");

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/one-of-two", test_one_of_two);
  g_test_add_func ("/merge/chosen", test_chosen);
  g_test_add_func ("/merge/refused", test_refused);
  g_test_add_func ("/merge/parted-later", test_parted_later);
  g_test_add_func ("/merge/in-the-way", test_in_the_way);
  g_test_add_func ("/merge/known-by-card", test_known_by_card);
  g_test_add_func ("/merge/corrected", test_corrected);
  g_test_add_func ("/merge/own-fields", test_own_fields);
  g_test_add_func ("/merge/tags-remembered", test_tags_remembered);
  for (int i = 0; i < (rounds != NULL ? atoi (rounds) : 2); i++)
    {
      g_autofree char *reverse = g_strdup_printf ("/merge/all-back-in-reverse/%d", i);
      g_autofree char *any = g_strdup_printf ("/merge/all-back-in-any-order/%d", i);

      g_test_add_data_func (reverse, GINT_TO_POINTER (TRUE), test_everything_back);
      g_test_add_data_func (any, GINT_TO_POINTER (FALSE), test_everything_back);
    }
  return g_test_run ();
}
