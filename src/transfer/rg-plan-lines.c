/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sale lines: their amounts, their kind, and the receipts that they make up. */
#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "transfer/rg-plan-private.h"

#define UNPRICED_LATER (G_GINT64_CONSTANT (1) << 40) /* seconds: behind every priced line */
#define KEY_MARK '\x1F' /* stands between the parts of a receipt's identity */

static gint64
round_div (gint64 number, gint64 by)
{
  gint64 half = by / 2;

  return number >= 0 ? (number + half) / by : -((-number + half) / by);
}

gint64
rg_plan_minor (gint64 micro, int digits)
{
  gint64 by = 1000000;

  for (int i = 0; i < digits && by > 1; i++)
    by /= 10;
  /* Amounts near the edge of 64 bits are rounded without adding to them. */
  return micro > G_MAXINT64 - by || micro < -(G_MAXINT64 - by) ? micro / by : round_div (micro, by);
}

/* An amount in millionths. `missing` says what an empty cell is. */
static gboolean
read_amount (RgPlan *plan, RgRole role, RgValueProblem missing, gint64 *micro)
{
  const char *text;
  gsize length;
  RgValueProblem problem = missing;

  if (rg_plan_cell (plan, role, &text, &length))
    problem = rg_number_read (text, length, plan->mapping->columns[plan->column[role]].decimal,
                              plan->context->currency, micro);
  if (problem != RG_VALUE_OK)
    rg_plan_refuse_cell (plan, role, problem);
  return problem == RG_VALUE_OK;
}

/* An amount that a line may do without: RG_IMPORT_UNKNOWN in an empty cell. */
static gboolean
read_extra (RgPlan *plan, RgRole role, gint64 *minor)
{
  const char *text;
  gsize length;
  gint64 micro = 0;

  *minor = RG_IMPORT_UNKNOWN;
  if (!rg_plan_cell (plan, role, &text, &length))
    return TRUE;
  if (!read_amount (plan, role, RG_VALUE_EMPTY, &micro))
    return FALSE;
  *minor = rg_plan_minor (micro, plan->context->digits);
  return TRUE;
}

gboolean
rg_plan_read_day (RgPlan *plan, RgDay *day, gint32 *seconds)
{
  const char *text;
  gsize length;
  RgValueProblem problem = RG_VALUE_EMPTY;

  if (rg_plan_cell (plan, RG_ROLE_DATE, &text, &length))
    {
      if (length == plan->last_date_length && memcmp (text, plan->last_date, length) == 0)
        {
          *day = plan->last_day;
          *seconds = plan->last_time;
          problem = RG_VALUE_OK;
        }
      else
        problem = rg_date_read (text, length,
                                plan->mapping->columns[plan->column[RG_ROLE_DATE]].order, day,
                                seconds);
    }
  if (problem != RG_VALUE_OK)
    {
      rg_plan_refuse_cell (plan, RG_ROLE_DATE, problem);
      return FALSE;
    }
  if (length < sizeof plan->last_date)
    {
      memcpy (plan->last_date, text, length);
      plan->last_date_length = (guint) length;
      plan->last_day = *day;
      plan->last_time = *seconds;
    }
  if (rg_plan_cell (plan, RG_ROLE_TIME, &text, &length))
    {
      problem = rg_time_read (text, length, seconds);
      if (problem != RG_VALUE_OK)
        rg_plan_refuse_cell (plan, RG_ROLE_TIME, problem);
    }
  return problem == RG_VALUE_OK;
}

