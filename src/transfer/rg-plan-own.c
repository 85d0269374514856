/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What files say in the shop's own fields: each cell by the field's kind, as tills write it. What
 * cannot be read is left out and listed, and its row stays. */
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store-own-values.h"
#include "transfer/rg-plan-private.h"

#define MICRO_DIGITS 6

/* The plain form of a number, without the noughts at its end; NULL with the reason. */
static char *
plain_number (const RgMappingColumn *column, const char *text, gsize length, const char *currency,
              const char **why)
{
  gint64 micro;
  char *plain;
  gsize end;
  const RgValueProblem problem =
    rg_number_read (text, length, column->decimal,
                    column->own->kind == RG_OWN_MONEY ? currency : NULL, &micro);

  if (problem != RG_VALUE_OK)
    {
      *why = rg_value_problem_text (problem);
      return NULL;
    }
  plain = rg_money_format_plain (micro, MICRO_DIGITS);
  for (end = strlen (plain); plain[end - 1] == '0'; end--)
    plain[end - 1] = '\0';
  if (plain[end - 1] == '.')
    plain[end - 1] = '\0';
  return plain;
}

static char *
plain_day (const RgMappingColumn *column, const char *text, gsize length, const char **why)
{
  RgDay day;
  const RgValueProblem problem = rg_date_read (text, length, column->order, &day, NULL);

  if (problem == RG_VALUE_OK)
    return rg_day_format_iso (day);
  *why = rg_value_problem_text (problem);
  return NULL;
}

static char *
plain_yes_no (const char *text, gsize length, const char **why)
{
  const int answer = rg_yes_no_read (text, length);

  if (answer >= 0)
    return g_strdup (answer ? "yes" : "no");
  *why = _("says neither yes nor no");
  return NULL;
}

/* One a line. A choice whose own name has such a mark in it, alone in the cell, is that choice. */
static char *
plain_choices (const RgOwnField *field, const char *text, const char **why)
{
  g_autoptr (GString) names = g_string_new (NULL);

  *why = NULL;
  if (rg_own_field_find_choice (field, text) != NULL)
    return g_strdup (text);
  while (*text != '\0')
    {
      g_autofree char *name = rg_plan_take_word (&text);

      if (*name != '\0')
        g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "", name);
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

/* As its field would read it; NULL with the reason. */
static char *
plain_text (const RgPlan *plan, const RgMappingColumn *column, const char *text,
            const char **why)
{
  const gsize length = strlen (text);

  switch (column->own->kind)
    {
    case RG_OWN_NUMBER:
    case RG_OWN_MONEY:
    case RG_OWN_SCALE:
      return plain_number (column, text, length, plan->context->currency, why);
    case RG_OWN_DATE:
      return plain_day (column, text, length, why);
    case RG_OWN_YES_NO:
      return plain_yes_no (text, length, why);
    case RG_OWN_SEVERAL:
      return plain_choices (column->own, text, why);
    case RG_OWN_TEXT:
    case RG_OWN_ONE:
    default:
      return g_strdup (text);
    }
}

/* What the field itself has against a text that could be read. */
static const char *
refusal_of (const RgOwnField *field)
{
  if (rg_own_kind_has_choices (field->kind))
    return _("is none of the field’s choices");
  if (field->kind == RG_OWN_SCALE)
    return _("is no step of the field’s scale");
  if (field->kind == RG_OWN_TEXT)
    return _("looks like a payment card number, which is never stored");
  return _("has more decimals than the field takes, or is too large");
}

static void
read_one (RgPlan *plan, guint at, guint32 field, guint32 customer)
{
  const RgMappingColumn *column = &plan->mapping->columns[at];
  const char *cell, *why = NULL;
  gsize length;
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *checked = NULL;
  RgImportOwn own = { customer, field, (guint32) plan->row->number, NULL };

  if (!rg_plan_cell_at (plan, at, &cell, &length))
    return;
  text = g_strndup (cell, length);
  plain = plain_text (plan, column, text, &why);
  if (plain == NULL || rg_plan_is_card (plan, plain))
    {
      rg_plan_drop_cell_at (plan, at, plain == NULL ? why : refusal_of (column->own));
      return;
    }
  checked = rg_own_field_check (column->own, plain, plan->context->currency, NULL);
  if (checked == NULL)
    {
      rg_plan_drop_cell_at (plan, at, refusal_of (column->own));
      return;
    }
  if (*checked == '\0')
    return;
  own.text = rg_text_set_intern (plan->batch->texts, checked, strlen (checked));
  g_array_append_val (plan->batch->own, own);
}

void
rg_plan_read_own (RgPlan *plan, guint32 customer)
{
  for (guint i = 0; i < plan->mapping->n_columns; i++)
    {
      const RgMappingColumn *column = &plan->mapping->columns[i];
      guint field;

      if (column->role == RG_ROLE_OWN &&
          g_ptr_array_find (plan->mapping->own_fields, column->own, &field))
        read_one (plan, i, field, customer);
    }
}

static int
compare_own (gconstpointer a, gconstpointer b)
{
  const RgImportOwn *first = a, *second = b;

  if (first->customer != second->customer)
    return first->customer < second->customer ? -1 : 1;
  if (first->field != second->field)
    return first->field < second->field ? -1 : 1;
  return first->row < second->row ? -1 : first->row > second->row;
}

void
rg_plan_order_own (RgPlan *plan)
{
  GArray *own = plan->batch->own;
  guint n = 0;

  g_array_sort (own, compare_own);
  for (guint i = 0; i < own->len; i++)
    {
      const RgImportOwn *one = &g_array_index (own, RgImportOwn, i);
      const RgImportOwn *last = n > 0 ? &g_array_index (own, RgImportOwn, n - 1) : NULL;

      if (last != NULL && last->customer == one->customer && last->field == one->field)
        n--;
      g_array_index (own, RgImportOwn, n++) = *one;
    }
  g_array_set_size (own, n);
}
