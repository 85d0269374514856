/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who the customers are, and what they have in common, against the same figures computed by SQLite
 * from the rows of a sample shop in which some were merged and more is known of some. */
#include <glib/gstdio.h>
#include <math.h>

#include "rg-test-import.h"

#include "analysis/rg-spots.h"
#include "charts/rg-make-up-report.h"
#include "rules/rg-traits.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-sample.h"
#include "transfer/rg-sample.h"

#define TODAY rg_day_from_ymd (2026, 11, 19)

/* What the sample shop does not know by itself. */
static const char *const more[] = {
  "UPDATE customer SET children = id % 5 WHERE id % 3 <> 0",
  "UPDATE customer SET household_size = 1 + id % 7 WHERE id % 4 = 1",
  "UPDATE customer SET language = iif(id % 6 = 0, '', iif(id % 2, 'no', 'nb')) WHERE id % 5 = 0",
  "UPDATE contact_point SET country = iif(id % 3, 'Sweden', '') WHERE id % 5 = 0",
  "UPDATE contact_point SET postcode = '5014' WHERE id % 4 = 0 AND kind = 'address'",
  "UPDATE customer SET merged_into = id + 1 WHERE id % 17 = 0",
  "UPDATE location SET address = iif(id = 2, 'Langhaugen 2, 5101 Eidsvågneset', '')",
};

/* Whose value counts: their own, else that of the first who was merged into them. */
#define KNOWN(column) \
  "coalesce(c." column ", (SELECT m." column " FROM customer AS m WHERE m.merged_into = c.id" \
  " AND m." column " IS NOT NULL ORDER BY m.id LIMIT 1))"

#define LIVING " FROM customer AS c WHERE c.merged_into IS NULL"

#define AGE \
  "(2026 - c.birth_year - ((c.birth_month, c.birth_day) > (11, 19)))"

static const struct {
  RgMakeUpOf of;
  const char *part;
  const char *sql;
} rows[] = {
  { RG_MAKE_UP_AGE, "Under 18", "SELECT count(*)" LIVING " AND " AGE " < 18" },
  { RG_MAKE_UP_AGE, "35 to 44", "SELECT count(*)" LIVING " AND " AGE " BETWEEN 35 AND 44" },
  { RG_MAKE_UP_AGE, "75 and over", "SELECT count(*)" LIVING " AND " AGE " >= 75" },
  { RG_MAKE_UP_AGE, NULL, "SELECT count(*)" LIVING " AND birth_year IS NULL" },
  { RG_MAKE_UP_CHILDREN, "No children",
    "SELECT count(*)" LIVING " AND " KNOWN ("children") " = 0" },
  { RG_MAKE_UP_CHILDREN, "3 children or more",
    "SELECT count(*)" LIVING " AND " KNOWN ("children") " >= 3" },
  { RG_MAKE_UP_CHILDREN, NULL, "SELECT count(*)" LIVING " AND " KNOWN ("children") " IS NULL" },
  { RG_MAKE_UP_HOUSEHOLD, "2 people",
    "SELECT count(*)" LIVING " AND coalesce(" KNOWN ("household_size") ", (SELECT nullif(count(*),"
    " 1) FROM customer AS h WHERE h.household_id = c.household_id AND h.merged_into IS NULL))"
    " = 2" },
  { RG_MAKE_UP_SHARED, "With another customer",
    "SELECT count(*)" LIVING " AND (SELECT count(*) FROM customer AS h"
    " WHERE h.household_id = c.household_id AND h.merged_into IS NULL) > 1" },
  { RG_MAKE_UP_JOINED, "2025",
    "SELECT count(*)" LIVING " AND strftime('%Y', coalesce(c.joined_on, (SELECT min(sold_on)"
    " FROM receipt WHERE customer_id = c.id)) * 86400, 'unixepoch') = '2025'" },
  { RG_MAKE_UP_QUARTER, "Q3 2026",
    "SELECT count(*)" LIVING " AND strftime('%Y-%m', coalesce(c.joined_on, (SELECT min(sold_on)"
    " FROM receipt WHERE customer_id = c.id)) * 86400, 'unixepoch') BETWEEN '2026-07' AND "
    "'2026-09'" },
  { RG_MAKE_UP_MONTH, "October 2026",
    "SELECT count(*)" LIVING " AND strftime('%Y-%m', coalesce(c.joined_on, (SELECT min(sold_on)"
    " FROM receipt WHERE customer_id = c.id)) * 86400, 'unixepoch') = '2026-10'" },
};

