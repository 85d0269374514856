/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Imports that are written in chunks end as if they had been written at once, are not seen before
 * they are whole, and leave nothing where they do not become so. */
#include "fault-actions.h"
#include "fault-state.h"
#include "rg-test-import.h"
#include "store/rg-store-backup.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-private.h"
#include "store/rg-store-undo.h"

#define SALES "Receipt number,Date,SKU,Category,Quantity,Price,Customer ID,Branch\n"
#define PEOPLE "Customer number,First name,Last name,E-mail,City,Tags,Post permission\n"
#define NOW "2026-11-21T18:04:00Z"
#define AT_ONCE 1000000
#define ROUNDS 5
#define ACTIONS 6

/* --- Shops ------------------------------------------------------------------------------------ */

static void
open_shop (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;

  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
}

static void
close_shop (RgTestShop *test)
{
  rg_store_close (test->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&test->store);
}

/* The files as they lie there: what a power cut leaves at this moment. */
static RgTestShop *
copy_shop (const RgTestShop *test)
{
  static const char *const endings[] = { "", "-wal" };
  RgTestShop *copy = g_new0 (RgTestShop, 1);

  copy->folder = g_dir_make_tmp ("regulars-test-XXXXXX", NULL);
  copy->path = g_build_filename (copy->folder, "shop.regulars", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (test->path, endings[i], NULL);
      g_autofree char *to = g_strconcat (copy->path, endings[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (from, &contents, &length, NULL))
        g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
    }
  return copy;
}

/* Every row of every table, but for random ids. */
static char *
dump (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;
  char *rows;

  fault_shop_settle (test);
  rows = fault_state_read (test->store, &error);
  g_assert_no_error (error);
  return rows;
}

/* The same without what is derived, which a restored shop makes anew, and the history's words. */
static char *
dump_enduring (RgTestShop *test)
{
  g_autofree char *rows = NULL, *counts = NULL;

  fault_shop_settle (test);
  rows = rg_test_shop_dump (test, TRUE);
  counts = rg_test_shop_read (test, "SELECT (SELECT count(*) FROM import) || '/' || (SELECT "
                                    "count(*) FROM action) || '/' || (SELECT count(*) FROM "
                                    "change) || '/' || (SELECT count(*) FROM source)");
  return g_strconcat (rows, counts, NULL);
}

/* Says the first line that is not the same. */
static void
assert_same (const char *before, const char *after)
{
  g_auto (GStrv) was = g_strsplit (before, "\n", -1);
  g_auto (GStrv) now = g_strsplit (after, "\n", -1);

  for (guint i = 0; was[i] != NULL || now[i] != NULL; i++)
    g_assert_cmpstr (was[i], ==, now[i]);
}

/* --- Files ------------------------------------------------------------------------------------ */

/* Receipts of a few people and branches; numbers come again in other files, with other lines. */
static char *
made_up_sales (GRand *dice, int receipts)
{
  GString *text = g_string_new (SALES);
  int first = g_rand_int_range (dice, 0, 60);

  for (int i = first; i < first + receipts; i++)
    for (int line = g_rand_int_range (dice, 1, 5); line > 0; line--)
      g_string_append_printf (text, "%d,2026-0%d-1%d,P%d,Kind %d,%d,%d.50,%d,Branch %d\n", i,
                              i % 9 + 1, i % 9, g_rand_int_range (dice, 0, 40), i % 4,
                              g_rand_int_range (dice, -1, 4), i % 50 + 1, i % 11, i % 3);
  return g_string_free (text, FALSE);
}

static char *
made_up_people (GRand *dice)
{
  GString *text = g_string_new (PEOPLE);

  for (int i = g_rand_int_range (dice, 0, 6); i < 12; i++)
    g_string_append_printf (text, "%d,Name %d,Family,p%d@example.org,Oslo,vip,yes\n", i, i, i);
  return g_string_free (text, FALSE);
}

static gint64
import_text (RgTestShop *test, const char *text)
{
  return rg_test_import (test, "file.csv", text, NULL);
}

/* --- The same as at once ---------------------------------------------------------------------- */

static void
do_to_both (RgTestShop *one, RgTestShop *two, GRand *dice, gint64 *newest)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean ok;

  switch (g_rand_int_range (dice, 0, 4))
    {
    case 0:
      if (*newest == 0)
        return;
      ok = rg_store_take_back_sync (one->store, *newest, NULL, &error);
      g_clear_error (&error);
      g_assert_cmpint (rg_store_take_back_sync (two->store, *newest, newest, &error), ==, ok);
      return;
    case 1:
      text = made_up_people (dice);
      break;
    default:
      text = made_up_sales (dice, g_rand_int_range (dice, 1, 40));
    }
  *newest = import_text (one, text);
  g_assert_cmpint (import_text (two, text), ==, *newest);
}

