/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How far off customers live: from the shop, or from the location that they come to. */
#include "config.h"

#include "analysis/rg-make-up-private.h"

#include <string.h>

#include "analysis/rg-spots.h"
#include "base/rg-country.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"

/* --- from where --------------------------------------------------------------------------- */

/* Of each position from where they are counted: 0 is the shop, others are the locations + 1. A
 * location without an address counts as the shop. NULL: everybody from the shop. */
static guint32 *
rg_making_origins (const RgMaking *making)
{
  const RgDataset *dataset = making->dataset;
  guint32 *origins;
  gboolean any = FALSE;

  for (guint i = 0; making->basis->by_location && i < dataset->locations.n; i++)
    any |= *dataset->location_address[i] != '\0';
  if (!any)
    return NULL;
  origins = rg_making_usual_locations (making);
  for (guint p = 0; p < dataset->n_customers; p++)
    origins[p] = origins[p] != RG_NOTHING && *dataset->location_address[origins[p]] != '\0'
                   ? origins[p] + 1 : 0;
  return origins;
}

/* A byte a country: whether it is the shop's. The last one: none is written down. */
static guint8 *
rg_making_own_countries (const RgMaking *making)
{
  const RgNames *names = &making->dataset->countries;
  guint8 *own = g_new0 (guint8, names->n + 1);

  for (guint i = 0; i < names->n; i++)
    own[i] = g_strcmp0 (rg_country_find (names->name[i]), making->basis->country) == 0;
  own[names->n] = TRUE;
  return own;
}

/* --- in kilometres ------------------------------------------------------------------------ */

/* Behind the last band. */
#define RG_WAY_END G_MAXINT

/* In kilometres; those abroad have a part of their own. One of them is where near ends. */
#define RG_WAY_NEAR 5
static const int rg_ways[] = { 0, 1, 2, 5, 10, 20, 50, 100, RG_WAY_END };
static const int rg_ways_few[] = { 0, 5, 20, 50, RG_WAY_END };

#define RG_BAND_UNKNOWN 0xff /* while nobody asked */

typedef struct {
  gboolean placed;  /* it is known where that is */
  RgPoint point;
  guint8 *bands;    /* of each place where somebody lives; reckoned when somebody asks */
} RgOrigin;

static char *
rg_way_dup_name (int from, int to)
{
  if (from == 0)
    /* Translators: kilometres. */
    return g_strdup_printf (_("Under %d km"), to);
  if (to == RG_WAY_END)
    /* Translators: kilometres. */
    return g_strdup_printf (_("%d km and over"), from);
  /* Translators: kilometres. */
  return g_strdup_printf (_("%d to %d km"), from, to);
}

static guint8
rg_origin_band (RgOrigin *origin, const RgSpots *spots, guint spot, const int *ways)
{
  guint8 band = 0;
  double far;

  if (origin->bands[spot] != RG_BAND_UNKNOWN)
    return origin->bands[spot];
  far = rg_point_distance (origin->point, spots->point[spot]) / 1000;
  while (far >= ways[band + 1])
    band++;
  return origin->bands[spot] = band;
}

static void
rg_origin_init (RgOrigin *origin, const RgSpots *spots, gboolean placed)
{
  origin->placed = placed;
  if (!placed)
    return;
  origin->bands = g_malloc (spots->n + 1);
  memset (origin->bands, RG_BAND_UNKNOWN, spots->n + 1);
}

/* n: the shop alone, or it and all locations. NULL where none of them is placed. */
static RgOrigin *
rg_making_place (const RgMaking *making, guint n)
{
  const RgDataset *dataset = making->dataset;
  const RgSpots *spots = rg_dataset_spots (dataset);
  g_autofree RgOrigin *origins = g_new0 (RgOrigin, n);
  gboolean any;

  any = rg_points_get_shop (dataset->points, &origins[0].point) != NULL;
  rg_origin_init (&origins[0], spots, any);
  for (guint i = 1; i < n; i++)
    {
      g_autofree char *postcode
        = rg_points_find_in_address (dataset->points, dataset->location_address[i - 1],
                                     &origins[i].point);

      rg_origin_init (&origins[i], spots, postcode != NULL);
      any |= postcode != NULL;
    }
  return any ? g_steal_pointer (&origins) : NULL;
}

static void
rg_making_name_ways (RgMaking *making, const int *ways, guint n)
{
  RgMakeUp *make_up = making->make_up;

  make_up->n_parts = n + 1;
  make_up->names = g_new0 (char *, make_up->n_parts + 1);
  for (guint i = 0; i < n; i++)
    make_up->names[i] = rg_way_dup_name (ways[i], ways[i + 1]);
  make_up->names[n] = g_strdup (_("Abroad"));
  while (ways[make_up->near] < RG_WAY_NEAR)
    make_up->near++;
}