static gint64
ask (RgDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStatement) statement = rg_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ROW);
  return rg_statement_get_int (statement, 0);
}

static guint
part_of (const RgMakeUp *make_up, const char *name)
{
  for (guint i = 0; name != NULL && i < make_up->n_parts; i++)
    if (g_str_equal (make_up->names[i], name))
      return i;
  g_assert_null (name);
  return make_up->n_parts;
}

static void
check_rows (RgDb *db, const RgDataset *dataset, const RgMakeUpBasis *basis)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RgMakeUp) make_up = rg_make_up_new (dataset, basis, rows[i].of, 12);
      g_autofree guint *counts = g_new (guint, make_up->n_parts + 1);
      const guint part = part_of (make_up, rows[i].part);
      g_autoptr (RgBitset) people = rg_make_up_members (make_up, dataset->live, part);

      rg_make_up_count (make_up, dataset->live, counts);
      g_assert_cmpint (counts[part], ==, ask (db, rows[i].sql));
      g_assert_cmpuint (rg_bitset_count (people), ==, counts[part]);
    }
}

/* Distances, by each person alone; languages by their names; months by each visit. */
static void
check_others (RgDb *db, const RgDataset *dataset, const RgMakeUpBasis *basis)
{
  g_autoptr (RgMakeUp) distance = rg_make_up_new (dataset, basis, RG_MAKE_UP_DISTANCE, 12);
  g_autoptr (RgMakeUp) language = rg_make_up_new (dataset, basis, RG_MAKE_UP_LANGUAGE, 5);
  g_autoptr (RgMakeUp) ages = rg_make_up_new (dataset, basis, RG_MAKE_UP_AGE, 5);
  g_autoptr (RgMakeUp) location = rg_make_up_new (dataset, basis, RG_MAKE_UP_LOCATION, 12);
  guint counts[64], months[2 * 8], crossed[64], sum = 0;

  rg_make_up_count (distance, dataset->live, counts);
  g_assert_cmpuint (counts[0], >, 0);
  g_assert_cmpuint (counts[3], >, 0);
  for (guint p = rg_bitset_next (dataset->live, 0); p < dataset->n_customers;
       p = rg_bitset_next (dataset->live, p + 1))
    {
      const guint postcode = RG_CUSTOMER_COLUMN (dataset, p, postcode);
      const guint country = RG_CUSTOMER_COLUMN (dataset, p, country);
      const gboolean abroad
        = country != RG_NOTHING && g_str_equal (dataset->countries.name[country], "Sweden");
      const gboolean near
        = postcode != RG_NOTHING && g_str_equal (dataset->postcodes.name[postcode], "5014");

      g_assert_true ((distance->part[p] == 3) == abroad);
      g_assert_true ((distance->part[p] == 0) == (near && !abroad));
    }
  g_assert_cmpuint (language->n_parts, ==, 5);
  g_assert_cmpstr (language->names[4], ==, "All others");
  rg_make_up_visits (ages, dataset, dataset->live, basis->today, 1, 2, months);
  for (guint i = 0; i <= ages->n_parts; i++)
    sum += months[ages->n_parts + 1 + i];
  g_assert_cmpint (sum, ==,
                   ask (db, "SELECT count(DISTINCT coalesce(c.merged_into, c.id)) FROM receipt AS r"
                            " JOIN customer AS c ON c.id = r.customer_id WHERE r.sale_lines > 0"
                            " AND strftime('%Y-%m', r.sold_on * 86400, 'unixepoch') = '2026-11'"));
  rg_make_up_cross (location, ages, dataset->live, crossed);
  sum = 0;
  for (guint i = 0; i < (location->n_parts + 1) * (ages->n_parts + 1); i++)
    sum += crossed[i];
  g_assert_cmpuint (sum, ==, dataset->n_live);
}

/* From the shop, or from where they went most often; the first location has no address. */
static const char *
origin_of (RgDb *db, const RgDataset *dataset, guint position, gboolean by_location)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT coalesce((SELECT r.location_id FROM receipt AS r JOIN customer AS c"
      " ON c.id = r.customer_id WHERE coalesce(c.merged_into, c.id) = %" G_GINT64_FORMAT
      " AND r.sale_lines > 0 GROUP BY r.location_id ORDER BY count(*) DESC, r.location_id"
      " LIMIT 1), 0)",
      rg_dataset_customer_id (dataset, position));

  return by_location && ask (db, sql) == 2 ? "5101" : "5014";
}

