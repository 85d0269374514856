/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The kind of rule about how far somebody lives from one or several postcodes: from the nearest of
 * them, in whole metres. Of whom no place is known it is neither near nor far; where it is not
 * known of one of the rule's postcodes where that lies, of nobody. */
#include "config.h"

#include "analysis/rg-spots.h"
#include "base/rg-money.h"
#include "base/rg-numbers.h"
#include "rules/rg-rule-scan.h"

#include <math.h>

/* Half way round the Earth there is nowhere further to go. */
#define RG_FARTHEST 20016
#define RG_METRES_UNKNOWN G_MAXINT32
#define RG_METRES_BEYOND (G_MAXINT32 - 1)

/* --- metres ------------------------------------------------------------------------------- */

/* Where the rule's postcodes lie; empty where that is not known of one of them. */
static GArray *
rg_distance_origins (const RgRule *rule, const RgDataset *dataset)
{
  GArray *origins = g_array_new (FALSE, FALSE, sizeof (RgPoint));

  for (guint i = 0; dataset->points != NULL && rule->names[i] != NULL; i++)
    {
      RgPoint point;

      if (!rg_points_find_typed (dataset->points, rule->names[i], &point))
        {
          g_array_set_size (origins, 0);
          break;
        }
      g_array_append_val (origins, point);
    }
  return origins;
}

/* How far it is to whoever lives no nearer to the equator or the pole, in a point's units, and a
 * little more: nobody beyond that is within reach. */
static gint64
rg_distance_band (gint64 reach)
{
  return (gint64) ((double) reach / RG_EARTH_RADIUS * (180 / G_PI) * RG_POINT_DEGREE) + 2;
}

/* Of each place where somebody lives, and behind them of none: each is reckoned once. Of those that
 * are further away than `reach` it may be said that they are beyond. */
static gint32 *
rg_distance_metres (const RgRule *rule, const RgDataset *dataset, const RgSpots *spots,
                    gint64 reach)
{
  g_autoptr (GArray) origins = rg_distance_origins (rule, dataset);
  const gint64 band = rg_distance_band (reach);
  gint32 *metres = g_new (gint32, spots->n + 1);

  for (guint s = 0; s <= spots->n; s++)
    metres[s] = origins->len > 0 && s < spots->n ? RG_METRES_BEYOND : RG_METRES_UNKNOWN;
  for (guint i = 0; i < origins->len; i++)
    {
      const RgPoint origin = g_array_index (origins, RgPoint, i);

      for (guint s = 0; s < spots->n; s++)
        if (ABS (spots->point[s].latitude - origin.latitude) <= band)
          metres[s] = MIN (metres[s],
                           (gint32) lround (rg_point_distance (origin, spots->point[s])));
    }
  return metres;
}

static void
rg_measure_distance (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const RgSpots *spots = rg_dataset_spots (dataset);
  g_autofree gint32 *metres = rg_distance_metres (rule, dataset, spots, RG_FARTHEST * 1000);
  gint32 *values;

  rg_measure_alloc_counts (measure, dataset);
  values = measure->small;
  measure->milli = TRUE;
  measure->known = g_new0 (guint8, dataset->n_customers + 1);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      values[p] = metres[spots->spot[p]];
      measure->known[p] = values[p] != RG_METRES_UNKNOWN;
    }
}

/* A byte a place. */
static guint8 *
rg_distance_match (const RgRule *rule, const RgSegmentContext *context, const RgSpots *spots)
{
  const RgMeasure units = { .milli = TRUE };
  g_autofree gint32 *metres = NULL;
  guint8 *match = g_new (guint8, spots->n + 1);
  gint64 low, high, reach;

  rg_rule_bounds (rule, &units, context->digits, &low, &high);
  /* Whoever lives beyond both bounds lives beyond them however far it is. */
  reach = high == G_MAXINT64 ? low : high;
  metres = rg_distance_metres (rule, context->dataset, spots, reach);
  for (guint s = 0; s <= spots->n; s++)
    match[s] = metres[s] != RG_METRES_UNKNOWN && metres[s] >= low && metres[s] <= high;
  return match;
}

static RgBitset *
rg_scan_distance (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const RgSpots *spots = rg_dataset_spots (dataset);
  g_autofree guint8 *match = rg_distance_match (rule, context, spots);
  RgBitset *set = rg_bitset_new (dataset->n_customers);

  for (guint first = 0; first < dataset->n_customers; first += RG_CHUNK_SIZE)
    {
      const guint n = MIN (RG_CHUNK_SIZE, dataset->n_customers - first);
      guint8 flags[RG_CHUNK_SIZE];

      for (guint i = 0; i < n; i++)
        flags[i] = match[spots->spot[first + i]];
      rg_bitset_put_flags (set, first, flags, n);
    }
  rg_bitset_and (set, dataset->live);
  return set;
}

/* --- words -------------------------------------------------------------------------------- */

