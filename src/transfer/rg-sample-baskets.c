/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is bought at each visit to the sample shop, and what is brought back. */
#include "config.h"

#include "base/rg-money.h"
#include "transfer/rg-sample-sales.h"

#define DIGITS 2 /* of the sample's currency */
/* When both locations are open on every day but Sunday. */
#define FIRST_EXCHANGE (10 * 3600)
#define LAST_EXCHANGE (17 * 3600 - 1)

static int
rg_sample_month_of (RgDay day)
{
  int month = 0;
  rg_day_to_ymd (day, NULL, &month, NULL);
  return month;
}

/* --- Lines ------------------------------------------------------------------------------------ */

static gint64
rg_sample_share (gint64 amount, gint64 part, gint64 whole)
{
  gint64 product = amount * part;
  return (product + (product < 0 ? -whole / 2 : whole / 2)) / whole;
}

static RgSampleLine
rg_sample_make_line (const RgSampleData *data, int product, gint64 quantity_milli,
                     int discount_permille)
{
  const RgSampleProduct *sold = &g_array_index (data->products, RgSampleProduct, product);
  RgSampleLine line = {
    .product = product,
    .kind = sold->kind,
    .quantity_milli = quantity_milli,
    .price_micro = sold->price_micro,
    .returns_receipt = RG_SAMPLE_NONE,
  };
  gint64 full = 0;

  rg_money_line_net (quantity_milli, sold->price_micro, DIGITS, &full);
  rg_money_line_net (quantity_milli, sold->cost_micro, DIGITS, &line.cost_minor);
  line.discount_minor = rg_sample_share (full, discount_permille, 1000);
  line.net_minor = full - line.discount_minor;
  line.tax_minor = rg_sample_share (line.net_minor, sold->tax_permille, 1000 + sold->tax_permille);
  return line;
}

static RgSampleReceipt *
rg_sample_open_receipt (RgSampleData *data, const RgSampleVisit *visit, guint32 dice)
{
  RgSampleReceipt receipt = {
    .location = visit->location,
    .till = visit->location == 0 && dice % 3 == 0 ? "2" : "1",
    .day = visit->day,
    .time = visit->time,
    .customer = visit->customer,
    .staff = (int) ((dice / 3 + (guint) visit->location * 2) % data->staff->len),
    .first_line = data->lines->len,
  };
  g_array_append_val (data->receipts, receipt);
  return &g_array_index (data->receipts, RgSampleReceipt, data->receipts->len - 1);
}

/* --- Choice ----------------------------------------------------------------------------------- */

/* The blend of Christmas, the diary of school, the calendar of the new year. */
static gboolean
rg_sample_is_in_season (const RgSampleProduct *product, int month)
{
  if (g_str_equal (product->code, "K-108"))
    return month >= 11;
  if (g_str_equal (product->code, "S-407"))
    return month >= 7 && month <= 9;
  if (g_str_equal (product->code, "B-313"))
    return month >= 10 || month == 1;
  return TRUE;
}

static int
rg_sample_pick_product (RgSampleSales *sales, int category, int month)
{
  const RgSampleShelf *shelf = sales->shelf;
  int product;
  do
    product = rg_random_between (&sales->random, shelf->first[category],
                                 shelf->first[category + 1] - 1);
  while (!rg_sample_is_in_season (&g_array_index (sales->data->products, RgSampleProduct, product),
                                  month));
  return product;
}

static int
rg_sample_pick_category (RgSampleSales *sales, const int *weights, int month)
{
  int seasonal[RG_SAMPLE_CATEGORIES];
  for (int i = 0; i < RG_SAMPLE_CATEGORIES; i++)
    seasonal[i] = weights[i];
  if (month == 12)
    seasonal[RG_SAMPLE_BOOKS] *= 2;
  if (month == 8)
    seasonal[RG_SAMPLE_STATIONERY] *= 3;
  return rg_random_pick (&sales->random, seasonal, RG_SAMPLE_CATEGORIES);
}

/* What is used up is bought first, and as a rule the usual one. */
static int
rg_sample_due_category (const RgSampleHabit *habit, RgDay day)
{
  for (int i = 0; i < RG_SAMPLE_CATEGORIES; i++)
    {
      if (habit->rhythm[i] > 0
          && (habit->last[i] == RG_DAY_NONE || day - habit->last[i] >= habit->rhythm[i] * 4 / 5))
        return i;
    }
  return RG_SAMPLE_NONE;
}

