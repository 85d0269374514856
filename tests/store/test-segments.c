/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved segments: each change is one action that can be taken back. */
#include "rg-test-shop.h"

#include "rules/rg-segment.h"
#include "store/rg-segment-make.h"
#include "store/rg-segment-standings.h"
#include "store/rg-store-bulk.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-undo.h"

typedef struct {
  const char *text;
  GPtrArray *all;
  RgSavedSegment *one;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->all = rg_segments_read (db, error);
  reading->one = rg_segment_find (db, reading->text, NULL);
  return reading->all != NULL;
}

static Reading
read_back (RgTestShop *test, const char *text)
{
  Reading reading = { .text = text };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  return reading;
}

static void
reading_clear (Reading *reading)
{
  g_ptr_array_unref (reading->all);
  g_clear_pointer (&reading->one, rg_saved_segment_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gint64
save (RgTestShop *test, gint64 id, const char *name, const char *text, gint64 *action)
{
  g_autoptr (RgSavedSegment) segment = rg_saved_segment_new (name, text);
  g_autoptr (GError) error = NULL;

  segment->id = id;
  rg_store_save_segment_sync (test->store, segment, &segment->id, action, &error);
  g_assert_no_error (error);
  return segment->id;
}

static void
test_life (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 action, first = save (test, 0, "Øl og kaffe", "tag is \"web\"", &action);
  gint64 second = save (test, 0, "Alle", "", &action);
  gint64 edited, deleted;
  g_auto (Reading) made = read_back (test, "øl OG kaffe");
  g_autofree char *label = NULL;

  g_assert_cmpuint (made.all->len, ==, 2);
  g_assert_cmpstr (((RgSavedSegment *) made.all->pdata[0])->name, ==, "Alle");
  g_assert_cmpint (made.one->id, ==, first);
  save (test, first, "Øl og kaffe", "tag is \"web\"", &edited);
  g_assert_cmpint (edited, ==, 0); /* nothing was different */
  save (test, first, "Netthandel", "tag is \"web\"\nnot since 60 days", &edited);
  g_assert_cmpint (edited, >, 0);
  rg_store_delete_segment_sync (test->store, second, &deleted, &error);
  g_assert_no_error (error);
  label = rg_test_shop_read (test, "SELECT label FROM action ORDER BY id DESC");
  g_assert_cmpstr (label, ==, "Segment “Alle” Deleted");
  rg_store_take_back_sync (test->store, edited, NULL, &error);
  g_assert_no_error (error);
  rg_store_take_back_sync (test->store, deleted, NULL, &error);
  g_assert_no_error (error);
  {
    g_auto (Reading) back = read_back (test, "Alle");

    g_assert_cmpuint (back.all->len, ==, 2);
    g_assert_cmpint (back.one->id, ==, second);
    g_assert_cmpstr (((RgSavedSegment *) back.all->pdata[1])->text, ==, "tag is \"web\"");
  }
  rg_test_shop_check (test);
}

static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgSavedSegment) unreadable = rg_saved_segment_new ("X", "city is");
  g_autoptr (RgSavedSegment) nameless = rg_saved_segment_new ("  ", "");
  g_autoptr (RgSavedSegment) gone = rg_saved_segment_new ("X", "");
  g_autoptr (GError) syntax = NULL;
  g_autoptr (GError) name = NULL;
  g_autoptr (GError) missing = NULL;

  gone->id = 99;
  g_assert_false (rg_store_save_segment_sync (test->store, unreadable, NULL, NULL, &syntax));
  g_assert_error (syntax, RG_SEGMENT_ERROR, RG_SEGMENT_ERROR_SYNTAX);
  g_assert_false (rg_store_save_segment_sync (test->store, nameless, NULL, NULL, &name));
  g_assert_error (name, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_save_segment_sync (test->store, gone, NULL, NULL, &missing));
  g_assert_error (missing, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

static char *
refusal (RgTestShop *test, gint64 id, const char *name, const char *text)
{
  g_autoptr (RgSavedSegment) segment = rg_saved_segment_new (name, text);
  g_autoptr (GError) error = NULL;

  segment->id = id;
  g_assert_false (rg_store_save_segment_sync (test->store, segment, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  return g_strdup (error->message);
}

/* Segments that ask for segments, by their names. */
static void
test_inside (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 action, renamed;
  const gint64 kaffe = save (test, 0, "Kaffe", "has email", &action);
  const gint64 gode = save (test, 0, "Gode", "any (segment is \"kaffe\"; has phone)", &action);
  const gint64 beste = save (test, 0, "Beste", "segment is not \"Gode\" or \"Kaffe\"", &action);
  g_autofree char *round = refusal (test, kaffe, "Kaffe", "segment is \"Beste\"");
  g_autofree char *itself = refusal (test, kaffe, "Kaffe", "none (segment is \"KAFFE\")");
  g_autofree char *taken = refusal (test, 0, "gode", "");
  g_autofree char *later = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpstr (round, ==, "“Kaffe” would ask for itself: Kaffe → Beste → Gode → Kaffe.");
  g_assert_cmpstr (itself, ==, "“Kaffe” would ask for itself: Kaffe → Kaffe.");
  g_assert_cmpstr (taken, ==, "There is a segment “Gode” already. Choose another name.");
  g_assert_false (rg_store_delete_segment_sync (test->store, kaffe, NULL, &error));
  g_assert_cmpstr (error->message, ==, "“Kaffe” cannot be deleted: it is asked for by “Gode”, "
                                       "“Beste”. Take the rule out there first.");
  g_clear_error (&error);
  save (test, kaffe, "Øl", "has email", &renamed);
  text = rg_test_shop_read (test, "SELECT group_concat(text, ' / ') FROM segment WHERE id > 1");
  g_assert_cmpstr (text, ==, "any (\n  segment is \"Øl\"\n  has phone\n) / "
                             "all (\n  segment is not \"Gode\" or \"Øl\"\n)");
  rg_store_take_back_sync (test->store, renamed, NULL, &error);
  g_assert_no_error (error);
  rg_store_delete_segment_sync (test->store, beste, NULL, &error);
  g_assert_no_error (error);
  /* Somebody asks for what is not there yet. */
  save (test, gode, "Gode", "segment is \"Senere\"", &action);
  later = refusal (test, 0, "Senere", "segment is \"Gode\"");
  g_assert_cmpstr (later, ==, "“Senere” would ask for itself: Senere → Gode → Senere.");
  rg_test_shop_check (test);
}

/* One in the next, up to the most; nothing is asked twice as often with each. */
static void
test_chain (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *refused = NULL;
  gint64 action;

  save (test, 0, "1", "has email", &action);
  for (int i = 2; i <= 16; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", i);
      g_autofree char *text = g_strdup_printf ("segment is \"%d\"; none (segment is not \"%d\")",
                                               i - 1, i - 1);

      save (test, 0, name, text, &action);
    }
  refused = refusal (test, 0, "17", "segment is \"16\"");
  g_assert_true (g_str_has_prefix (refused, "More than 16 segments would stand in each other: 17"));
}

static guint
by_hand (RgTestShop *test, gint64 customer, const char *name, RgHand hand, const char *reason,
         gint64 *action)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgBulk) bulk = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (ids, customer);
  bulk = rg_bulk_new_segment (ids, name, hand, reason);
  rg_store_bulk_sync (test->store, bulk, NULL, action, &error);
  g_assert_no_error (error);
  return rg_bulk_get_n_changed (bulk);
}

static void
assert_members (RgTestShop *test, const char *segment, const char *expected)
{
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, NULL);
  g_auto (Reading) reading = read_back (test, segment);
  g_autoptr (RgBitset) members =
    rg_segment_evaluate_text (dataset, rg_store_get_shop (test->store), reading.one->text);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = rg_bitset_next (members, 0); i < members->n_bits;
       i = rg_bitset_next (members, i + 1))
    g_string_append_printf (ids, "%d ", (int) rg_dataset_customer_id (dataset, i));
  g_assert_cmpstr (ids->str, ==, expected);
}

