/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files of postcodes: what is read of them, what is refused, and that loading them goes and comes
 * back. */
#include "rg-test-import.h"
#include "rg-test-zip.h"

#include <string.h>

#include "analysis/rg-spots.h"
#include "store/rg-store-dataset.h"
#include "transfer/rg-postcode-file.h"

#define ROW(country, postcode, latitude, longitude) \
  country "\t" postcode "\tSome \"Place\tA\t1\tB\t2\tC\t3\t" latitude "\t" longitude "\t4\n"
#define NORWAY ROW ("NO", "5003", "60.3929", "5.3241") ROW ("NO", "5005", "60.3844", "5.3327")

static RgPostcodeFile *
parse (const char *text, gssize length, const char *country, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));

  return rg_postcode_file_parse (bytes, "points.txt", country, NULL, error);
}

/* "NO 5003 6039290 532410; …" */
static char *
say (const RgPostcodeFile *file)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < file->points->len; i++)
    {
      const RgPostcodePoint *point = &g_array_index (file->points, RgPostcodePoint, i);

      g_string_append_printf (out, "%s%s %s %d %d", i > 0 ? "; " : "", point->country,
                              point->postcode, point->point.latitude, point->point.longitude);
    }
  return g_string_free_and_steal (out);
}

static void
assert_read (const char *text, const char *country, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgPostcodeFile) file = parse (text, -1, country, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = say (file);
  g_assert_cmpstr (said, ==, expected);
}

static void
test_geonames (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgPostcodeFile) file =
    parse (ROW ("SE", "113 51", "59.34", "18.05") "\n" NORWAY ROW ("NO", "5003", "60.3931",
                                                                   "5.3243")
           ROW ("NO", "0001", "", ""), -1, "", &error);
  g_autofree char *said = NULL, *countries = NULL;

  g_assert_no_error (error);
  said = say (file);
  countries = rg_postcode_file_dup_countries (file);
  g_assert_cmpstr (said, ==, "NO 5003 6039300 532420; NO 5005 6038440 533270; "
                             "SE 11351 5934000 1805000");
  g_assert_cmpstr (countries, ==, "NO SE");
  g_assert_cmpstr (file->maker, ==, "GeoNames");
  g_assert_cmpuint (file->n_rows, ==, 5);
  g_assert_cmpuint (file->n_again, ==, 1);
  g_assert_cmpuint (file->n_without, ==, 1);
}

static void
test_tables (void)
{
  assert_read ("Postcode,Latitude,Longitude\n5003,60.3929,5.3241\n", "NO",
               "NO 5003 6039290 532410");
  assert_read ("PLZ;Breitengrad;Längengrad;Land\n10115;52,5323;13,3846;Germany\n", "AT",
               "DE 10115 5253230 1338460");
  assert_read ("lon\tlat\tzip\tcountry code\n-118.4065\t34.0901\t90210\tUS\n-1,5\t2\t1\t\n", "NO",
               "NO 1 200000 -150000; US 90210 3409010 -11840650");
  assert_read ("\"postcode\",\"lat\",\"long\"\n\"AB1 0AA\",57.101474,-2.242851\n"
               "\"AB1 0AB\",99.999999,0.000000\n", "GB", "GB AB10AA 5710147 -224285");
  /* Rounded half away from nothing, to the poles and around the world. */
  assert_read ("postcode,lat,lon\n1,90,180\n2,-90,-180\n3,0.000005,-0.000005\n", "FJ",
               "FJ 1 9000000 18000000; FJ 2 -9000000 -18000000; FJ 3 1 -1");
  /* On both sides of the date line. */
  assert_read ("postcode,lat,lon\n1,0,179.9\n1,0,-179.7\n", "FJ", "FJ 1 0 -17990000");
  assert_read ("\xEF\xBB\xBFpostcode,lat,lon\r\n5003,60.3929,5.3241\r\n", "NO",
               "NO 5003 6039290 532410");
}