static char *
rg_unit_kilometres (gint64 number, const char *currency)
{
  g_autofree char *text = rg_number_format (number);

  /* Translators: kilometres. */
  return g_strdup_printf (_("%s km"), text);
}

/* "lives 3.7 km from 5003": of the nearest of the rule's postcodes. */
static char *
rg_distance_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgSpots *spots = rg_dataset_spots (context->dataset);
  g_autoptr (GArray) origins = rg_distance_origins (rule, context->dataset);
  const guint spot = spots->spot[0];
  g_autofree char *number = NULL;
  double least = G_MAXDOUBLE;
  guint nearest = 0;

  for (guint i = 0; i < origins->len && spot < spots->n; i++)
    {
      const double far = rg_point_distance (g_array_index (origins, RgPoint, i),
                                            spots->point[spot]);

      if (far < least)
        {
          least = far;
          nearest = i;
        }
    }
  if (least == G_MAXDOUBLE)
    return g_strdup (_("not known"));
  number = rg_number_format_decimal (least / 1000, 1);
  /* Translators: of one customer: a number, and a postcode. */
  return g_strdup_printf (_("lives %s km from %s"), number, rule->names[nearest]);
}

/* "Not at most" is not "more than": of some it is not known. */
static char *
rg_distance_phrase (const RgRule *rule, const char *currency)
{
  RgRule positive = *rule;
  const gboolean not = rg_op_is_not (rule->op, &positive.op);
  g_autofree char *compared = rg_compared_text (&positive, currency);
  g_autofree char *names = rg_names_text (rule->names);

  /* Translators: of customers: "at most 10 km", and one or more postcodes. */
  return g_strdup_printf (not ? _("do not live %s from %s") : _("live %s from %s"), compared,
                          names);
}

/* --- what it cannot do without ------------------------------------------------------------ */

static gboolean
rg_data_has_points (const RgDataset *dataset)
{
  return dataset->points != NULL;
}

static const RgRuleNeed rg_need_points = {
  .first = &rg_need_postcode, .has = rg_data_has_points,
  .none = N_("No data: it is not known where postcodes lie. Load a file of them in Preferences."),
};

static const char *
rg_distance_lacks (const RgRule *rule, const RgDataset *dataset)
{
  g_autoptr (GArray) origins = rg_distance_origins (rule, dataset);

  if (origins->len > 0)
    return NULL;
  return rule->names[1] == NULL
           ? _("No data: it is not known where that postcode lies.")
           : _("No data: it is not known where one of these postcodes lies.");
}

/* More than that nobody would read. */
#define RG_PROPOSED_MOST 12

static void
rg_distance_add_name (GPtrArray *names, char *postcode)
{
  guint at;

  if (postcode != NULL && !g_ptr_array_find_with_equal_func (names, postcode, g_str_equal, &at))
    g_ptr_array_add (names, postcode);
  else
    g_free (postcode);
}

/* Of the shop, where it has no locations or one of them has no address. */
static const char *
rg_distance_find_shop (const RgDataset *dataset)
{
  gboolean counts = dataset->locations.n == 0;

  for (guint i = 0; i < dataset->locations.n; i++)
    counts |= *dataset->location_address[i] == '\0';
  return counts ? rg_points_get_shop (dataset->points, NULL) : NULL;
}

/* From the nearest of the shop's locations. */
static void
rg_distance_propose (RgRule *rule, const RgDataset *dataset)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  RgPoint point;

  if (dataset->points == NULL)
    return;
  rg_distance_add_name (names, g_strdup (rg_distance_find_shop (dataset)));
  for (guint i = 0; i < dataset->locations.n && names->len < RG_PROPOSED_MOST; i++)
    rg_distance_add_name (names, rg_points_find_in_address (dataset->points,
                                                            dataset->location_address[i],
                                                            &point));
  if (names->len > 0)
    rg_rule_set_names (rule, (GStrv) g_ptr_array_steal (names, NULL));
}

/* --- the table ---------------------------------------------------------------------------- */

#define RG_OPS_FAR \
  (1u << RG_OP_AT_LEAST | 1u << RG_OP_AT_MOST | 1u << RG_OP_BETWEEN | \
   1u << RG_OP_NOT_AT_LEAST | 1u << RG_OP_NOT_AT_MOST | 1u << RG_OP_NOT_BETWEEN)

const RgRuleKind rg_distance_kinds[] = {
  { "kilometres from", N_("Distance in Kilometres"), "kilometres from \"5003\" at most 10",
    RG_CHAPTER_PERSON, RG_FIELD_NAMES | RG_FIELD_NUMBER, RG_OPS_FAR, RG_LIST_POSTCODES,
    .most = RG_FARTHEST, .first = 10, .first_op = RG_OP_AT_MOST, .scan = rg_scan_distance,
    .measure = rg_measure_distance, .phrase = rg_distance_phrase,
    .fact = rg_distance_fact, .unit = rg_unit_kilometres, .need = &rg_need_points,
    .lacks = rg_distance_lacks, .propose = rg_distance_propose },
  { NULL },
};