/* Chosen, left out, and by the rules again: beside them, and each taken back as one. */
static void
test_hands (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 action, made, left;

  rg_test_shop_write (test, "People", "INSERT INTO customer (uuid, name) SELECT "
                      "CAST (value || 'xxxxxxxxxxxxxxx' AS BLOB), 'Person ' || value "
                      "FROM json_each ('[1, 2, 3, 4]')");
  save (test, 0, "Two", "name contains \"2\"", &action);
  g_assert_cmpuint (by_hand (test, 3, "Party", RG_HAND_CHOSEN, "", &made), ==, 1);
  assert_members (test, "Party", "3 ");
  g_assert_cmpuint (by_hand (test, 3, "two", RG_HAND_CHOSEN, "", &action), ==, 1);
  assert_members (test, "Two", "2 3 ");
  g_assert_cmpuint (by_hand (test, 2, "Two", RG_HAND_LEFT_OUT, "Moved away", &left), ==, 1);
  assert_members (test, "Two", "3 ");
  g_assert_cmpuint (by_hand (test, 2, "Two", RG_HAND_LEFT_OUT, "Moved away", &action), ==, 0);
  g_assert_cmpuint (by_hand (test, 3, "Two", RG_HAND_RULES, "", &action), ==, 1);
  assert_members (test, "Two", "");
  save (test, 1, "Three", "any (all (name contains \"2\"; not left out of \"Two\"); "
                          "chosen for \"Two\")", &action);
  g_assert_cmpuint (by_hand (test, 4, "Three", RG_HAND_CHOSEN, "", &action), ==, 1);
  assert_members (test, "Three", "4 ");
  rg_store_take_back_sync (test->store, made, NULL, &error);
  g_assert_no_error (error);
  {
    g_auto (Reading) reading = read_back (test, "Party");

    g_assert_null (reading.one);
  }
  rg_test_shop_check (test);
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_save_segment_finish (RG_STORE (store), result, data, NULL, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgSavedSegment) segment = rg_saved_segment_new ("Later", "has email");
  gint64 id = 0;

  rg_store_save_segment_async (test->store, segment, saved_cb, &id);
  while (id == 0)
    g_main_context_iteration (NULL, TRUE);
  {
    g_auto (Reading) made = read_back (test, "later");

    g_assert_cmpint (made.one->id, ==, id);
  }
}

