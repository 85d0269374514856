/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign offers: its sentence, what is refused, its last day and its cost. */
#include "rules/rg-offer.h"

#include <locale.h>
#include <string.h>

#define NOV_30 20787

static const struct {
  RgOffer offer;
  const char *sentence;
} told[] = {
  { { RG_OFFER_NONE, 500, "coffee", "", NOV_30, 0, -1 }, "" },
  { { RG_OFFER_PERCENT, 100, "coffee", "", NOV_30, 0, -1 }, "10% off coffee, until Nov 30, 2026" },
  { { RG_OFFER_PERCENT, 125, "", "", RG_DAY_NONE, 0, -1 }, "12.5% off" },
  { { RG_OFFER_MONEY, 500, "", "", RG_DAY_NONE, 14, -1 }, "€5.00 off, for 14 days" },
  { { RG_OFFER_MONEY, 500, "tea", "", RG_DAY_NONE, 1, -1 }, "€5.00 off tea, for 1 day" },
  { { RG_OFFER_GIFT, 0, "A mug", "", RG_DAY_NONE, 0, -1 }, "A mug as a gift" },
  { { RG_OFFER_BUNDLE, 1200, "Filters", "Coffee", RG_DAY_NONE, 0, -1 },
    "Filters and Coffee together for €12.00" },
  { { RG_OFFER_AGAIN, 999, "Beans", "", NOV_30, 14, -1 },
    "Beans again for €9.99, until Nov 30, 2026" },
  /* What a till calls a product is words, and one line of them. */
  { { RG_OFFER_PERCENT, 100, "%s%n {{name}}\n# <b>\xe2\x80\xae", "", RG_DAY_NONE, 0, -1 },
    "10% off %s%n {{name}} # <b>" },
};

static char *
dup_even_spaces (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\xc2\xa0", -1);

  return g_strjoinv (" ", parts);
}

static void
test_sentence (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *got = rg_offer_dup_sentence (&told[i].offer, "EUR");
      g_autofree char *words = rg_offer_dup_words (&told[i].offer, "EUR");
      g_autofree char *even = dup_even_spaces (got);

      g_assert_cmpstr (even, ==, told[i].sentence);
      g_assert_true (g_str_has_prefix (got, words));
      g_assert_null (strchr (got, '\n'));
    }
}