static void
compare_round (guint32 seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  g_autoptr (RgTestShop) one = rg_test_shop_new ();
  g_autoptr (RgTestShop) two = NULL;
  gint64 newest = 0;

  close_shop (one);
  two = copy_shop (one);
  open_shop (one);
  open_shop (two);
  rg_store_set_import_chunk (one->store, AT_ONCE);
  for (int i = 0; i < ACTIONS; i++)
    {
      g_autofree char *a = NULL, *b = NULL, *last_a = NULL, *last_b = NULL;
      const char *last = "SELECT group_concat(name || seq ORDER BY name) FROM sqlite_sequence";

      rg_store_set_import_chunk (two->store, (guint64) g_rand_int_range (dice, 1, 12));
      do_to_both (one, two, dice, &newest);
      a = dump (one);
      b = dump (two);
      assert_same (a, b);
      last_a = rg_test_shop_read (one, last);
      last_b = rg_test_shop_read (two, last);
      g_assert_cmpstr (last_a, ==, last_b);
      rg_test_shop_check (two);
    }
}

static void
test_same (void)
{
  for (int i = 0; i < ROUNDS; i++)
    compare_round ((guint32) g_test_rand_int ());
}

/* --- While it runs ---------------------------------------------------------------------------- */

typedef struct {
  RgTestShop *test;
  char *before;      /* what is seen */
  guint n_reports;
  guint n_halves;    /* reports with receipts that are not seen */
  guint stop_at;     /* the report at which it is cancelled */
  GCancellable *cancellable; /* or NULL */
  GPtrArray *copies; /* of the shop at each report; or NULL */
  char *backup;      /* to be made at each report; or NULL */
} Watch;

static void
append (GString *out, RgTestShop *test, const char *sql)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_string_append_printf (out, "%s\n", text);
}

static gboolean
read_others_in_thread (RgDb *db, gpointer data, GError **error)
{
  GString *out = data;
  gint64 action;
  g_autoptr (RgDataset) dataset = rg_dataset_load (db, &action, error);
  g_autoptr (GPtrArray) imports = rg_imports_read (db, error);
  g_autoptr (GPtrArray) actions = rg_actions_read (db, G_MAXINT64, 100, error);
  g_autoptr (RgImportRules) rules = rg_import_rules_read (db, error);

  if (dataset == NULL || imports == NULL || actions == NULL || rules == NULL)
    return FALSE;
  g_string_append_printf (out, "%d %u %u %ld %u %u %u\n", (int) action, dataset->n_live,
                          rg_dataset_facts (dataset)->n_visits,
                          (long) rg_dataset_facts (dataset)->all_net_sales, imports->len,
                          actions->len, dataset->sales[0]->n_receipts);
  return TRUE;
}

/* What lists, History, the dataset, facts and reports are made of. */
static char *
read_seen (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);

  append (out, test, "SELECT group_concat(id || '/' || lines_hash) FROM whole_receipt");
  append (out, test, "SELECT group_concat(receipt_id || '/' || net_minor) FROM whole_receipt_line");
  append (out, test, "SELECT group_concat(customer_id || search || visits) FROM customer_fact");
  append (out, test, "SELECT group_concat(id) FROM customer WHERE erased_at IS NULL");
  append (out, test, "SELECT group_concat(id || name) FROM product");
  append (out, test, "SELECT group_concat(customer_id || value) FROM contact_point");
  append (out, test, "SELECT max(value) FROM generation");
  append (out, test, "SELECT count(*) FROM customer_identity");
  rg_store_read_sync (test->store, RG_READER_REPORT, read_others_in_thread, out, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

/* On the writer's thread, in the middle. */
static void
watch_cb (double share, gpointer data)
{
  Watch *watch = data;
  g_autofree char *seen = read_seen (watch->test);
  g_autofree char *halves =
    rg_test_shop_read (watch->test, "SELECT (SELECT count(*) FROM receipt) > "
                                    "(SELECT count(*) FROM whole_receipt)");

  g_assert_cmpstr (seen, ==, watch->before);
  watch->n_halves += g_str_equal (halves, "1");
  if (++watch->n_reports == watch->stop_at)
    g_cancellable_cancel (watch->cancellable);
  if (watch->copies != NULL)
    g_ptr_array_add (watch->copies, copy_shop (watch->test));
  if (watch->backup != NULL && watch->n_halves == 3)
    g_assert_true (rg_store_backup_sync (watch->test->store, watch->backup, NULL, NULL, NULL));
}

static void
watch_begin (Watch *watch, RgTestShop *test, guint stop_at)
{
  *watch = (Watch) { .test = test, .before = read_seen (test), .stop_at = stop_at };
}

static void
watch_end (Watch *watch)
{
  g_clear_pointer (&watch->before, g_free);
  g_clear_pointer (&watch->backup, g_free);
  g_clear_pointer (&watch->copies, g_ptr_array_unref);
  g_clear_object (&watch->cancellable);
}

/* A shop with something in it, and a file of which most is new. */
static RgTestShop *
make_shop (char **text)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);
  RgTestShop *test = rg_test_shop_new ();
  g_autofree char *first = made_up_sales (dice, 15);
  g_autofree char *people = made_up_people (dice);

  import_text (test, first);
  import_text (test, people);
  *text = made_up_sales (dice, 200);
  rg_store_set_import_chunk (test->store, 40);
  return test;
}