static void
rg_making_kilometres (RgMaking *making, RgOrigin *origins, const guint32 *of)
{
  const RgDataset *dataset = making->dataset;
  const RgSpots *spots = rg_dataset_spots (dataset);
  const gboolean few = making->most < G_N_ELEMENTS (rg_ways);
  const int *ways = few ? rg_ways_few : rg_ways;
  const guint n = few ? G_N_ELEMENTS (rg_ways_few) - 1 : G_N_ELEMENTS (rg_ways) - 1;
  g_autofree guint8 *own = rg_making_own_countries (making);
  RgMakeUp *make_up = making->make_up;

  rg_making_name_ways (making, ways, n);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const guint land = RG_CUSTOMER_COLUMN (dataset, p, country);
      RgOrigin *origin = &origins[of != NULL ? of[p] : 0];

      if (spots->spot[p] == spots->n)
        make_up->part[p] = !own[MIN (land, dataset->countries.n)] ? n : make_up->n_parts;
      else
        make_up->part[p] = origin->placed ? rg_origin_band (origin, spots, spots->spot[p], ways)
                                          : make_up->n_parts;
    }
}

/* FALSE: it is not known where the shop or any of the locations is. */
static gboolean
rg_making_distance_by_points (RgMaking *making, const guint32 *of)
{
  const guint n = of != NULL ? making->dataset->locations.n + 1 : 1;
  g_autofree RgOrigin *origins = rg_making_place (making, n);

  if (origins == NULL)
    return FALSE;
  rg_making_kilometres (making, origins, of);
  for (guint i = 0; i < n; i++)
    g_free (origins[i].bands);
  return TRUE;
}

/* --- by words ----------------------------------------------------------------------------- */

/* Of the dataset's names; RG_NOTHING: the address names none of them. */
typedef struct {
  guint postcode;
  guint city;
} RgPlaceNames;

static gboolean
rg_text_has_word (const char *text, const char *word)
{
  const gsize length = strlen (word);

  for (const char *at = text; length > 0 && (at = strstr (at, word)) != NULL; at++)
    if ((at == text || !g_ascii_isalnum (at[-1])) && !g_ascii_isalnum (at[length]))
      return TRUE;
  return FALSE;
}

/* The longest of the names that stands in the address, as low in it as possible: streets have the
 * names of towns. */
static guint
rg_address_find_name (const char *address, const RgNames *names)
{
  g_auto (GStrv) lines = g_strsplit (address, "\n", -1);
  guint found = RG_NOTHING;

  for (guint line = g_strv_length (lines); line > 0 && found == RG_NOTHING; line--)
    {
      g_autofree char *folded = rg_fold (lines[line - 1]);

      for (guint i = 0; i < names->n; i++)
        if (rg_text_has_word (folded, names->folded[i]) &&
            (found == RG_NOTHING || strlen (names->folded[i]) > strlen (names->folded[found])))
          found = i;
    }
  return found;
}

static RgPlaceNames
rg_address_find_names (const char *address, const RgDataset *dataset)
{
  return (RgPlaceNames) { rg_address_find_name (address, &dataset->postcodes),
                          rg_address_find_name (address, &dataset->cities) };
}

enum { SAME_POSTCODE, SAME_CITY, SAME_COUNTRY, ABROAD, UNKNOWN };

static guint
rg_names_compare_place (const RgPlaceNames *place, const RgDataset *dataset, guint position,
                        const guint8 *own)
{
  const guint theirs = RG_CUSTOMER_COLUMN (dataset, position, postcode);
  const guint town = RG_CUSTOMER_COLUMN (dataset, position, city);
  const guint land = RG_CUSTOMER_COLUMN (dataset, position, country);

  if (place->postcode == RG_NOTHING && place->city == RG_NOTHING)
    return UNKNOWN;
  if (theirs == RG_NOTHING && town == RG_NOTHING && land == RG_NOTHING)
    return UNKNOWN;
  if (!own[MIN (land, dataset->countries.n)])
    return ABROAD;
  if (theirs == RG_NOTHING && town == RG_NOTHING)
    return UNKNOWN;
  if (theirs != RG_NOTHING && theirs == place->postcode)
    return SAME_POSTCODE;
  return town != RG_NOTHING && town == place->city ? SAME_CITY : SAME_COUNTRY;
}

static void
rg_making_distance_by_words (RgMaking *making, const guint32 *of)
{
  const char *const names[] = { _("Same postcode"), _("Same city"), _("Elsewhere in the country"),
                                _("Abroad"), NULL };
  const RgDataset *dataset = making->dataset;
  const guint n = of != NULL ? dataset->locations.n + 1 : 1;
  g_autofree RgPlaceNames *places = g_new (RgPlaceNames, n);
  g_autofree guint8 *own = rg_making_own_countries (making);

  G_STATIC_ASSERT (G_N_ELEMENTS (names) - 1 == UNKNOWN);
  rg_making_set_names (making, names);
  places[0] = rg_address_find_names (making->basis->address, dataset);
  for (guint i = 1; i < n; i++)
    places[i] = rg_address_find_names (dataset->location_address[i - 1], dataset);
  for (guint p = 0; p < dataset->n_customers; p++)
    making->make_up->part[p]
      = rg_names_compare_place (&places[of != NULL ? of[p] : 0], dataset, p, own);
}

void
rg_making_distance (RgMaking *making)
{
  g_autofree guint32 *of = rg_making_origins (making);

  if (making->dataset->points == NULL || !rg_making_distance_by_points (making, of))
    rg_making_distance_by_words (making, of);
}
