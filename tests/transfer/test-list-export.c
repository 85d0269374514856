/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A list of customers as a file: whatever stands in it comes back as it was, in any language. */
#include "rg-test-import.h"

#include "transfer/rg-list-export.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define N_CUSTOMERS 16

static const char *const locales[] = {
  "C.UTF-8",     "en_US.UTF-8", "sv_SE.UTF-8", "de_DE.UTF-8", "de_CH.UTF-8", "fr_FR.UTF-8",
  "ja_JP.UTF-8", "ar_EG.UTF-8", "hi_IN.UTF-8", "fa_IR.UTF-8", "pt_BR.UTF-8", "tr_TR.UTF-8",
  "pl_PL.UTF-8", "he_IL.UTF-8", "bn_BD.UTF-8", "nb_NO.UTF-8",
};

/* What files stumble over; none is a number behind an apostrophe, which is what spreadsheets write
 * for a number. */
static const char *const pieces[] = {
  "Åse",  "O'Hara", "=1+1", "@SUM(A1)", "+47 22",  "-12.50", "1,5", "a;b", "\"so\"", "王",
  "김민수", "Ünal",   "x\ty", "|",        "12/11/10", "00042",  "é",   "ß",   "--05-17", "true",
};

static char *
any_text (GRand *rand, int most)
{
  GString *text = g_string_new (NULL);

  for (int i = g_rand_int_range (rand, 0, most + 1); i > 0; i--)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static char *
quote (char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GString) quoted = g_string_new (text);

  g_string_replace (quoted, "'", "''", 0);
  return g_strdup_printf ("'%s'", quoted->str);
}

/* Also of the shop's own fields. */
static void
add_facts (GString *sql, GRand *rand, int id)
{
  g_autofree char *how = quote (any_text (rand, 2));
  g_autofree char *where = quote (any_text (rand, 2));
  g_autofree char *work = quote (any_text (rand, 2));
  g_autofree char *interests = quote (any_text (rand, 2));
  g_autofree char *own = quote (any_text (rand, 2));

  g_string_append_printf (
    sql,
    "UPDATE customer SET joined_how = %s, joined_where = %s, occupation = %s, interests = %s, "
    "income_band = '%d–%d', children = nullif(%d, 3), household_size = nullif(%d, 0), "
    "owner_id = nullif(70 + %d, 72) WHERE id = %d;",
    how, where, work, interests, id, id + 10, id % 4, id % 7, id % 3, id);
  g_string_append_printf (
    sql,
    "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at, how) "
    "SELECT randomblob(16), %d, column1, column2, %d, 1, 'paper' FROM (VALUES ('post', 1), "
    "('email', 0), ('phone', 1), ('sms', 0));"
    "INSERT INTO permission (customer_id, channel, granted, since_on, consent_id) "
    "SELECT customer_id, channel, granted, effective_on, id FROM consent WHERE customer_id = %d;",
    id, 20100 + id, id);
  g_string_append_printf (
    sql,
    "INSERT INTO field_value (customer_id, field_id, part, text, number, choice_id) VALUES "
    "(%d, 1, 0, trim('v ' || %s), NULL, NULL), (%d, 2, 0, '', %d, NULL), "
    "(%d, 3, 0, '', %d, NULL), (%d, 4, 0, '', %d, NULL), (%d, 5, 0, '', %d, NULL), "
    "(%d, 6, 0, '', NULL, %d), (%d, 7, 3, '', NULL, 3), (%d, 7, %d, '', NULL, %d), "
    "(%d, 8, 0, '', %d, NULL);",
    id, own, id, id * 1234 - 9999, id, id * 777 - 5000, id, 20000 - id * 100, id, id % 2, id,
    1 + id % 2, id, id, 4 + id % 2, 4 + id % 2, id, id % 11 - 5);
}

