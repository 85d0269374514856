/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One pass over a few columns for each trait. While it is being made, a part is a key of its own
 * (an age, an index of a name); at the end keys become parts. */
#include "config.h"

#include "analysis/rg-make-up-private.h"

#include <string.h>

#include "base/rg-country.h"
#include "base/rg-i18n.h"

static const struct {
  const char *id;
  const char *title;
} rg_make_ups[RG_N_MAKE_UPS] = {
  [RG_MAKE_UP_AGE] = { "age", N_("Age") },
  [RG_MAKE_UP_HOUSEHOLD] = { "household", N_("People in the Household") },
  [RG_MAKE_UP_CHILDREN] = { "children", N_("Children") },
  [RG_MAKE_UP_SHARED] = { "shared", N_("Shared Home") },
  [RG_MAKE_UP_DISTANCE] = { "distance", N_("Distance From the Shop") },
  [RG_MAKE_UP_LANGUAGE] = { "language", N_("Language") },
  [RG_MAKE_UP_LOCATION] = { "location", N_("Usual Location") },
  [RG_MAKE_UP_CITY] = { "city", N_("City") },
  [RG_MAKE_UP_JOINED] = { "joined", N_("Customer Since") },
  [RG_MAKE_UP_QUARTER] = { "joined-quarter", N_("Customer Since, by Quarter") },
  [RG_MAKE_UP_MONTH] = { "joined-month", N_("Customer Since, by Month") },
};

const char *
rg_make_up_title (RgMakeUpOf of)
{
  return _(rg_make_ups[of].title);
}

const char *
rg_make_up_id (RgMakeUpOf of)
{
  return rg_make_ups[of].id;
}

void
rg_making_set_names (RgMaking *making, const char *const *names)
{
  making->make_up->n_parts = g_strv_length ((GStrv) names);
  making->make_up->names = g_strdupv ((GStrv) names);
}

/* --- ages --------------------------------------------------------------------------------- */

/* Behind the last band. */
#define RG_AGE_END G_MAXINT

static const int rg_ages[] = { 0, 18, 25, 35, 45, 55, 65, 75, RG_AGE_END };
static const int rg_ages_few[] = { 0, 25, 45, 65, RG_AGE_END };

static char *
rg_age_dup_name (int from, int to)
{
  if (from == 0)
    /* Translators: an age in years. */
    return g_strdup_printf (_("Under %d"), to);
  if (to == RG_AGE_END)
    /* Translators: an age in years. */
    return g_strdup_printf (_("%d and over"), from);
  /* Translators: ages in years. */
  return g_strdup_printf (_("%d to %d"), from, to - 1);
}

static void
rg_making_ages (RgMaking *making)
{
  const gboolean few = making->most < G_N_ELEMENTS (rg_ages) - 1;
  const int *ages = few ? rg_ages_few : rg_ages;
  RgMakeUp *make_up = making->make_up;

  make_up->n_parts = few ? G_N_ELEMENTS (rg_ages_few) - 1 : G_N_ELEMENTS (rg_ages) - 1;
  make_up->names = g_new0 (char *, make_up->n_parts + 1);
  for (guint i = 0; i < make_up->n_parts; i++)
    make_up->names[i] = rg_age_dup_name (ages[i], ages[i + 1]);
  for (guint p = 0; p < making->dataset->n_customers; p++)
    {
      const RgDay born = rg_dataset_born (making->dataset, p);
      const int age = born != RG_DAY_NONE && born <= making->basis->today
                        ? rg_day_years_between (born, making->basis->today) : -1;
      guint band = 0;

      while (age >= ages[band + 1])
        band++;
      make_up->part[p] = age < 0 ? make_up->n_parts : band;
    }
}

/* --- what is written down ----------------------------------------------------------------- */

/* The value of each position, or -1: their own, else that of the first who was merged into them. Of
 * several, the first. */
