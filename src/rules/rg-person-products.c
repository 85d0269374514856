/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The products of one person that a message may name. */
#include "config.h"

#include "rules/rg-person-products.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rg-activity.h"
#include "rules/rg-again.h"
#include "rules/rg-rhythm.h"

#define RG_USUAL_NOT_ASKED -2

/* A product on a day on which they bought it. */
typedef struct {
  guint product;
  RgDay day;
  gint64 paid_minor;
} RgPersonBought;

struct _RgPersonProducts {
  RgDataset *dataset;
  RgDay from, today;
  guint32 *first_act[2]; /* of each position, and one more; NULL before somebody asks */
  gint64 *usual;         /* of each product, of all customers; RG_USUAL_NOT_ASKED */
  guint position;        /* whose purchases those are; RG_NOBODY */
  GArray *bought;        /* RgPersonBought, by product, then by day */
};

RgPersonProducts *
rg_person_products_new (const RgSegmentContext *context)
{
  RgPersonProducts *self = g_new0 (RgPersonProducts, 1);
  const guint n = context->dataset->products.names.n;

  self->dataset = rg_dataset_ref (context->dataset);
  self->today = context->today;
  self->from = context->today - RG_PERSON_PRODUCTS_DAYS + 1;
  self->usual = g_new (gint64, n + 1);
  for (guint k = 0; k < n; k++)
    self->usual[k] = RG_USUAL_NOT_ASKED;
  self->position = RG_NOBODY;
  self->bought = g_array_new (FALSE, FALSE, sizeof (RgPersonBought));
  return self;
}

void
rg_person_products_free (RgPersonProducts *self)
{
  g_array_unref (self->bought);
  g_free (self->usual);
  g_free (self->first_act[0]);
  g_free (self->first_act[1]);
  rg_dataset_unref (self->dataset);
  g_free (self);
}

/* --- what they bought --------------------------------------------------------------------- */

static int
rg_person_bought_compare (gconstpointer a, gconstpointer b)
{
  const RgPersonBought *one = a, *two = b;

  if (one->product != two->product)
    return one->product < two->product ? -1 : 1;
  return (one->day > two->day) - (one->day < two->day);
}

static void
rg_person_products_add_receipt (RgPersonProducts *self, const RgReceiptRef *ref)
{
  const RgSales *sales = ref->sales;

  for (guint line = sales->first_line[ref->receipt]; line < sales->first_line[ref->receipt + 1];
       line++)
    {
      const gint64 quantity = rg_sales_quantity (sales, line);
      RgPersonBought one = { rg_sales_product (sales, line), sales->day[ref->receipt], -1 };

      if (one.product == RG_NOTHING || quantity <= 0
          || rg_sales_kind (sales, line) != RG_LINE_SALE)
        continue;
      one.paid_minor = (rg_sales_line_net (sales, line) * 1000 + quantity / 2) / quantity;
      g_array_append_val (self->bought, one);
    }
}

static void
rg_person_products_read (RgPersonProducts *self, guint position)
{
  g_autofree RgReceiptRef *refs = NULL;
  guint n;

  if (self->position == position)
    return;
  self->position = position;
  g_array_set_size (self->bought, 0);
  refs = rg_dataset_customer_receipts (self->dataset, position, &n);
  for (guint i = 0; i < n; i++)
    rg_person_products_add_receipt (self, &refs[i]);
  g_array_sort (self->bought, rg_person_bought_compare);
}

/* The first of a product, or of the one behind it. */
static guint
rg_person_products_seek (const RgPersonProducts *self, guint product)
{
  guint low = 0, high = self->bought->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (self->bought, RgPersonBought, middle).product < product)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The last time that they bought it, or NULL. */
static const RgPersonBought *
rg_person_products_last (const RgPersonProducts *self, guint product)
{
  const guint after = rg_person_products_seek (self, product + 1);
  const RgPersonBought *last =
    after > 0 ? &g_array_index (self->bought, RgPersonBought, after - 1) : NULL;

  return last != NULL && last->product == product ? last : NULL;
}

/* --- what they looked at or left ---------------------------------------------------------- */

/* Those of one customer stand one after the other. */
static const guint32 *
rg_person_products_acts (RgPersonProducts *self, const RgActs *acts, gboolean left)
{
  guint32 *first = self->first_act[left];

  if (first != NULL)
    return first;
  first = self->first_act[left] = g_new (guint32, self->dataset->n_customers + 1);
  for (guint p = 0; p <= self->dataset->n_customers; p++)
    first[p] = acts->n;
  for (guint i = acts->n; i-- > 0;)
    first[acts->who[i]] = i;
  return first;
}

/* The latest day of each product counts. */
static void
rg_person_products_note (GArray *found, guint product, RgDay day)
{
  const RgPersonProduct one = { product, day, -1 };

  for (guint i = 0; i < found->len; i++)
    {
      RgPersonProduct *known = &g_array_index (found, RgPersonProduct, i);

      if (known->product == product)
        {
          known->day = MAX (known->day, day);
          return;
        }
    }
  g_array_append_val (found, one);
}

static void
rg_person_products_gather (RgPersonProducts *self, guint position, gboolean left, GArray *found)
{
  const RgActs *acts = rg_dataset_acts (self->dataset, left);
  const guint32 *first = rg_person_products_acts (self, acts, left);
  const RgDay until = MIN (self->today, self->dataset->activity_until);
  guint n_parts;
  g_autofree guint32 *parts = rg_dataset_merged (self->dataset, position, &n_parts);

  for (guint k = 0; k < n_parts; k++)
    for (guint i = first[parts[k]]; i < acts->n && acts->who[i] == parts[k]; i++)
      if (acts->day[i] >= self->from && acts->day[i] <= until
          && acts->product[i] < self->dataset->products.names.n)
        rg_person_products_note (found, acts->product[i], acts->day[i]);
}

