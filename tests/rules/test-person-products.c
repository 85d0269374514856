/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The products that a message names of a person are those for which the rules hold, in shops made
 * by the dice. */
#include "rg-random-shop.h"

#include "rules/rg-person-products.h"

#include <string.h>

static const char *const rules[RG_N_PRODUCTS_KINDS] = {
  [RG_PRODUCTS_LEFT] = "left but not bought product \"P%u\" in last 90 days",
  [RG_PRODUCTS_LOOKED] = "looked at but not bought product \"P%u\" in last 90 days",
  [RG_PRODUCTS_DUE] = "due again product \"P%u\" in last 90 days",
};

/* Most of what people did is of the last weeks, and a few come again and again. */
static Plain *
make_shop (void)
{
  Plain *plain = rg_random_shop ();

  for (guint i = 0; i < 120; i++)
    {
      const PlainAct act = {
        .customer = g_test_rand_int_range (1, RG_RANDOM_PEOPLE + 1),
        .product = g_test_rand_int_range (1, (gint32) plain->products->len + 1),
        .day = g_test_rand_int_range (RG_RANDOM_TODAY - 100, RG_RANDOM_TODAY + 2),
        .left = g_test_rand_bit (),
      };

      g_array_append_val (plain->acts, act);
    }
  for (guint i = 0; i < plain->receipts->len; i += 2)
    {
      PlainReceipt *receipt = plain->receipts->pdata[i];

      receipt->customer = g_test_rand_int_range (1, 16);
      receipt->day = g_test_rand_int_range (RG_RANDOM_TODAY - 300, RG_RANDOM_TODAY);
    }
  return plain;
}

static RgBitset *
ask (RgProductsKind kind, guint product, const RgSegmentContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (RgNode) root = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (rules[kind], product + 1);
#pragma GCC diagnostic pop
  root = rg_segment_parse (text, NULL, &error);
  g_assert_no_error (error);
  return rg_segment_evaluate (root, context);
}

static gboolean
names (GArray *found, const RgDataset *dataset, guint product)
{
  g_autofree char *code = g_strdup_printf ("P%u", product + 1);

  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (code, dataset->products.code[g_array_index (found, RgPersonProduct,
                                                                 i).product]))
      return TRUE;
  return FALSE;
}

static void
check_order (GArray *found)
{
  for (guint i = 1; i < found->len; i++)
    g_assert_cmpint (g_array_index (found, RgPersonProduct, i).day, <=,
                     g_array_index (found, RgPersonProduct, i - 1).day);
}

/* Every person, every product: named where the rule holds, and nowhere else. Returns how many. */
static guint
check_kind (RgPersonProducts *products, const RgSegmentContext *context, RgProductsKind kind,
            guint n_products)
{
  const RgDataset *dataset = context->dataset;
  guint n = 0;

  for (guint k = 0; k < n_products; k++)
    {
      g_autoptr (RgBitset) members = ask (kind, k, context);

      for (guint p = 0; p < dataset->n_customers; p++)
        if (rg_bitset_get (dataset->live, p))
          {
            g_autoptr (GArray) found = rg_person_products_find (products, p, kind);

            g_assert_cmpint (names (found, dataset, k), ==, rg_bitset_get (members, p));
            check_order (found);
            n += rg_bitset_get (members, p);
          }
    }
  return n;
}

static void
test_as_rules (void)
{
  guint n[RG_N_PRODUCTS_KINDS] = { 0 };

  for (guint round = 0; round < 120; round++)
    {
      g_autoptr (Plain) plain = make_shop ();
      g_autoptr (RgDataset) dataset = rg_random_shop_build (plain);
      const RgSegmentContext context = { .dataset = dataset, .today = RG_RANDOM_TODAY };
      g_autoptr (RgPersonProducts) products = rg_person_products_new (&context);

      for (guint kind = 0; kind < RG_N_PRODUCTS_KINDS; kind++)
        n[kind] += check_kind (products, &context, kind, plain->products->len);
    }
  for (guint kind = 0; kind < RG_N_PRODUCTS_KINDS; kind++)
    g_assert_cmpuint (n[kind], >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person-products/as-rules", test_as_rules);
  return g_test_run ();
}