static double
ask_degrees (RgDb *db, const char *column, const char *postcode)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM postcode_point WHERE postcode = '%s'",
                                          column, postcode);

  return ask (db, sql) * G_PI / 18e6;
}

/* In kilometres, by the law of cosines. */
static double
ask_distance (RgDb *db, const char *from, const char *to)
{
  const double north = ask_degrees (db, "latitude", from), x = ask_degrees (db, "latitude", to);
  const double y = ask_degrees (db, "longitude", from) - ask_degrees (db, "longitude", to);
  const double c = sin (north) * sin (x) + cos (north) * cos (x) * cos (y);

  return 6371.0088 * acos (MIN (c, 1));
}

/* Kilometres, by the rows of postcodes. */
static void
check_kilometres (RgDb *db, const RgDataset *dataset, const RgMakeUpBasis *basis)
{
  static const int ways[] = { 1, 2, 5, 10, 20, 50, 100, G_MAXINT };
  g_autoptr (RgMakeUp) distance = rg_make_up_new (dataset, basis, RG_MAKE_UP_DISTANCE, 12);
  g_autoptr (RgMakeUp) few = rg_make_up_new (dataset, basis, RG_MAKE_UP_DISTANCE, 5);
  guint seen = 0, elsewhere = 0;

  g_assert_cmpuint (distance->n_parts, ==, G_N_ELEMENTS (ways) + 1);
  g_assert_cmpuint (distance->near, ==, 3);
  g_assert_cmpuint (few->n_parts, ==, 5);
  g_assert_cmpuint (few->near, ==, 1);
  for (guint p = rg_bitset_next (dataset->live, 0); p < dataset->n_customers;
       p = rg_bitset_next (dataset->live, p + 1))
    {
      const guint postcode = RG_CUSTOMER_COLUMN (dataset, p, postcode);
      const guint country = RG_CUSTOMER_COLUMN (dataset, p, country);
      const gboolean abroad
        = country != RG_NOTHING && g_str_equal (dataset->countries.name[country], "Sweden");
      guint part = abroad ? G_N_ELEMENTS (ways) : distance->n_parts;

      if (postcode != RG_NOTHING && !abroad)
        {
          const char *from = origin_of (db, dataset, p, basis->by_location);
          const double far = ask_distance (db, from, dataset->postcodes.name[postcode]);

          elsewhere += g_str_equal (from, "5101");
          for (part = 0; far >= ways[part]; part++)
            ;
        }
      g_assert_cmpuint (distance->part[p], ==, part);
      seen |= 1u << part;
    }
  /* Some of nearly each. */
  g_assert_cmpuint (seen & 0x0f, ==, 0x0f);
  g_assert_cmpuint (seen >> G_N_ELEMENTS (ways), ==, 3);
  g_assert_true ((elsewhere > 0) == basis->by_location);
}

/* The chart of each location has its own people by the way to it, and whoever clicks on a bar gets
 * them. */
static void
check_locations (RgDb *db, const RgDataset *dataset, const RgMakeUpBasis *basis)
{
  const RgReportChoice choice = { .kind = RG_REPORT_MAKE_UP, .of = RG_MAKE_UP_DISTANCE,
                                  .across = RG_ACROSS_LOCATION, .basis = *basis,
                                  .currency = "NOK" };
  g_autoptr (RgChart) chart = rg_make_up_report_chart (dataset, &choice);
  g_autofree char *meaning = rg_make_up_report_meaning (&choice);
  guint n = 0;

  g_assert_cmpstr (chart->title, ==, "Distance From the Location");
  g_assert_nonnull (strstr (meaning, "location’s address"));
  g_assert_cmpuint (chart->n_points, ==, 2);
  for (guint point = 0; point < chart->n_points; point++)
    {
      /* Less than 5 km. */
      g_autoptr (RgBitset) near = rg_make_up_report_people (dataset, &choice, point, 0);

      for (guint p = rg_bitset_next (near, 0); p < dataset->n_customers;
           p = rg_bitset_next (near, p + 1), n++)
        {
          const guint postcode = RG_CUSTOMER_COLUMN (dataset, p, postcode);

          g_assert_cmpfloat (ask_distance (db, origin_of (db, dataset, p, TRUE),
                                           dataset->postcodes.name[postcode]), <, 5);
        }
    }
  g_assert_cmpuint (n, >, 0);
}