static gboolean
import_watched (Watch *watch, const char *text, GError **error)
{
  g_autoptr (RgImportBatch) batch = rg_test_read ("file.csv", text, -1, NULL);
  RgImportSummary summary = { 0 };

  return rg_store_import_sync (watch->test->store, batch, watch_cb, watch, watch->cancellable,
                               &summary, error);
}

static void
test_unseen (void)
{
  g_autofree char *text = NULL;
  g_autoptr (RgTestShop) test = make_shop (&text);
  g_autofree char *seen = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch;

  watch_begin (&watch, test, 0);
  g_assert_true (import_watched (&watch, text, &error));
  g_test_message ("%u reports, %u of them with unseen receipts", watch.n_reports, watch.n_halves);
  g_assert_cmpuint (watch.n_halves, >, 3);
  seen = read_seen (test);
  g_assert_cmpstr (seen, !=, watch.before);
  watch_end (&watch);
}

static void
test_cancelled (void)
{
  g_autofree char *text = NULL;
  g_autoptr (RgTestShop) test = make_shop (&text);
  g_autofree char *before = dump (test);

  for (guint at = 1; at < 8; at++)
    {
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      Watch watch;

      watch_begin (&watch, test, at);
      watch.cancellable = g_cancellable_new ();
      g_assert_false (import_watched (&watch, text, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      after = dump (test);
      assert_same (before, after);
      watch_end (&watch);
    }
  g_assert_cmpint (import_text (test, text), >, 0);
}

/* Nobody sees what is there when the shop is opened again, and soon it is not there any more. */
static void
judge_copy (RgTestShop *copy, const char *seen, const char *before, const char *text)
{
  g_autofree char *now = NULL, *after = NULL;

  open_shop (copy);
  now = read_seen (copy);
  g_assert_cmpstr (now, ==, seen);
  after = dump_enduring (copy);
  assert_same (before, after);
  rg_test_shop_check (copy);
  rg_store_set_import_chunk (copy->store, 40);
  g_assert_cmpint (import_text (copy, text), >, 0);
  rg_test_shop_free (copy);
}

static void
test_cut (void)
{
  g_autofree char *text = NULL;
  g_autoptr (RgTestShop) test = make_shop (&text);
  g_autofree char *before = dump_enduring (test);
  g_autoptr (GError) error = NULL;
  Watch watch;

  watch_begin (&watch, test, 0);
  watch.copies = g_ptr_array_new ();
  g_assert_true (import_watched (&watch, text, &error));
  g_assert_cmpuint (watch.copies->len, >, 4);
  for (guint i = 0; i < watch.copies->len; i++)
    judge_copy (g_ptr_array_index (watch.copies, i), watch.before, before, text);
  watch_end (&watch);
}

/* A backup that is made in the middle holds what is seen, once it is restored. */
static void
test_backup (void)
{
  g_autofree char *text = NULL;
  g_autoptr (RgTestShop) test = make_shop (&text);
  g_autofree char *before = dump_enduring (test);
  RgTestShop *restored = g_new0 (RgTestShop, 1);
  g_autoptr (GError) error = NULL;
  Watch watch;

  watch_begin (&watch, test, 0);
  watch.backup = g_build_filename (test->folder, "backup", NULL);
  g_assert_true (import_watched (&watch, text, &error));
  restored->folder = g_dir_make_tmp ("regulars-test-XXXXXX", NULL);
  restored->path = g_build_filename (restored->folder, "shop.regulars", NULL);
  rg_store_restore_sync (watch.backup, NULL, restored->path, NULL, NULL, &error);
  g_assert_no_error (error);
  judge_copy (restored, watch.before, before, text);
  watch_end (&watch);
}

/* As for a small one. */
static void
test_take_back (void)
{
  g_autofree char *text = NULL;
  g_autoptr (RgTestShop) test = make_shop (&text);
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  gint64 action = import_text (test, text);
  g_autofree char *full = rg_test_shop_dump (test, TRUE);
  g_autofree char *left = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 undo;

  g_assert_true (rg_store_take_back_sync (test->store, action, &undo, &error));
  left = rg_test_shop_dump (test, TRUE);
  assert_same (empty, left);
  g_assert_true (rg_store_take_back_sync (test->store, undo, NULL, &error));
  again = rg_test_shop_dump (test, TRUE);
  assert_same (full, again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("REGULARS_NOW", NOW, TRUE);
  g_test_add_func ("/import-chunks/same", test_same);
  g_test_add_func ("/import-chunks/unseen", test_unseen);
  g_test_add_func ("/import-chunks/cancelled", test_cancelled);
  g_test_add_func ("/import-chunks/cut", test_cut);
  g_test_add_func ("/import-chunks/backup", test_backup);
  g_test_add_func ("/import-chunks/take-back", test_take_back);
  return g_test_run ();
}
