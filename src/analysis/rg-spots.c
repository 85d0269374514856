/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One pass over the customers. Nearly all of them live in the shop's own country, whose postcodes
 * have a table; those of the others are looked up. */
#include "config.h"

#include "analysis/rg-spots.h"

#include <string.h>

#include "analysis/rg-dataset-private.h"
#include "base/rg-country.h"

typedef struct {
  RgSpots public;
  GArray *points;
  guint32 *spots;
} RgSpotsFull;

#define RG_SPOT_NONE G_MAXUINT32 /* while they are made */

typedef struct {
  const RgDataset *dataset;
  const RgPoints *known;
  GArray *points;
  guint32 *home;            /* of each postcode in the shop's country the spot + 2; 1: there is
                             * none, 0: not asked */
  GHashTable *abroad;       /* country << 32 | postcode -> spot */
  char (*codes)[3];         /* of each country, where asked; "" means home, "-" none */
  guint8 *asked;            /* a byte a country */
} RgSpotting;

static const char *
rg_spotting_country (RgSpotting *spotting, guint country)
{
  const RgNames *names = &spotting->dataset->countries;
  const char *code;

  if (country >= names->n)
    return "";
  if (!spotting->asked[country])
    {
      code = rg_country_find (names->name[country]);
      g_strlcpy (spotting->codes[country],
                 code == NULL ? "-"
                 : strcmp (code, rg_points_get_home (spotting->known)) == 0 ? "" : code, 3);
      spotting->asked[country] = TRUE;
    }
  return spotting->codes[country];
}

static guint32
rg_spotting_find (RgSpotting *spotting, const char *country, guint postcode)
{
  RgPoint point;

  if (!rg_points_find (spotting->known, country, spotting->dataset->postcodes.name[postcode],
                       &point))
    return RG_SPOT_NONE;
  g_array_append_val (spotting->points, point);
  return spotting->points->len - 1;
}

static guint32
rg_spotting_find_abroad (RgSpotting *spotting, const char *code, guint country, guint postcode)
{
  gint64 key = (gint64) country << 32 | postcode;
  gpointer found;
  guint32 spot;

  if (g_hash_table_lookup_extended (spotting->abroad, &key, NULL, &found))
    return GPOINTER_TO_UINT (found);
  spot = rg_spotting_find (spotting, code, postcode);
  g_hash_table_insert (spotting->abroad, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (spot));
  return spot;
}

static guint32
rg_spotting_get (RgSpotting *spotting, guint country, guint postcode)
{
  const char *code;

  if (postcode >= spotting->dataset->postcodes.n)
    return RG_SPOT_NONE;
  code = rg_spotting_country (spotting, country);
  if (*code != '\0')
    return *code != '-' ? rg_spotting_find_abroad (spotting, code, country, postcode)
                        : RG_SPOT_NONE;
  if (spotting->home[postcode] == 0)
    spotting->home[postcode] = rg_spotting_find (spotting, "", postcode) + 2;
  return spotting->home[postcode] - 2;
}

static RgSpotsFull *
rg_spots_new (const RgDataset *dataset)
{
  const RgPoint nowhere = { 0, 0 };
  RgSpotsFull *spots = g_new0 (RgSpotsFull, 1);
  RgSpotting spotting = { .dataset = dataset, .known = dataset->points };
  g_autofree guint32 *home = g_new0 (guint32, dataset->postcodes.n + 1);
  g_autofree guint8 *asked = g_new0 (guint8, dataset->countries.n + 1);
  g_autofree gpointer codes = g_malloc0 (3 * ((gsize) dataset->countries.n + 1));
  g_autoptr (GHashTable) abroad = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  spotting.points = spots->points = g_array_new (FALSE, FALSE, sizeof (RgPoint));
  spotting.home = home;
  spotting.asked = asked;
  spotting.codes = codes;
  spotting.abroad = abroad;
  spots->spots = g_new (guint32, dataset->n_customers + 1);
  for (guint p = 0; p < dataset->n_customers; p++)
    spots->spots[p] = dataset->points == NULL
                        ? RG_SPOT_NONE
                        : rg_spotting_get (&spotting, RG_CUSTOMER_COLUMN (dataset, p, country),
                                           RG_CUSTOMER_COLUMN (dataset, p, postcode));
  spots->public.n = spots->points->len;
  for (guint p = 0; p < dataset->n_customers; p++)
    spots->spots[p] = MIN (spots->spots[p], spots->public.n);
  g_array_append_val (spots->points, nowhere);
  spots->public.point = (const RgPoint *) (gpointer) spots->points->data;
  spots->public.spot = spots->spots;
  return spots;
}

void
rg_spots_free (RgSpots *public)
{
  RgSpotsFull *spots = (RgSpotsFull *) public;

  g_array_unref (spots->points);
  g_free (spots->spots);
  g_free (spots);
}

const RgSpots *
rg_dataset_spots (const RgDataset *dataset)
{
  RgDatasetFull *full = (RgDatasetFull *) dataset;
  RgSpots *spots = g_atomic_pointer_get (&full->spots);

  if (spots == NULL)
    {
      g_mutex_lock (&full->counting);
      if (full->spots == NULL)
        g_atomic_pointer_set (&full->spots, &rg_spots_new (dataset)->public);
      spots = full->spots;
      g_mutex_unlock (&full->counting);
    }
  return spots;
}

/* --- in a dataset ------------------------------------------------------------------------- */

void
rg_dataset_set_points (RgDataset *dataset, RgPoints *points)
{
  if (dataset->points != NULL)
    rg_points_unref ((RgPoints *) dataset->points);
  dataset->points = points;
}

void
rg_dataset_share_points (RgDatasetFull *full, const RgDatasetFull *from)
{
  full->public.points = from->public.points != NULL ? rg_points_ref (from->public.points) : NULL;
}
