/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a file says once for a whole receipt: discount, delivery, money paid back, and the total
 * that its lines must add up to. */
#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "transfer/rg-plan-private.h"

static const struct {
  RgRole role;
  gsize offset;
} figures[] = {
  { RG_ROLE_RECEIPT_SUBTOTAL, G_STRUCT_OFFSET (RgPlanFigures, subtotal) },
  { RG_ROLE_RECEIPT_DISCOUNT, G_STRUCT_OFFSET (RgPlanFigures, discount) },
  { RG_ROLE_RECEIPT_TAX, G_STRUCT_OFFSET (RgPlanFigures, tax) },
  { RG_ROLE_DELIVERY, G_STRUCT_OFFSET (RgPlanFigures, delivery) },
  { RG_ROLE_RECEIPT_TOTAL, G_STRUCT_OFFSET (RgPlanFigures, total) },
  { RG_ROLE_REFUND, G_STRUCT_OFFSET (RgPlanFigures, refund) },
};

static gint64
or_none (gint64 amount)
{
  return amount == RG_IMPORT_UNKNOWN ? 0 : amount;
}

void
rg_plan_init_figures (RgPlan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (plan->column[figures[i].role] >= 0 && plan->figures == NULL)
      plan->figures = g_array_new (FALSE, FALSE, sizeof (RgPlanFigures));
}

/* An amount that cannot be read is listed and left out; the receipt stays. */
static void
read_figure (RgPlan *plan, RgRole role, gint64 *minor)
{
  const char *text;
  gsize length;
  gint64 micro;
  RgValueProblem problem;

  if (!rg_plan_cell (plan, role, &text, &length))
    return;
  problem = rg_number_read (text, length, plan->mapping->columns[plan->column[role]].decimal,
                            plan->context->currency, &micro);
  if (problem == RG_VALUE_OK)
    *minor = rg_plan_minor (micro, plan->context->digits);
  if (problem == RG_VALUE_OK && ABS (*minor) > RG_IMPORT_LARGEST)
    problem = RG_VALUE_TOO_LARGE;
  if (problem == RG_VALUE_OK)
    return;
  *minor = RG_IMPORT_UNKNOWN;
  rg_plan_drop_cell (plan, role, rg_value_problem_text (problem));
}

void
rg_plan_note_figures (RgPlan *plan, guint32 receipt)
{
  if (plan->figures == NULL)
    return;
  while (plan->figures->len <= receipt)
    {
      const RgPlanFigures none = { RG_IMPORT_UNKNOWN, RG_IMPORT_UNKNOWN, RG_IMPORT_UNKNOWN,
                                   RG_IMPORT_UNKNOWN, RG_IMPORT_UNKNOWN, RG_IMPORT_UNKNOWN };

      g_array_append_val (plan->figures, none);
    }
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      RgPlanFigures *of = &g_array_index (plan->figures, RgPlanFigures, receipt);
      gint64 *minor = (gint64 *) (gpointer) ((char *) of + figures[i].offset);

      if (*minor == RG_IMPORT_UNKNOWN)
        read_figure (plan, figures[i].role, minor);
    }
}

static void
say_difference (RgPlan *plan, guint64 row, const char *what, gint64 said, gint64 found)
{
  g_autofree char *says = rg_money_format (said, plan->context->currency);
  g_autofree char *finds = rg_money_format (found, plan->context->currency);

  rg_import_batch_differ (plan->batch, row,
                          /* Translators: a receipt's number or a column's name, and two amounts. */
                          g_strdup_printf (_("“%s”: the file says %s, its parts add up to %s"),
                                           what, says, finds));
}

void
rg_plan_settle_line (RgPlan *plan, gint64 gross, gint64 discount, gint64 net)
{
  gint64 off = ABS (or_none (discount)), sum;

  if (plan->mapping->dialect->generic || gross == RG_IMPORT_UNKNOWN || net == RG_IMPORT_UNKNOWN)
    return;
  plan->batch->n_totals++;
  if (__builtin_sub_overflow (gross, gross < 0 ? -off : off, &sum))
    return;
  if (sum != net)
    say_difference (plan, plan->row->number,
                    plan->mapping->columns[plan->column[RG_ROLE_NET]].header, net, sum);
}

/* --- The file's own total --------------------------------------------------------------------- */

static void
add_up (gint64 *sum, gint64 amount)
{
  if (*sum != RG_IMPORT_UNKNOWN && amount != RG_IMPORT_UNKNOWN &&
      __builtin_add_overflow (*sum, amount, sum))
    *sum = RG_IMPORT_UNKNOWN;
}

void
rg_plan_sum_line (RgPlan *plan, gint64 gross, gint64 net)
{
  add_up (&plan->gross_sum, gross);
  add_up (&plan->net_sum, net);
}