typedef struct {
  gboolean done;
  gint64 id;
  GError *error;
} Made;

static void
made_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  Made *made = data;

  made->id = rg_store_make_finish (result, &made->error);
  made->done = TRUE;
}

/* text: rules, or NULL for a list of the ids. */
static Made
make (RgTestShop *test, const char *name, const char *text, const char *reason, GArray *ids)
{
  Made made = { 0 };

  if (text != NULL)
    rg_store_make_segment_async (test->store, name, text, made_cb, &made);
  else
    rg_store_make_list_async (test->store, name, reason, ids, made_cb, &made);
  while (!made.done)
    g_main_context_iteration (NULL, TRUE);
  return made;
}

/* Proposals get names that are free, whatever the case, and go back as one action each. */
static void
test_proposed (void)
{
  static const char *const names[] = { "Quiet", "quiet (2)", "QUIET (3)" };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *before = NULL, *after = NULL, *reasons = NULL, *action = NULL;
  Made made;

  rg_test_shop_write (test, "People", "INSERT INTO customer (uuid, name) SELECT "
                      "CAST (value || 'xxxxxxxxxxxxxxx' AS BLOB), 'Person ' || value "
                      "FROM json_each ('[1, 2, 3]')");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first = g_ascii_strdown (names[i], 5);
      g_auto (Reading) reading = { 0 };

      made = make (test, i == 0 ? names[0] : first, "has email", NULL, NULL);
      g_assert_no_error (made.error);
      reading = read_back (test, names[i]);
      g_assert_cmpint (reading.one->id, ==, made.id);
    }
  made = make (test, "Broken", "city is", NULL, NULL);
  g_assert_error (made.error, RG_SEGMENT_ERROR, RG_SEGMENT_ERROR_SYNTAX);
  g_assert_cmpint (made.id, ==, 0);
  g_clear_error (&made.error);

  before = rg_test_shop_dump (test, TRUE);
  for (gint64 id = 1; id <= 2; id++)
    g_array_append_val (ids, id);
  made = make (test, "Quiet", NULL, "Like the others", ids);
  g_assert_no_error (made.error);
  assert_members (test, "Quiet (4)", "1 2 ");
  reasons = rg_test_shop_read (test, "SELECT group_concat (reason) FROM segment_person");
  g_assert_cmpstr (reasons, ==, "Like the others,Like the others");
  action = rg_test_shop_read (test, "SELECT max (id) FROM action");
  rg_test_shop_take_back (test, g_ascii_strtoll (action, NULL, 10));
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (after, ==, before);
  rg_test_shop_check (test);
}