/* Without a map, by the postcode of the location's address. */
static void
check_locations_by_words (RgDb *db, const RgDataset *dataset, const RgMakeUpBasis *basis)
{
  g_autoptr (RgMakeUp) distance = rg_make_up_new (dataset, basis, RG_MAKE_UP_DISTANCE, 12);
  guint n = 0;

  for (guint p = rg_bitset_next (dataset->live, 0); p < dataset->n_customers;
       p = rg_bitset_next (dataset->live, p + 1))
    {
      const guint postcode = RG_CUSTOMER_COLUMN (dataset, p, postcode);
      const guint country = RG_CUSTOMER_COLUMN (dataset, p, country);
      const gboolean same
        = postcode != RG_NOTHING &&
          g_str_equal (dataset->postcodes.name[postcode], origin_of (db, dataset, p, TRUE)) &&
          (country == RG_NOTHING || !g_str_equal (dataset->countries.name[country], "Sweden"));

      g_assert_true ((distance->part[p] == 0) == same);
      n += same;
    }
  g_assert_cmpuint (n, >, 0);
}

/* The people of each bar are those of whom the bar tells. */
static void
check_bars (const RgDataset *dataset, const RgMakeUpBasis *basis)
{
  static const RgMakeUpAcross across[] = { RG_ACROSS_LOCATION, RG_ACROSS_CHANNEL };

  for (gsize i = 0; i < G_N_ELEMENTS (across); i++)
    {
      const RgReportChoice choice
        = { .of = RG_MAKE_UP_AGE, .across = across[i], .basis = *basis, .currency = "NOK" };
      g_autoptr (RgChart) chart = rg_make_up_report_chart (dataset, &choice);

      g_assert_true (chart->bars_open);
      for (guint point = 0; point < chart->n_points; point++)
        {
          g_autoptr (RgBitset) all = rg_make_up_report_people (dataset, &choice, point, -1);
          g_autoptr (RgBitset) unknown
            = rg_make_up_report_people (dataset, &choice, point, (int) chart->series->len);
          const guint known
            = rg_bitset_count (all) - (across[i] == RG_ACROSS_LOCATION ? rg_bitset_count (unknown)
                                                                       : 0);

          for (guint bar = 0; bar < chart->series->len; bar++)
            {
              const RgChartSeries *series = chart->series->pdata[bar];
              g_autoptr (RgBitset) people
                = rg_make_up_report_people (dataset, &choice, point, (int) bar);

              if (known > 0)
                g_assert_cmpfloat_with_epsilon (rg_bitset_count (people),
                                                series->values[point] * known, 1e-6);
              rg_bitset_and_not (people, all);
              g_assert_cmpuint (rg_bitset_count (people), ==, 0);
            }
        }
    }
}

#define JOINED \
  "SELECT count(*)" LIVING " AND strftime('%Y-%m', coalesce(c.joined_on, (SELECT min(sold_on)" \
  " FROM receipt WHERE customer_id = c.id)) * 86400, 'unixepoch') "
#define CAME \
  "SELECT count(DISTINCT coalesce(c.merged_into, c.id)) FROM receipt AS r JOIN customer AS c" \
  " ON c.id = r.customer_id WHERE r.sale_lines > 0" \
  " AND strftime('%Y-%m', r.sold_on * 86400, 'unixepoch') "

