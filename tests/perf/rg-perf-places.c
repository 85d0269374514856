/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the customers of a made-up shop live. */
#include "rg-perf-shop-private.h"

#include "store/rg-store-facts.h"
#include "store/rg-store-postcodes.h"

/* About what a country has: Norway has 5,132. */
#define PLACES 5000

static gboolean
write_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);

  rg_write_note_table (write, "contact_point");
  return rg_write_set_bulk (write, TRUE, error) &&
         rg_db_exec (db, "UPDATE contact_point SET postcode = " RG_PERF_POSTCODE ("customer_id")
                     " WHERE kind = 'address'", "postcodes", error) &&
         rg_facts_refresh_all (db, error) && rg_write_set_bulk (write, FALSE, error);
}

/* Anywhere between Lindesnes and the North Cape. */
static RgPostcodeFile *
make_places (FILE *csv)
{
  RgPostcodeFile *file = g_new0 (RgPostcodeFile, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  file->name = g_strdup ("places");
  file->maker = "";
  file->points = g_array_new (FALSE, TRUE, sizeof (RgPostcodePoint));
  for (guint i = 0; i < PLACES; i++)
    {
      RgPostcodePoint point = {
        .country = "NO",
        .point = { g_rand_int_range (random, 5800000, 7110000),
                   g_rand_int_range (random, 500000, 3100000) },
      };

      g_snprintf (point.postcode, sizeof point.postcode, "%u", 1000 + i);
      fprintf (csv, "%s,%d.%05d,%d.%05d\n", point.postcode, point.point.latitude / RG_POINT_DEGREE,
               point.point.latitude % RG_POINT_DEGREE, point.point.longitude / RG_POINT_DEGREE,
               point.point.longitude % RG_POINT_DEGREE);
      g_array_append_val (file->points, point);
    }
  return file;
}

gboolean
rg_perf_places_make (const char *folder, RgStore *store, GError **error)
{
  g_autofree char *path = g_build_filename (folder, RG_PERF_PLACES_FILE, NULL);
  FILE *csv = rg_perf_csv_open (folder, RG_PERF_PLACES_FILE, "postcode,latitude,longitude\n");
  g_autoptr (RgPostcodeFile) file = make_places (csv);

  fclose (csv);
  if (rg_store_write_sync (store, "perf", "Places", write_in_thread, NULL, NULL, NULL, error) &&
      rg_store_load_postcodes_sync (store, file, NULL, NULL, error))
    return TRUE;
  remove (path);
  return FALSE;
}