static int
rg_sample_choose (RgSampleSales *sales, const RgSampleVisit *visit, int place)
{
  static const int nobody[RG_SAMPLE_CATEGORIES] = { 30, 12, 38, 20 };
  RgSampleHabit *habit = visit->customer >= 0 ? &sales->habits[visit->customer] : NULL;
  int month = rg_sample_month_of (visit->day);
  int due = RG_SAMPLE_NONE;
  if (habit != NULL && place < 2)
    due = rg_sample_due_category (habit, visit->day);
  int category = due != RG_SAMPLE_NONE
    ? due : rg_sample_pick_category (sales, habit != NULL ? habit->weights : nobody, month);
  int product = rg_sample_pick_product (sales, category, month);

  if (habit == NULL)
    return product;
  habit->last[category] = visit->day;
  /* Nobody buys the same book twice. */
  if (category != RG_SAMPLE_BOOKS && rg_random_chance (&sales->random, 65))
    {
      const RgSampleProduct *usual = &g_array_index (sales->data->products, RgSampleProduct,
                                                     habit->favourite[category]);
      if (rg_sample_is_in_season (usual, month))
        return habit->favourite[category];
    }
  return product;
}

/* --- Returns ---------------------------------------------------------------------------------- */

static void
rg_sample_maybe_return (RgSampleSales *sales, GArray *returns, const RgSampleVisit *visit, int line)
{
  RgSampleData *data = sales->data;
  const RgSampleLine *sold = &g_array_index (data->lines, RgSampleLine, data->lines->len - 1);
  const RgSampleProduct *product = &g_array_index (data->products, RgSampleProduct, sold->product);
  int permille = product->category >= RG_SAMPLE_BOOKS ? 22 : 3;

  if (product->category == RG_SAMPLE_NONE || rg_random_below (&sales->random, 1000) >= permille)
    return;
  RgSampleReturn back = { .visit = *visit, .receipt = data->receipts->len - 1, .line = line };
  back.visit.day += rg_random_between (&sales->random, 2, 21);
  back.visit.time = CLAMP (back.visit.time, FIRST_EXCHANGE, LAST_EXCHANGE);
  while (rg_day_weekday (back.visit.day) == 6 || rg_sample_is_closed (back.visit.day))
    back.visit.day++;
  if (back.visit.day < data->last_day)
    g_array_append_val (returns, back);
}

static void
rg_sample_add_return (RgSampleSales *sales, const RgSampleReturn *back)
{
  RgSampleData *data = sales->data;
  const RgSampleReceipt *sold_on = &g_array_index (data->receipts, RgSampleReceipt, back->receipt);
  RgSampleLine line = g_array_index (data->lines, RgSampleLine,
                                     sold_on->first_line + (guint) back->line - 1);

  line.kind = RG_LINE_RETURN;
  line.quantity_milli = -line.quantity_milli;
  line.net_minor = -line.net_minor;
  line.discount_minor = -line.discount_minor;
  line.tax_minor = -line.tax_minor;
  line.cost_minor = -line.cost_minor;
  line.returns_receipt = (int) back->receipt;
  line.returns_line = back->line;
  RgSampleReceipt *receipt = rg_sample_open_receipt (data, &back->visit,
                                                     rg_random_next (&sales->random));
  receipt->n_lines = 1;
  g_array_append_val (data->lines, line);
}

/* --- Receipts --------------------------------------------------------------------------------- */

static void
rg_sample_add_extras (RgSampleSales *sales, const RgSampleVisit *visit)
{
  gboolean december = rg_sample_month_of (visit->day) == 12;

  if (rg_random_chance (&sales->random, december ? 18 : 1))
    {
      RgSampleLine line = rg_sample_make_line (sales->data, sales->shelf->wrapping, 1000, 0);
      g_array_append_val (sales->data->lines, line);
    }
  if (rg_random_below (&sales->random, 1000) < (december ? 40 : 3))
    {
      RgSampleLine line = rg_sample_make_line (sales->data, sales->shelf->gift_card, 1000, 0);
      g_array_append_val (sales->data->lines, line);
    }
}

