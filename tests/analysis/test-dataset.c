/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dataset against plain rows: after any sequence of changes a generation says the same as a
 * rebuild, and the same as its folded self. */
#include "analysis/rg-dataset.h"

#include <string.h>

#define PEOPLE 60
#define RECEIPTS 160
#define LINES 4
#define TAGS 3

/* The shop as rows: what SQL would hold. */
typedef struct {
  gboolean exists;
  RgCustomerRow row;
  char *name, *search;
  gboolean tag[TAGS + 1];
} Person;

typedef struct {
  gboolean exists;
  RgReceiptRow row;
  guint n_lines;
  RgLineRow lines[LINES];
} Receipt;

typedef struct {
  Person people[PEOPLE + 1];
  Receipt receipts[RECEIPTS + 1];
  char *categories[4];
  gint64 product_category[9];
} Shop;

static const char *const names[] = { "Åse Dahl", "Kim Min-su", "王伟", "José Núñez", "", "Ann Lee" };
static const char *const cities[] = { "Oslo", "OSLO", "Bergen", "東京", "" };
static const gint64 amounts[] = { 0, 1, -1, 12345, -777, G_MAXINT32, (gint64) G_MAXINT32 + 1,
                                  G_MININT32, (gint64) G_MININT32 - 1, 900000000000 };

static void
shop_random_person (Shop *shop, gint64 id)
{
  Person *person = &shop->people[id];

  g_free (person->search);
  person->exists = TRUE;
  person->search = g_strdup_printf ("p%" G_GINT64_FORMAT "@example.org", id);
  person->row = (RgCustomerRow) {
    .id = id,
    .name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))],
    .search = person->search,
    .country = g_test_rand_bit () ? "Norway" : NULL,
    .city = cities[g_test_rand_int_range (0, G_N_ELEMENTS (cities))],
    .postcode = g_test_rand_bit () ? "0150" : g_test_rand_bit () ? "5014" : NULL,
    .born = g_test_rand_bit () ? g_test_rand_int_range (0, 15000) : RG_DAY_NONE,
    .joined = g_test_rand_int_range (18000, 20000),
    .flags = (guint) g_test_rand_int_range (0, 8) << 1,
  };
  for (guint c = 0; c < RG_CHANNELS; c++)
    person->row.permission[c] = (RgPermission) g_test_rand_int_range (0, 3);
  for (guint t = 1; t <= TAGS; t++)
    person->tag[t] = g_test_rand_bit ();
}

static void
shop_random_receipt (Shop *shop, gint64 id)
{
  Receipt *receipt = &shop->receipts[id];
  gint64 who = g_test_rand_int_range (0, PEOPLE + 1);

  receipt->exists = TRUE;
  receipt->row = (RgReceiptRow) {
    .id = id,
    .customer = shop->people[who].exists ? who : 0,
    .day = g_test_rand_int_range (19000, 19100),
    .second = g_test_rand_bit () ? g_test_rand_int_range (0, 86400) : RG_TIME_NONE,
    .location = g_test_rand_int_range (0, 3),
  };
  receipt->n_lines = (guint) g_test_rand_int_range (0, LINES + 1);
  for (guint i = 0; i < receipt->n_lines; i++)
    receipt->lines[i] = (RgLineRow) {
      .product = g_test_rand_int_range (0, 9),
      .quantity_milli = amounts[g_test_rand_int_range (0, G_N_ELEMENTS (amounts))],
      .net_minor = amounts[g_test_rand_int_range (0, G_N_ELEMENTS (amounts))],
      .kind = (RgLineKind) g_test_rand_int_range (0, RG_LINE_KINDS),
    };
}

static void
put_person (RgDatasetBuilder *builder, const Person *person)
{
  rg_dataset_builder_put_customer (builder, &person->row);
  for (guint t = 1; t <= TAGS; t++)
    if (person->tag[t])
      rg_dataset_builder_set_tag (builder, t, person->row.id, TRUE);
}

static void
put_receipt (RgDatasetBuilder *builder, const Receipt *receipt)
{
  rg_dataset_builder_put_receipt (builder, &receipt->row);
  for (guint i = 0; i < receipt->n_lines; i++)
    rg_dataset_builder_put_line (builder, &receipt->lines[i]);
}

