/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The walk over a file's rows, and its cells. Lines and customers have files of their own. */
#include "transfer/rg-import-plan.h"

#include <string.h>

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "transfer/rg-plan-private.h"

#define ROWS_PER_STEP 8192
#define SHORTEST_CARD 13
#define LONGEST_CARD 19
#define REASON_CELL 40 /* characters of a cell that a reason quotes */

static gboolean
is_carried (const RgPlan *plan, RgRole role)
{
  return plan->mapping->dialect->carry_down && plan->mapping->kind != RG_IMPORT_CUSTOMERS &&
         role != RG_ROLE_NUMBER && role != RG_ROLE_CODE && role != RG_ROLE_PRODUCT &&
         role != RG_ROLE_CATEGORY && role != RG_ROLE_BRAND && !rg_role_is_number (role);
}

gboolean
rg_plan_cell_at (RgPlan *plan, guint column, const char **text, gsize *length)
{
  const char *p = column < plan->row->n_cells ? plan->row->cells[column].text : "";
  gsize n = column < plan->row->n_cells ? plan->row->cells[column].length : 0;

  while (n > 0 && g_ascii_isspace (*p))
    p++, n--;
  while (n > 0 && g_ascii_isspace (p[n - 1]))
    n--;
  /* Programs put an apostrophe in front to keep spreadsheets from reading a number. */
  if (n > 1 && *p == '\'' && (g_ascii_isdigit (p[1]) || strchr ("+-=@", p[1]) != NULL))
    p++, n--;
  *text = p;
  *length = n;
  return n > 0;
}

gboolean
rg_plan_cell (RgPlan *plan, RgRole role, const char **text, gsize *length)
{
  if (plan->column[role] < 0)
    return FALSE;
  if (!rg_plan_cell_at (plan, (guint) plan->column[role], text, length) &&
      plan->carried[role] != NULL)
    {
      *text = plan->carried[role];
      *length = strlen (*text);
    }
  return *length > 0;
}

static gboolean
in_card_ranges (const RgPlan *plan, const char *text, gsize length)
{
  const char *const *ranges = plan->context->card_ranges;

  for (guint i = 0; ranges != NULL && ranges[i] != NULL && ranges[i + 1] != NULL; i += 2)
    if (strlen (ranges[i]) == length && strncmp (text, ranges[i], length) >= 0 &&
        strncmp (text, ranges[i + 1], length) <= 0)
      return TRUE;
  return FALSE;
}

/* Whether a text is nothing but digits that could be a card's: what the shop's file itself refuses,
 * so that one such cell cannot stop a whole import. */
static gboolean
is_card_like (const char *text)
{
  char digits[LONGEST_CARD];
  gsize n = 0;

  for (; *text != '\0'; text++)
    {
      if (*text == ' ' || *text == '-')
        continue;
      if (!g_ascii_isdigit (*text) || n == LONGEST_CARD)
        return FALSE;
      digits[n++] = *text;
    }
  return n >= SHORTEST_CARD && *digits >= '2' && *digits <= '6' && rg_luhn_holds (digits, n);
}

gboolean
rg_plan_is_card (const RgPlan *plan, const char *text)
{
  return (rg_card_in_text (text) || is_card_like (text)) &&
         !in_card_ranges (plan, text, strlen (text));
}

/* Whether a cell holds a payment card number. A phone number says that it is one. */
static gboolean
holds_card (const RgPlan *plan, RgRole role, const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  guint digits = 0;

  if (length < SHORTEST_CARD)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    digits += g_ascii_isdigit (text[i]);
  if (digits < SHORTEST_CARD)
    return FALSE;
  if (role == RG_ROLE_PHONE && (*text == '+' || *text == '(' || *text == '0'))
    return FALSE;
  copy = g_strndup (text, length);
  return rg_plan_is_card (plan, copy);
}

/* A till that numbers its receipts or goods with as many digits must not lose one in ten: only what
 * has an issuer's prefix counts. */
gboolean
rg_plan_key (RgPlan *plan, RgRole role, const char **text, gsize *length)
{
  g_autofree char *copy = NULL;

  if (!rg_plan_cell (plan, role, text, length))
    {
      rg_plan_refuse_cell (plan, role, RG_VALUE_EMPTY);
      return FALSE;
    }
  if (*length < SHORTEST_CARD)
    return TRUE;
  copy = g_strndup (*text, *length);
  if (!rg_card_in_text (copy))
    return TRUE;
  rg_plan_refuse_cell (plan, role, RG_VALUE_CARD);
  return FALSE;
}