static void
test_packed (void)
{
  const RgTestEntry entries[] = { { .name = "readme.txt", .text = "All of this is long. Read it." },
                                  { .name = "NO.txt", .text = NORWAY }, { NULL } };
  const RgTestEntry nothing[] = { { .name = "a.png", .text = "x" }, { NULL } };
  const RgTestEntry bomb[] = { { .name = "NO.txt", .text = NORWAY, .repeats = 300000 }, { NULL } };
  g_autoptr (GBytes) packed = rg_test_zip (entries, TRUE);
  g_autoptr (GBytes) empty = rg_test_zip (nothing, TRUE);
  g_autoptr (GBytes) bursting = rg_test_zip (bomb, TRUE);
  const RgTestEntry many[] = { { .name = "NO.txt", .text = NORWAY, .repeats = 5000 }, { NULL } };
  g_autoptr (GBytes) plain = rg_test_zip (many, FALSE);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (plain, 0, g_bytes_get_size (plain) / 2);
  g_autoptr (GBytes) sheet = rg_test_xlsx (
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Postcode</t></is></c>"
    "<c r=\"B1\" t=\"inlineStr\"><is><t>Lat</t></is></c>"
    "<c r=\"C1\" t=\"inlineStr\"><is><t>Lon</t></is></c></row>"
    "<row r=\"2\"><c r=\"A2\"><v>5003</v></c><c r=\"B2\"><v>60.5</v></c>"
    "<c r=\"C2\"><v>5.25</v></c></row>", "");
  GBytes *refused[] = { empty, bursting, cut };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgPostcodeFile) file = rg_postcode_file_parse (packed, "NO.zip", "", NULL, &error);
  g_autoptr (RgPostcodeFile) rows = NULL;
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (file->points->len, ==, 2);
  g_assert_cmpstr (file->maker, ==, "GeoNames");
  rows = rg_postcode_file_parse (sheet, "points.xlsx", "NO", NULL, &error);
  g_assert_no_error (error);
  said = say (rows);
  g_assert_cmpstr (said, ==, "NO 5003 6050000 525000");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) wrong = NULL;

      g_assert_null (rg_postcode_file_parse (refused[i], "NO.zip", "NO", NULL, &wrong));
      g_assert_error (wrong, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_test_message ("%s", wrong->message);
    }
}

/* The whole file is refused with a sentence that has these words. */
static void
assert_refused (const char *text, gssize length, const char *row, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, length, "NO", &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, row));
  g_assert_nonnull (strstr (error->message, word));
  g_assert_true (g_str_has_suffix (error->message, "."));
  /* Nothing of it is an import. */
  g_assert_null (strstr (error->message, "imported"));
}

static void
test_hostile (void)
{
  g_autofree char *huge = g_strnfill (300000, '9');
  g_autofree char *long_cell = g_strdup_printf ("postcode,lat,lon\n1,%s,2\n", huge);
  g_autofree char *wide = g_strdup_printf (NORWAY "NO\t5011\tA\tB\tC\tD\tE\tF\tG\t%s\t5.3\t1\n",
                                           huge);
  char binary[4096];

  for (guint i = 0; i < sizeof binary; i++)
    binary[i] = (char) ((i * 2654435761u) >> 24);
  assert_refused ("", 0, "", "empty");
  assert_refused ("\n\n", 2, "", "empty");
  assert_refused (binary, sizeof binary, "", "text file");
  assert_refused ("PK\x03\x04", 4, "", ".");
  assert_refused ("name,lat,lon\n1,2,3\n", -1, "", "“postcode”");
  assert_refused ("postcode,x,lon\n1,2,3\n", -1, "", "“latitude”");
  assert_refused ("postcode,lat,x\n1,2,3\n", -1, "", "“longitude”");
  assert_refused ("postcode,lat,lon\n", -1, "", "No row");
  assert_refused ("postcode,lat,lon\n5003,,\n", -1, "", "No row");
  assert_refused ("postcode,lat,lon\n1,2,3\n2,90.00001,3\n", -1, "Row 3", "“90.00001”");
  assert_refused ("postcode,lat,lon\n1,2,-180.1\n", -1, "Row 2", "“-180.1”");
  assert_refused ("postcode,lat,lon\n1,2,\n", -1, "Row 2", "longitude “”");
  assert_refused ("postcode,lat,lon\n1,NaN,3\n", -1, "Row 2", "“NaN”");
  assert_refused ("postcode,lat,lon\n1,6e1,3\n", -1, "Row 2", "“6e1”");
  assert_refused ("postcode,lat,lon\n1,6.0.1,3\n", -1, "Row 2", "latitude");
  assert_refused ("postcode,lat,lon\n,2,3\n", -1, "Row 2", "no postcode");
  assert_refused ("postcode,lat,lon\n12345678901,2,3\n", -1, "Row 2", "no postcode");
  assert_refused ("postcode,lat,lon\n4111 1111 1111 1111,2,3\n", -1, "Row 2", "no postcode");
  assert_refused ("postcode,lat,lon\n\"1,2,3\n", -1, "Row 2", "never closed");
  assert_refused ("postcode,lat,lon,land\n1,2,3,Atlantis\n", -1, "Row 2", "Atlantis");
  assert_refused (long_cell, -1, "Row 2", ".");
  assert_refused (wide, -1, "Row 3", "latitude");
  assert_refused (NORWAY "NO\t5011\tBergen\n", -1, "Row 3", "not whole");
  assert_refused (NORWAY ROW ("Q9", "1", "1", "1"), -1, "Row 3", "Q9");
  assert_refused (NORWAY ROW ("NO", "1", "95", "1"), -1, "Row 3", "latitude");
}