static void
put_dictionaries (RgDatasetBuilder *builder, const Shop *shop)
{
  char *code, *name;

  rg_dataset_builder_put_location (builder, 1, "Torggata");
  rg_dataset_builder_put_location (builder, 2, "Web");
  for (guint i = 1; i < 4; i++)
    rg_dataset_builder_put_category (builder, i, shop->categories[i]);
  for (guint i = 1; i < 9; i++)
    {
      code = g_strdup_printf ("C%u", i);
      name = g_strdup_printf ("Product %u", i);
      rg_dataset_builder_put_product (builder, i, code, name, shop->product_category[i]);
      g_free (code);
      g_free (name);
    }
  for (guint t = 1; t <= TAGS; t++)
    {
      name = g_strdup_printf ("tag %u", t);
      rg_dataset_builder_put_tag (builder, t, name);
      g_free (name);
    }
}

static RgDataset *
shop_rebuild (const Shop *shop)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);

  put_dictionaries (builder, shop);
  for (guint i = 1; i <= PEOPLE; i++)
    if (shop->people[i].exists)
      put_person (builder, &shop->people[i]);
  for (guint i = 1; i <= RECEIPTS; i++)
    if (shop->receipts[i].exists)
      put_receipt (builder, &shop->receipts[i]);
  return rg_dataset_builder_finish (builder);
}

/* --- what a dataset says, whatever its positions are -------------------------------------- */

static void
dump_receipt (GString *out, const RgDataset *dataset, const RgSales *sales, guint i)
{
  guint who = rg_dataset_receipt_customer (dataset, sales, i);
  guint16 location = sales->location[i];

  g_string_append_printf (out, "r%" G_GINT64_FORMAT " d%d s%d n%" G_GINT64_FORMAT " v%d c%"
                          G_GINT64_FORMAT " %s:", rg_sales_id (sales, i), sales->day[i],
                          sales->second[i], rg_sales_net (sales, i),
                          rg_bitset_get (sales->visit, i),
                          who != RG_NOBODY ? rg_dataset_customer_id (dataset, who) : 0,
                          location != RG_NO_LOCATION ? dataset->locations.name[location] : "");
  for (guint l = sales->first_line[i]; l < sales->first_line[i + 1]; l++)
    {
      guint product = rg_sales_product (sales, l);
      guint category = product != RG_NOTHING ? dataset->products.category[product] : RG_NOTHING;

      g_string_append_printf (out, " %s/%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d",
                              product != RG_NOTHING ? dataset->products.code[product] : "",
                              category != RG_NOTHING ? dataset->categories.name[category] : "",
                              rg_sales_quantity (sales, l), rg_sales_line_net (sales, l),
                              rg_sales_kind (sales, l));
    }
  g_string_append_c (out, '\n');
}

static void
dump_person (GString *out, const RgDataset *dataset, gint64 id)
{
  const RgFacts *facts = rg_dataset_facts (dataset);
  guint at = rg_dataset_find_customer (dataset, id);
  guint target = at != RG_NOBODY ? rg_dataset_resolve (dataset, at) : RG_NOBODY;
  g_autofree RgReceiptRef *refs = NULL;
  guint n = 0, city, postcode;

  if (at == RG_NOBODY)
    return;
  city = RG_CUSTOMER_COLUMN (dataset, at, city);
  postcode = RG_CUSTOMER_COLUMN (dataset, at, postcode);
  g_string_append_printf (out, "p%" G_GINT64_FORMAT " in %" G_GINT64_FORMAT " live %d born %d/%d "
                          "joined %d flags %d city %s postcode %s country %d:", id,
                          rg_dataset_customer_id (dataset, target),
                          rg_bitset_get (dataset->live, at),
                          rg_dataset_born (dataset, at),
                          RG_CUSTOMER_COLUMN (dataset, at, birthday),
                          rg_dataset_joined (dataset, at),
                          RG_CUSTOMER_COLUMN (dataset, at, flags),
                          city != RG_NOTHING ? dataset->cities.folded[city] : "",
                          postcode != RG_NOTHING ? dataset->postcodes.folded[postcode] : "",
                          RG_CUSTOMER_COLUMN (dataset, at, country) != RG_NOTHING);
  for (guint c = 0; c < RG_CHANNELS; c++)
    g_string_append_printf (out, " %d", rg_dataset_permission (dataset, at, (RgChannel) c));
  for (gint64 t = 1; t <= TAGS; t++)
    g_string_append_printf (out, " t%d", rg_bitset_get (
      dataset->tag_members[rg_names_find_id (&dataset->tags, t)], at));
  g_string_append_printf (out, " facts %u %d %d %" G_GINT64_FORMAT, facts->visits[at],
                          facts->first_day[at], facts->last_day[at], facts->spend[at]);
  if (target == at)
    refs = rg_dataset_customer_receipts (dataset, at, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, " r%" G_GINT64_FORMAT,
                            rg_sales_id (refs[i].sales, refs[i].receipt));
  g_string_append_c (out, '\n');
}