static void
test_problems (void)
{
  const RgOffer wrong[] = {
    { RG_OFFER_MONEY, 0, "coffee", "", RG_DAY_NONE, 0, -1 },
    { RG_OFFER_PERCENT, 1001, "coffee", "", RG_DAY_NONE, 0, -1 },
    { RG_OFFER_PERCENT, -5, "", "", RG_DAY_NONE, 0, -1 },
    { RG_OFFER_GIFT, 0, "", "", RG_DAY_NONE, 0, -1 },
    { RG_OFFER_BUNDLE, 1200, "Filters", "", RG_DAY_NONE, 0, -1 },
    { RG_OFFER_AGAIN, 1200, "", "", RG_DAY_NONE, 0, -1 },
    { RG_OFFER_MONEY, 500, "", "", RG_DAY_NONE, RG_OFFER_DAYS_MOST + 1, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_null (rg_offer_get_problem (&told[i].offer));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_nonnull (rg_offer_get_problem (&wrong[i]));
      g_assert_true (g_str_has_suffix (rg_offer_get_problem (&wrong[i]), "."));
    }
}

/* Every kind is found by its id, and what belongs to another kind does not stay. */
static void
test_kinds (void)
{
  RgOffer offer;
  RgOfferKind kind;

  for (int i = 0; i < RG_N_OFFERS; i++)
    {
      g_assert_true (rg_offer_kind_from_id (rg_offer_kind_get_id ((RgOfferKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (rg_offer_kind_from_id ("free", &kind));
  g_assert_false (rg_offer_kind_from_id (NULL, &kind));

  rg_offer_init (&offer);
  rg_offer_set_kind (&offer, RG_OFFER_BUNDLE);
  offer.value = 1200;
  g_set_str (&offer.what, "Filters");
  g_set_str (&offer.with, "Coffee");
  rg_offer_set_kind (&offer, RG_OFFER_BUNDLE);
  g_assert_cmpint (offer.value, ==, 1200);
  rg_offer_set_kind (&offer, RG_OFFER_PERCENT);
  g_assert_cmpint (offer.value, ==, 0);
  g_assert_cmpstr (offer.what, ==, "Filters");
  g_assert_cmpstr (offer.with, ==, "");
  rg_offer_set_kind (&offer, RG_OFFER_NONE);
  g_assert_cmpstr (offer.what, ==, "");
  rg_offer_clear (&offer);
}

static void
test_until_and_cost (void)
{
  RgOffer offer = { RG_OFFER_MONEY, 500, "", "", RG_DAY_NONE, 14, -1 };

  g_assert_cmpint (rg_offer_get_until (&offer, NOV_30), ==, NOV_30 + 13);
  g_assert_cmpint (rg_offer_get_cost (&offer), ==, 500);
  offer.days = 0;
  g_assert_cmpint (rg_offer_get_until (&offer, NOV_30), ==, RG_DAY_NONE);
  offer.until = NOV_30 + 1;
  g_assert_cmpint (rg_offer_get_until (&offer, NOV_30), ==, NOV_30 + 1);
  offer.cost_minor = 0;
  g_assert_cmpint (rg_offer_get_cost (&offer), ==, 0);
  offer.cost_minor = -1;
  offer.kind = RG_OFFER_PERCENT;
  g_assert_cmpint (rg_offer_get_cost (&offer), ==, -1);
}

static void
check_day (RgDay until, guint days, RgDay fixed_on, RgDay out_on, const char *expected)
{
  const RgOffer offer = { RG_OFFER_MONEY, 500, "", "", until, days, -1 };
  g_autofree char *problem = rg_offer_dup_day_problem (&offer, fixed_on, out_on);

  if (expected == NULL)
    g_assert_null (problem);
  else
    g_assert_nonnull (strstr (problem, expected));
}

/* A last day that is over, or comes before the letter, is told. */
static void
test_day_problem (void)
{
  const RgOffer nothing = { RG_OFFER_NONE, 0, "", "", NOV_30, 0, -1 };

  check_day (NOV_30 - 1, 0, NOV_30, NOV_30, "is over");
  check_day (NOV_30, 0, NOV_30, NOV_30, "is the one on which it goes out");
  check_day (NOV_30 + 1, 0, NOV_30, NOV_30, NULL);
  check_day (NOV_30 + 1, 0, NOV_30, NOV_30 + 2, "is before Dec 2, 2026");
  check_day (NOV_30 + 3, 0, NOV_30, NOV_30 + 2, NULL);
  check_day (RG_DAY_NONE, 0, NOV_30, NOV_30 + 900, NULL);
  check_day (RG_DAY_NONE, 1, NOV_30, NOV_30, "is the one");
  check_day (RG_DAY_NONE, 14, NOV_30, NOV_30 + 20, "is before");
  check_day (RG_DAY_NONE, 14, NOV_30, NOV_30 + 5, NULL);
  g_assert_null (rg_offer_dup_day_problem (&nothing, NOV_30 + 9, NOV_30 + 9));
}

/* What it takes off somebody, and nothing of what has a price of its own. */
static void
test_worth (void)
{
  RgOffer offer = { RG_OFFER_MONEY, 500, "", "", RG_DAY_NONE, 0, -1 };

  g_assert_cmpint (rg_offer_get_worth (&offer, 10000), ==, 500);
  g_assert_cmpint (rg_offer_get_worth (&offer, 300), ==, 300);
  g_assert_cmpint (rg_offer_get_worth (&offer, -300), ==, 0);
  offer.kind = RG_OFFER_PERCENT;
  offer.value = 125;
  g_assert_cmpint (rg_offer_get_worth (&offer, 1001), ==, 125);
  offer.kind = RG_OFFER_AGAIN;
  g_assert_cmpint (rg_offer_get_worth (&offer, 1001), ==, 0);
  offer.kind = RG_OFFER_GIFT;
  g_assert_cmpint (rg_offer_get_worth (&offer, 1001), ==, -1);
  offer.cost_minor = 80;
  g_assert_cmpint (rg_offer_get_worth (&offer, 0), ==, 80);
  offer.kind = RG_OFFER_NONE;
  g_assert_cmpint (rg_offer_get_worth (&offer, 1001), ==, -1);
}

static void
check_what (const RgOffer *offer, guint n, const char *what)
{
  g_assert_cmpuint (offer->products->len, ==, n);
  g_assert_cmpstr (offer->what, ==, what);
}

static gboolean
add (RgOffer *offer, gboolean with, gint64 id, const char *name)
{
  return rg_offer_add_product (offer, with, rg_offer_product_new (id, NULL, "C1", name, 700));
}

/* Products are the words of the offer, each stands in it once, and no more than its kind has. */
static void
test_products (void)
{
  RgOffer offer, copy;

  rg_offer_init (&offer);
  rg_offer_set_kind (&offer, RG_OFFER_PERCENT);
  g_set_str (&offer.what, "all roasts");
  g_assert_true (add (&offer, FALSE, 1, "Dark"));
  check_what (&offer, 1, "Dark");
  g_assert_true (add (&offer, FALSE, 1, "Dark"));
  check_what (&offer, 1, "Dark");
  g_assert_true (add (&offer, FALSE, 2, ""));
  check_what (&offer, 2, "Dark and C1");
  g_assert_true (add (&offer, FALSE, 3, "Mild"));
  check_what (&offer, 3, "Dark, C1 and Mild");
  g_assert_true (add (&offer, FALSE, 4, "Blue"));
  check_what (&offer, 4, "Dark, C1 and 2 more");
  g_assert_false (add (&offer, TRUE, 5, "Filters"));
  rg_offer_remove_product (&offer, FALSE, 1);
  check_what (&offer, 3, "C1, Mild and Blue");
  rg_offer_copy (&copy, &offer);
  /* A gift is one thing. */
  rg_offer_set_kind (&offer, RG_OFFER_GIFT);
  check_what (&offer, 1, "C1");
  g_assert_true (add (&offer, FALSE, 3, "Mild"));
  check_what (&offer, 1, "Mild");
  g_assert_cmpint (rg_offer_get_cost (&offer), ==, 700);
  offer.cost_minor = 500;
  g_assert_cmpint (rg_offer_get_cost (&offer), ==, 500);
  rg_offer_remove_product (&offer, FALSE, 3);
  check_what (&offer, 0, "");
  g_assert_nonnull (rg_offer_get_problem (&offer));
  check_what (&copy, 3, "C1, Mild and Blue");
  for (gint64 id = 10; copy.products->len < RG_OFFER_PRODUCTS_MOST; id++)
    g_assert_true (add (&copy, FALSE, id, "More"));
  g_assert_false (add (&copy, FALSE, 99, "One too many"));
  rg_offer_clear (&offer);
  rg_offer_clear (&copy);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "en_US.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/offer/sentence", test_sentence);
  g_test_add_func ("/offer/problems", test_problems);
  g_test_add_func ("/offer/kinds", test_kinds);
  g_test_add_func ("/offer/day-problem", test_day_problem);
  g_test_add_func ("/offer/worth", test_worth);
  g_test_add_func ("/offer/products", test_products);
  g_test_add_func ("/offer/until-and-cost", test_until_and_cost);
  return g_test_run ();
}
