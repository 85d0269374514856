/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A block of receipts and lines: from rows in any order to columns in time order. */
#include "config.h"

#include "analysis/rg-dataset-private.h"

#include "base/rg-numbers.h"

#include <stdlib.h>
#include <string.h>

#define AT(array, type, i) (((const type *) (gpointer) (array)->data)[i])

static GArray *
rg_column_new (guint size)
{
  return g_array_new (FALSE, FALSE, size);
}

RgSalesBuilder *
rg_sales_builder_new (void)
{
  RgSalesBuilder *builder = g_new0 (RgSalesBuilder, 1);

  builder->id = rg_column_new (sizeof (gint64));
  builder->customer = rg_column_new (sizeof (gint64));
  builder->day = rg_column_new (sizeof (RgDay));
  builder->second = rg_column_new (sizeof (gint32));
  builder->location = rg_column_new (sizeof (guint16));
  builder->first_line = rg_column_new (sizeof (guint32));
  builder->margin = rg_column_new (sizeof (gint64));
  builder->product = rg_column_new (sizeof (guint32));
  builder->quantity = rg_column_new (sizeof (gint32));
  builder->line_net = rg_column_new (sizeof (gint32));
  builder->line_kind = rg_column_new (sizeof (guint8));
  builder->escaped_quantity = rg_column_new (sizeof (RgEscape));
  builder->escaped_net = rg_column_new (sizeof (RgEscape));
  return builder;
}

static void
rg_sales_builder_clear (RgSalesBuilder *builder)
{
  g_clear_pointer (&builder->id, g_array_unref);
  g_clear_pointer (&builder->customer, g_array_unref);
  g_clear_pointer (&builder->day, g_array_unref);
  g_clear_pointer (&builder->second, g_array_unref);
  g_clear_pointer (&builder->location, g_array_unref);
  g_clear_pointer (&builder->first_line, g_array_unref);
  g_clear_pointer (&builder->margin, g_array_unref);
  g_clear_pointer (&builder->product, g_array_unref);
  g_clear_pointer (&builder->quantity, g_array_unref);
  g_clear_pointer (&builder->line_net, g_array_unref);
  g_clear_pointer (&builder->line_kind, g_array_unref);
  g_clear_pointer (&builder->escaped_quantity, g_array_unref);
  g_clear_pointer (&builder->escaped_net, g_array_unref);
}

void
rg_sales_builder_free (RgSalesBuilder *builder)
{
  rg_sales_builder_clear (builder);
  g_free (builder);
}

void
rg_sales_builder_receipt (RgSalesBuilder *builder, gint64 id, gint64 customer, RgDay day,
                          gint32 second, guint16 location)
{
  guint32 first = builder->product->len;
  gint64 margin = 0;

  g_array_append_val (builder->id, id);
  g_array_append_val (builder->customer, customer);
  g_array_append_val (builder->day, day);
  g_array_append_val (builder->second, second);
  g_array_append_val (builder->location, location);
  g_array_append_val (builder->first_line, first);
  g_array_append_val (builder->margin, margin);
}

void
rg_sales_builder_margin (RgSalesBuilder *builder, gint64 margin)
{
  g_return_if_fail (builder->margin->len > 0);
  g_array_index (builder->margin, gint64, builder->margin->len - 1) += margin;
}

/* 32 bits where the amount fits, else the mark and an entry beside it. */
static gint32
rg_sales_shorten (GArray *escapes, guint line, gint64 amount)
{
  RgEscape escape = { line, amount };

  if (amount > G_MININT32 && amount <= G_MAXINT32)
    return (gint32) amount;
  g_array_append_val (escapes, escape);
  return RG_AMOUNT_ESCAPED;
}

