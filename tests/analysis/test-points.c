/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where postcodes lie, and how far it is from one to another. */
#include <math.h>
#include <string.h>

#include "analysis/rg-points.h"

static RgPoint
at (double latitude, double longitude)
{
  return (RgPoint) { (gint32) lround (latitude * RG_POINT_DEGREE),
                     (gint32) lround (longitude * RG_POINT_DEGREE) };
}

/* Published distances: the first by the documentation of the Python library haversine 2.9, which
 * has the same radius; the second by Rosetta Code, “Haversine formula”, on a sphere of 6371 km. */
static void
test_published (void)
{
  const double lyon_paris = rg_point_distance (at (45.7597, 4.8422), at (48.8567, 2.3508));
  const double nashville = rg_point_distance (at (36.12, -86.67), at (33.94, -118.40));

  g_assert_cmpfloat_with_epsilon (lyon_paris, 392217.2595594006, 1e-6);
  g_assert_cmpfloat_with_epsilon (nashville * 6371000 / RG_EARTH_RADIUS, 2886444.442837983299747,
                                  1e-6);
}

/* Parts of the whole way round, which geometry knows. */
static void
test_round (void)
{
  const double quarter = G_PI / 2 * RG_EARTH_RADIUS;

  g_assert_cmpfloat_with_epsilon (rg_point_distance (at (90, 0), at (-90, 77)), 2 * quarter, 1e-3);
  g_assert_cmpfloat_with_epsilon (rg_point_distance (at (0, 0), at (0, 90)), quarter, 1e-3);
  g_assert_cmpfloat_with_epsilon (rg_point_distance (at (0, 0), at (0, 180)), 2 * quarter, 1e-1);
  g_assert_cmpfloat_with_epsilon (rg_point_distance (at (90, 10), at (90, -120)), 0, 1e-3);
  /* Over the date line. */
  g_assert_cmpfloat_with_epsilon (rg_point_distance (at (0, 179.5), at (0, -179.5)), quarter / 90,
                                  1e-3);
  g_assert_cmpfloat (rg_point_distance (at (59.9, 10.7), at (59.9, 10.7)), ==, 0);
}

/* The same by another formula, the arc between two vectors; there and back; never the longer way
 * over a third place. */
static void
test_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      RgPoint p[3];
      double v[2][3], cross[3], dot = 0, far;

      for (guint k = 0; k < 3; k++)
        p[k] = (RgPoint) { g_test_rand_int_range (-9000000, 9000001),
                           g_test_rand_int_range (-18000000, 18000001) };
      for (guint k = 0; k < 2; k++)
        {
          const double north = p[k].latitude * G_PI / 180e5, east = p[k].longitude * G_PI / 180e5;

          v[k][0] = cos (north) * cos (east);
          v[k][1] = cos (north) * sin (east);
          v[k][2] = sin (north);
        }
      for (guint k = 0; k < 3; k++)
        {
          dot += v[0][k] * v[1][k];
          cross[k] = v[0][(k + 1) % 3] * v[1][(k + 2) % 3] - v[0][(k + 2) % 3] * v[1][(k + 1) % 3];
        }
      far = 6371008.8 * atan2 (sqrt (cross[0] * cross[0] + cross[1] * cross[1] +
                                     cross[2] * cross[2]), dot);
      /* Where two places are opposite to each other the haversine is blunt. */
      g_assert_cmpfloat_with_epsilon (rg_point_distance (p[0], p[1]), far, far < 19e6 ? 0.01 : 1);
      g_assert_cmpfloat (rg_point_distance (p[0], p[1]), ==, rg_point_distance (p[1], p[0]));
      g_assert_cmpfloat (rg_point_distance (p[0], p[1]), <=,
                         rg_point_distance (p[0], p[2]) + rg_point_distance (p[2], p[1]) + 0.01);
    }
}

/* --- postcodes ---------------------------------------------------------------------------- */

static void
assert_normal (const char *country, const char *text, const char *expected)
{
  char out[RG_POSTCODE_LENGTH + 1] = "";
  const gboolean ok = rg_postcode_normalise (country, text, out);

  g_assert_cmpstr (ok ? out : NULL, ==, expected);
}