/* The card's number is not said again. */
static void
test_masked (void)
{
  g_autoptr (GError) error = NULL, nowhere = NULL, stopped = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) many = g_string_new ("postcode,lat,lon\n");
  g_autoptr (GBytes) bytes = NULL;

  g_assert_null (parse ("postcode,lat,lon\n4111 1111 1111 1111,2,3\n", -1, "NO", &error));
  g_assert_null (strstr (error->message, "4111"));
  g_assert_null (parse ("postcode,lat,lon\n1,2,3\n", -1, "", &nowhere));
  g_assert_nonnull (strstr (nowhere->message, "country"));
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (many, "%u,1,2\n", i);
  bytes = g_bytes_new (many->str, many->len);
  g_cancellable_cancel (cancellable);
  g_assert_null (rg_postcode_file_parse (bytes, "a", "NO", cancellable, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* --- in a shop ---------------------------------------------------------------------------- */

static gboolean
read_points (RgDb *db, gpointer data, GError **error)
{
  return rg_postcode_points_read (db, data, error);
}

/* Where it lies, north; 0: not known. */
static int
find (RgTestShop *test, const char *country, const char *postcode)
{
  g_autoptr (RgPoints) points = NULL;
  g_autoptr (GError) error = NULL;
  RgPoint point = { 0 };

  rg_store_read_sync (test->store, RG_READER_ROWS, read_points, &points, NULL, &error);
  g_assert_no_error (error);
  return points != NULL && rg_points_find (points, country, postcode, &point) ? point.latitude : 0;
}

static gint64
load (RgTestShop *test, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgPostcodeFile) file = parse (text, -1, "NO", &error);
  gint64 action = 0;

  g_assert_no_error (error);
  rg_store_load_postcodes_sync (test->store, file, NULL, &action, &error);
  g_assert_no_error (error);
  g_assert_cmpint (action, >, 0);
  return action;
}

static char *
names_in_use (RgTestShop *test)
{
  return rg_test_shop_read (test, "SELECT group_concat(id, ' ') FROM "
                                  "(SELECT id FROM postcode_set WHERE in_use ORDER BY id)");
}

static void
assert_in_use (RgTestShop *test, const char *expected)
{
  g_autofree char *names = names_in_use (test);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_load (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *changes = NULL, *label = NULL;
  gint64 first, both, again, removed, back;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (find (test, "NO", "5003"), ==, 0);
  first = load (test, NORWAY);
  g_assert_cmpint (find (test, "", "5003"), ==, 6039290);
  label = rg_test_shop_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (label, ==, "2 Postcodes Put on the Map");
  changes = rg_test_shop_read (test, "SELECT count(*) FROM change WHERE table_name LIKE 'postc%'");
  g_assert_cmpstr (changes, ==, "1");
  /* Another country comes beside it, the same one in its place. */
  both = load (test, ROW ("SE", "11351", "59.34", "18.05"));
  assert_in_use (test, "1 2");
  again = load (test, ROW ("NO", "5003", "60.5", "5.5") ROW ("SE", "11351", "59.5", "18.5"));
  assert_in_use (test, "3");
  g_assert_cmpint (find (test, "NO", "5003"), ==, 6050000);
  g_assert_cmpint (find (test, "NO", "5005"), ==, 0);
  load (test, ROW ("NO", "5003", "61", "5"));
  assert_in_use (test, "3 4");
  g_assert_cmpint (find (test, "NO", "5003"), ==, 6100000);
  g_assert_cmpint (find (test, "SE", "11351"), ==, 5950000);
  g_assert_true (rg_store_remove_postcodes_sync (test->store, 4, &removed, &error));
  g_assert_cmpint (find (test, "NO", "5003"), ==, 6050000);
  /* All of it goes back, and some of it comes again. */
  rg_test_shop_take_back (test, removed);
  rg_test_shop_take_back (test, removed - 1);
  rg_test_shop_take_back (test, again);
  assert_in_use (test, "1 2");
  g_assert_cmpint (find (test, "NO", "5005"), ==, 6038440);
  rg_test_shop_take_back (test, both);
  back = rg_test_shop_take_back (test, first);
  assert_in_use (test, "");
  g_assert_cmpint (find (test, "NO", "5003"), ==, 0);
  rg_test_shop_take_back (test, back);
  g_assert_cmpint (find (test, "", "N-5003"), ==, 6039290);
  rg_test_shop_reopen (test);
  rg_test_shop_check (test);
  g_assert_cmpint (find (test, "", "5005"), ==, 6038440);
}

/* What the dataset knows: the postcode of the shop's address, and where one lies. */
static void
assert_dataset (RgTestShop *test, const char *shop, const char *postcode, int latitude)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, &error);
  RgPoint point;

  g_assert_no_error (error);
  g_assert_cmpstr (dataset->points != NULL ? rg_points_get_shop (dataset->points, NULL) : NULL, ==,
                   shop);
  if (dataset->points == NULL || !rg_points_find (dataset->points, "", postcode, &point))
    point.latitude = 0;
  g_assert_cmpint (point.latitude, ==, latitude);
}