static gint64 *
rg_making_known (const RgMaking *making, const char *name)
{
  const RgDataset *dataset = making->dataset;
  const RgOwnColumn *column = rg_dataset_find_known (dataset, name);
  gint64 *values = g_new (gint64, dataset->n_customers + 1);

  memset (values, 0xff, (dataset->n_customers + 1) * sizeof *values);
  for (gboolean merged = FALSE; column != NULL && merged <= TRUE; merged++)
    for (guint i = 0; i < column->n; i++)
      {
        const guint at = rg_dataset_find_customer (dataset, column->customer[i]);
        const guint whose = at != RG_NOBODY ? rg_dataset_resolve (dataset, at) : RG_NOBODY;

        if (whose != RG_NOBODY && (at != whose) == merged && values[whose] < 0)
          values[whose] = column->value[i];
      }
  return values;
}

/* How many living customers share the home of each one; 0: none is known. */
static guint *
rg_making_homes (const RgMaking *making)
{
  const RgDataset *dataset = making->dataset;
  g_autoptr (GHashTable) sizes = g_hash_table_new (NULL, NULL);
  guint *shared = g_new0 (guint, dataset->n_customers + 1);

  for (guint p = rg_bitset_next (dataset->live, 0); p < dataset->n_customers;
       p = rg_bitset_next (dataset->live, p + 1))
    {
      const gpointer home = (gpointer) (gintptr) rg_dataset_household (dataset, p);

      g_hash_table_insert (sizes, home,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (sizes, home))
                                             + 1));
    }
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const gint64 home = rg_dataset_household (dataset, p);

      shared[p] = home != 0 ? GPOINTER_TO_UINT (
                    g_hash_table_lookup (sizes, (gpointer) (gintptr) home)) : 0;
    }
  return shared;
}

static void
rg_making_household (RgMaking *making)
{
  const char *const names[] = { _("1 person"), _("2 people"), _("3 people"), _("4 people"),
                                _("5 people or more"), NULL };
  g_autofree gint64 *known = rg_making_known (making, "household size");
  g_autofree guint *shared = rg_making_homes (making);

  rg_making_set_names (making, names);
  for (guint p = 0; p < making->dataset->n_customers; p++)
    {
      const gint64 size = known[p] >= RG_OWN_NUMBER_UNIT ? known[p] / RG_OWN_NUMBER_UNIT
                          : shared[p] > 1                ? shared[p] : 0;

      making->make_up->part[p] = size > 0 ? (guint32) MIN (size, 5) - 1 : making->make_up->n_parts;
    }
}

static void
rg_making_children (RgMaking *making)
{
  const char *const names[] = { _("No children"), _("1 child"), _("2 children"),
                                _("3 children or more"), NULL };
  g_autofree gint64 *known = rg_making_known (making, "children");

  rg_making_set_names (making, names);
  for (guint p = 0; p < making->dataset->n_customers; p++)
    making->make_up->part[p] = known[p] >= 0
                                 ? (guint32) MIN (known[p] / RG_OWN_NUMBER_UNIT, 3)
                                 : making->make_up->n_parts;
}

static void
rg_making_shared (RgMaking *making)
{
  const char *const names[] = { _("With another customer"), _("With none that is known"), NULL };
  g_autofree guint *shared = rg_making_homes (making);

  rg_making_set_names (making, names);
  for (guint p = 0; p < making->dataset->n_customers; p++)
    making->make_up->part[p] = shared[p] > 1 ? 0 : 1;
}

/* --- names -------------------------------------------------------------------------------- */

typedef struct {
  guint key;
  guint n;
} RgKeyCount;

static int
rg_key_count_compare (gconstpointer a, gconstpointer b)
{
  const RgKeyCount *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return (one->key > other->key) - (one->key < other->key);
}

/* keys: of each position an index of `names`, or RG_NOTHING. The most frequent names become parts
 * in that order, what is left one more. */
