/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Products with what they cost and how many there are; and what people looked at or left in the
 * basket. */
#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "transfer/rg-plan-private.h"
#include "transfer/rg-span.h"

/* Folded words of the column "activity". */
static const char *const viewed[] = {
  "viewed", "view", "product view", "product viewed", "visited", "seen", "angesehen", "besucht",
  "vu", "consulte", "visto", "sett", "vist", "visat",
};
static const char *const left[] = {
  "left in basket", "left in cart", "left", "basket", "cart", "added to cart", "add to cart",
  "added to basket", "abandoned", "abandoned cart", "abandoned checkout", "warenkorb", "panier",
  "carrito", "handlekurv", "kurv", "varukorg",
};

static gboolean
is_among (const char *word, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

/* A file without the column is one of baskets that were left. */
static gboolean
read_activity_kind (RgPlan *plan, guint8 *kind)
{
  const char *text;
  gsize length;
  g_autofree char *copy = NULL, *word = NULL;

  *kind = RG_ACTIVITY_LEFT;
  if (plan->column[RG_ROLE_ACTIVITY] < 0)
    return TRUE;
  if (!rg_plan_cell (plan, RG_ROLE_ACTIVITY, &text, &length))
    {
      rg_plan_refuse_cell (plan, RG_ROLE_ACTIVITY, RG_VALUE_EMPTY);
      return FALSE;
    }
  copy = g_strndup (text, length);
  word = rg_fold (copy);
  if (is_among (word, viewed, G_N_ELEMENTS (viewed)))
    *kind = RG_ACTIVITY_VIEWED;
  else if (!is_among (word, left, G_N_ELEMENTS (left)))
    {
      rg_import_batch_refuse (plan->batch, plan->row->number,
                              /* Translators: %s is a cell of a file. */
                              g_strdup_printf (_("“%s” is neither looked at nor left in the "
                                                 "basket"), copy));
      return FALSE;
    }
  return TRUE;
}

/* The product that the row names, or G_MAXUINT32 with the row refused. */
static guint32
read_product (RgPlan *plan, gint64 stamp)
{
  const char *code;
  gsize length;

  return rg_plan_product_key (plan, &code, &length)
         ? rg_plan_find_product (plan, code, length, stamp, TRUE) : G_MAXUINT32;
}

/* A number that the row may do without; FALSE with the row refused where it cannot be read. */
static gboolean
read_number (RgPlan *plan, RgRole role, gint64 *micro)
{
  const char *text;
  gsize length;
  RgValueProblem problem;

  *micro = RG_IMPORT_UNKNOWN;
  if (!rg_plan_cell (plan, role, &text, &length))
    return TRUE;
  problem = rg_number_read (text, length, plan->mapping->columns[plan->column[role]].decimal,
                            plan->context->currency, micro);
  if (problem == RG_VALUE_OK && ABS (*micro) > RG_IMPORT_LARGEST * 1000)
    problem = RG_VALUE_TOO_LARGE;
  if (problem != RG_VALUE_OK)
    rg_plan_refuse_cell (plan, role, problem);
  return problem == RG_VALUE_OK;
}

/* What cannot be read is left out and listed; the row stays. */
static void
read_span (RgPlan *plan, RgRole role, gboolean (*read) (const char *, int *), int *span)
{
  const char *text;
  gsize length;
  g_autofree char *copy = NULL;
  int found = 0;

  if (!rg_plan_cell (plan, role, &text, &length))
    return;
  copy = g_strndup (text, length);
  if (!read (copy, &found))
    rg_import_batch_drop (plan->batch, plan->row->number,
                          /* Translators: %s is a cell of a file. */
                          g_strdup_printf (_("“%s” is not how long something lasts, such as "
                                             "24 months"), copy));
  else if (found != 0)
    *span = found;
}

void
rg_plan_read_product (RgPlan *plan)
{
  gint64 cost, stock;
  guint32 product;
  RgImportProduct *made;

  if (!read_number (plan, RG_ROLE_UNIT_COST, &cost) ||
      !read_number (plan, RG_ROLE_STOCK, &stock))
    return;
  product = read_product (plan, (gint64) plan->row->number);
  if (product == G_MAXUINT32)
    return;
  made = &g_array_index (plan->batch->products, RgImportProduct, product);
  if (cost != RG_IMPORT_UNKNOWN)
    made->cost_micro = cost;
  if (*made->supplier == '\0')
    made->supplier = rg_plan_text (plan, RG_ROLE_SUPPLIER);
  read_span (plan, RG_ROLE_WARRANTY, rg_span_read_months, &made->warranty_months);
  read_span (plan, RG_ROLE_LIFETIME, rg_span_read_days, &made->lifetime_days);
  if (stock != RG_IMPORT_UNKNOWN)
    {
      RgImportStock counted = { product, rg_plan_text (plan, RG_ROLE_LOCATION), stock / 1000,
                                (guint32) plan->row->number };

      g_array_append_val (plan->batch->stocks, counted);
    }
}

void
rg_plan_read_activity (RgPlan *plan)
{
  RgImportActivity activity = { .row = (guint32) plan->row->number };
  gint64 quantity, stamp;

  if (!read_activity_kind (plan, &activity.kind) ||
      !rg_plan_read_day (plan, &activity.day, &activity.time) ||
      !read_number (plan, RG_ROLE_QUANTITY, &quantity))
    return;
  stamp = (gint64) activity.day * 86400 + MAX (activity.time, 0);
  activity.customer = rg_plan_customer (plan, stamp);
  if (activity.customer == RG_IMPORT_NONE)
    {
      rg_import_batch_refuse (plan->batch, plan->row->number,
                              g_strdup (_("The row says nothing that tells who the customer is")));
      return;
    }
  activity.product = read_product (plan, stamp);
  if (activity.product == G_MAXUINT32)
    return;
  activity.quantity_milli = quantity != RG_IMPORT_UNKNOWN ? quantity / 1000 : 1000;
  g_array_append_val (plan->batch->activities, activity);
}