static int
compare_receipts (gconstpointer a, gconstpointer b, gpointer unused)
{
  const RgReceiptRef *x = a, *y = b;
  gint64 id_x = rg_sales_id (x->sales, x->receipt), id_y = rg_sales_id (y->sales, y->receipt);

  return (id_x > id_y) - (id_x < id_y);
}

static char *
dump (const RgDataset *dataset)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (RgReceiptRef));
  RgReceiptIter iter;

  g_string_append_printf (out, "live %u net %" G_GINT64_FORMAT " visits %u days %d %d\n",
                          dataset->n_live, rg_dataset_facts (dataset)->all_net_sales,
                          rg_dataset_facts (dataset)->n_visits, dataset->first_day,
                          dataset->last_day);
  for (gint64 id = 1; id <= PEOPLE; id++)
    dump_person (out, dataset, id);
  rg_receipt_iter_init (&iter, dataset, G_MININT32, G_MAXINT32);
  while (rg_receipt_iter_next (&iter))
    {
      RgReceiptRef ref = { iter.sales, iter.receipt };

      g_array_append_val (refs, ref);
    }
  g_array_sort_with_data (refs, compare_receipts, NULL);
  for (guint i = 0; i < refs->len; i++)
    dump_receipt (out, dataset, g_array_index (refs, RgReceiptRef, i).sales,
                  g_array_index (refs, RgReceiptRef, i).receipt);
  return g_string_free (out, FALSE);
}

/* Says the first line that differs, where g_assert_cmpstr() would print both shops. */
static void
assert_same (const char *said, const char *expected)
{
  g_auto (GStrv) a = g_strsplit (said, "\n", -1);
  g_auto (GStrv) b = g_strsplit (expected, "\n", -1);

  for (guint i = 0; a[i] != NULL && b[i] != NULL; i++)
    g_assert_cmpstr (a[i], ==, b[i]);
  g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
}

/* --- random sequences --------------------------------------------------------------------- */

static void
change_people (Shop *shop, RgDatasetBuilder *builder)
{
  gint64 id = g_test_rand_int_range (1, PEOPLE + 1);
  gint64 other = g_test_rand_int_range (1, PEOPLE + 1);
  Person *person = &shop->people[id];

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
    case 1:
      shop_random_person (shop, id);
      put_person (builder, person);
      break;
    case 2:
      person->exists = FALSE;
      rg_dataset_builder_drop_customer (builder, id);
      for (guint i = 1; i <= RECEIPTS; i++)
        if (shop->receipts[i].exists && shop->receipts[i].row.customer == id)
          {
            shop->receipts[i].row.customer = 0;
            put_receipt (builder, &shop->receipts[i]);
          }
      break;
    case 3: /* merge, in the direction that makes no circle */
      if (person->exists && shop->people[other].exists && other < id)
        {
          person->row.merged_into = other;
          put_person (builder, person);
        }
      break;
    case 4: /* and part again */
      if (person->exists)
        {
          person->row.merged_into = 0;
          put_person (builder, person);
        }
      break;
    default:
      if (person->exists)
        {
          guint tag = (guint) g_test_rand_int_range (1, TAGS + 1);

          person->tag[tag] = !person->tag[tag];
          rg_dataset_builder_set_tag (builder, tag, id, person->tag[tag]);
        }
    }
}