static void
rg_making_rank (RgMaking *making, const guint32 *keys, const char *const *names, guint n_names)
{
  const RgDataset *dataset = making->dataset;
  RgMakeUp *make_up = making->make_up;
  g_autofree RgKeyCount *counts = g_new0 (RgKeyCount, n_names + 1);
  g_autofree guint *part_of = g_new (guint, n_names + 1);
  guint n_used = 0, n_shown;

  for (guint i = 0; i < n_names; i++)
    counts[i].key = i;
  for (guint p = rg_bitset_next (dataset->live, 0); p < dataset->n_customers;
       p = rg_bitset_next (dataset->live, p + 1))
    if (keys[p] != RG_NOTHING)
      counts[keys[p]].n++;
  qsort (counts, n_names, sizeof *counts, rg_key_count_compare);
  while (n_used < n_names && counts[n_used].n > 0)
    n_used++;
  n_shown = n_used <= making->most ? n_used : making->most - 1;
  make_up->n_parts = n_used <= making->most ? n_used : making->most;
  make_up->names = g_new0 (char *, make_up->n_parts + 1);
  for (guint i = 0; i < n_names; i++)
    part_of[counts[i].key] = MIN (i, n_shown);
  for (guint i = 0; i < make_up->n_parts; i++)
    make_up->names[i] = g_strdup (i < n_shown ? names[counts[i].key] : _("All others"));
  for (guint p = 0; p < dataset->n_customers; p++)
    make_up->part[p] = keys[p] != RG_NOTHING ? part_of[keys[p]] : make_up->n_parts;
}

/* Codes of one language have one name. */
static void
rg_making_languages (RgMaking *making)
{
  const RgOwnColumn *column = rg_dataset_find_known (making->dataset, "language");
  const guint n = column != NULL ? column->names.n : 0;
  g_autofree gint64 *known = rg_making_known (making, "language");
  g_autofree guint32 *keys = g_new (guint32, making->dataset->n_customers + 1);
  g_autofree guint *first = g_new (guint, n + 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (names, rg_language_dup_name (column->names.name[i]));
      for (first[i] = 0; !g_str_equal (names->pdata[first[i]], names->pdata[i]); first[i]++)
        continue;
    }
  for (guint p = 0; p < making->dataset->n_customers; p++)
    keys[p] = known[p] >= 0 ? first[known[p]] : RG_NOTHING;
  rg_making_rank (making, keys, (const char *const *) names->pdata, n);
}

static void
rg_making_cities (RgMaking *making)
{
  g_autofree guint32 *keys = g_new (guint32, making->dataset->n_customers + 1);

  for (guint p = 0; p < making->dataset->n_customers; p++)
    keys[p] = RG_CUSTOMER_COLUMN (making->dataset, p, city);
  rg_making_rank (making, keys, making->dataset->cities.name, making->dataset->cities.n);
}

/* Where somebody came most often, or RG_NOTHING. visits: room for a number of each location. */
static guint
rg_making_usual_location (const RgDataset *dataset, guint position, guint *visits)
{
  const guint n_locations = dataset->locations.n;
  guint n, best = 0;
  g_autofree RgReceiptRef *receipts = rg_dataset_customer_receipts (dataset, position, &n);

  memset (visits, 0, (n_locations + 1) * sizeof *visits);
  for (guint i = 0; i < n; i++)
    if (rg_bitset_get (receipts[i].sales->visit, receipts[i].receipt))
      visits[MIN (receipts[i].sales->location[receipts[i].receipt], n_locations)]++;
  for (guint i = 1; i < n_locations; i++)
    best = visits[i] > visits[best] ? i : best;
  return n_locations > 0 && visits[best] > 0 ? best : RG_NOTHING;
}

guint32 *
rg_making_usual_locations (const RgMaking *making)
{
  const RgDataset *dataset = making->dataset;
  guint32 *usual = g_new (guint32, dataset->n_customers + 1);
  g_autofree guint *visits = g_new (guint, dataset->locations.n + 1);

  for (guint p = 0; p < dataset->n_customers; p++)
    usual[p] = rg_bitset_get (dataset->live, p)
                 ? rg_making_usual_location (dataset, p, visits) : RG_NOTHING;
  return usual;
}