/* Reads quantity, price and amounts; the line's net is quantity x price where no column says it. */
static gboolean
read_amounts (RgPlan *plan, RgImportLine *line)
{
  gint64 quantity = 1000000, price = 0, net, gross, discount;
  int digits = plan->context->digits;
  gboolean priced = plan->column[RG_ROLE_UNIT_PRICE] >= 0;

  if (plan->column[RG_ROLE_QUANTITY] >= 0 &&
      !read_amount (plan, RG_ROLE_QUANTITY, RG_VALUE_EMPTY, &quantity))
    return FALSE;
  if (priced && !read_amount (plan, RG_ROLE_UNIT_PRICE, RG_VALUE_EMPTY, &price))
    return FALSE;
  if (!read_extra (plan, RG_ROLE_NET, &net) || !read_extra (plan, RG_ROLE_GROSS, &gross) ||
      !read_extra (plan, RG_ROLE_DISCOUNT, &discount) ||
      !read_extra (plan, RG_ROLE_TAX, &line->tax_minor) ||
      !read_extra (plan, RG_ROLE_COST, &line->cost_minor))
    return FALSE;
  line->quantity_milli = round_div (quantity, 1000);
  line->discount_minor = discount == RG_IMPORT_UNKNOWN ? 0 : discount;
  rg_plan_settle_line (plan, gross, discount, net);
  if (net == RG_IMPORT_UNKNOWN && gross != RG_IMPORT_UNKNOWN)
    {
      /* What is taken off a return is given back: the discount goes against the amount's sign. */
      gint64 off = ABS (line->discount_minor);

      net = gross - (gross < 0 ? -off : off);
    }
  else if (net == RG_IMPORT_UNKNOWN && priced)
    {
      if (!rg_money_line_net (line->quantity_milli, price, digits, &net))
        {
          rg_plan_refuse_cell (plan, RG_ROLE_UNIT_PRICE, RG_VALUE_TOO_LARGE);
          return FALSE;
        }
      net -= net < 0 ? -ABS (line->discount_minor) : ABS (line->discount_minor);
    }
  if (net == RG_IMPORT_UNKNOWN)
    {
      rg_plan_refuse_cell (plan, plan->column[RG_ROLE_NET] >= 0 ? RG_ROLE_NET : RG_ROLE_GROSS,
                           RG_VALUE_EMPTY);
      return FALSE;
    }
  if (ABS (net) > RG_IMPORT_LARGEST)
    {
      rg_plan_refuse_cell (plan, priced ? RG_ROLE_UNIT_PRICE : RG_ROLE_NET, RG_VALUE_TOO_LARGE);
      return FALSE;
    }
  line->net_minor = net;
  line->price_micro = price;
  if (!priced && line->quantity_milli != 0)
    {
      gint64 by = 1000000;

      for (int i = 0; i < digits && by > 1; i++)
        by /= 10;
      line->price_micro = (gint64) ((double) net * (double) by * 1000.0 /
                                    (double) line->quantity_milli);
    }
  rg_plan_sum_line (plan, gross, net);
  return TRUE;
}