gboolean
rg_plan_product_key (RgPlan *plan, const char **text, gsize *length)
{
  const gboolean has_code = rg_plan_cell (plan, RG_ROLE_CODE, text, length);

  /* Where neither is there, the column that should have been filled is named. */
  return rg_plan_key (plan,
                      has_code || (plan->column[RG_ROLE_CODE] >= 0 &&
                                   !rg_plan_cell (plan, RG_ROLE_PRODUCT, text, length))
                      ? RG_ROLE_CODE : RG_ROLE_PRODUCT, text, length);
}

const char *
rg_plan_text (RgPlan *plan, RgRole role)
{
  const char *text;
  gsize length;

  if (!rg_plan_cell (plan, role, &text, &length))
    return rg_text_set_intern (plan->batch->texts, "", 0);
  if (holds_card (plan, role, text, length))
    {
      rg_plan_drop_cell (plan, role,
                         _("looks like a payment card number, which is never stored"));
      return rg_text_set_intern (plan->batch->texts, "", 0);
    }
  return rg_text_set_intern (plan->batch->texts, text, length);
}

void
rg_plan_drop_cell (RgPlan *plan, RgRole role, const char *why)
{
  rg_plan_drop_cell_at (plan, (guint) plan->column[role], why);
}

void
rg_plan_drop_cell_at (RgPlan *plan, guint column, const char *why)
{
  const char *header = plan->mapping->columns[column].header;

  rg_import_batch_drop (plan->batch, plan->row->number,
                        /* Translators: a column's name, and what is wrong with its cell, such as
                         * "is a day that does not exist". */
                        g_strdup_printf (_("“%s” %s; the cell was left out"), header, why));
}

void
rg_plan_refuse_cell (RgPlan *plan, RgRole role, RgValueProblem problem)
{
  const char *header =
    plan->column[role] >= 0 ? plan->mapping->columns[plan->column[role]].header
                            : rg_role_get_label (role);
  const char *text = "";
  gsize length = 0;
  g_autofree char *cell = NULL;

  if (!rg_plan_cell (plan, role, &text, &length) || problem == RG_VALUE_EMPTY)
    {
      rg_import_batch_refuse (plan->batch, plan->row->number,
                              /* Translators: %s is a column's name. */
                              g_strdup_printf (_("“%s” is missing"), header));
      return;
    }
  if (g_utf8_strlen (text, (gssize) length) > REASON_CELL)
    {
      g_autofree char *start = g_utf8_substring (text, 0, REASON_CELL);

      cell = g_strconcat (start, "…", NULL);
    }
  else
    cell = g_strndup (text, length);
  if (rg_card_in_text (cell))
    g_set_str (&cell, "…");
  rg_import_batch_refuse (plan->batch, plan->row->number,
                          /* Translators: a column's name, its cell, and what is wrong with it, such
                           * as "is not a number". */
                          g_strdup_printf (_("“%s”: “%s” %s"), header, cell,
                                           rg_value_problem_text (problem)));
}

/* Where a dialect writes a receipt's cells in its first row only, the rows below take them over. */
static void
carry_down (RgPlan *plan)
{
  const char *text;
  gsize length;
  g_autofree char *number = NULL;
  gboolean same;

  if (!plan->mapping->dialect->carry_down ||
      !rg_plan_cell (plan, RG_ROLE_NUMBER, &text, &length))
    return;
  number = g_strndup (text, length);
  same = g_strcmp0 (number, plan->carried[RG_ROLE_NUMBER]) == 0;
  g_set_str (&plan->carried[RG_ROLE_NUMBER], number);
  for (RgRole role = RG_ROLE_NONE + 1; !same && role < RG_N_ROLES; role++)
    if (is_carried (plan, role))
      {
        g_clear_pointer (&plan->carried[role], g_free);
        if (rg_plan_cell (plan, role, &text, &length))
          plan->carried[role] = g_strndup (text, length);
      }
}

static void
read_row (RgPlan *plan, const RgCsvRow *row)
{
  plan->row = row;
  plan->batch->n_rows++;
  if (row->problem != RG_CSV_OK)
    rg_import_batch_refuse (plan->batch, row->number,
                            g_strdup (rg_csv_problem_text (row->problem)));
  else if (plan->mapping->kind == RG_IMPORT_SALES)
    {
      carry_down (plan);
      rg_plan_read_line (plan);
    }
  else if (plan->mapping->kind == RG_IMPORT_PRODUCTS)
    rg_plan_read_product (plan);
  else if (plan->mapping->kind == RG_IMPORT_ACTIVITY)
    {
      carry_down (plan);
      rg_plan_read_activity (plan);
    }
  else
    rg_plan_read_customer (plan);
}