static void
rg_making_locations (RgMaking *making)
{
  const RgNames *locations = &making->dataset->locations;
  g_autofree guint32 *keys = rg_making_usual_locations (making);

  rg_making_rank (making, keys, locations->name, locations->n);
}

/* --- years, quarters and months ----------------------------------------------------------- */

RgDay
rg_make_up_span_start (RgDay day, guint months)
{
  int year, month, mday;

  rg_day_to_ymd (day, &year, &month, &mday);
  return rg_day_from_ymd (year, month - (month - 1) % (int) months, 1);
}

char *
rg_make_up_dup_quarter (RgDay start)
{
  int year, month, mday;

  rg_day_to_ymd (start, &year, &month, &mday);
  /* Translators: a quarter of a year: its number, from 1 to 4, and the year. */
  return g_strdup_printf (_("Q%d %d"), (month + 2) / 3, year);
}

/* Spans of so many months since the year 0; 0: not known. */
static int
rg_making_since (const RgDataset *dataset, guint position, guint months)
{
  const RgDay joined = rg_dataset_joined (dataset, position);
  const RgDay day =
    joined != RG_DAY_NONE ? joined : rg_dataset_facts (dataset)->first_day[position];
  int year, month, mday;

  if (day == RG_DAY_NONE)
    return 0;
  rg_day_to_ymd (day, &year, &month, &mday);
  return (year * 12 + month - 1) / (int) months;
}

static char *
rg_making_dup_since (int since, guint months)
{
  const int month = since * (int) months;
  const RgDay start = rg_day_from_ymd (month / 12, month % 12 + 1, 1);

  if (months == 12)
    return g_strdup_printf ("%d", since);
  return months == 3 ? rg_make_up_dup_quarter (start) : rg_day_format_month (start);
}

static void
rg_making_name_since (RgMakeUp *make_up, int from, gboolean more, guint months)
{
  for (guint i = 0; i < make_up->n_parts; i++)
    {
      g_autofree char *name = rg_making_dup_since (from + (int) i, months);

      /* Translators: a year, quarter or month, and all those before it. */
      make_up->names[i] = i == 0 && more ? g_strdup_printf (_("Until %s"), name)
                                         : g_steal_pointer (&name);
    }
}

static void
rg_making_spans (RgMaking *making, guint months)
{
  const RgDataset *dataset = making->dataset;
  RgMakeUp *make_up = making->make_up;
  g_autofree int *since = g_new (int, dataset->n_customers + 1);
  int first = G_MAXINT, last = 0, from;

  for (guint p = 0; p < dataset->n_customers; p++)
    {
      since[p] = rg_bitset_get (dataset->live, p) ? rg_making_since (dataset, p, months) : 0;
      first = since[p] != 0 ? MIN (first, since[p]) : first;
      last = MAX (last, since[p]);
    }
  from = MAX (first, last - (int) making->most + 1);
  make_up->n_parts = last > 0 ? (guint) (last - from + 1) : 0;
  make_up->names = g_new0 (char *, make_up->n_parts + 1);
  rg_making_name_since (make_up, from, first < from, months);
  for (guint p = 0; p < dataset->n_customers; p++)
    make_up->part[p] = since[p] != 0 ? (guint32) MAX (since[p] - from, 0) : make_up->n_parts;
}

static void
rg_making_years (RgMaking *making)
{
  rg_making_spans (making, 12);
}

static void
rg_making_quarters (RgMaking *making)
{
  rg_making_spans (making, 3);
}

static void
rg_making_months (RgMaking *making)
{
  rg_making_spans (making, 1);
}

/* --- all of them -------------------------------------------------------------------------- */