static void
add_person (GString *sql, GRand *rand, int id)
{
  g_autofree char *name = quote (any_text (rand, 3));
  g_autofree char *given = quote (any_text (rand, 1));
  g_autofree char *family = quote (any_text (rand, 1));
  g_autofree char *note = quote (any_text (rand, 4));
  g_autofree char *language = quote (any_text (rand, 1));
  g_autofree char *street = quote (any_text (rand, 3));
  g_autofree char *city = quote (any_text (rand, 1));

  g_string_append_printf (
    sql,
    "INSERT INTO customer (id, uuid, name, given_name, family_name, note, language, birth_year, "
    "birth_month, birth_day, joined_on, card_number) VALUES (%d, randomblob(16), "
    "trim('P%d ' || %s), %s, %s, %s, %s, %s, %d, %d, %d, 'C%d');",
    id, id, name, given, family, note, language, id % 3 == 0 ? "NULL" : "1980", 1 + id % 12,
    1 + id % 28, 20000 + id, id);
  g_string_append_printf (
    sql,
    "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) VALUES "
    "(randomblob(16), %d, 'email', 'p%d@example.org', 'p%d@example.org'), "
    "(randomblob(16), %d, 'phone', '+47 22 33 %02d %02d', '+472233%02d%02d');",
    id, id, id, id, id / 100, id % 100, id / 100, id % 100);
  g_string_append_printf (
    sql,
    "INSERT INTO contact_point (uuid, customer_id, kind, value, postcode, city) "
    "SELECT randomblob(16), %d, 'address', trim('S ' || %s), '0%03d', trim('B ' || %s);"
    "INSERT INTO tag (uuid, name) VALUES (randomblob(16), 'tag ' || %d || %s);"
    "INSERT INTO customer_tag (customer_id, tag_id) VALUES (%d, last_insert_rowid());",
    id, street, id, city, id, id % 4 == 0 ? "'a;b, \"c\" | d'" : "''", id);
  add_facts (sql, rand, id);
}

/* What every shop that is to know as much of somebody needs: who works there, and fields of every
 * kind, some of them with names that a till's columns have as well. */
static void
add_shop (RgTestShop *test)
{
  rg_test_shop_write (
    test, "The shop",
    "INSERT INTO staff (id, uuid, name) VALUES (70, randomblob(16), 'Kåre; \"K\"'), "
    "(71, randomblob(16), '=Liv');"
    "INSERT INTO field (id, uuid, name, kind, place, least, most) VALUES "
    "(1, randomblob(16), 'Address 2', 'text', 8, NULL, NULL), "
    "(2, randomblob(16), 'Weight, kg', 'number', 7, NULL, NULL), "
    "(3, randomblob(16), 'Credit', 'money', 6, NULL, NULL), "
    "(4, randomblob(16), 'DOB', 'date', 5, NULL, NULL), "
    "(5, randomblob(16), 'Note', 'yes-no', 4, NULL, NULL), "
    "(6, randomblob(16), '=Skill', 'one', 3, NULL, NULL), "
    "(7, randomblob(16), 'Sports', 'several', 2, NULL, NULL), "
    "(8, randomblob(16), '年', 'scale', 1, -5, 5);"
    "INSERT INTO field_choice (id, field_id, name, place) VALUES (1, 6, 'yes', 0), "
    "(2, 6, '-1', 1), (3, 7, 'a;b, \"c\" | d', 0), (4, 7, '12/11/10', 1), (5, 7, 'Ski', 2);");
}

static RgTestShop *
new_shop (GRand *rand)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (GString) sql = g_string_new (NULL);

  add_shop (test);
  for (int id = 1; id <= N_CUSTOMERS; id++)
    add_person (sql, rand, id);
  rg_test_shop_write (test, "People", sql->str);
  return test;
}

static char *
write_list (RgTestShop *test, RgListFormat format)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (gint64 id = 1; id <= N_CUSTOMERS + 5; id++)
    g_array_append_val (ids, id);
  rg_list_export_sync (test->store, ids, format, stream, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, N_CUSTOMERS);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* All that an import of customers could change, but for who the numbers of a file are. */
static char *
dump_people (RgTestShop *test)
{
  g_autofree char *all = rg_test_shop_dump (test, TRUE);
  g_auto (GStrv) tables = g_strsplit (all, "== ", -1);
  GString *people = g_string_new (NULL);

  for (guint i = 0; tables[i] != NULL; i++)
    if (!g_str_has_prefix (tables[i], "customer_identity"))
      g_string_append (people, tables[i]);
  return g_string_free (people, FALSE);
}

static void
assert_same (const char *before, const char *after)
{
  g_auto (GStrv) was = g_strsplit (before, "\n", -1);
  g_auto (GStrv) now = g_strsplit (after, "\n", -1);

  for (guint i = 0; was[i] != NULL || now[i] != NULL; i++)
    g_assert_cmpstr (was[i], ==, now[i]);
}

/* Of each row of a CSV all but the first cell, which says who it is here. */
static char *
without_ids (const char *csv)
{
  g_autoptr (GRegex) uid = g_regex_new ("urn:uuid:[0-9a-f-]{36}", 0, 0, NULL);

  return g_regex_replace_literal (uid, csv, -1, 0, "", 0, NULL);
}