/* The people of each point of time. */
static void
check_times (RgDb *db, const RgDataset *dataset, const RgMakeUpBasis *basis)
{
  static const struct {
    RgMakeUpAcross across;
    const char *label;
    const char *sql;
  } points[] = {
    { RG_ACROSS_JOINED, "2025", JOINED "BETWEEN '2025-01' AND '2025-12'" },
    { RG_ACROSS_JOINED_QUARTER, "Q3 2026", JOINED "BETWEEN '2026-07' AND '2026-09'" },
    { RG_ACROSS_JOINED_MONTH, "October 2026", JOINED "= '2026-10'" },
    { RG_ACROSS_QUARTER, "Q3 2026", CAME "BETWEEN '2026-07' AND '2026-09'" },
    { RG_ACROSS_QUARTER, "Q4 2026", CAME "BETWEEN '2026-10' AND '2026-12'" },
    { RG_ACROSS_MONTH, "October 2026", CAME "= '2026-10'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      const RgReportChoice choice = { .kind = RG_REPORT_MAKE_UP, .of = RG_MAKE_UP_AGE,
                                      .across = points[i].across, .basis = *basis,
                                      .currency = "NOK" };
      g_autoptr (RgChart) chart = rg_make_up_report_chart (dataset, &choice);
      g_autoptr (RgBitset) people = NULL;
      guint point = 0;

      while (point < chart->n_points && !g_str_equal (chart->labels[point], points[i].label))
        point++;
      g_assert_cmpuint (point, <, chart->n_points);
      people = rg_make_up_report_people (dataset, &choice, point, -1);
      g_assert_cmpuint (rg_bitset_count (people), >, 0);
      g_assert_cmpint (rg_bitset_count (people), ==, ask (db, points[i].sql));
    }
}

/* A shop of a year and a day has five quarters and thirteen months, none of them before it. */
static void
test_young (void)
{
  static const struct {
    RgMakeUpAcross across;
    guint n;
    const char *first;
  } cases[] = { { RG_ACROSS_QUARTER, 5, "Q4 2025" }, { RG_ACROSS_MONTH, 13, "October 2025" } };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgDataset) dataset = NULL;

  rg_test_import (test, "sales.csv",
                  "Receipt number,Date,Product code,Quantity,Unit price,Customer number\n"
                  "1,2025-10-31,A,1,10.00,7\n2,2026-10-31,A,1,10.00,8\n", NULL);
  dataset = rg_store_dup_dataset_sync (test->store, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RgReportChoice choice = { .kind = RG_REPORT_MAKE_UP, .of = RG_MAKE_UP_LOCATION,
                                      .across = cases[i].across, .currency = "NOK" };
      g_autoptr (RgChart) chart = rg_make_up_report_chart (dataset, &choice);
      g_autoptr (RgBitset) people = rg_make_up_report_people (dataset, &choice, 0, -1);

      g_assert_cmpuint (chart->n_points, ==, cases[i].n);
      g_assert_cmpstr (chart->labels[0], ==, cases[i].first);
      g_assert_cmpuint (rg_bitset_count (people), ==, 1);
    }
}

/* Who has a trait, as SQLite says it: ?1 is its name. */
static const struct {
  RgTraitSort sort;
  const char *about; /* NULL: any */
  const char *who;   /* `c` is the living customer */
} traits[] = {
#define SOLD \
  "receipt_line AS n JOIN product AS p ON p.id = n.product_id" \
  " JOIN receipt AS r ON r.id = n.receipt_id JOIN customer AS b ON b.id = r.customer_id" \
  " JOIN customer AS c ON c.id = coalesce(b.merged_into, b.id)"
  { RG_TRAIT_PRODUCT, NULL,
    SOLD " WHERE n.kind = 0 AND n.quantity_milli > 0 AND p.name = ?1" },
  { RG_TRAIT_CATEGORY, NULL,
    SOLD " JOIN category AS k ON k.id = p.category_id"
         " WHERE n.kind = 0 AND n.quantity_milli > 0 AND k.name = ?1" },
  { RG_TRAIT_TAG, NULL,
    "customer_tag AS t JOIN tag ON tag.id = t.tag_id JOIN customer AS b ON b.id = t.customer_id"
    " JOIN customer AS c ON c.id = coalesce(b.merged_into, b.id) WHERE tag.name = ?1" },
  { RG_TRAIT_OWN, "Usual Cup",
    "field_choice AS h JOIN field_value AS v ON v.choice_id = h.id"
    " JOIN customer AS b ON b.id = v.customer_id"
    " JOIN customer AS c ON c.id = coalesce(b.merged_into, b.id)"
    " WHERE h.name = ?1 AND b.id = coalesce((SELECT customer_id FROM field_value AS o"
    " WHERE o.field_id = h.field_id AND o.customer_id = c.id), (SELECT min(o.customer_id)"
    " FROM field_value AS o JOIN customer AS m ON m.id = o.customer_id"
    " WHERE o.field_id = h.field_id AND m.merged_into = c.id))" },
};