void
rg_sales_builder_line (RgSalesBuilder *builder, guint32 product, gint64 quantity, gint64 net,
                       RgLineKind kind)
{
  guint line = builder->product->len;
  gint32 short_quantity = rg_sales_shorten (builder->escaped_quantity, line, quantity);
  gint32 short_net = rg_sales_shorten (builder->escaped_net, line, net);
  guint8 short_kind = (guint8) kind;

  g_return_if_fail (builder->id->len > 0);
  g_array_append_val (builder->product, product);
  g_array_append_val (builder->quantity, short_quantity);
  g_array_append_val (builder->line_net, short_net);
  g_array_append_val (builder->line_kind, short_kind);
}

void
rg_sales_builder_copy (RgSalesBuilder *builder, const RgDataset *dataset, const RgSales *sales,
                       guint receipt)
{
  const guint position = sales->customer[receipt];

  rg_sales_builder_receipt (builder, rg_sales_id (sales, receipt),
                            position != RG_NOBODY ? rg_dataset_customer_id (dataset, position) : 0,
                            sales->day[receipt], sales->second[receipt],
                            sales->location[receipt]);
  rg_sales_builder_margin (builder, rg_sales_margin (sales, receipt));
  for (guint line = sales->first_line[receipt]; line < sales->first_line[receipt + 1]; line++)
    rg_sales_builder_line (builder, rg_sales_product (sales, line), rg_sales_quantity (sales, line),
                           rg_sales_line_net (sales, line), rg_sales_kind (sales, line));
}

/* An id that no row has. */
#define RG_ID_DROPPED G_MININT64

void
rg_sales_builder_drop (RgSalesBuilder *builder, gint64 id)
{
  gint64 *ids = (gint64 *) (gpointer) builder->id->data;

  for (guint i = 0; i < builder->id->len; i++)
    if (ids[i] == id)
      ids[i] = RG_ID_DROPPED;
}

/* --- into time order ---------------------------------------------------------------------- */

static int
rg_sales_compare (const RgSalesBuilder *builder, guint a, guint b)
{
  RgDay day_a = AT (builder->day, RgDay, a), day_b = AT (builder->day, RgDay, b);
  gint32 second_a = AT (builder->second, gint32, a), second_b = AT (builder->second, gint32, b);
  gint64 id_a = AT (builder->id, gint64, a), id_b = AT (builder->id, gint64, b);

  if (day_a != day_b)
    return day_a < day_b ? -1 : 1;
  if (second_a != second_b)
    return second_a < second_b ? -1 : 1;
  return (id_a > id_b) - (id_a < id_b);
}

static int
rg_sales_compare_cb (gconstpointer a, gconstpointer b, gpointer builder)
{
  return rg_sales_compare (builder, *(const guint32 *) a, *(const guint32 *) b);
}

/* Which row comes where; rows that a later one with the same id replaces are left out. */
static guint32 *
rg_sales_builder_order (RgSalesBuilder *builder, guint *n)
{
  guint rows = builder->id->len;
  guint32 *order = g_new (guint32, rows + 1);
  g_autoptr (GHashTable) last = NULL;
  gboolean sorted = TRUE, ids_ascend = TRUE;
  guint used = 0;

  for (guint i = 1; i < rows && ids_ascend; i++)
    ids_ascend = AT (builder->id, gint64, i - 1) < AT (builder->id, gint64, i);
  if (!ids_ascend)
    {
      last = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < rows; i++)
        g_hash_table_insert (last, (gpointer) (gintptr) AT (builder->id, gint64, i),
                             GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < rows; i++)
    {
      gint64 id = AT (builder->id, gint64, i);

      if (id == RG_ID_DROPPED ||
          (last != NULL &&
           GPOINTER_TO_UINT (g_hash_table_lookup (last, (gpointer) (gintptr) id)) != i))
        continue;
      sorted = sorted && (used == 0 || rg_sales_compare (builder, order[used - 1], i) < 0);
      order[used++] = i;
    }
  if (!sorted)
    g_sort_array (order, used, sizeof (guint32), rg_sales_compare_cb, builder);
  *n = used;
  return order;
}