static gint64
sum_receipt_totals (const RgPlan *plan)
{
  gint64 sum = 0;

  for (guint i = 0; plan->figures != NULL && i < plan->figures->len; i++)
    add_up (&sum, g_array_index (plan->figures, RgPlanFigures, i).total);
  return sum;
}

/* Whether the first cell that is not empty says so, in one of the languages of the tills. */
static gboolean
says_total (const RgCsvRow *row)
{
  static const char *const words[] = {
    "total", "totals", "grand total", "sum",       "summe",  "gesamt",        "gesamtsumme",
    "totaux", "total general",        "suma",      "summa",  "totalt",        "i alt",
    "sum total",                      "totaal",    "totale", "total général", NULL,
  };

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *cell = g_strndup (row->cells[i].text, row->cells[i].length);
      g_autofree char *word = NULL;

      if (*g_strstrip (cell) == '\0')
        continue;
      word = rg_fold (g_strdelimit (cell, ":", ' '));
      g_strstrip (word);
      for (guint k = 0; words[k] != NULL; k++)
        {
          g_autofree char *known = rg_fold (words[k]);

          if (g_str_equal (word, known))
            return TRUE;
        }
      return FALSE;
    }
  return FALSE;
}

static void
compare_sum (RgPlan *plan, RgRole role, gint64 sum)
{
  gint64 said = RG_IMPORT_UNKNOWN;

  read_figure (plan, role, &said);
  if (said == RG_IMPORT_UNKNOWN || sum == RG_IMPORT_UNKNOWN)
    return;
  plan->batch->n_totals++;
  if (said != sum)
    say_difference (plan, plan->row->number, plan->mapping->columns[plan->column[role]].header,
                    said, sum);
}

gboolean
rg_plan_take_total (RgPlan *plan)
{
  const char *text;
  gsize length;

  if (rg_plan_cell (plan, RG_ROLE_DATE, &text, &length) ||
      rg_plan_cell (plan, RG_ROLE_CODE, &text, &length) || !says_total (plan->row))
    return FALSE;
  compare_sum (plan, RG_ROLE_NET, plan->net_sum);
  compare_sum (plan, RG_ROLE_GROSS, plan->gross_sum);
  compare_sum (plan, RG_ROLE_RECEIPT_TOTAL, sum_receipt_totals (plan));
  return TRUE;
}

/* --- Lines that stand for something else ------------------------------------------------------ */

static void
add_line (RgPlan *plan, guint32 receipt, RgLineKind kind, const char *code, const char *name,
          gint64 net)
{
  RgImportReceipt *of = &g_array_index (plan->batch->receipts, RgImportReceipt, receipt);
  gint64 by = 1000000;
  RgImportLine line = {
    .quantity_milli = kind == RG_LINE_RETURN ? -1000 : 1000,
    .net_minor = net,
    .tax_minor = RG_IMPORT_UNKNOWN,
    .cost_minor = RG_IMPORT_UNKNOWN,
    .receipt = receipt,
    .row = of->row,
    .kind = (guint8) kind,
  };

  for (int i = 0; i < plan->context->digits && by > 1; i++)
    by /= 10;
  line.price_micro = ABS (net) * by;
  line.product = rg_plan_own_product (plan, code, name);
  line.hash = rg_import_line_hash (&line, code);
  plan->batch->lines_of_kind[kind]++;
  rg_plan_count_line (of, &line);
  g_array_append_val (plan->batch->lines, line);
}

void
rg_plan_add_figures (RgPlan *plan)
{
  for (guint32 i = 0; plan->figures != NULL && i < plan->figures->len; i++)
    {
      const RgPlanFigures *of = &g_array_index (plan->figures, RgPlanFigures, i);

      if (or_none (of->delivery) > 0)
        add_line (plan, i, RG_LINE_FEE, RG_PRODUCT_DELIVERY, _("Delivery"), of->delivery);
      if (or_none (of->refund) != 0)
        /* Translators: stands for goods that came back, where the file does not say which. */
        add_line (plan, i, RG_LINE_RETURN, RG_PRODUCT_REFUND, _("Money paid back"),
                  -ABS (of->refund));
    }
}

void
rg_plan_order_figures (RgPlan *plan, const guint32 *order)
{
  GArray *sorted;

  if (plan->figures == NULL)
    return;
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (RgPlanFigures), plan->figures->len);
  for (guint32 i = 0; i < plan->figures->len; i++)
    g_array_append_val (sorted, g_array_index (plan->figures, RgPlanFigures, order[i]));
  g_array_unref (plan->figures);
  plan->figures = sorted;
}

/* --- Discounts on whole receipts -------------------------------------------------------------- */

static gboolean
takes_discount (const RgImportLine *line)
{
  return line->kind == RG_LINE_SALE && line->net_minor > 0;
}