static void
test_normalise (void)
{
  assert_normal ("NO", "5003", "5003");
  assert_normal ("NO", " N-5003 ", "5003");
  assert_normal ("NO", "no-5003", "5003");
  assert_normal ("DE", "D-10115", "10115");
  assert_normal ("DE", "DE 10115", "10115");
  assert_normal ("LU", "L-1234", "1234");
  assert_normal ("LV", "LV-1001", "1001");
  assert_normal ("GB", "sw1a 1aa", "SW1A1AA");
  assert_normal ("SE", "113 51", "11351");
  assert_normal ("JP", "１５０－０００１", "1500001");
  assert_normal ("IR", "۱۹۹۱۹۱۴۵۸۸", "1991914588");
  assert_normal ("CA", "Ｋ１Ａ 0B1", "K1A0B1");
  assert_normal ("AR", "C1425ABC", "C1425ABC");
  assert_normal ("NO", "", NULL);
  assert_normal ("NO", " - ", NULL);
  assert_normal ("NO", "Åsgård", NULL);
  assert_normal ("NO", "12345678901", NULL);
}

static void
put (RgPoints *points, const char *country, const char *postcode, int latitude)
{
  rg_points_add (points, country, postcode, (RgPoint) { latitude, 0 });
}

static int
find (const RgPoints *points, const char *country, const char *postcode)
{
  RgPoint point;

  return rg_points_find (points, country, postcode, &point) ? point.latitude : 0;
}

static int
find_typed (const RgPoints *points, const char *text)
{
  RgPoint point;

  return rg_points_find_typed (points, text, &point) ? point.latitude : 0;
}

static void
test_find (void)
{
  g_autoptr (RgPoints) points = rg_points_new ();

  put (points, "NO", "5003", 1);
  put (points, "NO", "5003", 9);
  put (points, "NO", "500", 8);
  put (points, "GB", "SW1A", 2);
  put (points, "GB", "SW1", 3);
  put (points, "GB", "N1", 4);
  put (points, "GB", "N11", 5);
  put (points, "NL", "1012", 6);
  put (points, "US", "90210", 7);
  put (points, "", "1", 1);
  put (points, "XX", "", 1);
  put (points, "XX", "lower", 1);
  rg_points_seal (points, "NO", "Bokhandel 5003\nStrandgaten 5003\nN-5003 Bergen\nNorway");
  g_assert_cmpuint (rg_points_get_n (points), ==, 8);
  g_assert_cmpint (find (points, "NO", "5003"), ==, 1);
  g_assert_cmpint (find (points, "", "N-5003"), ==, 1);
  /* No other part of a postcode is its area. */
  g_assert_cmpint (find (points, "NO", "5004"), ==, 0);
  g_assert_cmpint (find (points, "NO", "50031"), ==, 0);
  g_assert_cmpint (find (points, "SE", "5003"), ==, 0);
  g_assert_cmpint (find (points, "GB", "SW1A 1AA"), ==, 2);
  g_assert_cmpint (find (points, "GB", "SW1 1AA"), ==, 3);
  g_assert_cmpint (find (points, "GB", "N1 1AA"), ==, 4);
  g_assert_cmpint (find (points, "GB", "N11 1AA"), ==, 5);
  g_assert_cmpint (find (points, "GB", "N1 123"), ==, 0);
  g_assert_cmpint (find (points, "NL", "1012 AB"), ==, 6);
  g_assert_cmpint (find (points, "US", "90210-1234"), ==, 7);
  g_assert_cmpint (find (points, "US", "902101"), ==, 0);
  g_assert_cmpint (find (points, "FR", ""), ==, 0);
  g_assert_cmpint (find_typed (points, "5003"), ==, 1);
  g_assert_cmpint (find_typed (points, "GB SW1A 1AA"), ==, 2);
  g_assert_cmpint (find_typed (points, "nl-1012"), ==, 6);
  g_assert_cmpint (find_typed (points, "90210, United States"), ==, 7);
  g_assert_cmpint (find_typed (points, "90210, Atlantis"), ==, 0);
  g_assert_cmpint (find_typed (points, ","), ==, 0);
  g_assert_cmpint (find_typed (points, ""), ==, 0);
  g_assert_cmpstr (rg_points_get_shop (points, NULL), ==, "N-5003");
  g_assert_true (rg_points_have_country (points, ""));
  g_assert_true (rg_points_have_country (points, "GB"));
  g_assert_false (rg_points_have_country (points, "SE"));
}