RgMakeUp *
rg_make_up_new (const RgDataset *dataset, const RgMakeUpBasis *basis, RgMakeUpOf of, guint most)
{
  static void (*const make[RG_N_MAKE_UPS]) (RgMaking *making) = {
    [RG_MAKE_UP_AGE] = rg_making_ages,           [RG_MAKE_UP_HOUSEHOLD] = rg_making_household,
    [RG_MAKE_UP_CHILDREN] = rg_making_children,  [RG_MAKE_UP_SHARED] = rg_making_shared,
    [RG_MAKE_UP_DISTANCE] = rg_making_distance,  [RG_MAKE_UP_LANGUAGE] = rg_making_languages,
    [RG_MAKE_UP_LOCATION] = rg_making_locations, [RG_MAKE_UP_CITY] = rg_making_cities,
    [RG_MAKE_UP_JOINED] = rg_making_years,       [RG_MAKE_UP_QUARTER] = rg_making_quarters,
    [RG_MAKE_UP_MONTH] = rg_making_months,
  };
  RgMakeUp *make_up = g_new0 (RgMakeUp, 1);
  RgMaking making = { dataset, basis, make_up, most };

  make_up->of = of;
  make_up->part = g_new (guint32, dataset->n_customers + 1);
  make[of] (&making);
  return make_up;
}

void
rg_make_up_free (RgMakeUp *make_up)
{
  g_strfreev (make_up->names);
  g_free (make_up->part);
  g_free (make_up);
}

void
rg_make_up_count (const RgMakeUp *make_up, const RgBitset *customers, guint *counts)
{
  memset (counts, 0, (make_up->n_parts + 1) * sizeof *counts);
  for (guint p = rg_bitset_next (customers, 0); p < customers->n_bits;
       p = rg_bitset_next (customers, p + 1))
    counts[make_up->part[p]]++;
}

void
rg_make_up_cross (const RgMakeUp *rows, const RgMakeUp *columns, const RgBitset *customers,
                  guint *counts)
{
  const guint width = columns->n_parts + 1;

  memset (counts, 0, (rows->n_parts + 1) * width * sizeof *counts);
  for (guint p = rg_bitset_next (customers, 0); p < customers->n_bits;
       p = rg_bitset_next (customers, p + 1))
    counts[rows->part[p] * width + columns->part[p]]++;
}

/* Each one who came, once. seen: by position, the last span they were counted in. */
static void
rg_make_up_count_visits (const RgMakeUp *make_up, const RgDataset *dataset,
                         const RgBitset *customers, RgDay from, RgDay to, guint32 *seen,
                         guint span, guint *counts)
{
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, dataset, from, to);
  while (rg_receipt_iter_next (&iter))
    {
      const guint who = rg_dataset_receipt_customer (dataset, iter.sales, iter.receipt);

      if (who == RG_NOBODY || !rg_bitset_get (customers, who) || seen[who] == span ||
          !rg_bitset_get (iter.sales->visit, iter.receipt))
        continue;
      seen[who] = span;
      counts[make_up->part[who]]++;
    }
}

void
rg_make_up_visits (const RgMakeUp *make_up, const RgDataset *dataset, const RgBitset *customers,
                   RgDay last, guint months, guint n, guint *counts)
{
  g_autofree guint32 *seen = g_new0 (guint32, dataset->n_customers + 1);
  const guint width = make_up->n_parts + 1;
  const RgDay newest = rg_make_up_span_start (last, months);

  memset (counts, 0, n * width * sizeof *counts);
  for (guint i = 0; i < n; i++)
    {
      const int before = (int) (n - 1 - i) * (int) months;
      const RgDay from = rg_day_add_months (newest, -before);
      const RgDay to = rg_day_add_months (newest, (int) months - before) - 1;

      rg_make_up_count_visits (make_up, dataset, customers, from, to, seen, i + 1,
                               counts + i * width);
    }
}

RgBitset *
rg_make_up_members (const RgMakeUp *make_up, const RgBitset *customers, guint part)
{
  RgBitset *members = rg_bitset_new (customers->n_bits);

  for (guint p = rg_bitset_next (customers, 0); p < customers->n_bits;
       p = rg_bitset_next (customers, p + 1))
    if (make_up->part[p] == part)
      rg_bitset_add (members, p);
  return members;
}