static guint
rg_sales_builder_end (const RgSalesBuilder *builder, guint row)
{
  return row + 1 < builder->id->len ? AT (builder->first_line, guint32, row + 1)
                                    : builder->product->len;
}

static gint64
rg_escape_find (const GArray *escapes, guint line)
{
  guint low = 0, high = escapes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (AT (escapes, RgEscape, middle).index < line)
        low = middle + 1;
      else
        high = middle;
    }
  g_assert (low < escapes->len && AT (escapes, RgEscape, low).index == line);
  return AT (escapes, RgEscape, low).amount;
}

/* The escaped amounts of one column in the new order. */
static RgEscapes
rg_sales_gather_escapes (const GArray *escapes, const gint32 *column, const guint32 *source,
                         guint n_lines)
{
  guint32 *index = g_new (guint32, escapes->len + 1);
  gint64 *amount = g_new (gint64, escapes->len + 1);
  guint n = 0;

  for (guint line = 0; escapes->len > 0 && line < n_lines; line++)
    if (column[line] == RG_AMOUNT_ESCAPED)
      {
        index[n] = line;
        amount[n++] = rg_escape_find (escapes, source[line]);
      }
  return (RgEscapes) { n, index, amount };
}

/* Those of an array of RgEscape, ascending. */
static RgEscapes
rg_sales_take_escapes (const GArray *escaped)
{
  guint32 *index = g_new (guint32, escaped->len + 1);
  gint64 *amount = g_new (gint64, escaped->len + 1);

  for (guint i = 0; i < escaped->len; i++)
    {
      index[i] = AT (escaped, RgEscape, i).index;
      amount[i] = AT (escaped, RgEscape, i).amount;
    }
  return (RgEscapes) { escaped->len, index, amount };
}

gint64
rg_escapes_get (const RgEscapes *escapes, guint index)
{
  guint low = 0, high = escapes->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (escapes->index[middle] < index)
        low = middle + 1;
      else
        high = middle;
    }
  g_return_val_if_fail (low < escapes->n && escapes->index[low] == index, 0);
  return escapes->amount[low];
}

/* The amounts of receipts in 32 bits each. Takes them. */
static const gint32 *
rg_sales_shorten_receipts (gint64 *amounts, guint n, RgEscapes *escapes)
{
  g_autoptr (GArray) escaped = rg_column_new (sizeof (RgEscape));
  gint32 *column = RG_NUMBERS_NEW (gint32, n + 1);

  for (guint i = 0; i < n; i++)
    column[i] = rg_sales_shorten (escaped, i, amounts[i]);
  g_free (amounts);
  *escapes = rg_sales_take_escapes (escaped);
  return column;
}

/* --- the block ---------------------------------------------------------------------------- */