/* The country of a shop that has none is the only one of the file; addresses of two words. */
static void
test_home (void)
{
  g_autoptr (RgPoints) one = rg_points_new ();
  g_autoptr (RgPoints) two = rg_points_new ();
  g_autoptr (RgPoints) none = rg_points_new ();
  RgPoint point;

  put (one, "GB", "SW1A", 2);
  put (one, "GB", "A1", 3);
  rg_points_seal (one, "", "1 The Mall\nLondon SW1A 1AA");
  g_assert_cmpstr (rg_points_get_home (one), ==, "GB");
  g_assert_cmpstr (rg_points_get_shop (one, &point), ==, "SW1A 1AA");
  g_assert_cmpint (point.latitude, ==, 2);
  put (two, "GB", "SW1A", 2);
  put (two, "NO", "5003", 3);
  rg_points_seal (two, "", "5003 Bergen");
  g_assert_cmpstr (rg_points_get_home (two), ==, "");
  g_assert_null (rg_points_get_shop (two, NULL));
  g_assert_cmpint (find (two, "", "5003"), ==, 0);
  rg_points_seal (none, "", "");
  g_assert_cmpint (find (none, "NO", "5003"), ==, 0);
}

static void
assert_in_address (const RgPoints *points, const char *address, const char *expected, int latitude)
{
  RgPoint point = { 0, 0 }, typed = { 0, 0 };
  g_autofree char *found = rg_points_find_in_address (points, address, &point);

  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpint (expected != NULL ? point.latitude : 0, ==, latitude);
  if (found == NULL)
    return;
  /* What is found can be typed. */
  g_assert_true (rg_points_find_typed (points, found, &typed));
  g_assert_cmpint (typed.latitude, ==, latitude);
}

/* The lowest postcode in an address whose place is known, in the country that it names. */
static void
test_in_address (void)
{
  g_autoptr (RgPoints) points = rg_points_new ();

  put (points, "NO", "5003", 1);
  put (points, "NO", "5014", 2);
  put (points, "SE", "11122", 3);
  put (points, "SE", "5003", 4);
  put (points, "US", "30301", 5);
  rg_points_seal (points, "NO", "");
  assert_in_address (points, "", NULL, 0);
  assert_in_address (points, "5003", "5003", 1);
  assert_in_address (points, "Strandgaten 5003\n5014 Bergen", "5014", 2);
  assert_in_address (points, "Torget 2, 5014 Bergen", "5014", 2);
  assert_in_address (points, "5014 Bergen\nNorway\n", "5014", 2);
  assert_in_address (points, "Kungsgatan 4\n111 22 Stockholm\nSweden", "111 22, Sweden", 3);
  assert_in_address (points, "Torget, 5003 Storby, Sweden", "5003, Sweden", 4);
  assert_in_address (points, "111 22 Stockholm", NULL, 0);
  assert_in_address (points, "9999 Bergen", NULL, 0);
  /* A country of which nothing is known is a town as well as not. */
  assert_in_address (points, "5003 Bergen\nGeorgia", "5003", 1);
  assert_in_address (points, ",,\n , \n", NULL, 0);
}

/* In any order, the first of equals is found, and nothing else is. */
static void
test_many (void)
{
  g_autoptr (RgPoints) points = rg_points_new ();
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 1; i <= 3000; i++)
    {
      char *postcode = g_strdup_printf ("%c%d", 'A' + g_test_rand_int_range (0, 26),
                                        g_test_rand_int_range (0, 200));

      put (points, "FR", postcode, i);
      if (g_hash_table_contains (said, postcode))
        g_free (postcode);
      else
        g_hash_table_insert (said, postcode, GINT_TO_POINTER (i));
    }
  rg_points_seal (points, "FR", "");
  g_assert_cmpuint (rg_points_get_n (points), ==, g_hash_table_size (said));
  for (char letter = 'A'; letter <= 'Z'; letter++)
    for (int number = 0; number < 210; number++)
      {
        g_autofree char *postcode = g_strdup_printf ("%c%d", letter, number);

        g_assert_cmpint (find (points, "", postcode), ==,
                         GPOINTER_TO_INT (g_hash_table_lookup (said, postcode)));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points/published", test_published);
  g_test_add_func ("/points/round", test_round);
  g_test_add_func ("/points/random", test_random);
  g_test_add_func ("/points/normalise", test_normalise);
  g_test_add_func ("/points/find", test_find);
  g_test_add_func ("/points/home", test_home);
  g_test_add_func ("/points/in-address", test_in_address);
  g_test_add_func ("/points/many", test_many);
  return g_test_run ();
}