/* A removed customer's merged ones point nowhere; the store's rows forbid it, so part them
 * first. */
static void
part_orphans (Shop *shop, RgDatasetBuilder *builder)
{
  for (guint i = 1; i <= PEOPLE; i++)
    {
      Person *person = &shop->people[i];

      if (person->exists && person->row.merged_into != 0 &&
          !shop->people[person->row.merged_into].exists)
        {
          person->row.merged_into = 0;
          put_person (builder, person);
        }
    }
}

static void
change_sales (Shop *shop, RgDatasetBuilder *builder)
{
  gint64 id = g_test_rand_int_range (1, RECEIPTS + 1);

  if (g_test_rand_int_range (0, 3) == 0)
    {
      shop->receipts[id].exists = FALSE;
      rg_dataset_builder_drop_receipt (builder, id);
      return;
    }
  shop_random_receipt (shop, id);
  put_receipt (builder, &shop->receipts[id]);
}

static void
change_dictionaries (Shop *shop, RgDatasetBuilder *builder)
{
  guint product = (guint) g_test_rand_int_range (1, 9);

  shop->product_category[product] = g_test_rand_int_range (0, 4);
  g_free (shop->categories[1]);
  shop->categories[1] = g_strdup_printf ("Renamed %d", g_test_rand_int_range (0, 100));
  put_dictionaries (builder, shop);
}

static RgDataset *
next_generation (Shop *shop, const RgDataset *base)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (base, base->generation + 1);

  for (gint n = g_test_rand_int_range (0, 12); n > 0; n--)
    {
      int what = g_test_rand_int_range (0, 12);

      if (what < 5)
        change_people (shop, builder);
      else if (what < 11)
        change_sales (shop, builder);
      else
        change_dictionaries (shop, builder);
    }
  part_orphans (shop, builder);
  return rg_dataset_builder_finish (builder);
}

static void
test_equals_rebuild (void)
{
  for (guint round = 0; round < 60; round++)
    {
      Shop shop = { 0 };
      g_autoptr (RgDataset) dataset = NULL;

      for (guint i = 1; i < 4; i++)
        shop.categories[i] = g_strdup_printf ("Category %u", i);
      for (gint64 i = 1; i <= PEOPLE / 2; i++)
        shop_random_person (&shop, i);
      for (gint64 i = 1; i <= RECEIPTS / 2; i++)
        shop_random_receipt (&shop, i);
      dataset = shop_rebuild (&shop);
      for (guint step = 0; step < 25; step++)
        {
          g_autofree char *before = dump (dataset);
          g_autoptr (RgDataset) next = next_generation (&shop, dataset);
          g_autoptr (RgDataset) anew = shop_rebuild (&shop);
          g_autoptr (RgDataset) folded = rg_dataset_fold (next);
          g_autofree char *said = dump (next);
          g_autofree char *expected = dump (anew);
          g_autofree char *said_folded = dump (folded);
          g_autofree char *after = dump (dataset);

          assert_same (said, expected);
          assert_same (said_folded, expected);
          assert_same (after, before); /* a generation never changes */
          g_assert_null (folded->dead);
          g_assert_cmpuint (folded->sales[1]->n_receipts, ==, 0);
          g_clear_pointer (&dataset, rg_dataset_unref);
          dataset = rg_dataset_ref (step % 7 == 6 ? folded : next);
        }
      for (guint i = 0; i <= PEOPLE; i++)
        g_free (shop.people[i].search);
      for (guint i = 1; i < 4; i++)
        g_free (shop.categories[i]);
    }
}

/* --- by hand ------------------------------------------------------------------------------ */

static void
put_named (RgDatasetBuilder *builder, gint64 id, const char *name, const char *city,
           const char *search)
{
  RgCustomerRow row = { .id = id, .name = name, .city = city, .search = search,
                        .born = RG_DAY_NONE, .joined = RG_DAY_NONE };

  rg_dataset_builder_put_customer (builder, &row);
}