static gboolean
starts_with_any (const char *text, gsize length, GStrv prefixes)
{
  for (guint i = 0; prefixes != NULL && prefixes[i] != NULL; i++)
    {
      gsize n = strlen (prefixes[i]);

      if (n <= length && memcmp (text, prefixes[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Which rules name a product's code. */
static guint32
rules_of_code (const RgDialect *dialect, const char *code)
{
  guint32 bits = 0;

  for (guint i = 0; i < dialect->rules->len; i++)
    {
      const RgLineRule *rule = g_ptr_array_index (dialect->rules, i);

      if ((rule->codes != NULL && g_hash_table_contains (rule->codes, code)) ||
          starts_with_any (code, strlen (code), rule->code_prefixes))
        bits |= 1u << i;
    }
  return bits;
}

/* A product is called what its first sale says: write-offs at no price say such as "damaged". */
static void
take_name (RgPlan *plan, RgImportProduct *product, gint64 stamp, gboolean priced)
{
  const char *name = rg_plan_text (plan, RG_ROLE_PRODUCT);

  if (name == product->name || *name == '\0')
    return;
  if (!priced)
    stamp += UNPRICED_LATER;
  if (*product->name == '\0' || stamp < product->name_stamp ||
      (stamp == product->name_stamp && strcmp (name, product->name) < 0))
    {
      product->name = name;
      product->name_stamp = stamp;
    }
}

guint32
rg_plan_find_product (RgPlan *plan, const char *code, gsize length, gint64 stamp,
                      gboolean priced)
{
  guint32 n = plan->batch->products->len;
  guint32 product = rg_text_set_add (plan->product_keys, code, length);
  RgImportProduct *made;

  if (product == n)
    {
      RgImportProduct new = { rg_text_set_intern (plan->batch->texts, code, length), "", 0, "",
                              "", "", RG_IMPORT_UNKNOWN };
      guint32 bits = rules_of_code (plan->mapping->dialect, new.code);

      g_array_append_val (plan->batch->products, new);
      g_array_append_val (plan->product_rules, bits);
    }
  made = &g_array_index (plan->batch->products, RgImportProduct, product);
  take_name (plan, made, stamp, priced);
  if (*made->category == '\0')
    made->category = rg_plan_text (plan, RG_ROLE_CATEGORY);
  if (*made->brand == '\0')
    made->brand = rg_plan_text (plan, RG_ROLE_BRAND);
  return product;
}

guint32
rg_plan_own_product (RgPlan *plan, const char *code, const char *name)
{
  guint32 n = plan->batch->products->len;
  guint32 product = rg_text_set_add (plan->product_keys, code, strlen (code));
  const char *empty = rg_text_set_intern (plan->batch->texts, "", 0);
  RgImportProduct new = { rg_text_set_intern (plan->batch->texts, code, strlen (code)),
                          rg_text_set_intern (plan->batch->texts, name, strlen (name)), 0, empty,
                          empty, empty, RG_IMPORT_UNKNOWN };
  guint32 bits = 0;

  if (product == n)
    {
      g_array_append_val (plan->batch->products, new);
      g_array_append_val (plan->product_rules, bits);
    }
  return product;
}

static gboolean
type_is_any (RgPlan *plan, GStrv words)
{
  const char *text;
  gsize length;
  g_autofree char *copy = NULL, *folded = NULL;

  if (words == NULL || words[0] == NULL)
    return FALSE;
  if (!rg_plan_cell (plan, RG_ROLE_TYPE, &text, &length))
    return FALSE;
  copy = g_strndup (text, length);
  folded = rg_fold (copy);
  return g_strv_contains ((const char *const *) words, folded);
}

static gboolean
rule_holds (RgPlan *plan, guint i, const RgImportLine *line, const char *number, gsize length,
            guint32 customer)
{
  const RgLineRule *rule = g_ptr_array_index (plan->mapping->dialect->rules, i);
  guint32 bits = g_array_index (plan->product_rules, guint32, line->product);

  if ((rule->codes != NULL || rule->code_prefixes[0] != NULL) && !(bits & (1u << i)))
    return FALSE;
  if (rule->number_prefixes[0] != NULL && !starts_with_any (number, length, rule->number_prefixes))
    return FALSE;
  if (rule->quantity_negative && line->quantity_milli >= 0)
    return FALSE;
  if (rule->amount_negative && line->net_minor >= 0)
    return FALSE;
  if (rule->price_zero && line->price_micro != 0)
    return FALSE;
  if (rule->customer_none && customer != RG_IMPORT_NONE)
    return FALSE;
  return rule->types[0] == NULL || type_is_any (plan, rule->types);
}

static RgLineKind
find_kind (RgPlan *plan, const RgImportLine *line, const char *number, gsize length,
           guint32 customer)
{
  const GPtrArray *rules = plan->mapping->dialect->rules;

  for (guint i = 0; i < rules->len; i++)
    if (rule_holds (plan, i, line, number, length, customer))
      return ((const RgLineRule *) g_ptr_array_index (rules, i))->kind;
  return RG_LINE_SALE;
}

/* What comes back on a later day under the number of the sale is a receipt of its own, so that the
 * sale's stays what it was. */
static char *
period_of (RgPlan *plan, RgLineKind kind, RgDay day)
{
  g_autofree char *iso = NULL;

  if (!plan->mapping->dialect->returns_apart || kind != RG_LINE_RETURN)
    return g_strdup ("");
  iso = rg_day_format_iso (day);
  return g_strconcat ("return ", iso, NULL);
}

/* Web shops name the location of what was sold at a till, and none for the rest. */
static const char *
rg_plan_location (RgPlan *plan)
{
  const char *location = rg_plan_text (plan, RG_ROLE_LOCATION);

  if (!plan->mapping->dialect->online || *location != '\0' ||
      g_ascii_strcasecmp (rg_plan_text (plan, RG_ROLE_PLACED), "pos") == 0)
    return location;
  return rg_text_set_intern (plan->batch->texts, RG_IMPORT_WEB_SHOP, strlen (RG_IMPORT_WEB_SHOP));
}

/* The receipt that the row belongs to, by number, branch and till; made where new. */
static guint32
find_receipt (RgPlan *plan, const char *number, gsize length, const char *period)
{
  const char *text;
  gsize n;
  guint32 receipt;

  g_string_truncate (plan->scratch, 0);
  g_string_append_len (plan->scratch, number, (gssize) length);
  g_string_append_c (plan->scratch, KEY_MARK);
  if (rg_plan_cell (plan, RG_ROLE_LOCATION, &text, &n))
    g_string_append_len (plan->scratch, text, (gssize) n);
  g_string_append_c (plan->scratch, KEY_MARK);
  if (rg_plan_cell (plan, RG_ROLE_TILL, &text, &n))
    g_string_append_len (plan->scratch, text, (gssize) n);
  g_string_append_c (plan->scratch, KEY_MARK);
  g_string_append (plan->scratch, period);
  receipt = rg_text_set_add (plan->receipt_keys, plan->scratch->str, plan->scratch->len);
  if (receipt == plan->batch->receipts->len)
    {
      RgImportReceipt new = { .day = G_MAXINT32, .customer = RG_IMPORT_NONE };

      new.number = rg_text_set_intern (plan->batch->texts, number, length);
      new.location = rg_plan_location (plan);
      new.till = plan->till != NULL ? plan->till : rg_plan_text (plan, RG_ROLE_TILL);
      new.period = rg_text_set_intern (plan->batch->texts, period, strlen (period));
      new.staff = rg_plan_text (plan, RG_ROLE_STAFF);
      new.row = (guint32) plan->row->number;
      g_array_append_val (plan->batch->receipts, new);
    }
  return receipt;
}

static gboolean
earlier (RgDay day, gint32 time, const RgImportReceipt *receipt)
{
  return day < receipt->day || (day == receipt->day && time < receipt->time);
}

void
rg_plan_count_line (RgImportReceipt *receipt, const RgImportLine *line)
{
  receipt->n_lines++;
  receipt->lines_hash = (gint64) ((guint64) receipt->lines_hash + line->hash);
  receipt->net_minor += line->net_minor;
  if (rg_line_kind_is_net_sale (line->kind))
    receipt->net_sales_minor += line->net_minor;
  receipt->sale_lines += line->kind == RG_LINE_SALE;
}

static void
add_to_receipt (RgPlan *plan, const RgImportLine *line, RgDay day, gint32 time, guint32 customer)
{
  RgImportReceipt *receipt =
    &g_array_index (plan->batch->receipts, RgImportReceipt, line->receipt);
  const RgImportCustomer *customers = (const RgImportCustomer *) plan->batch->customers->data;

  if (earlier (day, time, receipt))
    {
      receipt->day = day;
      receipt->time = time;
    }
  /* Two customers on one receipt: the same one is kept however the rows are ordered. */
  if (customer != RG_IMPORT_NONE &&
      (receipt->customer == RG_IMPORT_NONE ||
       strcmp (customers[customer].external_id, customers[receipt->customer].external_id) < 0))
    receipt->customer = customer;
  rg_plan_count_line (receipt, line);
}

static gboolean
is_left_out (RgPlan *plan)
{
  const char *text;
  gsize length;
  g_autofree char *copy = NULL, *folded = NULL;

  if (rg_plan_cell (plan, RG_ROLE_CANCELLED, &text, &length))
    return TRUE;
  if (plan->mapping->dialect->left_out[0] == NULL ||
      !rg_plan_cell (plan, RG_ROLE_STATUS, &text, &length))
    return FALSE;
  copy = g_strndup (text, length);
  folded = rg_fold (copy);
  return g_strv_contains ((const char *const *) plan->mapping->dialect->left_out, folded);
}

static gboolean
check_currency (RgPlan *plan)
{
  const char *text;
  gsize length;

  if (!rg_plan_cell (plan, RG_ROLE_CURRENCY, &text, &length) || length != 3 ||
      g_ascii_strncasecmp (text, plan->context->currency, 3) == 0)
    return TRUE;
  rg_plan_refuse_cell (plan, RG_ROLE_CURRENCY, RG_VALUE_OTHER_CURRENCY);
  return FALSE;
}

void
rg_plan_read_line (RgPlan *plan)
{
  const char *number, *code = "";
  gsize number_length, code_length = 0;
  RgImportLine line = { .row = (guint32) plan->row->number };
  RgDay day;
  gint32 time;
  gint64 stamp;
  guint32 customer;
  g_autofree char *period = NULL;

  if (is_left_out (plan))
    {
      plan->batch->n_rows_left_out++;
      return;
    }
  if (rg_plan_take_total (plan))
    return;
  if (!rg_plan_key (plan, RG_ROLE_NUMBER, &number, &number_length) ||
      (!plan->mapping->dialect->whole_receipts &&
       !rg_plan_product_key (plan, &code, &code_length)))
    return;
  if (!check_currency (plan) || !rg_plan_read_day (plan, &day, &time) ||
      !read_amounts (plan, &line))
    return;
  stamp = (gint64) day * 86400 + MAX (time, 0);
  customer = rg_plan_customer (plan, stamp);
  line.product =
    plan->mapping->dialect->whole_receipts
      /* Translators: stands for all products of a receipt whose products the file does not say. */
      ? rg_plan_own_product (plan, RG_PRODUCT_WHOLE, _("Whole receipt"))
      : rg_plan_find_product (plan, code, code_length, stamp, line.net_minor != 0);
  line.kind = (guint8) find_kind (plan, &line, number, number_length, customer);
  line.hash = rg_import_line_hash (
    &line, g_array_index (plan->batch->products, RgImportProduct, line.product).code);
  period = period_of (plan, line.kind, day);
  line.receipt = find_receipt (plan, number, number_length, period);
  rg_plan_note_figures (plan, line.receipt);
  rg_plan_note_delivery (plan, line.receipt);
  rg_plan_note_coupon (plan, line.receipt);
  plan->batch->lines_of_kind[line.kind]++;
  add_to_receipt (plan, &line, day, time, customer);
  g_array_append_val (plan->batch->lines, line);
}