/* Lines by what they are, so that each gets the same share however the file orders its rows. */
static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgPlan *plan = data;
  const RgImportLine *x = *(RgImportLine *const *) a, *y = *(RgImportLine *const *) b;
  const RgImportProduct *products =
    (const RgImportProduct *) (gpointer) plan->batch->products->data;
  int order = strcmp (products[x->product].code, products[y->product].code);

  if (order != 0)
    return order;
  return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* The lines of a receipt that a discount goes to, in that order; their sum in *base. */
static GPtrArray *
discounted_lines (RgPlan *plan, const RgImportReceipt *receipt, gint64 *base)
{
  GPtrArray *lines = g_ptr_array_new ();

  *base = 0;
  for (guint32 i = 0; i < receipt->n_lines; i++)
    {
      RgImportLine *line =
        &g_array_index (plan->batch->lines, RgImportLine, receipt->first_line + i);

      if (!takes_discount (line))
        continue;
      *base += line->net_minor;
      g_ptr_array_add (lines, line);
    }
  g_ptr_array_sort_with_data (lines, compare_lines, plan);
  return lines;
}

/* Each line bears the discount by its share of the amount; what rounding leaves goes along, so that
 * the shares add up to the discount exactly. */
static void
spread_discount (RgPlan *plan, RgImportReceipt *receipt, gint64 discount)
{
  gint64 base, so_far = 0, given = 0;
  g_autoptr (GPtrArray) lines = discounted_lines (plan, receipt, &base);
  const RgImportProduct *products =
    (const RgImportProduct *) (gpointer) plan->batch->products->data;

  discount = MIN (discount, base);
  for (guint i = 0; i < lines->len; i++)
    {
      RgImportLine *line = g_ptr_array_index (lines, i);
      gint64 until, share;

      so_far += line->net_minor;
      until = (gint64) (((__int128) discount * so_far + base / 2) / base);
      share = MIN (until - given, line->net_minor);
      given += share;
      line->net_minor -= share;
      line->discount_minor = ABS (line->discount_minor) + share;
      line->hash = rg_import_line_hash (line, products[line->product].code);
    }
  receipt->lines_hash = receipt->net_minor = receipt->net_sales_minor = 0;
  receipt->sale_lines = 0;
  for (guint32 i = 0, n = receipt->n_lines; i < n; i++)
    {
      if (i == 0)
        receipt->n_lines = 0;
      rg_plan_count_line (receipt, &g_array_index (plan->batch->lines, RgImportLine,
                                                   receipt->first_line + i));
    }
}

/* The goods of a receipt: without delivery, and before money was paid back. */
static gint64
goods_of (const RgImportReceipt *receipt, const RgPlanFigures *of)
{
  return receipt->net_minor - MAX (or_none (of->delivery), 0) + ABS (or_none (of->refund));
}

/* Whether the lines bear the discount already: programs differ, and the totals tell. */
static gboolean
bears_discount (gint64 goods, const RgPlanFigures *of)
{
  gint64 whole = goods + MAX (or_none (of->delivery), 0);

  if (of->subtotal != RG_IMPORT_UNKNOWN)
    return goods == of->subtotal;
  return of->total != RG_IMPORT_UNKNOWN &&
         (whole == of->total || whole + or_none (of->tax) == of->total);
}

/* The total may hold the tax or leave it to the prices: what is nearer to it counts. */
static void
compare_totals (RgPlan *plan, const RgImportReceipt *receipt, const RgPlanFigures *of)
{
  gint64 goods = goods_of (receipt, of);
  gint64 whole = goods + MAX (or_none (of->delivery), 0);
  gint64 taxed = whole + or_none (of->tax);

  if (of->subtotal == RG_IMPORT_UNKNOWN && of->total == RG_IMPORT_UNKNOWN)
    return;
  plan->batch->n_totals++;
  if (of->subtotal != RG_IMPORT_UNKNOWN && goods != of->subtotal)
    say_difference (plan, receipt->row, receipt->number, of->subtotal, goods);
  else if (of->total != RG_IMPORT_UNKNOWN && whole != of->total && taxed != of->total)
    say_difference (plan, receipt->row, receipt->number, of->total,
                    ABS (of->total - taxed) < ABS (of->total - whole) ? taxed : whole);
}

void
rg_plan_settle_figures (RgPlan *plan)
{
  for (guint32 i = 0; plan->figures != NULL && i < plan->figures->len; i++)
    {
      const RgPlanFigures *of = &g_array_index (plan->figures, RgPlanFigures, i);
      RgImportReceipt *receipt = &g_array_index (plan->batch->receipts, RgImportReceipt, i);

      if (or_none (of->discount) != 0 && !bears_discount (goods_of (receipt, of), of))
        spread_discount (plan, receipt, ABS (of->discount));
      compare_totals (plan, receipt, of);
    }
}