/* Takes the ids. */
static void
rg_sales_shorten_ids (RgSales *sales, gint64 *ids)
{
  const guint n = sales->n_receipts;
  gint64 least = n > 0 ? ids[0] : 0, most = least;
  guint32 *column;

  for (guint i = 0; i < n; i++)
    {
      least = MIN (least, ids[i]);
      most = MAX (most, ids[i]);
    }
  if ((guint64) most - (guint64) least > G_MAXUINT32)
    {
      sales->wide_id = ids;
      return;
    }
  column = RG_NUMBERS_NEW (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    column[i] = (guint32) (ids[i] - least);
  sales->least_id = least;
  sales->short_id = column;
  g_free (ids);
}

static void
rg_sales_gather_receipts (RgSales *sales, const RgSalesBuilder *builder, const guint32 *order,
                          const RgIdMap *customers)
{
  gint64 *id = RG_NUMBERS_NEW (gint64, sales->n_receipts + 1);
  guint32 *customer = RG_NUMBERS_NEW (guint32, sales->n_receipts + 1);
  RgDay *day = RG_NUMBERS_NEW (RgDay, sales->n_receipts + 1);
  gint32 *second = RG_NUMBERS_NEW (gint32, sales->n_receipts + 1);
  guint16 *location = RG_NUMBERS_NEW (guint16, sales->n_receipts + 1);
  gint64 *margin = RG_NUMBERS_NEW (gint64, sales->n_receipts + 1);

  for (guint i = 0; i < sales->n_receipts; i++)
    {
      guint row = order[i];
      gint64 who = AT (builder->customer, gint64, row);

      id[i] = AT (builder->id, gint64, row);
      customer[i] = who != 0 ? rg_id_map_find (customers, who) : RG_NOBODY;
      day[i] = AT (builder->day, RgDay, row);
      second[i] = AT (builder->second, gint32, row);
      location[i] = AT (builder->location, guint16, row);
      margin[i] = AT (builder->margin, gint64, row);
    }
  rg_sales_shorten_ids (sales, id);
  sales->customer = customer;
  sales->day = day;
  sales->second = second;
  sales->location = location;
  sales->short_margin = rg_sales_shorten_receipts (margin, sales->n_receipts,
                                                   &sales->escaped_margin);
}

/* Of so many lines one may have a quantity that does not fit into 16 bits, before all of them have
 * 32. */
#define RG_QUANTITIES_ESCAPED 64

static gboolean
rg_quantity_is_short (gint32 quantity)
{
  return quantity > G_MININT16 && quantity <= G_MAXINT16;
}

static void
rg_sales_gather_wide_quantities (RgSales *sales, const RgSalesBuilder *builder,
                                 const guint32 *source)
{
  gint32 *quantity = g_new (gint32, sales->n_lines + 1);

  for (guint i = 0; i < sales->n_lines; i++)
    quantity[i] = AT (builder->quantity, gint32, source[i]);
  sales->wide_quantity = quantity;
  sales->escaped_quantity =
    rg_sales_gather_escapes (builder->escaped_quantity, quantity, source, sales->n_lines);
}

/* source: which line of the builder each one is. */
static void
rg_sales_gather_quantities (RgSales *sales, const RgSalesBuilder *builder, const guint32 *source)
{
  gint16 *quantity = RG_NUMBERS_NEW (gint16, sales->n_lines + 1);
  g_autoptr (GArray) escaped = rg_column_new (sizeof (RgEscape));

  for (guint i = 0; i < sales->n_lines && escaped->len <= sales->n_lines / RG_QUANTITIES_ESCAPED;
       i++)
    {
      const gint32 whole = AT (builder->quantity, gint32, source[i]);
      RgEscape escape = { i, whole };

      quantity[i] = rg_quantity_is_short (whole) ? (gint16) whole : RG_QUANTITY_ESCAPED;
      if (rg_quantity_is_short (whole))
        continue;
      if (whole == RG_AMOUNT_ESCAPED)
        escape.amount = rg_escape_find (builder->escaped_quantity, source[i]);
      g_array_append_val (escaped, escape);
    }
  if (escaped->len > sales->n_lines / RG_QUANTITIES_ESCAPED)
    {
      g_free (quantity);
      rg_sales_gather_wide_quantities (sales, builder, source);
      return;
    }
  sales->short_quantity = quantity;
  sales->escaped_quantity = rg_sales_take_escapes (escaped);
}

static void
rg_sales_gather_lines (RgSales *sales, const RgSalesBuilder *builder, const guint32 *order)
{
  g_autofree guint32 *source = g_new (guint32, sales->n_lines + 1);
  guint32 *first_line = RG_NUMBERS_NEW (guint32, sales->n_receipts + 1);
  guint32 *goods = RG_NUMBERS_NEW (guint32, sales->n_lines + 1);
  gint32 *net = RG_NUMBERS_NEW (gint32, sales->n_lines + 1);
  guint at = 0;

  for (guint i = 0; i < sales->n_receipts; i++)
    {
      guint end = rg_sales_builder_end (builder, order[i]);

      first_line[i] = at;
      for (guint line = AT (builder->first_line, guint32, order[i]); line < end; line++, at++)
        {
          source[at] = line;
          goods[at] = MIN (AT (builder->product, guint32, line), RG_GOODS_UNKNOWN) |
                      (guint32) AT (builder->line_kind, guint8, line) << RG_GOODS_BITS;
          net[at] = AT (builder->line_net, gint32, line);
        }
    }
  first_line[sales->n_receipts] = at;
  sales->first_line = first_line;
  sales->goods = goods;
  sales->line_net = net;
  rg_sales_gather_quantities (sales, builder, source);
  sales->escaped_line_net = rg_sales_gather_escapes (builder->escaped_net, net, source, at);
}

gint64
rg_sales_count_pieces (const RgSales *sales, guint receipt)
{
  const guint end = sales->first_line[receipt + 1];
  gint64 pieces = 0;

  for (guint line = sales->first_line[receipt]; line < end; line++)
    if (rg_sales_kind (sales, line) == RG_LINE_SALE)
      pieces += rg_sales_quantity (sales, line);
  return pieces;
}

static void
rg_sales_shorten_pieces (RgSales *sales)
{
  guint8 *few = RG_NUMBERS_NEW (guint8, sales->n_receipts + 1);

  for (guint i = 0; i < sales->n_receipts; i++)
    {
      const gint64 pieces = rg_sales_count_pieces (sales, i);
      const gboolean whole = pieces % 1000 == 0 && pieces >= 0;

      few[i] = whole && pieces / 1000 < RG_PIECES_ESCAPED ? (guint8) (pieces / 1000)
                                                          : RG_PIECES_ESCAPED;
    }
  sales->few_pieces = few;
}

static void
rg_sales_sum_receipts (RgSales *sales)
{
  gint64 *net = RG_NUMBERS_NEW0 (gint64, sales->n_receipts + 1);
  RgBitset *visit = rg_bitset_new (sales->n_receipts);

  for (guint i = 0; i < sales->n_receipts; i++)
    for (guint line = sales->first_line[i]; line < sales->first_line[i + 1]; line++)
      {
        if (rg_line_kind_is_net_sale (rg_sales_kind (sales, line)))
          net[i] += rg_sales_line_net (sales, line);
        if (rg_sales_kind (sales, line) == RG_LINE_SALE)
          rg_bitset_add (visit, i);
      }
  sales->short_net = rg_sales_shorten_receipts (net, sales->n_receipts, &sales->escaped_net);
  sales->visit = visit;
}

/* A counting sort by customer keeps the time order within each. */
static void
rg_sales_index_customers (RgSales *sales, guint n_customers)
{
  guint32 *start = RG_NUMBERS_NEW0 (guint32, n_customers + 2);
  guint32 *list;

  for (guint i = 0; i < sales->n_receipts; i++)
    if (sales->customer[i] != RG_NOBODY)
      start[sales->customer[i] + 2]++;
  for (guint i = 2; i < n_customers + 2; i++)
    start[i] += start[i - 1];
  list = RG_NUMBERS_NEW (guint32, start[n_customers + 1] + 1);
  for (guint i = 0; i < sales->n_receipts; i++)
    if (sales->customer[i] != RG_NOBODY)
      list[start[sales->customer[i] + 1]++] = i;
  sales->n_customers = n_customers;
  sales->customer_start = start;
  sales->by_customer = list;
}

static void
rg_sales_index_odd (RgSales *sales)
{
  g_autoptr (GArray) odd = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 *product, *receipt;
  guint at = 0;

  for (guint32 line = 0; line < sales->n_lines; line++)
    if (rg_sales_kind (sales, line) != RG_LINE_SALE || rg_sales_quantity (sales, line) <= 0)
      g_array_append_val (odd, line);
  product = g_new (guint32, odd->len + 1);
  receipt = g_new (guint32, odd->len + 1);
  for (guint k = 0; k < odd->len; k++)
    {
      const guint line = AT (odd, guint32, k);

      while (sales->first_line[at + 1] <= line)
        at++;
      product[k] = rg_sales_product (sales, line);
      receipt[k] = at;
    }
  sales->n_odd = odd->len;
  sales->odd = g_memdup2 (odd->data, odd->len * sizeof (guint32));
  sales->odd_product = product;
  sales->odd_receipt = receipt;
}

RgSales *
rg_sales_builder_finish (RgSalesBuilder *builder, const RgIdMap *customers, guint n_customers)
{
  RgSales *sales = g_atomic_rc_box_new0 (RgSales);
  g_autofree guint32 *order = rg_sales_builder_order (builder, &sales->n_receipts);

  for (guint i = 0; i < sales->n_receipts; i++)
    sales->n_lines +=
      rg_sales_builder_end (builder, order[i]) - AT (builder->first_line, guint32, order[i]);
  rg_sales_gather_receipts (sales, builder, order, customers);
  rg_sales_gather_lines (sales, builder, order);
  rg_sales_builder_clear (builder);
  rg_sales_sum_receipts (sales);
  rg_sales_shorten_pieces (sales);
  rg_sales_index_customers (sales, n_customers);
  rg_sales_index_products (sales);
  rg_sales_index_odd (sales);
  return sales;
}

RgSales *
rg_sales_ref (const RgSales *sales)
{
  return g_atomic_rc_box_acquire ((gpointer) sales);
}

static void
rg_sales_clear (gpointer data)
{
  RgSales *sales = data;
  gconstpointer columns[] = {
    sales->short_id, sales->wide_id, sales->customer, sales->day, sales->second,
    sales->location, sales->short_net, sales->short_margin, sales->first_line, sales->goods,
    sales->short_quantity, sales->wide_quantity, sales->line_net, sales->few_pieces,
    sales->customer_start, sales->by_customer, sales->product_start, sales->by_product,
    sales->skip_start, sales->skips, sales->odd, sales->odd_product, sales->odd_receipt,
    sales->escaped_quantity.index, sales->escaped_quantity.amount,
    sales->escaped_line_net.index, sales->escaped_line_net.amount, sales->escaped_net.index,
    sales->escaped_net.amount, sales->escaped_margin.index, sales->escaped_margin.amount,
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free ((gpointer) columns[i]);
  rg_bitset_unref ((RgBitset *) sales->visit);
}

void
rg_sales_unref (RgSales *sales)
{
  g_atomic_rc_box_release_full (sales, rg_sales_clear);
}

gsize
rg_sales_memory (const RgSales *sales)
{
  gsize a_receipt = (sales->wide_id != NULL ? sizeof (gint64) : sizeof (guint32)) +
                    7 * sizeof (guint32) + sizeof (guint16) + sizeof (guint8);
  gsize a_line = sizeof (guint32) + sizeof (gint32) +
                 (sales->short_quantity != NULL ? sizeof (gint16) : sizeof (gint32));

  return sales->n_receipts * a_receipt + sales->n_receipts / 8 + sales->n_lines * a_line +
         (sales->n_customers + 2 * sales->n_products + 3 * sales->n_odd) * sizeof (guint32) +
         sales->skip_start[sales->n_products] * sizeof (RgProductSkip) +
         sales->product_start[sales->n_products] +
         (sales->escaped_quantity.n + sales->escaped_line_net.n + sales->escaped_net.n +
          sales->escaped_margin.n) * (sizeof (guint32) + sizeof (gint64));
}

guint
rg_sales_find_day (const RgSales *sales, RgDay day)
{
  guint low = 0, high = sales->n_receipts;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (sales->day[middle] < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