static void
plan_init (RgPlan *plan, const RgMapping *mapping, const RgPlanContext *context)
{
  *plan = (RgPlan) { .mapping = mapping, .context = context };
  plan->batch = rg_import_batch_new (mapping->kind);
  plan->batch->source = g_strdup (mapping->source);
  plan->batch->dialect = g_strdup (mapping->dialect->id);
  plan->batch->till = g_strdup (mapping->till);
  plan->batch->columns = rg_mapping_dup_columns (mapping);
  plan->batch->corrections = rg_mapping_dup_corrections (mapping);
  for (guint i = 0; i < mapping->own_fields->len; i++)
    g_ptr_array_add (plan->batch->own_fields,
                     rg_own_field_copy (g_ptr_array_index (mapping->own_fields, i)));
  for (RgRole role = 0; role < RG_N_ROLES; role++)
    plan->column[role] = role == RG_ROLE_NONE ? -1 : rg_mapping_get_column (mapping, role);
  if (rg_mapping_wants_till (mapping))
    plan->till = rg_text_set_intern (plan->batch->texts, mapping->till, strlen (mapping->till));
  plan->receipt_keys = rg_text_set_new ();
  plan->product_keys = rg_text_set_new ();
  plan->customer_keys = rg_text_set_new ();
  plan->product_rules = g_array_new (FALSE, FALSE, sizeof (guint32));
  plan->scratch = g_string_new (NULL);
  plan->batch->whole_receipts = mapping->dialect->whole_receipts;
  rg_plan_init_figures (plan);
  rg_plan_init_delivery (plan);
}

static void
plan_clear (RgPlan *plan)
{
  g_clear_pointer (&plan->batch, rg_import_batch_free);
  rg_text_set_free (plan->receipt_keys);
  rg_text_set_free (plan->product_keys);
  rg_text_set_free (plan->customer_keys);
  g_array_unref (plan->product_rules);
  g_string_free (plan->scratch, TRUE);
  g_clear_pointer (&plan->figures, g_array_unref);
  g_clear_pointer (&plan->delivered, g_hash_table_unref);
  for (RgRole role = 0; role < RG_N_ROLES; role++)
    g_free (plan->carried[role]);
}

/* PrestaShop 1.7.6.0 and 1.7.6.1 wrote the first name into the columns of last names and e-mails. A
 * few bad addresses are no trap; most of them are. */
static gboolean
check_emails (const RgPlan *plan, GError **error)
{
  if (!plan->mapping->dialect->email_trap || plan->n_emails_without_at * 2 <= plan->n_emails)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("The e-mail column holds names instead of addresses. Some versions of the "
                         "shop program write first names into it, and into the last names too, so "
                         "nothing was imported. Update the shop program and export the file "
                         "again."));
  return FALSE;
}

static RgImportBatch *
finish (RgPlan *plan, GError **error)
{
  if (!check_emails (plan, error))
    return NULL;
  rg_plan_add_figures (plan);
  rg_plan_order (plan);
  rg_plan_order_own (plan);
  rg_plan_settle_figures (plan);
  rg_plan_note_unknown (plan);
  return g_steal_pointer (&plan->batch);
}

RgImportBatch *
rg_import_plan_read (const RgMapping *given, const RgPlanContext *context,
                     GCancellable *cancellable, void (*progress) (double share, gpointer data),
                     gpointer progress_data, GError **error)
{
  g_autoptr (RgMapping) mapping = rg_mapping_copy (given);
  gsize length;
  const char *text = g_bytes_get_data (mapping->text, &length);
  g_autoptr (RgCsv) csv = rg_csv_new (text, length, mapping->separator);
  g_autofree char *missing = rg_mapping_get_missing (mapping);
  RgImportBatch *batch = NULL;
  gboolean cancelled = FALSE;
  RgCsvRow row;
  RgPlan plan;

  if (missing != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, missing);
      return NULL;
    }
  rg_mapping_judge (mapping);
  plan_init (&plan, mapping, context);
  rg_csv_next (csv, &row);
  while (!cancelled && rg_csv_next (csv, &row))
    {
      read_row (&plan, &row);
      if (plan.batch->n_rows % ROWS_PER_STEP != 0)
        continue;
      if (progress != NULL)
        progress ((double) row.end / (double) length, progress_data);
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  if (!cancelled)
    batch = finish (&plan, error);
  plan_clear (&plan);
  return batch;
}