static void
rg_sample_fill_basket (RgSampleSales *sales, const RgSampleVisit *visit, GArray *returns)
{
  static const int sizes[] = { 44, 31, 16, 9 };
  RgSampleData *data = sales->data;
  int n = rg_random_pick (&sales->random, sizes, G_N_ELEMENTS (sizes)) + 1;

  rg_sample_open_receipt (data, visit, rg_random_next (&sales->random));
  guint index = data->receipts->len - 1;
  for (int i = 0; i < n; i++)
    {
      int product = rg_sample_choose (sales, visit, i);
      gint64 quantity = rg_random_chance (&sales->random, 9) ? 2000 : 1000;
      gboolean cheaper = rg_random_chance (&sales->random, 7);
      int discount = cheaper ? rg_random_between (&sales->random, 2, 4) * 50 : 0;
      RgSampleLine line = rg_sample_make_line (data, product, quantity, discount);
      g_array_append_val (data->lines, line);
      rg_sample_maybe_return (sales, returns, visit, i + 1);
    }
  rg_sample_add_extras (sales, visit);
  RgSampleReceipt *receipt = &g_array_index (data->receipts, RgSampleReceipt, index);
  receipt->n_lines = data->lines->len - receipt->first_line;
}

static int
rg_sample_compare_receipts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RgSampleReceipt *receipts = user_data;
  const RgSampleReceipt *one = receipts + *(const guint *) a;
  const RgSampleReceipt *two = receipts + *(const guint *) b;
  if (one->day != two->day)
    return one->day < two->day ? -1 : 1;
  if (one->time != two->time)
    return one->time < two->time ? -1 : 1;
  return one < two ? -1 : one > two;
}

/* Each till counts by itself. */
static void
rg_sample_number_receipts (RgSampleData *data)
{
  guint counters[2][2] = { { 0 } };
  for (guint i = 0; i < data->receipts->len; i++)
    {
      RgSampleReceipt *receipt = &g_array_index (data->receipts, RgSampleReceipt, i);
      guint *counter = &counters[receipt->location][receipt->till[0] - '1'];
      g_autofree char *number = g_strdup_printf ("%06u", ++*counter);
      receipt->number = g_string_chunk_insert_const (data->texts, number);
    }
}

/* Puts receipts and lines into the order of time, and returns' pointers with them. */
static void
rg_sample_sort_receipts (RgSampleData *data)
{
  guint n = data->receipts->len;
  g_autofree guint *order = g_new (guint, n);
  g_autofree guint *place = g_new (guint, n);
  GArray *receipts = g_array_sized_new (FALSE, FALSE, sizeof (RgSampleReceipt), n);
  GArray *lines = g_array_sized_new (FALSE, FALSE, sizeof (RgSampleLine), data->lines->len);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_sort_array (order, n, sizeof *order, rg_sample_compare_receipts, data->receipts->data);
  for (guint i = 0; i < n; i++)
    {
      RgSampleReceipt receipt = g_array_index (data->receipts, RgSampleReceipt, order[i]);
      guint first = receipt.first_line;
      place[order[i]] = i;
      receipt.first_line = lines->len;
      g_array_append_vals (lines, &g_array_index (data->lines, RgSampleLine, first),
                           receipt.n_lines);
      g_array_append_val (receipts, receipt);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      RgSampleLine *line = &g_array_index (lines, RgSampleLine, i);
      if (line->returns_receipt != RG_SAMPLE_NONE)
        line->returns_receipt = (int) place[line->returns_receipt];
    }
  g_array_unref (data->receipts);
  g_array_unref (data->lines);
  data->receipts = receipts;
  data->lines = lines;
}

void
rg_sample_fill_baskets (RgSampleSales *sales)
{
  g_autoptr (GArray) returns = g_array_new (FALSE, FALSE, sizeof (RgSampleReturn));

  for (guint i = 0; i < sales->visits->len; i++)
    rg_sample_fill_basket (sales, &g_array_index (sales->visits, RgSampleVisit, i), returns);
  for (guint i = 0; i < returns->len; i++)
    rg_sample_add_return (sales, &g_array_index (returns, RgSampleReturn, i));
  rg_sample_sort_receipts (sales->data);
  rg_sample_number_receipts (sales->data);
}