/* Whoever bought it on that day or later has done with it. */
static void
rg_person_products_drop_bought (RgPersonProducts *self, GArray *found)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      RgPersonProduct one = g_array_index (found, RgPersonProduct, i);
      const RgPersonBought *last = rg_person_products_last (self, one.product);

      if (last != NULL && last->day >= one.day)
        continue;
      one.paid_minor = last != NULL ? last->paid_minor : -1;
      g_array_index (found, RgPersonProduct, n++) = one;
    }
  g_array_set_size (found, n);
}

/* --- what they are due to buy again ------------------------------------------------------- */

static void
rg_person_products_add_block (RgPersonProducts *self, const RgSales *sales, guint product,
                              GArray *bought)
{
  guint32 at = product < sales->n_products ? sales->product_start[product] : 0;
  const guint32 end = product < sales->n_products ? sales->product_start[product + 1] : 0;
  guint receipt = 0, where;

  while (at < end)
    {
      RgAgainBought one;
      guint who;

      receipt = rg_sales_next_of_product (sales, &at, receipt, &where);
      who = rg_dataset_receipt_customer (self->dataset, sales, receipt);
      if (who == RG_NOBODY || !rg_dataset_receipt_counts (self->dataset, sales, receipt))
        continue;
      one = (RgAgainBought) { who, sales->day[receipt] };
      g_array_append_val (bought, one);
    }
}

/* How soon customers buy a product again, or -1. */
static gint64
rg_person_products_usual (RgPersonProducts *self, guint product)
{
  g_autoptr (GArray) bought = NULL;
  g_auto (RgAgain) again = { 0 };

  if (self->usual[product] != RG_USUAL_NOT_ASKED)
    return self->usual[product];
  bought = g_array_new (FALSE, FALSE, sizeof (RgAgainBought));
  for (guint b = 0; b < 2; b++)
    rg_person_products_add_block (self, self->dataset->sales[b], product, bought);
  rg_again_fill (&again, bought, self->dataset);
  return self->usual[product] = again.usual;
}

/* The purchases of one product, from `first` to before `end`. */
static void
rg_person_products_add_due (RgPersonProducts *self, guint first, guint end, GArray *found)
{
  const RgPersonBought *last = &g_array_index (self->bought, RgPersonBought, end - 1);
  g_autofree RgDay *days = g_new (RgDay, end - first);
  g_autofree int *gaps = g_new (int, end - first);
  guint32 start[1] = { 0 }, n[1];
  RgAgain one = { .n_buyers = 1, .start = start, .n = n, .days = days };
  RgPersonProduct due = { last->product, 0, last->paid_minor };
  gint64 usual;

  for (guint i = first; i < end; i++)
    days[i - first] = g_array_index (self->bought, RgPersonBought, i).day;
  n[0] = (guint32) rg_rhythm_take_visits (days, end - first, days);
  one.usual = n[0] < RG_RHYTHM_LEAST_VISITS ? rg_person_products_usual (self, last->product) : -1;
  usual = rg_again_usual_of (&one, 0, gaps);
  if (usual < 0 || last->day + usual < self->from || last->day + usual > self->today)
    return;
  due.day = last->day + (RgDay) usual;
  g_array_append_val (found, due);
}

static void
rg_person_products_gather_due (RgPersonProducts *self, GArray *found)
{
  guint first = 0;

  for (guint i = 1; i <= self->bought->len; i++)
    if (i == self->bought->len
        || g_array_index (self->bought, RgPersonBought, i).product
             != g_array_index (self->bought, RgPersonBought, first).product)
      {
        rg_person_products_add_due (self, first, i, found);
        first = i;
      }
}

/* --- all of them -------------------------------------------------------------------------- */

static int
rg_person_product_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgPersonProduct *one = a, *two = b;
  const RgNames *names = data;

  if (one->day != two->day)
    return one->day > two->day ? -1 : 1;
  return strcmp (names->folded[one->product], names->folded[two->product]);
}

/* Two products of one name are one to whoever reads it; one without a name is none. */
static void
rg_person_products_tidy (const RgNames *names, GArray *found)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const RgPersonProduct one = g_array_index (found, RgPersonProduct, i);
      gboolean known = *names->folded[one.product] == '\0';

      for (guint k = 0; !known && k < n; k++)
        known = g_str_equal (names->folded[one.product],
                             names->folded[g_array_index (found, RgPersonProduct, k).product]);
      if (!known)
        g_array_index (found, RgPersonProduct, n++) = one;
    }
  g_array_set_size (found, n);
}

GArray *
rg_person_products_find (RgPersonProducts *self, guint position, RgProductsKind kind)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RgPersonProduct));
  RgNames names = self->dataset->products.names;

  rg_person_products_read (self, position);
  if (kind == RG_PRODUCTS_DUE)
    rg_person_products_gather_due (self, found);
  else
    {
      rg_person_products_gather (self, position, kind == RG_PRODUCTS_LEFT, found);
      rg_person_products_drop_bought (self, found);
    }
  g_array_sort_with_data (found, rg_person_product_compare, &names);
  rg_person_products_tidy (&names, found);
  return found;
}