static void
assert_comes_back (GRand *rand, RgListFormat format, const char *name)
{
  g_autoptr (RgTestShop) test = new_shop (rand);
  g_autoptr (RgTestShop) other = rg_test_shop_new ();
  g_autofree char *before = dump_people (test);
  g_autofree char *text = write_list (test, format);
  RgImportSummary summary;

  rg_test_import (test, name, text, &summary);
  g_assert_cmpuint (summary.customers_created, ==, 0);
  g_autofree char *after = dump_people (test);
  assert_same (before, after);
  g_assert_cmpuint (summary.customers_updated, ==, 0);
  /* Another shop knows as much of them. */
  add_shop (other);
  rg_test_import (other, name, text, &summary);
  g_assert_cmpuint (summary.customers_created, ==, N_CUSTOMERS);
  if (format == RG_LIST_VCARD)
    return;
  g_autofree char *here = without_ids (text);
  g_autofree char *copy = write_list (other, format);
  g_autofree char *there = without_ids (copy);
  assert_same (here, there);
}

static void
test_comes_back (void)
{
  guint n_locales = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

      if (setlocale (LC_ALL, locales[i]) == NULL)
        continue;
      n_locales++;
      assert_comes_back (rand, i % 2 ? RG_LIST_SPREADSHEET : RG_LIST_UNTOUCHED, "list.csv");
    }
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpuint (n_locales, >=, 15);
}

static void
test_cards_come_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  assert_comes_back (rand, RG_LIST_VCARD, "list.vcf");
}

static void
test_formats (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (RgTestShop) test = new_shop (rand);

  rg_test_shop_write (test, "Edit", "UPDATE customer SET note = '=1+1' WHERE id = 1");
  g_autofree char *guarded = write_list (test, RG_LIST_SPREADSHEET);
  g_autofree char *untouched = write_list (test, RG_LIST_UNTOUCHED);
  g_assert_nonnull (strstr (guarded, ",'=1+1,"));
  g_assert_nonnull (strstr (untouched, ",=1+1,"));
  g_assert_cmpint (rg_list_format_for ("a.VCF", FALSE), ==, RG_LIST_VCARD);
  g_assert_cmpint (rg_list_format_for ("a.csv", TRUE), ==, RG_LIST_UNTOUCHED);
}

/* So many that somebody can think better of it. */
#define N_MANY 6000

typedef struct
{
  GCancellable *cancellable;
  gint permille; /* atomic */
  gint seen;
  gboolean ended;
  GError *error;
} Cancelling;

static gboolean
cancel_cb (gpointer data)
{
  Cancelling *cancelling = data;
  const gint permille = g_atomic_int_get (&cancelling->permille);

  g_assert_cmpint (permille, >=, cancelling->seen);
  cancelling->seen = permille;
  if (permille >= 100)
    g_cancellable_cancel (cancelling->cancellable);
  return permille < 100 && !cancelling->ended;
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Cancelling *cancelling = data;

  rg_list_save_finish (result, &cancelling->error);
  cancelling->ended = TRUE;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Once a tenth of it is written. */
static void
save_and_cancel (RgTestShop *test, GArray *ids, RgListFormat format, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancelling cancelling = { .cancellable = cancellable };

  rg_list_save_async (test->store, ids, format, file, &cancelling.permille, cancellable,
                      cancelled_cb, &cancelling);
  g_timeout_add (1, cancel_cb, &cancelling);
  while (!cancelling.ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (cancelling.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (cancelling.permille, >=, 100);
  g_assert_cmpint (cancelling.permille, <, 1000);
  g_clear_error (&cancelling.error);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Whoever thinks better of it finds what was there, and else nothing. */
static void
test_cancelled (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *folder = g_build_filename (test->folder, "files", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *cards = g_build_filename (folder, "list.vcf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  rg_test_shop_write (test, "People",
                      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                      G_STRINGIFY (N_MANY) ") INSERT INTO customer (id, uuid, name) "
                      "SELECT i, randomblob(16), 'Person ' || i FROM n");
  for (gint64 id = 1; id <= N_MANY; id++)
    g_array_append_val (ids, id);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  save_and_cancel (test, ids, RG_LIST_SPREADSHEET, path);
  save_and_cancel (test, ids, RG_LIST_VCARD, cards);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  save_and_cancel (test, ids, RG_LIST_SPREADSHEET, path);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-export/comes-back", test_comes_back);
  g_test_add_func ("/list-export/cards-come-back", test_cards_come_back);
  g_test_add_func ("/list-export/formats", test_formats);
  g_test_add_func ("/list-export/cancelled", test_cancelled);
  return g_test_run ();
}