static void
assert_found (const RgDataset *dataset, const char *words, guint expected)
{
  g_autoptr (RgBitset) found = rg_dataset_search (dataset, words);

  if (rg_bitset_count (found) != expected)
    g_error ("“%s” finds %u, not %u", words, rg_bitset_count (found), expected);
}

static void
test_search (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgBitset) in_name = NULL;

  put_named (builder, 1, "Åse Dahl", "Oslo", "ase.dahl@example.org 4790000001");
  put_named (builder, 2, "王伟", "東京", "wang@example.com");
  put_named (builder, 3, "Straße Müller", "Köln", NULL);
  put_named (builder, 4, NULL, NULL, "customer 13085");
  put_named (builder, 5, "Dahlia Example", "Bergen", NULL);
  for (gint64 i = 6; i <= 10000; i++) /* over several chunks */
    put_named (builder, i, i % 1000 == 0 ? "Zoë Last" : "Filler", "Bergen", NULL);
  dataset = rg_dataset_builder_finish (builder);
  assert_found (dataset, "", 10000);
  assert_found (dataset, "  ", 10000);
  assert_found (dataset, "ase", 1);
  assert_found (dataset, "DAHL", 2);
  assert_found (dataset, "dahl oslo", 1);
  assert_found (dataset, "oslo åse example.org", 1);
  assert_found (dataset, "oslo bergen", 0);
  assert_found (dataset, "伟", 1);
  assert_found (dataset, "京", 1);
  assert_found (dataset, "strasse", 1);
  assert_found (dataset, "koln", 1);
  assert_found (dataset, "13085", 1);
  assert_found (dataset, "4790000001", 1);
  assert_found (dataset, "zoe", 10);
  assert_found (dataset, "z", 10);
  assert_found (dataset, "no such person", 0);
  in_name = rg_dataset_search_name (dataset, "example");
  g_assert_cmpuint (rg_bitset_count (in_name), ==, 1);
}

/* A merge moves the receipts' customer, not the receipts; parting moves it back. */
static void
test_merge (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDatasetBuilder) merging = NULL;
  g_autoptr (RgDataset) first = NULL;
  g_autoptr (RgDataset) merged = NULL;
  RgCustomerRow row = { .id = 2, .merged_into = 1, .name = "Twin", .born = RG_DAY_NONE,
                        .joined = RG_DAY_NONE };
  RgLineRow line = { .quantity_milli = 1000, .net_minor = 500, .kind = RG_LINE_SALE };

  put_named (builder, 1, "One", NULL, NULL);
  put_named (builder, 2, "Twin", NULL, NULL);
  for (gint64 i = 1; i <= 4; i++)
    {
      RgReceiptRow receipt = { .id = i, .customer = 1 + i % 2, .day = (RgDay) (100 + i),
                               .second = RG_TIME_NONE };

      rg_dataset_builder_put_receipt (builder, &receipt);
      rg_dataset_builder_put_line (builder, &line);
    }
  first = rg_dataset_builder_finish (builder);
  g_assert_cmpuint (rg_dataset_facts (first)->visits[0], ==, 2);
  merging = rg_dataset_builder_new (first, 2);
  rg_dataset_builder_put_customer (merging, &row);
  merged = rg_dataset_builder_finish (merging);
  g_assert_cmpuint (merged->n_live, ==, 1);
  g_assert_cmpuint (rg_dataset_facts (merged)->visits[0], ==, 4);
  g_assert_cmpint (rg_dataset_facts (merged)->spend[0], ==, 2000);
  g_assert_cmpint (rg_dataset_facts (merged)->first_day[0], ==, 101);
  g_assert_cmpint (rg_dataset_facts (merged)->last_day[0], ==, 104);
  g_assert_cmpuint (rg_dataset_facts (merged)->visits[1], ==, 0);
  g_assert_cmpuint (rg_dataset_resolve (merged, 1), ==, 0);
  g_assert_true (merged->sales[0] == first->sales[0]);
  g_assert_cmpuint (first->n_live, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset/equals-rebuild", test_equals_rebuild);
  g_test_add_func ("/dataset/search", test_search);
  g_test_add_func ("/dataset/merge", test_merge);
  return g_test_run ();
}