typedef struct {
  RgStandingsContext context;
  GPtrArray *list;
} Standings;

static gboolean
standings_in_thread (RgDb *db, gpointer data, GError **error)
{
  Standings *standings = data;

  standings->list = rg_segment_standings_read (db, &standings->context, 1, error);
  return standings->list != NULL;
}

/* In, then nearly in with what is missing; what is counted of everybody is counted once for all of
 * them. */
static void
test_standings (void)
{
  static const struct {
    const char *name, *text, *missing;
  } segments[] = {
    { "A home of two", "household at least 2", NULL },
    { "B nobody here", "household at least 3; tag is blue", "-" },
    { "C home and red", "household at least 2; tag is red", NULL },
    { "D home and blue", "household at least 2; tag is blue",
      "Have the tag blue. Put the tag blue on them." },
    { "E home of three", "household at least 3",
      "Live in a household of at least 3 people. It would take 1 person more." },
  };
  static const guint order[] = { 0, 2, 3, 4 };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  Standings standings = { 0 };

  rg_test_shop_write (test, "People",
                      "INSERT INTO household (uuid, name) VALUES (randomblob (16), 'Home');"
                      "INSERT INTO customer (uuid, name, household_id) VALUES "
                      "(randomblob (16), 'Åse', 1), (randomblob (16), 'Kim', 1);"
                      "INSERT INTO tag (uuid, name) VALUES (randomblob (16), 'red');"
                      "INSERT INTO customer_tag (customer_id, tag_id) VALUES (1, 1);");
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    save (test, 0, segments[i].name, segments[i].text, NULL);
  dataset = rg_store_dup_dataset_sync (test->store, &error);
  g_assert_no_error (error);
  rg_standings_context_init (&standings.context, test->store);
  rg_store_read_sync (test->store, RG_READER_ROWS, standings_in_thread, &standings, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (standings.list->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const RgSegmentStanding *standing = standings.list->pdata[i];

      g_assert_cmpstr (standing->name, ==, segments[order[i]].name);
      g_assert_cmpstr (standing->missing, ==, segments[order[i]].missing);
    }
  g_ptr_array_unref (standings.list);
  rg_standings_context_clear (&standings.context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segments/life", test_life);
  g_test_add_func ("/segments/refused", test_refused);
  g_test_add_func ("/segments/inside", test_inside);
  g_test_add_func ("/segments/chain", test_chain);
  g_test_add_func ("/segments/hands", test_hands);
  g_test_add_func ("/segments/async", test_async);
  g_test_add_func ("/segments/proposed", test_proposed);
  g_test_add_func ("/segments/standings", test_standings);
  return g_test_run ();
}