static gint64
ask_trait (RgDb *db, gsize i, const char *name, int rest)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(DISTINCT c.id) FROM %s AND c.id %% 2 = %d",
                                          traits[i].who, rest);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStatement) statement = rg_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  rg_statement_bind_text (statement, 1, name);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ROW);
  return rg_statement_get_int (statement, 0);
}

/* Customers with an even id beside the others: each trait by its rows. */
static void
check_traits (RgDb *db, const RgDataset *dataset, const RgMakeUpBasis *basis)
{
  const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
  g_autoptr (RgTraits) all = rg_traits_new (&context, basis, "NOK");
  g_autoptr (RgBitset) even = rg_bitset_new (dataset->n_customers);
  g_autoptr (RgBitset) odd = rg_bitset_copy (dataset->live);
  g_autofree RgTraitCount *counts = NULL;
  guint seen[G_N_ELEMENTS (traits)] = { 0 };

  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_bitset_get (dataset->live, p) && rg_dataset_customer_id (dataset, p) % 2 == 0)
      rg_bitset_add (even, p);
  rg_bitset_and_not (odd, even);
  counts = rg_traits_count (all, even, odd);
  for (guint k = 0; k < rg_traits_get_n (all); k++)
    for (gsize i = 0; i < G_N_ELEMENTS (traits); i++)
      {
        const RgTrait *trait = rg_traits_get (all, k);
        g_autoptr (RgBitset) members = NULL;

        if (trait->sort != traits[i].sort ||
            (traits[i].about != NULL && !g_str_equal (trait->about, traits[i].about)))
          continue;
        seen[i]++;
        members = rg_traits_members (all, k);
        g_assert_cmpint (counts[k].hits[0], ==, ask_trait (db, i, trait->name, 0));
        g_assert_cmpint (counts[k].hits[1], ==, ask_trait (db, i, trait->name, 1));
        g_assert_cmpuint (rg_bitset_count (members), ==, counts[k].hits[0] + counts[k].hits[1]);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (traits); i++)
    g_assert_cmpuint (seen[i], >, 1);
}

static RgStore *
make_shop (const char *path)
{
  RgSampleOptions options = { .n_customers = 200, .seed = 7, .last_day = TODAY,
                              .last_time = 86399 };
  g_autoptr (RgSampleData) data = rg_sample_make (&options);
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_create_sample (path, data, &error);
  g_autoptr (RgDb) db = NULL;

  g_assert_no_error (error);
  rg_store_close (store);
  g_object_unref (store);
  db = rg_db_open (path, RG_DB_WRITE, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    {
      rg_db_exec (db, more[i], "making", &error);
      g_assert_no_error (error);
    }
  g_clear_pointer (&db, rg_db_close);
  store = rg_store_open (path, &error);
  g_assert_no_error (error);
  return store;
}

static void
test_sample (void)
{
  g_autofree char *folder = g_dir_make_tmp ("regulars-make-up-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.regulars", NULL);
  g_autoptr (RgStore) store = make_shop (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (store, &error);
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_READ, &error);
  const RgMakeUpBasis basis = { TODAY, "NO", "Fjordbok\nOslo gate 4\n5014 Bergen\nNorway" };
  const RgMakeUpBasis by_location = { TODAY, "NO", basis.address, TRUE };
  const RgMakeUpBasis nowhere = { TODAY, "", "" };
  g_autoptr (RgMakeUp) unknown = NULL;
  guint counts[8];

  g_assert_no_error (error);
  check_kilometres (db, dataset, &basis);
  check_kilometres (db, dataset, &by_location);
  check_locations (db, dataset, &basis);
  /* Without them postcodes, cities and countries are compared. */
  rg_dataset_set_points (dataset, NULL);
  check_rows (db, dataset, &basis);
  check_others (db, dataset, &basis);
  check_locations_by_words (db, dataset, &by_location);
  check_bars (dataset, &basis);
  check_times (db, dataset, &basis);
  check_traits (db, dataset, &basis);
  unknown = rg_make_up_new (dataset, &nowhere, RG_MAKE_UP_DISTANCE, 12);
  rg_make_up_count (unknown, dataset->live, counts);
  g_assert_cmpuint (counts[unknown->n_parts], ==, dataset->n_live);
  rg_store_close (store);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/make-up-sql/sample", test_sample);
  g_test_add_func ("/make-up-sql/young", test_young);
  return g_test_run ();
}