/* It follows what is loaded, taken back, and moved. */
static void
test_dataset (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 action;

  assert_dataset (test, NULL, "5003", 0);
  rg_test_shop_write (test, "Moved", "UPDATE shop SET country = '', address = '5005 Bergen'");
  action = load (test, NORWAY);
  assert_dataset (test, "5005", "5003", 6039290);
  rg_test_shop_write (test, "Moved", "UPDATE shop SET address = 'Torget 1, Bergen'");
  assert_dataset (test, NULL, "5003", 6039290);
  rg_test_shop_write (test, "Moved", "UPDATE shop SET address = 'Torget 1\nN-5003 Bergen'");
  assert_dataset (test, "N-5003", "5003", 6039290);
  rg_test_shop_write (test, "Moved", "UPDATE shop SET country = 'SE'");
  assert_dataset (test, NULL, "5003", 0);
  rg_test_shop_write (test, "Moved", "UPDATE shop SET country = 'NO'");
  rg_test_shop_take_back (test, action);
  assert_dataset (test, NULL, "5003", 0);
  load (test, NORWAY);
  rg_test_shop_reopen (test);
  assert_dataset (test, "N-5003", "5005", 6038440);
}

/* Nothing half done where it is stopped, or cannot be. */
static void
test_stopped (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL, wrong = NULL;
  g_autoptr (RgPostcodeFile) file = parse (NORWAY, -1, "", &error);
  g_autofree char *before = rg_test_shop_dump (test, TRUE), *after = NULL, *last = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rg_store_load_postcodes_sync (test->store, file, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The first row goes in, and the second is one that the file refuses. */
  g_array_index (file->points, RgPostcodePoint, 1).point.latitude = 9000001;
  g_assert_false (rg_store_load_postcodes_sync (test->store, file, NULL, NULL, &wrong));
  after = rg_test_shop_dump (test, TRUE);
  last = rg_test_shop_read (test, "SELECT count(*) FROM postcode_point");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (last, ==, "0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postcodes/geonames", test_geonames);
  g_test_add_func ("/postcodes/tables", test_tables);
  g_test_add_func ("/postcodes/packed", test_packed);
  g_test_add_func ("/postcodes/hostile", test_hostile);
  g_test_add_func ("/postcodes/masked", test_masked);
  g_test_add_func ("/postcodes/load", test_load);
  g_test_add_func ("/postcodes/dataset", test_dataset);
  g_test_add_func ("/postcodes/stopped", test_stopped);
  return g_test_run ();
}
